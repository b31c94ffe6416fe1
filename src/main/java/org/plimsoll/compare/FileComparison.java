package org.plimsoll.compare;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.plimsoll.compare.Alignment.Pair;
import org.plimsoll.compare.RuleSetComparison.FileChange;
import org.plimsoll.compare.RuleSetComparison.FileContent;
import org.plimsoll.compare.RuleSetComparison.Kind;
import org.plimsoll.engine.RuleSetFiles;

/** Compares files by path, and by content where the path is another. */
final class FileComparison {
    private FileComparison() {}

    /** @param note what a changed file's change comes to; empty when there is no more to say */
    static List<FileChange> of(RuleSetFiles before, RuleSetFiles after, Function<String, String> note) {
        List<FileChange> changes = new ArrayList<>();
        for (Pair<FileContent> pair :
                Alignment.of(contents(before), contents(after), List.of(FileContent::path, FileContent::sha256))) {
            Kind kind = kind(pair);
            if (kind != null) {
                String path = pair.any().path();
                changes.add(new FileChange(
                        kind, path, pair.oldOne(), pair.newOne(), kind == Kind.CHANGED ? note.apply(path) : ""));
            }
        }
        changes.sort(Comparator.comparing(FileChange::path).thenComparing(FileChange::kind));
        return changes;
    }

    private static @Nullable Kind kind(Pair<FileContent> pair) {
        FileContent before = pair.oldOne();
        FileContent after = pair.newOne();
        if (before == null || after == null) {
            return before == null ? Kind.ADDED : Kind.REMOVED;
        }
        if (!before.path().equals(after.path())) {
            return Kind.MOVED;
        }
        return before.sha256().equals(after.sha256()) ? null : Kind.CHANGED;
    }

    private static List<FileContent> contents(RuleSetFiles files) {
        List<FileContent> contents = new ArrayList<>();
        files.files().forEach((path, bytes) -> contents.add(new FileContent(path, sha256(bytes), bytes.length)));
        return contents;
    }

    private static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
