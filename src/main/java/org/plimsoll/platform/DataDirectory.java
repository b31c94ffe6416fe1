package org.plimsoll.platform;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The folder of the embedded database, held by one server at a time.
 *
 * <p>The operating system gives the lock back when the server's process ends, however it ends. PostgreSQL itself runs as
 * a process of its own and survives a server that was killed: whoever gets the lock next stops that orphan first.
 */
final class DataDirectory implements AutoCloseable {
    private static final int PASSWORD_BYTES = 24;
    private static final long ORPHAN_STOP_SECONDS = 20;

    private final Path root;
    private final FileChannel channel;
    private final FileLock lock;

    private DataDirectory(Path root, FileChannel channel, FileLock lock) {
        this.root = root;
        this.channel = channel;
        this.lock = lock;
    }

    /**
     * Takes the folder, and makes it when it is not there.
     *
     * @throws EmbeddedDatabaseException when another server has it, or it cannot be written
     */
    static DataDirectory take(Path folder) {
        Path root = folder.toAbsolutePath().normalize();
        try {
            Files.createDirectories(root);
            ownerOnly(root, "rwx------");
            Path lockFile = root.resolve("server.lock");
            FileChannel channel = FileChannel.open(
                    lockFile, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            FileLock lock = tryLock(channel);
            if (lock == null) {
                channel.close();
                throw inUse(root, lockFile);
            }
            channel.truncate(0);
            channel.write(StandardCharsets.US_ASCII.encode(
                    Long.toString(ProcessHandle.current().pid())));
            return new DataDirectory(root, channel, lock);
        } catch (IOException e) {
            throw new EmbeddedDatabaseException(
                    "Cannot write the embedded database's folder " + root
                            + ". Give it another with -Dplimsoll.database.directory=FOLDER.",
                    e);
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    private static EmbeddedDatabaseException inUse(Path root, Path lockFile) {
        String holder;
        try {
            holder = " (process " + Files.readString(lockFile).trim() + ")";
        } catch (IOException e) {
            holder = "";
        }
        return new EmbeddedDatabaseException(
                "Another Plimsoll server" + holder + " is using the embedded database in " + root
                        + ". Stop it, or give this one a folder of its own and another port, by the environment variables"
                        + " PLIMSOLL_DATABASE_DIRECTORY=FOLDER and QUARKUS_HTTP_PORT=PORT.",
                null);
    }

    /** PostgreSQL's own folder. */
    Path cluster() {
        return root.resolve("cluster");
    }

    /** Where PostgreSQL's programs are unpacked: in a folder where no other user can have put them. */
    Path programs() {
        return root.resolve("programs");
    }

    /** File with the password of the database's users, readable by its owner only; made on the first call. */
    Path passwordFile() throws IOException {
        Path file = root.resolve("password");
        if (!Files.exists(file)) {
            byte[] password = new byte[PASSWORD_BYTES];
            new SecureRandom().nextBytes(password);
            Path draft = root.resolve("password.draft");
            Files.deleteIfExists(draft);
            Files.createFile(draft);
            ownerOnly(draft, "rw-------");
            Files.writeString(draft, HexFormat.of().formatHex(password));
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        }
        return file;
    }

    private static void ownerOnly(Path path, String permissions) throws IOException {
        if (path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
        }
    }

    /** Removes a cluster whose creation was cut off: it has no mark of completion. */
    void dropUnfinishedCluster() throws IOException {
        if (Files.exists(cluster()) && !Files.exists(completed())) {
            try (var walk = Files.walk(cluster())) {
                for (Path path :
                        walk.sorted(java.util.Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }

    /** Notes that the cluster was created and has its database. From here on it is never removed. */
    void markCompleted() throws IOException {
        if (!Files.exists(completed())) {
            Files.createFile(completed());
        }
    }

    private Path completed() {
        return root.resolve("completed");
    }

    /** Whether there is a cluster that was once completed. */
    boolean hasCluster() {
        return Files.exists(completed())
                && Files.exists(cluster().resolve("postgresql.conf"))
                && Files.exists(cluster().resolve("global/pg_control"));
    }

    /**
     * Refuses a folder whose cluster was taken away: an empty one in its place would pass for the log.
     *
     * @throws EmbeddedDatabaseException when the cluster was completed once and is not there
     */
    void mustBeWhole() {
        if (Files.exists(completed()) && !hasCluster()) {
            throw new EmbeddedDatabaseException(
                    "The embedded database in " + root + " has lost its folder " + cluster()
                            + ", which has everything that was recorded. Put it back; or, if nothing of it is wanted,"
                            + " remove " + root + " to begin with an empty database.",
                    null);
        }
    }

    /** The main process of the PostgreSQL that runs on this folder; empty when none does. */
    Optional<ProcessHandle> postmaster() throws IOException {
        try {
            List<String> lines = Files.readAllLines(pidFile());
            return lines.isEmpty() ? Optional.empty() : processOf(lines.get(0)).filter(DataDirectory::isPostgres);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    private Path pidFile() {
        return cluster().resolve("postmaster.pid");
    }

    private static Optional<ProcessHandle> processOf(String pid) {
        try {
            return ProcessHandle.of(Long.parseLong(pid.trim()));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** Whether a process is of PostgreSQL, and has not ended: not even as one whose parent has not noticed. */
    static boolean isPostgres(ProcessHandle process) {
        Path program = Path.of(process.info().command().orElse("")).getFileName();
        return process.isAlive() && program != null && program.toString().startsWith("postgres");
    }

    /**
     * Stops what runs of PostgreSQL on this folder without a server, and forgets it: a main process that outlived its
     * server, or others that outlived the main process. Two on one folder would destroy it, so none is left.
     *
     * @throws EmbeddedDatabaseException when one does not stop
     */
    void stopOrphan() throws IOException {
        Optional<ProcessHandle> postmaster = postmaster();
        postmaster.ifPresent(ProcessHandle::destroy);
        postmaster.ifPresent(DataDirectory::ended);
        List<ProcessHandle> rest = Stream.concat(postmaster.stream(), ownProcesses())
                .filter(DataDirectory::isPostgres)
                .toList();
        // Without their main process they only end; what was committed is in the write-ahead log.
        rest.forEach(ProcessHandle::destroyForcibly);
        for (ProcessHandle process : rest) {
            if (!ended(process)) {
                throw new EmbeddedDatabaseException(
                        "A PostgreSQL of an earlier run (process " + process.pid() + ") still uses " + root
                                + " and does not stop. Stop it by hand.",
                        null);
            }
        }
        // Its number may belong to somebody else by now, which would make PostgreSQL refuse to start.
        Files.deleteIfExists(pidFile());
    }

    /** Those that run a program of this folder: they are of this cluster, since each has programs of its own. */
    private Stream<ProcessHandle> ownProcesses() throws IOException {
        if (!Files.exists(programs())) {
            return Stream.empty();
        }
        Path programs = programs().toRealPath();
        return ProcessHandle.allProcesses()
                .filter(process -> process.info()
                        .command()
                        .filter(command -> Path.of(command).startsWith(programs))
                        .isPresent());
    }

    private static boolean ended(ProcessHandle process) {
        try {
            process.onExit().get(ORPHAN_STOP_SECONDS, TimeUnit.SECONDS);
            return true;
        } catch (TimeoutException | ExecutionException e) {
            return !isPostgres(process);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return !isPostgres(process);
        }
    }

    /** Gives the folder back. */
    @Override
    public void close() {
        try (channel) {
            lock.release();
        } catch (IOException e) {
            throw new EmbeddedDatabaseException("Cannot give back " + root, e);
        }
    }
}
