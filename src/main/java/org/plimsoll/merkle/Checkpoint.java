package org.plimsoll.merkle;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * Head of a tree, as the text that is signed: four lines with the log's name, the number of leaves, the root in Base64 and
 * {@code time} with the instant, each ended by a newline.
 *
 * <p>Reference: C2SP tlog-checkpoint; the time is an extension line.
 *
 * @param origin name of the log: not empty, without control characters
 * @param size number of leaves
 * @param root root of the tree, of 32 bytes
 * @param time when the head was made, by the clock of the log
 */
public record Checkpoint(String origin, long size, byte[] root, Instant time) {
    private static final String TIME = "time ";

    public Checkpoint {
        if (origin.isEmpty() || origin.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(
                    "The origin of a log is a name in one line, for instance 'example.com/margin'");
        }
        if (size < 0) {
            throw new IllegalArgumentException("A tree has at least 0 leaves, not " + size);
        }
        MerkleHash.requireHash(root);
        root = root.clone();
    }

    @Override
    public byte[] root() {
        return root.clone();
    }

    /** The text that is signed, with its last newline. */
    public String text() {
        return origin + "\n" + size + "\n" + NoteText.base64(root) + "\n" + TIME + time + "\n";
    }

    /**
     * Reads the text of a head. Only a text that {@link #text} would write is taken, so that one head has one text.
     *
     * @throws InvalidNote when it is no such text
     */
    public static Checkpoint parse(String text) {
        if (!text.endsWith("\n")) {
            throw new InvalidNote("a checkpoint ends with a newline");
        }
        List<String> lines = List.of(text.substring(0, text.length() - 1).split("\n", -1));
        if (lines.size() != 4) {
            throw new InvalidNote("a checkpoint has four lines: origin, size, root and 'time <instant>'; this one has "
                    + lines.size());
        }
        if (!lines.get(1).matches("0|[1-9][0-9]{0,17}")) {
            throw new InvalidNote("line 2 is the number of leaves in decimal digits without leading zeroes");
        }
        byte[] root = NoteText.bytes(lines.get(2));
        if (root.length != MerkleHash.BYTES) {
            throw new InvalidNote("line 3 is the root, 32 bytes in Base64, not " + root.length);
        }
        Checkpoint checkpoint;
        try {
            Instant time = Instant.parse(lines.get(3).replaceFirst("^" + TIME, ""));
            checkpoint = new Checkpoint(lines.get(0), Long.parseLong(lines.get(1)), root, time);
        } catch (DateTimeException e) {
            throw new InvalidNote("line 4 is 'time ' and an instant such as 2026-01-31T09:30:00Z");
        } catch (IllegalArgumentException e) {
            throw new InvalidNote(Objects.requireNonNull(e.getMessage()));
        }
        if (!checkpoint.text().equals(text)) {
            throw new InvalidNote("line 4 is '" + TIME + checkpoint.time + "' for that instant");
        }
        return checkpoint;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Checkpoint checkpoint
                && origin.equals(checkpoint.origin)
                && size == checkpoint.size
                && Arrays.equals(root, checkpoint.root)
                && time.equals(checkpoint.time);
    }

    @Override
    public int hashCode() {
        return Objects.hash(origin, size, Arrays.hashCode(root), time);
    }

    @Override
    public String toString() {
        return text();
    }
}
