package org.plimsoll.merkle;

/** Hears of the subtrees that a tree completes while it grows, lower ones first. */
@FunctionalInterface
public interface CompletedSubtree {
    /**
     * A subtree is complete: its hash never changes again.
     *
     * @param level the subtree has 2<sup>level</sup> leaves; at least {@link Frontier#LOWEST_REPORTED_LEVEL}
     * @param index place among the subtrees of its level, from 0: its first leaf is {@code index} · 2<sup>level</sup>
     * @param hash its hash, the receiver's to keep
     */
    void completed(int level, long index, byte[] hash);
}
