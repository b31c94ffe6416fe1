package org.plimsoll.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.plimsoll.merkle.NoteSigner;

/** The independent verifier takes what is as it was written, in each of its forms, and refuses what is no export. */
final class VerifyAuditTest extends AuditVerification {
    VerifyAuditTest(@TempDir Path folder) {
        super(folder);
    }

    @Test
    void script_isOneFileOfAtMost300Lines_andImportsTheStandardLibraryOnly() throws IOException {
        List<String> lines = Files.readAllLines(SCRIPT);

        assertThat(lines.size()).isLessThanOrEqualTo(300);
        assertThat(lines.stream().filter(line -> line.matches("\\s*(import|from) .*")))
                .containsExactly(
                        "import argparse, base64, bisect, collections, functools, hashlib, heapq, itertools, json, os, re, sys, time as clock, zipfile, zlib");
    }

    @Test
    void cleanFolder_isVerified() throws Exception {
        Run run = verify();

        assertThat(run.lines())
                .singleElement()
                .asString()
                .startsWith("verified: 20 entries, 5 heads, 5 witness heads, tree ");
        assertThat(run.lines().get(0)).contains(rootOfTwenty()).endsWith("; the witness has seen 20 entries");
        assertThat(run.exit()).isZero();
    }

    @Test
    void cleanZip_withoutWitness_isVerified_andSaysWhatThatIsWorth() throws Exception {
        Run run =
                run("--key", KEY, export.writeZip(folder.resolve("export.zip")).toString());

        assertThat(run.lines())
                .containsExactly("verified: 20 entries, 5 heads, 0 witness heads, tree " + rootOfTwenty()
                        + "; without a witness this proves nothing against somebody who has the signing key");
        assertThat(run.exit()).isZero();
    }

    @Test
    void zipWithItsFolders_andFolderWithHiddenFiles_areVerified() throws Exception {
        export.files.put("rules/" + AuditExport.RULES.contentHash() + "/", new byte[0]);
        export.files.put("inputs/", new byte[0]);
        Path zip = export.writeZip(folder.resolve("export.zip"));
        assertThat(run("--key", KEY, zip.toString()).exit()).isZero();

        export.files.keySet().removeIf(path -> path.endsWith("/"));
        export.files.put("rules/" + AuditExport.RULES.contentHash() + "/.DS_Store", new byte[1]);
        assertThat(verify().exit()).isZero();
    }

    @Test
    void keys_inAFile_areTaken_andAHeadOfAnyOfThemCounts() throws Exception {
        NoteSigner other = AuditExport.signer("other", (byte) 2);
        export.heads.set(2, export.head(other, 9, AuditExport.committedAt(8).plusMillis(500)));
        Path keys = Files.writeString(
                folder.resolve("keys"), KEY + "\n\n" + other.verifier().verifierKey() + "\n");
        Path written = export.writeFolder(folder.resolve("export"));

        assertThat(run("--key", keys.toString(), written.toString()).exit()).isZero();
        assertThat(run("--key", KEY, "--key", other.verifier().verifierKey(), written.toString())
                        .exit())
                .isZero();
    }

    @Test
    void recordThatIsSaidToHaveExpired_isMissing_whereNoEventSaysSo_andItsHashIsCompared() throws Exception {
        ObjectNode line = export.entries.get(6);
        String hash = HexFormat.of().formatHex(export.leaf(6));
        line.removeAll();
        line.put("sequence", 6).put("leafHash", hash).put("expired", true);
        assertFound("FINDING ENTRY_MISSING sequence 6: what is gone is not what events say has expired");
        assertThat(verify().lines()).hasSize(2);

        line.put("leafHash", hash.replace(hash.substring(0, 2), "00"));
        assertFound("FINDING ENTRY_CHANGED sequence 6: the entry is not the one that the witness has seen");
    }

    @Test
    void entriesWithoutAHeadYet_areVerified_withAWarning() throws Exception {
        export.heads.remove(4);
        export.witness.remove(4);
        Run run = verify();

        assertThat(run.lines().get(0))
                .isEqualTo("WARNING NOT_COVERED sequence 16: no head covers the entries from here on yet");
        assertThat(run.lines().get(1)).startsWith("verified: 20 entries, 4 heads, 4 witness heads");
        assertThat(run.exit()).isZero();
    }

    @Test
    void exportOfAnotherFormat_orWithoutItsFiles_isRefused() throws Exception {
        export.manifest.put("format", "plimsoll-export-2");
        assertFound("FINDING EXPORT_UNREADABLE: nothing more of it was verified: 'unknown format'");
        Path empty = Files.createDirectories(folder.resolve("empty"));
        assertThat(run("--key", KEY, empty.toString()).exit()).isOne();
        Path text = Files.writeString(folder.resolve("text.zip"), "no zip");
        assertThat(run("--key", KEY, text.toString()).lines().get(0)).startsWith("FINDING EXPORT_UNREADABLE: ");
    }

    @Test
    void emptyLog_isNotVerified_sinceNothingVouchesForIt() throws Exception {
        for (List<ObjectNode> lines : List.of(export.entries, export.heads, export.witness)) {
            lines.clear();
        }
        export.manifest.put("treeSize", 0);

        assertFound("FINDING HEAD_MISSING: no head of the export is signed by a known key");
    }

    @Test
    void dossier_isVerifiedByItsProofs() throws Exception {
        export.dossier(0, 4, 7, 13, 19);

        assertThat(verify().lines())
                .singleElement()
                .asString()
                .startsWith("verified: 5 entries, 5 heads, 5 witness heads, tree ");
        assertThat(verifyWithoutWitness().lines())
                .singleElement()
                .asString()
                .startsWith("verified: 5 entries, 5 heads, 0 witness heads, tree ")
                .endsWith("; without a witness this proves nothing against somebody who has the signing key");
    }

    @Test
    void dossier_withAnEditedEntry_orProof_isFound() throws Exception {
        export.dossier(0, 4, 7, 13, 19);
        String noProof = "no proof shows the entry in a signed tree (decision '" + AuditExport.decisionId(7) + "')";
        export.edit(2, "\"type\":", "\"typo\":0,\"type\":");
        assertThat(verifyWithoutWitness().lines())
                .hasSize(2)
                .first()
                .isEqualTo("FINDING PROOF_WRONG sequence 7: " + noProof);
        assertFound("FINDING ENTRY_CHANGED sequence 7: the entry is not the one that the witness has seen");

        export.edit(2, "\"typo\":0,\"type\":", "\"type\":");
        assertThat(verify().exit()).isZero();
        ObjectNode proof = export.proofs.remove(2);
        assertThat(verify().lines()).hasSize(2).first().isEqualTo("FINDING PROOF_WRONG sequence 7: " + noProof);
        export.proofs.add(2, proof);
        for (String treeSize : List.of("4", "16", "8", "0")) {
            proof.put("treeSize", Long.parseLong(treeSize));
            assertThat(verify().lines()).hasSize(2).first().isEqualTo("FINDING PROOF_WRONG sequence 7: " + noProof);
        }
    }

    @Test
    void dossier_withItsHeadsNotLinked_orOfAFork_isFound() throws Exception {
        export.dossier(0, 4, 7, 13, 19);
        ObjectNode link = export.consistency.remove(2);
        String broken = "FINDING PROOF_WRONG sequence 9: that the head of 16 entries continues that of 9 is not shown";
        assertThat(verify().lines()).hasSize(2).first().isEqualTo(broken);
        link.withArray("path").remove(0);
        export.consistency.add(link);
        assertThat(verify().lines()).hasSize(2).first().isEqualTo(broken);

        AuditExport other = new AuditExport();
        other.edit(2, "\"type\":", "\"typo\":0,\"type\":");
        other.signHeads(AuditExport.SIGNER);
        other.dossier(2, 4, 7);
        assertThat(runOn(other, false).exit()).isZero();
        assertThat(runOn(other, true).lines())
                .anyMatch(line -> line.startsWith(
                        "FINDING FORK sequence 1: the head of 4 entries in the export is signed, and from here on"))
                .anyMatch(line -> line.startsWith("FINDING ENTRY_CHANGED sequence 2: "));
    }

    @Test
    void dossier_withAnEntryTwice_isFound() throws Exception {
        export.dossier(0, 4, 7, 13, 19);
        export.entries.add(3, export.entries.get(2));

        assertFound("FINDING ENTRY_ADDED sequence 7: a second record at its place, or out of order");
    }

    /** Source: C2SP signed-note, the example; golang.org/x/mod, sumdb/note/note.go. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k | This is an example message. | "
                        + "Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=",
                "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW | "
                        + "If you think cryptography is the answer to your problem,#then you don't know what your problem is. | "
                        + "x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM="
            })
    void publishedNotes_areSigned_andChangedOnesAreNot(String key, String text, String signature) throws Exception {
        String note = text.replace('#', '\n') + "\n\n\u2014 " + key.split("\\+")[0] + " " + signature + "\n";
        String program = """
                import base64, runpy, sys
                v = runpy.run_path(sys.argv[1])
                note, keys = sys.argv[3], [v["Key"](sys.argv[2])]
                print(v["unsigned"](note, keys) or "signed")
                print(v["unsigned"](note.replace("is", "Is", 1), keys))
                print(v["unsigned"](note.replace("is", "is ", 1), keys))
                head, _, tail = note.rpartition(" ")
                print(v["unsigned"](head + " " + tail[:40] + ("B" if tail[40] == "A" else "A") + tail[41:], keys))
                raw = base64.b64decode(tail)  # the scalar with the group's order added: RFC 8032, 5.1.7, has it refused
                raised = raw[:36] + (int.from_bytes(raw[36:], "little") + v["ORDER"]).to_bytes(32, "little")
                print(v["unsigned"](head + " " + base64.b64encode(raised).decode() + "\\n", keys))
                print(v["unsigned"](note, []))
                print(v["unsigned"](note[:-1], keys))
                """;

        assertThat(python("-c", program, SCRIPT.toString(), key, note).lines())
                .containsExactly(
                        "signed",
                        "is not what its key has signed",
                        "is not what its key has signed",
                        "is not what its key has signed",
                        "is not what its key has signed",
                        "is signed by no known key",
                        "is no signed note");
    }

    /** Every leaf of every tree of 1 to 33 leaves and every two of them, by paths after the standard's recursive definitions. */
    @Test
    void proofs_ofAllSmallTrees_areRight_andShortenedOrLengthenedOnesAreNot() throws Exception {
        String program = """
                import hashlib, runpy, sys
                v = runpy.run_path(sys.argv[1])
                h = lambda b: hashlib.sha256(b).digest()
                split = lambda d: 1 << (len(d) - 1).bit_length() - 1
                mth = lambda d: h(b"\\0" + d[0]) if len(d) == 1 else h(b"\\1" + mth(d[:split(d)]) + mth(d[split(d):]))
                def path(m, d):
                    if len(d) == 1: return []
                    k = split(d)
                    return path(m, d[:k]) + [mth(d[k:])] if m < k else path(m - k, d[k:]) + [mth(d[:k])]
                def subproof(m, d, b):
                    if m == len(d): return [] if b else [mth(d)]
                    k = split(d)
                    if m <= k: return subproof(m, d[:k], b) + [mth(d[k:])]
                    return subproof(m - k, d[k:], False) + [mth(d[:k])]
                counts = {}
                def count(name, good): counts[name, good] = counts.get((name, good), 0) + 1
                def variants(p): return [p, p[1:], p[:-1], p + [bytes(32)], [bytes(32)] + p, p[::-1][1:] + [bytes(32)]]
                for n in range(1, 34):
                    d = [b"%d" % i for i in range(n)]
                    for m in range(n):
                        for i, p in enumerate(variants(path(m, d))):
                            if i == 0 or p != path(m, d):
                                count("in", (i == 0) == v["leads"](lambda: v["included"](h(b"\\0" + d[m]), m, n, p), p, mth(d)))
                    for m in range(1, n):
                        for i, p in enumerate(variants(subproof(m, d, True))):
                            roots = mth(d[:m]), mth(d)
                            if i == 0 or p != subproof(m, d, True):
                                count("grown", (i == 0) == v["leads"](lambda: v["grown"](m, n, p, roots[0]), p, roots))
                print(sorted(counts.items()))
                """;

        assertThat(python("-c", program, SCRIPT.toString()).last())
                .matches("\\[\\(\\('grown', True\\), 3\\d{3}\\), \\(\\('in', True\\), 3\\d{3}\\)]");
    }

    @Test
    void wrongUsage_exitsWith2_andSaysWhatToWrite() throws Exception {
        String written = export.writeFolder(folder.resolve("export")).toString();

        assertThat(run(written).exit()).isEqualTo(2);
        assertThat(run("--key", KEY).exit()).isEqualTo(2);
        assertThat(run("--key", KEY, folder.resolve("nowhere").toString()).last())
                .endsWith("there is no such export or witness");
        assertThat(run("--key", KEY, "--witness", "nowhere", written).exit()).isEqualTo(2);
        Run badKey = run("--key", KEY.replace("+", "-"), written);
        assertThat(badKey.exit()).isEqualTo(2);
        assertThat(badKey.last())
                .endsWith("is no verifier key: not as it is to be written: " + KEY.replace("+", "-") + "");
        assertThat(run("--key", "x" + KEY, written).last())
                .contains("is no verifier key: name, id and key are not of one Ed25519 key");
    }
}
