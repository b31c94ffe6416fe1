package org.plimsoll.decisionlog;

import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.plimsoll.ledger.InclusionProof;

/**
 * Shows that a decision's entry is part of the log's tree: its leaf hash is SHA-256 of a zero byte and the entry; with the
 * path it makes the root that the head says, and the head is signed.
 *
 * @param decisionId the decision
 * @param sequence place of its entry
 * @param entry the entry, as it was hashed
 * @param leafHash its leaf hash, in hexadecimal
 * @param treeSize entries that the head covers
 * @param root root of the tree, in hexadecimal
 * @param path hashes from the leaf's sibling upwards, after RFC 9162, in hexadecimal
 * @param head the signed head, a C2SP checkpoint, the first that covers the entry
 * @param keys keys to verify heads with, as C2SP verifier keys; better to have them from elsewhere
 */
public record DecisionProof(
        UUID decisionId,
        long sequence,
        String entry,
        String leafHash,
        long treeSize,
        String root,
        List<String> path,
        String head,
        List<String> keys) {
    static DecisionProof of(UUID id, String entry, InclusionProof proof, List<String> keys) {
        HexFormat hex = HexFormat.of();
        return new DecisionProof(
                id,
                proof.sequence(),
                entry,
                hex.formatHex(proof.leafHash()),
                proof.head().size(),
                hex.formatHex(proof.head().root()),
                proof.path().stream().map(hex::formatHex).toList(),
                proof.head().note(),
                keys);
    }
}
