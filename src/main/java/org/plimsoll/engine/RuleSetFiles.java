package org.plimsoll.engine;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The files of one version of a rule set, by path within its folder with forward slashes.
 *
 * @param name name of the rule set
 * @param files content by path, sorted
 */
public record RuleSetFiles(String name, SortedMap<String, byte[]> files) {
    public RuleSetFiles {
        files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
    }

    /** Bytes of one file beyond which it is not even read; what a rule set may hold is far below. */
    private static final long LARGEST_FILE = 64L << 20;

    /**
     * Reads a folder, whose name is the rule set's. Files and folders whose name starts with a dot are left out.
     *
     * @throws IOException when a file cannot be read, is larger than any file of a rule set, or is a link out of the folder
     */
    public static RuleSetFiles read(Path folder) throws IOException {
        SortedMap<String, byte[]> files = new TreeMap<>();
        List<Path> paths;
        try (Stream<Path> walk = Files.walk(folder)) {
            paths = walk.filter(Files::isRegularFile).toList();
        }
        for (Path path : paths) {
            Path relative = folder.relativize(path);
            boolean hidden = false;
            for (Path part : relative) {
                hidden |= part.toString().startsWith(".");
            }
            if (!hidden) {
                files.put(relative.toString().replace('\\', '/'), content(folder, path));
            }
        }
        return new RuleSetFiles(
                folder.toAbsolutePath().normalize().getFileName().toString(), files);
    }

    private static byte[] content(Path folder, Path path) throws IOException {
        if (!path.toRealPath().startsWith(folder.toRealPath())) {
            throw new IOException("'" + folder.relativize(path) + "' is a link to a file outside of the folder");
        }
        if (Files.size(path) > LARGEST_FILE) {
            throw new IOException("'" + folder.relativize(path) + "' is larger than 64 MB");
        }
        return Files.readAllBytes(path);
    }

    /** A rule set of text files. */
    public static RuleSetFiles of(String name, Map<String, String> texts) {
        SortedMap<String, byte[]> files = new TreeMap<>();
        texts.forEach((path, text) -> files.put(path, text.getBytes(StandardCharsets.UTF_8)));
        return new RuleSetFiles(name, files);
    }

    /** The same with a file added or replaced. */
    public RuleSetFiles with(String path, byte[] content) {
        SortedMap<String, byte[]> changed = new TreeMap<>(files);
        changed.put(path, content);
        return new RuleSetFiles(name, changed);
    }

    /** The same without a file. */
    public RuleSetFiles without(String path) {
        SortedMap<String, byte[]> changed = new TreeMap<>(files);
        changed.remove(path);
        return new RuleSetFiles(name, changed);
    }

    /** Why these files are not even kept: there are too many, too large, or with names that are not taken. */
    public List<Diagnostic> inadmissible() {
        List<Diagnostic> diagnostics = new ArrayList<>();
        RuleSetIntake intake = new RuleSetIntake(EngineLimits.DEFAULT, diagnostics);
        if (intake.withinLimits(this)) {
            files.keySet().forEach(intake::checkPath);
        }
        return diagnostics;
    }

    /** What the manifest says; empty when there is none that can be used. */
    public Optional<Manifest> manifest() {
        return new RuleSetIntake(EngineLimits.DEFAULT, new ArrayList<>()).manifest(this);
    }

    /** Which files its manifest says it extends, whatever else may be wrong with it; empty when none. */
    public Optional<Manifest.Base> base() {
        byte[] manifest = files.get(Manifest.FILE);
        return manifest == null || manifest.length > EngineLimits.DEFAULT.fileBytes()
                ? Optional.empty()
                : RuleSetIntake.text(Manifest.FILE, manifest, new ArrayList<>()).map(ManifestReader::stated);
    }

    /**
     * Identity of the version: SHA-256, in lower-case hexadecimal, over every path and content in the order of paths,
     * each preceded by its length.
     */
    public String contentHash() {
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
        files.forEach((path, content) -> {
            byte[] name = path.getBytes(StandardCharsets.UTF_8);
            digest.update(lengthOf(name));
            digest.update(name);
            digest.update(lengthOf(content));
            digest.update(content);
        });
        return HexFormat.of().formatHex(digest.digest());
    }

    private static byte[] lengthOf(byte[] bytes) {
        return java.nio.ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array();
    }
}
