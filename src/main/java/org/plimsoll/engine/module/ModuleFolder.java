package org.plimsoll.engine.module;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.plimsoll.engine.module.ModuleRefused.Reason;

/**
 * Compiled modules in a folder that belongs to the server alone: a file for each, of which those that have not been used for
 * longest are removed when there are too many. Several servers of one user may share a folder. Safe for use by many threads.
 */
public final class ModuleFolder implements CompiledModules {
    /** Most files. */
    public static final int MOST_FILES = 256;

    /** Most bytes of all files together. */
    public static final long MOST_BYTES = 512L << 20;

    static final String SUFFIX = ".module";

    private static final String DRAFT_SUFFIX = ".draft";
    private static final Duration DRAFT_LIFE = Duration.ofHours(1);
    private static final Logger LOG = System.getLogger(ModuleFolder.class.getName());

    private final Path folder;
    private final int mostFiles;
    private final long mostBytes;
    private final boolean usable;
    private final AtomicBoolean warned = new AtomicBoolean();
    private final Set<String> refused = ConcurrentHashMap.newKeySet();

    private record Entry(Path file, FileTime used, long bytes) {}

    /** Takes a folder and makes it when it is not there; without success nothing is kept, which the log says once. */
    public ModuleFolder(Path folder) {
        this(folder, MOST_FILES, MOST_BYTES);
    }

    ModuleFolder(Path folder, int mostFiles, long mostBytes) {
        this.folder = folder.toAbsolutePath().normalize();
        this.mostFiles = mostFiles;
        this.mostBytes = mostBytes;
        this.usable = take();
    }

    private boolean take() {
        try {
            if (Files.isSymbolicLink(folder)) {
                throw new IOException("it is a link");
            }
            Files.createDirectories(folder);
            ownerOnly(folder, "rwx------");
            // Being allowed to write by permissions does not mean that the file system can be written.
            Files.delete(Files.createTempFile(folder, "", DRAFT_SUFFIX));
            return true;
        } catch (IOException | RuntimeException e) {
            warn(e);
            return false;
        }
    }

    private static void ownerOnly(Path path, String permissions) throws IOException {
        if (isPosix(path)) {
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
        }
    }

    private static boolean isPosix(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    private void warn(Exception why) {
        if (warned.compareAndSet(false, true)) {
            LOG.log(
                    Level.WARNING,
                    "Compiled rule sets cannot be kept in " + folder + ", so that every start compiles them again: "
                            + why);
        }
    }

    @Override
    public Optional<byte[]> find(ModuleKey key) {
        Path file = folder.resolve(key.fileName());
        if (!usable || !Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        try {
            checkOwn(file);
            byte[] archive;
            try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
                archive = in.readNBytes(ModuleArchive.MOST_BYTES + 1);
            }
            Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
            return Optional.of(archive);
        } catch (ModuleRefused e) {
            refused(key, e);
            return Optional.empty();
        } catch (NoSuchFileException e) {
            // Another server has made room.
            return Optional.empty();
        } catch (IOException | RuntimeException e) {
            warn(e);
            return Optional.empty();
        }
    }

    /** That nobody but the folder's owner can have written a file. */
    private void checkOwn(Path file) throws IOException, ModuleRefused {
        BasicFileAttributes attributes =
                Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (!attributes.isRegularFile()) {
            throw new ModuleRefused(Reason.FILE_NOT_OWN, "it is a link, or no file");
        }
        if (attributes.size() > ModuleArchive.MOST_BYTES) {
            throw new ModuleRefused(Reason.TOO_LARGE, "it has " + attributes.size() + " bytes");
        }
        if (isPosix(file)) {
            PosixFileAttributes own = Files.readAttributes(file, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            boolean writable = own.permissions().contains(PosixFilePermission.GROUP_WRITE)
                    || own.permissions().contains(PosixFilePermission.OTHERS_WRITE);
            if (writable || !own.owner().equals(Files.getOwner(folder))) {
                throw new ModuleRefused(Reason.FILE_NOT_OWN, "others than the folder's owner can write it");
            }
        }
    }

    @Override
    public void keep(ModuleKey key, byte[] archive) {
        if (!usable || archive.length > Math.min(ModuleArchive.MOST_BYTES, mostBytes)) {
            return;
        }
        try {
            // Made for its owner alone where the file system can.
            Path draft = Files.createTempFile(folder, "", DRAFT_SUFFIX);
            try {
                Files.write(draft, archive);
                Files.move(
                        draft,
                        folder.resolve(key.fileName()),
                        StandardCopyOption.ATOMIC_MOVE,
                        StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(draft);
            }
            makeRoom();
        } catch (IOException | RuntimeException e) {
            warn(e);
        }
    }

    @Override
    public void refused(ModuleKey key, ModuleRefused why) {
        if (refused.add(key.fileName() + why.reason())) {
            LOG.log(
                    Level.WARNING,
                    "The compiled module " + folder.resolve(key.fileName()) + " is not used (" + why.reason() + ": "
                            + why.getMessage() + "); the rule set is compiled from its files.");
        }
        try {
            Files.deleteIfExists(folder.resolve(key.fileName()));
        } catch (IOException | RuntimeException e) {
            warn(e);
        }
    }

    /** Removes what has not been used for longest, and drafts of servers that were stopped while they wrote. */
    private synchronized void makeRoom() throws IOException {
        List<Entry> modules = entries(SUFFIX);
        modules.sort(Comparator.comparing(Entry::used).thenComparing(Entry::file));
        long bytes = modules.stream().mapToLong(Entry::bytes).sum();
        int files = modules.size();
        for (Entry module : modules) {
            if (files <= mostFiles && bytes <= mostBytes) {
                break;
            }
            Files.deleteIfExists(module.file);
            files--;
            bytes -= module.bytes;
        }
        FileTime tooOld = FileTime.from(Instant.now().minus(DRAFT_LIFE));
        for (Entry draft : entries(DRAFT_SUFFIX)) {
            if (draft.used.compareTo(tooOld) < 0) {
                Files.deleteIfExists(draft.file);
            }
        }
    }

    private List<Entry> entries(String suffix) throws IOException {
        List<Entry> entries = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                if (file.getFileName().toString().endsWith(suffix)) {
                    try {
                        BasicFileAttributes attributes =
                                Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
                        if (attributes.isRegularFile()) {
                            entries.add(new Entry(file, attributes.lastModifiedTime(), attributes.size()));
                        }
                    } catch (NoSuchFileException e) {
                        // Another server has made room, or has finished its draft.
                        continue;
                    }
                }
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return entries;
    }
}
