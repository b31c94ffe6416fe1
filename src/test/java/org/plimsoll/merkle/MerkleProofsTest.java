package org.plimsoll.merkle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.plimsoll.merkle.ReferenceTree.digits;
import static org.plimsoll.merkle.ReferenceTree.hex;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class MerkleProofsTest {
    private static final int LARGEST = 80;

    /** Source: transparency-dev/merkle 0.0.2, proof/verify_test.go; leaves there count from 1. */
    static Stream<Arguments> referenceInclusions() {
        return Stream.of(
                Arguments.of(0, 1, List.of()),
                Arguments.of(
                        0,
                        8,
                        List.of(
                                "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
                                "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
                                "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4")),
                Arguments.of(
                        5,
                        8,
                        List.of(
                                "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
                                "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
                                "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7")),
                Arguments.of(2, 3, List.of("fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125")),
                Arguments.of(
                        1,
                        5,
                        List.of(
                                "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
                                "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
                                "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b")));
    }

    /** Source: certificate-transparency, merkletree/merkle_tree_test.cc, the reference proofs of consistency. */
    static Stream<Arguments> referenceConsistencies() {
        return Stream.of(
                Arguments.of(1, 1, List.of()),
                Arguments.of(
                        1,
                        8,
                        List.of(
                                "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
                                "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
                                "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4")),
                Arguments.of(
                        6,
                        8,
                        List.of(
                                "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
                                "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
                                "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7")),
                Arguments.of(
                        2,
                        5,
                        List.of(
                                "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
                                "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b")));
    }

    @ParameterizedTest
    @MethodSource("referenceInclusions")
    void inclusion_inTheReferenceTree_isTheReferences(int leaf, int size, List<String> path) {
        assertThat(digits(MerkleProofs.inclusion(leaf, size, ReferenceTree.HASHES)))
                .isEqualTo(path);
        MerkleProofs.verifyInclusion(
                ReferenceTree.NODES.get(0).get(leaf),
                leaf,
                size,
                ReferenceTree.ROOTS.get(size),
                path.stream().map(ReferenceTree::hex).toList());
    }

    @ParameterizedTest
    @MethodSource("referenceConsistencies")
    void consistency_ofTheReferenceTree_isTheReferences(int from, int to, List<String> path) {
        assertThat(digits(MerkleProofs.consistency(from, to, ReferenceTree.HASHES)))
                .isEqualTo(path);
        MerkleProofs.verifyConsistency(
                from,
                ReferenceTree.ROOTS.get(from),
                to,
                ReferenceTree.ROOTS.get(to),
                path.stream().map(ReferenceTree::hex).toList());
    }

    @Test
    void inclusion_ofEveryLeaf_inEveryTreeUpTo80Leaves_isByTheDefinition_andLeadsToItsRoot() {
        List<byte[]> entries = NaiveTree.entries(LARGEST);
        for (int size = 1; size <= LARGEST; size++) {
            List<byte[]> tree = entries.subList(0, size);
            byte[] root = NaiveTree.root(tree);
            for (int leaf = 0; leaf < size; leaf++) {
                List<byte[]> path = MerkleProofs.inclusion(leaf, size, NaiveTree.hashes(entries));
                assertThat(digits(path)).isEqualTo(digits(NaiveTree.inclusion(leaf, tree)));
                assertThat(MerkleProofs.rootFromInclusion(MerkleHash.leaf(entries.get(leaf)), leaf, size, path))
                        .isEqualTo(root);
            }
        }
    }

    @Test
    void consistency_ofEveryTwoTreesUpTo80Leaves_isByTheDefinition_andVerifies() {
        List<byte[]> entries = NaiveTree.entries(LARGEST);
        for (int to = 1; to <= LARGEST; to++) {
            List<byte[]> tree = entries.subList(0, to);
            byte[] root = NaiveTree.root(tree);
            for (int from = 1; from <= to; from++) {
                List<byte[]> path = MerkleProofs.consistency(from, to, NaiveTree.hashes(entries));
                assertThat(digits(path)).isEqualTo(digits(NaiveTree.consistency(from, tree)));
                MerkleProofs.verifyConsistency(from, NaiveTree.root(entries.subList(0, from)), to, root, path);
            }
        }
    }

    @Test
    void inclusion_inAnyWayMutated_isRefused() {
        int refused = 0;
        for (int size = 1; size <= 8; size++) {
            for (int leaf = 0; leaf < size; leaf++) {
                byte[] hash = ReferenceTree.NODES.get(0).get(leaf);
                byte[] root = ReferenceTree.ROOTS.get(size);
                List<byte[]> path = MerkleProofs.inclusion(leaf, size, ReferenceTree.HASHES);
                for (List<byte[]> mutated : mutations(path, root)) {
                    refused += refusesInclusion(hash, leaf, size, root, mutated);
                }
                refused += refusesInclusion(flipped(hash), leaf, size, root, path);
                refused += refusesInclusion(hash, leaf, size, flipped(root), path);
                refused += refusesInclusion(hash, leaf, size, MerkleHash.empty(), path);
                refused += refusesInclusion(hash, leaf - 1, size, root, path);
                refused += refusesInclusion(hash, leaf + 1, size, root, path);
                refused += refusesInclusion(hash, leaf ^ 2, size, root, path);
                refused += refusesInclusion(hash, leaf, size * 2, root, path);
                refused += refusesInclusion(hash, leaf, size / 2, root, path);
                refused += refusesInclusion(hash, leaf, -size, root, path);
            }
        }
        assertThat(refused).isGreaterThan(600);
    }

    @Test
    void consistency_inAnyWayMutated_isRefused() {
        int refused = 0;
        for (int to = 1; to <= 8; to++) {
            for (int from = 1; from <= to; from++) {
                byte[] fromRoot = ReferenceTree.ROOTS.get(from);
                byte[] toRoot = ReferenceTree.ROOTS.get(to);
                List<byte[]> path = MerkleProofs.consistency(from, to, ReferenceTree.HASHES);
                for (List<byte[]> mutated : mutations(path, toRoot)) {
                    refused += refusesConsistency(from, fromRoot, to, toRoot, mutated);
                }
                refused += refusesConsistency(from, flipped(fromRoot), to, toRoot, path);
                refused += refusesConsistency(from, fromRoot, to, flipped(toRoot), path);
                refused += refusesConsistency(from, new byte[0], to, toRoot, path);
                refused += refusesConsistency(to + 1, fromRoot, to, toRoot, path);
                refused += refusesConsistency(0, MerkleHash.empty(), to, toRoot, path);
                refused += refusesConsistency(-from, fromRoot, to, toRoot, path);
                if (from < to) {
                    refused += refusesConsistency(from, toRoot, to, fromRoot, path);
                    refused += refusesConsistency(to, toRoot, from, fromRoot, path);
                    refused += refusesConsistency(to, fromRoot, to, toRoot, path);
                    refused += refusesConsistency(from, fromRoot, to * 2, toRoot, path);
                }
            }
        }
        assertThat(refused).isGreaterThan(500);
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "1, 1", "-1, 1", "8, 7", "0, -1"})
    void inclusion_ofNoLeafOfTheTree_isRefused(long leaf, long size) {
        assertThatThrownBy(() -> MerkleProofs.inclusion(leaf, size, ReferenceTree.HASHES))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("A tree of " + size + " leaves has no leaf " + leaf);
        assertThatThrownBy(() -> MerkleProofs.rootFromInclusion(MerkleHash.empty(), leaf, size, List.of()))
                .isInstanceOf(InvalidProof.class)
                .hasMessage("a tree of " + size + " leaves has no leaf " + leaf);
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "0, 5", "-1, 5", "6, 5"})
    void consistency_fromNothing_orFromMore_isRefused(long from, long to) {
        assertThatThrownBy(() -> MerkleProofs.consistency(from, to, ReferenceTree.HASHES))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageEndingWith("not from " + from + " to " + to);
        assertThatThrownBy(() -> MerkleProofs.verifyConsistency(
                        from, MerkleHash.empty(), to, ReferenceTree.ROOTS.get(5), List.of()))
                .isInstanceOf(InvalidProof.class)
                .hasMessageEndingWith("not from " + from + " to " + to);
    }

    @Test
    void refusals_sayWhatIsWrong() {
        List<byte[]> path = MerkleProofs.inclusion(2, 5, ReferenceTree.HASHES);
        byte[] hash = ReferenceTree.NODES.get(0).get(2);
        byte[] root = ReferenceTree.ROOTS.get(5);
        assertThatThrownBy(() -> MerkleProofs.rootFromInclusion(hash, 2, 5, path.subList(0, 2)))
                .hasMessage("the path of leaf 2 in a tree of 5 leaves is too short");
        assertThatThrownBy(() -> MerkleProofs.rootFromInclusion(hash, 2, 5, with(path, 3, root)))
                .hasMessage("the path of leaf 2 in a tree of 5 leaves is too long");
        assertThatThrownBy(() -> MerkleProofs.verifyInclusion(hash, 2, 5, ReferenceTree.ROOTS.get(4), path))
                .hasMessage("the path of leaf 2 does not lead to the root of the tree of 5 leaves");
        List<byte[]> growth = MerkleProofs.consistency(3, 5, ReferenceTree.HASHES);
        assertThatThrownBy(() -> verifyGrowth(growth.subList(1, growth.size()))).hasMessageStartingWith("the path");
        assertThatThrownBy(() -> verifyGrowth(growth.subList(0, growth.size() - 1)))
                .hasMessage("the path from 3 to 5 leaves is too short");
        assertThatThrownBy(() -> verifyGrowth(List.of())).hasMessage("the path from 3 to 5 leaves is too short");
        assertThatThrownBy(() -> verifyGrowth(with(growth, growth.size(), root)))
                .hasMessage("the path from 3 to 5 leaves is too long");
    }

    /** A tree of the largest size that there can be: 62 or 63 hashes, and no overflow on the way. */
    @Test
    void proofs_inTheLargestTree_verify() {
        SubtreeHashes hashes = (level, index) -> MerkleHash.leaf(hex("%02x%016x".formatted(level, index)));
        long size = Long.MAX_VALUE;
        for (long leaf : new long[] {0, 1, 1L << 62, size - 2, size - 1}) {
            List<byte[]> path = MerkleProofs.inclusion(leaf, size, hashes);
            assertThat(path.size()).isLessThanOrEqualTo(63);
            byte[] leafHash = hashes.hash(0, leaf);
            assertThat(MerkleProofs.rootFromInclusion(leafHash, leaf, size, path))
                    .hasSize(32);
            assertThatThrownBy(() -> MerkleProofs.rootFromInclusion(leafHash, leaf, size, path.subList(1, path.size())))
                    .isInstanceOf(InvalidProof.class);
        }
    }

    private static void verifyGrowth(List<byte[]> path) {
        MerkleProofs.verifyConsistency(3, ReferenceTree.ROOTS.get(3), 5, ReferenceTree.ROOTS.get(5), path);
    }

    private static int refusesInclusion(byte[] hash, long leaf, long size, byte[] root, List<byte[]> path) {
        assertThatThrownBy(() -> MerkleProofs.verifyInclusion(hash, leaf, size, root, path))
                .as("leaf %s of %s", leaf, size)
                .isInstanceOf(InvalidProof.class);
        return 1;
    }

    private static int refusesConsistency(long from, byte[] fromRoot, long to, byte[] toRoot, List<byte[]> path) {
        assertThatThrownBy(() -> MerkleProofs.verifyConsistency(from, fromRoot, to, toRoot, path))
                .as("from %s to %s", from, to)
                .isInstanceOf(InvalidProof.class);
        return 1;
    }

    /** Every path of one hash more, fewer, changed or in another place. */
    private static List<List<byte[]>> mutations(List<byte[]> path, byte[] other) {
        List<List<byte[]>> mutations = new ArrayList<>();
        for (int place = 0; place <= path.size(); place++) {
            mutations.add(with(path, place, other));
            mutations.add(with(path, place, new byte[0]));
            mutations.add(with(path, place, new byte[32]));
        }
        for (int place = 0; place < path.size(); place++) {
            List<byte[]> without = new ArrayList<>(path);
            without.remove(place);
            mutations.add(without);
            mutations.add(with(without, place, flipped(path.get(place))));
            mutations.add(with(without, place, new byte[33]));
        }
        for (int place = 1; place < path.size(); place++) {
            List<byte[]> swapped = new ArrayList<>(path);
            swapped.set(place, path.get(place - 1));
            swapped.set(place - 1, path.get(place));
            mutations.add(swapped);
        }
        return mutations;
    }

    private static List<byte[]> with(List<byte[]> path, int place, byte[] hash) {
        List<byte[]> longer = new ArrayList<>(path);
        longer.add(place, hash);
        return longer;
    }

    private static byte[] flipped(byte[] hash) {
        byte[] flipped = hash.clone();
        flipped[7] ^= 8;
        return flipped;
    }
}
