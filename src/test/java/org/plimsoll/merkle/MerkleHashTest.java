package org.plimsoll.merkle;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class MerkleHashTest {
    /** Source: transparency-dev/merkle 0.0.2, rfc6962/rfc6962_test.go. */
    @Test
    void leaf_isTheReferences() {
        assertThat(HexFormat.of().formatHex(MerkleHash.leaf("L123456".getBytes(UTF_8))))
                .isEqualTo("395aa064aa4c29f7010acfe3f25db9485bbd4b91897b6ad7ad547639252b4d56");
        assertThat(HexFormat.of().formatHex(MerkleHash.leaf(new byte[0])))
                .isEqualTo("6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d");
    }

    @Test
    void leaves_andNodes_ofTheReferenceTree_areTheReferences() {
        for (int leaf = 0; leaf < 8; leaf++) {
            assertThat(MerkleHash.leaf(ReferenceTree.ENTRIES.get(leaf)))
                    .isEqualTo(ReferenceTree.NODES.get(0).get(leaf));
        }
        for (int level = 1; level < 4; level++) {
            for (int index = 0; index < ReferenceTree.NODES.get(level).size(); index++) {
                assertThat(MerkleHash.node(
                                ReferenceTree.NODES.get(level - 1).get(2 * index),
                                ReferenceTree.NODES.get(level - 1).get(2 * index + 1)))
                        .isEqualTo(ReferenceTree.NODES.get(level).get(index));
            }
        }
    }

    @Test
    void empty_isTheReferences() {
        assertThat(MerkleHash.empty()).isEqualTo(ReferenceTree.ROOTS.get(0));
    }

    @Test
    void node_isNotTheLeafOfItsChildren() {
        byte[] left = MerkleHash.leaf(new byte[] {1});
        byte[] right = MerkleHash.leaf(new byte[] {2});
        byte[] joined = HexFormat.of()
                .parseHex(HexFormat.of().formatHex(left) + HexFormat.of().formatHex(right));

        assertThat(MerkleHash.node(left, right)).isNotEqualTo(MerkleHash.leaf(joined));
        assertThat(MerkleHash.node(left, right)).isNotEqualTo(MerkleHash.node(right, left));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 31, 33})
    void node_ofWhatIsNoHash_isRefused(int length) {
        assertThatThrownBy(() -> MerkleHash.node(new byte[length], new byte[32]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("A hash has 32 bytes, this one has " + length);
        assertThatThrownBy(() -> MerkleHash.node(new byte[32], new byte[length]))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
