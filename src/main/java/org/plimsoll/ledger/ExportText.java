package org.plimsoll.ledger;

import java.util.List;

/** What an archive says of itself. */
final class ExportText {
    private ExportText() {}

    static String full(String origin) {
        return """
                # The log %s

                All entries of the log that a signed tree head covers, the rule files they name, and the heads.

                - `entries.ndjson`: a line an entry, with the bytes that it has digests of, in Base64.
                - `heads.ndjson`: the signed heads, C2SP checkpoints.
                - `inputs/`: what requests of a batch share, by SHA-256.
                - `rules/`: files of rule-set versions, by content hash.

                Verify it apart from the server, with a key that you had from whoever runs the log and not from here, and with a
                copy of the witness' file that was made before this export: a later one knows of entries that are not in it.

                    python3 verify-audit.py --key KEY --witness witness.ndjson THIS.zip
                """.formatted(origin);
    }

    static String dossier(String origin, List<String> keys) {
        return """
                # A dossier from the log %s

                Decisions as they were recorded, what was done to the rule-set versions that they were made with (drafts, checks,
                proposals, approvals, activations), the rule files, and for each of these entries the proof that it is part
                of the log.

                - `records/PLACE/`: request, result and fired rules of a decision, byte for byte as received and answered.
                - `rules/HASH/`: the rule files, by content hash.
                - `entries.ndjson`: the entries as they were hashed, with the same bytes in Base64.
                - `proofs.ndjson`: for each entry the path to the root of the tree, after RFC 9162.
                - `heads.ndjson`: the signed head that the proofs lead to, a C2SP checkpoint.

                Verify it apart from the server; the key should come from whoever runs the log and not from here:

                    python3 verify-audit.py --key KEY THIS.zip

                Keys that this server says heads are signed with: %s
                """.formatted(origin, String.join(", ", keys));
    }
}
