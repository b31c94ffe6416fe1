package org.plimsoll.merkle;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * Proofs of inclusion (an entry is a leaf of a tree) and of consistency (a tree continues a smaller one), as paths of at most 64
 * hashes. Leaves count from 0.
 *
 * <p>Reference: RFC 9162, sections 2.1.3 and 2.1.4.
 */
public final class MerkleProofs {
    private MerkleProofs() {}

    /**
     * Path that shows a leaf to be in the tree of a size.
     *
     * @throws IllegalArgumentException when the tree has no such leaf
     */
    public static List<byte[]> inclusion(long leaf, long size, SubtreeHashes hashes) {
        if (leaf < 0 || leaf >= size) {
            throw new IllegalArgumentException("A tree of " + size + " leaves has no leaf " + leaf);
        }
        List<byte[]> path = new ArrayList<>();
        long begin = 0;
        long end = size;
        while (end - begin > 1) {
            long split = split(begin, end);
            if (leaf < split) {
                path.add(root(split, end, hashes));
                end = split;
            } else {
                path.add(root(begin, split, hashes));
                begin = split;
            }
        }
        Collections.reverse(path);
        return path;
    }

    /**
     * Path that shows the tree of {@code to} leaves to continue the one of {@code from} leaves; empty when they are the same.
     *
     * @throws IllegalArgumentException unless 0 &lt; from ≤ to: any tree continues the empty one, which takes no proof
     */
    public static List<byte[]> consistency(long from, long to, SubtreeHashes hashes) {
        if (from <= 0 || from > to) {
            throw new IllegalArgumentException(
                    "A proof of consistency leads from 1 or more leaves to as many or more, not from " + from + " to "
                            + to);
        }
        List<byte[]> path = new ArrayList<>();
        long begin = 0;
        long end = to;
        while (from != end) {
            long split = split(begin, end);
            if (from <= split) {
                path.add(root(split, end, hashes));
                end = split;
            } else {
                path.add(root(begin, split, hashes));
                begin = split;
            }
        }
        if (begin > 0) {
            path.add(root(begin, end, hashes)); // else it is the smaller tree itself, whose root the verifier has
        }
        Collections.reverse(path);
        return path;
    }

    /**
     * Root of the tree that a leaf is in if its path is right. Whoever calls compares it with a root that they trust.
     *
     * @throws InvalidProof when the tree has no such leaf or the path is too short or too long
     */
    public static byte[] rootFromInclusion(byte[] leafHash, long leaf, long size, List<byte[]> path) {
        if (leaf < 0 || leaf >= size) {
            throw new InvalidProof("a tree of " + size + " leaves has no leaf " + leaf);
        }
        requireHashes(List.of(leafHash));
        requireHashes(path);
        long node = leaf;
        long last = size - 1;
        byte[] root = leafHash.clone();
        for (byte[] sibling : path) {
            if (last == 0) {
                throw new InvalidProof("the path of leaf " + leaf + " in a tree of " + size + " leaves is too long");
            }
            if (isRight(node) || node == last) {
                root = MerkleHash.node(sibling, root);
                int levels = isRight(node) ? 0 : Long.numberOfTrailingZeros(node);
                node >>>= levels;
                last >>>= levels;
            } else {
                root = MerkleHash.node(root, sibling);
            }
            node >>>= 1;
            last >>>= 1;
        }
        if (last != 0) {
            throw new InvalidProof("the path of leaf " + leaf + " in a tree of " + size + " leaves is too short");
        }
        return root;
    }

    /**
     * Verifies that a leaf is in the tree of that size and root.
     *
     * @throws InvalidProof when that is not shown
     */
    public static void verifyInclusion(byte[] leafHash, long leaf, long size, byte[] root, List<byte[]> path) {
        if (!Arrays.equals(rootFromInclusion(leafHash, leaf, size, path), root)) {
            throw new InvalidProof(
                    "the path of leaf " + leaf + " does not lead to the root of the tree of " + size + " leaves");
        }
    }

    /**
     * Verifies that the tree of {@code to} leaves continues the one of {@code from} leaves.
     *
     * @throws InvalidProof when that is not shown, and unless 0 &lt; from ≤ to
     */
    public static void verifyConsistency(long from, byte[] fromRoot, long to, byte[] toRoot, List<byte[]> path) {
        if (from <= 0 || from > to) {
            throw new InvalidProof("a proof of consistency leads from 1 or more leaves to as many or more, not from "
                    + from + " to " + to);
        }
        requireHashes(List.of(fromRoot, toRoot));
        requireHashes(path);
        if (from == to) {
            if (!path.isEmpty() || !Arrays.equals(fromRoot, toRoot)) {
                throw new InvalidProof(
                        "two trees of " + from + " leaves are the same only with one root and an empty path");
            }
            return;
        }
        // a complete smaller tree is a node of the larger one, and its root, which the path leaves out, its beginning
        List<byte[]> nodes = new ArrayList<>(path);
        if (Long.bitCount(from) == 1) {
            nodes.add(0, fromRoot);
        }
        if (nodes.isEmpty()) {
            throw tooShort(from, to);
        }
        int levels = Long.numberOfTrailingZeros(from); // those at which the smaller tree's last node is a right one
        long node = from - 1 >>> levels;
        long last = to - 1 >>> levels;
        byte[] smaller = nodes.get(0);
        byte[] larger = nodes.get(0);
        for (byte[] sibling : nodes.subList(1, nodes.size())) {
            if (last == 0) {
                throw new InvalidProof("the path from " + from + " to " + to + " leaves is too long");
            }
            if (isRight(node) || node == last) {
                smaller = MerkleHash.node(sibling, smaller);
                larger = MerkleHash.node(sibling, larger);
                int skipped = isRight(node) ? 0 : Long.numberOfTrailingZeros(node);
                node >>>= skipped;
                last >>>= skipped;
            } else {
                larger = MerkleHash.node(larger, sibling);
            }
            node >>>= 1;
            last >>>= 1;
        }
        if (last != 0) {
            throw tooShort(from, to);
        }
        if (!Arrays.equals(smaller, fromRoot) || !Arrays.equals(larger, toRoot)) {
            throw new InvalidProof("the path does not lead from the root of " + from + " leaves to the root of " + to);
        }
    }

    /** Root of the leaves from {@code begin} up to {@code end}, which are one node of the tree: complete subtrees, largest first. */
    private static byte[] root(long begin, long end, SubtreeHashes hashes) {
        long rest = end;
        byte[] root = new byte[0];
        for (long count = end - begin; count > 0; count &= count - 1) {
            int level = Long.numberOfTrailingZeros(count);
            rest -= 1L << level;
            byte[] hash = hashes.hash(level, rest >>> level);
            root = root.length == 0 ? hash : MerkleHash.node(hash, root);
        }
        return root;
    }

    /** Where a node over more than one leaf divides: after the largest power of two of leaves that leaves some. */
    private static long split(long begin, long end) {
        return begin + Long.highestOneBit(end - begin - 1);
    }

    private static boolean isRight(long node) {
        return (node & 1) == 1;
    }

    private static void requireHashes(List<byte[]> hashes) {
        for (byte[] hash : hashes) {
            if (hash.length != MerkleHash.BYTES) {
                throw new InvalidProof("a hash has 32 bytes, not " + hash.length);
            }
        }
    }

    private static InvalidProof tooShort(long from, long to) {
        return new InvalidProof("the path from " + from + " to " + to + " leaves is too short");
    }
}
