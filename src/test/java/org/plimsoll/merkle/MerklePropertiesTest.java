package org.plimsoll.merkle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** What holds for every tree. */
final class MerklePropertiesTest {
    @Property(tries = 200)
    void frontier_hasTheRootOfTheDefinition(@ForAll @Size(max = 300) List<byte[]> entries) {
        Frontier frontier = new Frontier();
        entries.forEach(entry -> frontier.append(MerkleHash.leaf(entry)));

        assertThat(frontier.root()).isEqualTo(NaiveTree.root(entries));
    }

    @Property(tries = 200)
    void frontier_cutAnywhere_growsToTheSameBytes(
            @ForAll @IntRange(max = 600) int size, @ForAll @IntRange(max = 600) int cut) {
        Frontier whole = new Frontier();
        Frontier resumed = new Frontier();
        List<byte[]> entries = NaiveTree.entries(size);
        for (int leaf = 0; leaf < size; leaf++) {
            if (leaf == cut) {
                resumed = Frontier.of(leaf, resumed.toBytes());
            }
            whole.append(MerkleHash.leaf(entries.get(leaf)));
            resumed.append(MerkleHash.leaf(entries.get(leaf)));
        }

        assertThat(resumed.toBytes()).isEqualTo(whole.toBytes());
    }

    @Property(tries = 200)
    void inclusion_showsItsEntry_andNoOther(
            @ForAll @IntRange(min = 1, max = 600) int size,
            @ForAll @IntRange(max = 599) int any,
            @ForAll byte[] forged) {
        int leaf = any % size;
        List<byte[]> entries = NaiveTree.entries(size);
        byte[] root = NaiveTree.root(entries);
        List<byte[]> path = MerkleProofs.inclusion(leaf, size, NaiveTree.hashes(entries));

        MerkleProofs.verifyInclusion(MerkleHash.leaf(entries.get(leaf)), leaf, size, root, path);
        assertThatThrownBy(() -> MerkleProofs.verifyInclusion(MerkleHash.leaf(forged), leaf, size, root, path))
                .isInstanceOf(InvalidProof.class);
    }

    @Property(tries = 200)
    void consistency_isShownByNoPath_whenAnEarlierEntryWasChanged(
            @ForAll @IntRange(min = 1, max = 300) int from,
            @ForAll @IntRange(max = 300) int growth,
            @ForAll @IntRange(max = 299) int any) {
        List<byte[]> entries = NaiveTree.entries(from + growth);
        byte[] fromRoot = NaiveTree.root(entries.subList(0, from));
        List<byte[]> rewritten = new ArrayList<>(entries);
        rewritten.set(any % from, new byte[] {1, 2, 3});
        List<byte[]> path = MerkleProofs.consistency(from, entries.size(), NaiveTree.hashes(rewritten));

        assertThatThrownBy(() ->
                        MerkleProofs.verifyConsistency(from, fromRoot, entries.size(), NaiveTree.root(rewritten), path))
                .isInstanceOf(InvalidProof.class);
    }
}
