package org.plimsoll.merkle;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;

/** The recursive definitions of RFC 9162, sections 2.1.1, 2.1.3.1 and 2.1.4.1, word for word; shares no code with the package. */
final class NaiveTree {
    private NaiveTree() {}

    /** Entries of a tree, different from each other. */
    static List<byte[]> entries(int size) {
        List<byte[]> entries = new ArrayList<>();
        for (int entry = 0; entry < size; entry++) {
            entries.add(("entry " + entry).getBytes(StandardCharsets.UTF_8));
        }
        return entries;
    }

    static byte[] root(List<byte[]> entries) {
        if (entries.isEmpty()) {
            return sha256(new byte[0]);
        }
        if (entries.size() == 1) {
            return sha256(new byte[] {0}, entries.get(0));
        }
        int split = split(entries.size());
        return sha256(new byte[] {1}, root(entries.subList(0, split)), root(entries.subList(split, entries.size())));
    }

    static List<byte[]> inclusion(int leaf, List<byte[]> entries) {
        if (entries.size() == 1) {
            return new ArrayList<>();
        }
        int split = split(entries.size());
        List<byte[]> left = entries.subList(0, split);
        List<byte[]> right = entries.subList(split, entries.size());
        List<byte[]> path = leaf < split ? inclusion(leaf, left) : inclusion(leaf - split, right);
        path.add(root(leaf < split ? right : left));
        return path;
    }

    static List<byte[]> consistency(int from, List<byte[]> entries) {
        return subproof(from, entries, true);
    }

    private static List<byte[]> subproof(int from, List<byte[]> entries, boolean whole) {
        if (from == entries.size()) {
            return whole ? new ArrayList<>() : new ArrayList<>(List.of(root(entries)));
        }
        int split = split(entries.size());
        List<byte[]> left = entries.subList(0, split);
        List<byte[]> right = entries.subList(split, entries.size());
        List<byte[]> path = from <= split ? subproof(from, left, whole) : subproof(from - split, right, false);
        path.add(root(from <= split ? right : left));
        return path;
    }

    /** Hash of a complete subtree over the entries. */
    static SubtreeHashes hashes(List<byte[]> entries) {
        return (level, index) -> root(entries.subList((int) (index << level), (int) (index + 1 << level)));
    }

    private static int split(int size) {
        int split = 1;
        while (split * 2 < size) {
            split *= 2;
        }
        return split;
    }

    private static byte[] sha256(byte[]... parts) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            joined.writeBytes(part);
        }
        try {
            return MessageDigest.getInstance("SHA-256").digest(joined.toByteArray());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
