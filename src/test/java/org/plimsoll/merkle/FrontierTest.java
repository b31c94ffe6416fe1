package org.plimsoll.merkle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class FrontierTest {
    @Test
    void root_ofTheReferenceTree_isTheReferences_atEverySize() {
        Frontier frontier = new Frontier();
        assertThat(frontier.root()).isEqualTo(ReferenceTree.ROOTS.get(0));
        for (int size = 1; size <= 8; size++) {
            frontier.append(MerkleHash.leaf(ReferenceTree.ENTRIES.get(size - 1)));

            assertThat(frontier.size()).isEqualTo(size);
            assertThat(frontier.root()).isEqualTo(ReferenceTree.ROOTS.get(size));
        }
    }

    /** Source: transparency-dev/merkle 0.0.2, compact/range_test.go, TestGetRootHashGolden; leaf i is i in two bytes, low one first. */
    @ParameterizedTest
    @CsvSource({
        "10, VjWMPSYNtCuCNlF/RLnQy6HcwSk6CIipfxm+hettA+4=",
        "15, j4SulYmocFuxdeyp12xXCIgK6PekBcxzAIj4zbQzNEI=",
        "16, c+4Uc6BCMOZf/v3NZK1kqTUJe+bBoFtOhP+P3SayKRE=",
        "100, dUh9hYH88p0CMoHkdr1wC2szbhcLAXOejWpINIooKUY=",
        "255, SmdsuKUqiod3RX2jyF2M6JnbdE4QuTwwipfAowI4/i0=",
        "256, qFI0t/tZ1MdOYgyPpPzHFiZVw86koScXy9q3FU5casA=",
        "1000, RXrgb8xHd55Y48FbfotJwCbV82Kx22LZfEbmBGAvwlQ=",
        "4095, cWRFdQhPcjn9WyBXE/r1f04ejxIm5lvg40DEpRBVS0w=",
        "4096, 6uU/phfHg1n/GksYT6TO9aN8EauMCCJRl3dIK0HDs2M=",
        "10000, VZcav65F9haHVRk3wre2axFoBXRNeUh/1d9d5FQfxIg=",
        "65535, iPuVYJhP6SEE4gUFp8qbafd2rYv9YTCDYqAxCj8HdLM="
    })
    void root_ofLargerTrees_isTheReferences(int size, String root) {
        Frontier frontier = new Frontier();
        for (int leaf = 0; leaf < size; leaf++) {
            frontier.append(MerkleHash.leaf(new byte[] {(byte) leaf, (byte) (leaf >> 8)}));
        }

        assertThat(Base64.getEncoder().encodeToString(frontier.root())).isEqualTo(root);
    }

    @Test
    void bytes_areTheCompleteSubtrees_largestFirst() {
        Frontier frontier = reference(7);

        assertThat(ReferenceTree.digits(hashes(frontier.toBytes())))
                .isEqualTo(ReferenceTree.digits(List.of(
                        ReferenceTree.NODES.get(2).get(0),
                        ReferenceTree.NODES.get(1).get(2),
                        ReferenceTree.NODES.get(0).get(6))));
    }

    @Test
    void frontier_readBack_growsOnAsBefore_atEverySize() {
        for (int size = 0; size <= 8; size++) {
            Frontier read = Frontier.of(size, reference(size).toBytes());
            assertThat(read.size()).isEqualTo(size);
            assertThat(read.root()).isEqualTo(ReferenceTree.ROOTS.get(size));
            for (int leaf = size; leaf < 8; leaf++) {
                read.append(ReferenceTree.NODES.get(0).get(leaf));
            }
            assertThat(read.root()).isEqualTo(ReferenceTree.ROOTS.get(8));
        }
    }

    @Test
    void frontier_ofAVeryLargeTree_isReadBack() {
        long size = Long.MAX_VALUE;
        byte[] bytes = new byte[63 * 32];
        for (int hash = 0; hash < 63; hash++) {
            bytes[hash * 32] = (byte) hash;
        }

        assertThat(Frontier.of(size, bytes).toBytes()).isEqualTo(bytes);
    }

    @ParameterizedTest
    @CsvSource({"0, 32", "1, 0", "1, 31", "1, 33", "1, 64", "3, 32", "4, 64"})
    void bytes_thatAreNotOfThatSize_areRefused(long size, int length) {
        assertThatThrownBy(() -> Frontier.of(size, new byte[length]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("The frontier of a tree of " + size + " leaves has ")
                .hasMessageEndingWith(" bytes, not " + length);
    }

    @Test
    void negativeSize_isRefused() {
        assertThatThrownBy(() -> Frontier.of(-1, new byte[64 * 32]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("A tree has at least 0 leaves, not -1");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 31, 33})
    void leaf_thatIsNoHash_isRefused_andChangesNothing(int length) {
        Frontier frontier = reference(3);

        assertThatThrownBy(() -> frontier.append(new byte[length])).isInstanceOf(IllegalArgumentException.class);
        assertThat(frontier.size()).isEqualTo(3);
        assertThat(frontier.root()).isEqualTo(ReferenceTree.ROOTS.get(3));
    }

    @Test
    void copy_andOriginal_growApart() {
        Frontier original = reference(5);
        Frontier copy = original.copy();
        copy.append(ReferenceTree.NODES.get(0).get(5));

        assertThat(original.size()).isEqualTo(5);
        assertThat(original.root()).isEqualTo(ReferenceTree.ROOTS.get(5));
        original.append(MerkleHash.leaf(new byte[] {42}));
        assertThat(copy.size()).isEqualTo(6);
        assertThat(copy.root()).isEqualTo(ReferenceTree.ROOTS.get(6));
    }

    @Test
    void arrays_thatCallersChange_changeNothing() {
        Frontier frontier = new Frontier();
        byte[] leaf = ReferenceTree.NODES.get(0).get(0).clone();
        frontier.append(leaf);
        leaf[0]++;
        frontier.root()[0]++;
        frontier.toBytes()[0]++;

        assertThat(frontier.root()).isEqualTo(ReferenceTree.ROOTS.get(1));
    }

    @Test
    void completedSubtrees_of256AndMore_areTold_lowerOnesFirst() {
        List<byte[]> entries = NaiveTree.entries(1030);
        List<String> told = new ArrayList<>();
        Frontier frontier = new Frontier();
        for (byte[] entry : entries) {
            frontier.append(MerkleHash.leaf(entry), (level, index, hash) -> {
                assertThat(hash).isEqualTo(NaiveTree.hashes(entries).hash(level, index));
                told.add(level + ":" + index + "@" + frontier.size());
                hash[0]++; // the receiver's to keep
            });
        }

        assertThat(told)
                .containsExactly("8:0@255", "8:1@511", "9:0@511", "8:2@767", "8:3@1023", "9:1@1023", "10:0@1023");
        assertThat(frontier.root()).isEqualTo(NaiveTree.root(entries));
    }

    private static Frontier reference(int size) {
        Frontier frontier = new Frontier();
        ReferenceTree.NODES.get(0).subList(0, size).forEach(frontier::append);
        return frontier;
    }

    private static List<byte[]> hashes(byte[] bytes) {
        List<byte[]> hashes = new ArrayList<>();
        for (int offset = 0; offset < bytes.length; offset += 32) {
            hashes.add(Arrays.copyOfRange(bytes, offset, offset + 32));
        }
        return hashes;
    }
}
