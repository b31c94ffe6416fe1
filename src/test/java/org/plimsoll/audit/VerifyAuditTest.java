package org.plimsoll.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.plimsoll.merkle.NoteSigner;

/** The independent verifier finds every kind of damage, and names its place. */
final class VerifyAuditTest {
    private static final Path SCRIPT = Path.of("tools/verify-audit.py");
    private static final String KEY = AuditExport.SIGNER.verifier().verifierKey();

    private final Path folder;
    private final AuditExport export = new AuditExport();

    VerifyAuditTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @BeforeAll
    static void pythonIsInstalled() {
        boolean installed = false;
        try {
            installed = new ProcessBuilder("python3", "-c", "import sys; sys.exit(sys.version_info < (3, 8))")
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException | InterruptedException e) {
            // reported by the assumption
        }
        assumeTrue(installed, "python3 of 3.8 or later is not installed: the verifier of exports is not tested");
    }

    @Test
    void script_isOneFileOfAtMost300Lines_andImportsTheStandardLibraryOnly() throws IOException {
        List<String> lines = Files.readAllLines(SCRIPT);

        assertThat(lines.size()).isLessThanOrEqualTo(300);
        assertThat(lines.stream().filter(line -> line.matches("\\s*(import|from) .*")))
                .containsExactly(
                        "import argparse, base64, collections, functools, hashlib, heapq, itertools, json, os, re, sys, zipfile, zlib");
    }

    @Test
    void cleanFolder_isVerified() throws Exception {
        Run run = verify();

        assertThat(run.lines)
                .singleElement()
                .asString()
                .startsWith("verified: 20 entries, 5 heads, 5 witness heads, tree ");
        assertThat(run.lines.get(0)).contains(rootOfTwenty()).endsWith("; the witness has seen 20 entries");
        assertThat(run.exit).isZero();
    }

    @Test
    void cleanZip_withoutWitness_isVerified_andSaysWhatThatIsWorth() throws Exception {
        Run run =
                run("--key", KEY, export.writeZip(folder.resolve("export.zip")).toString());

        assertThat(run.lines)
                .containsExactly("verified: 20 entries, 5 heads, 0 witness heads, tree " + rootOfTwenty()
                        + "; without a witness this proves nothing against somebody who has the signing key");
        assertThat(run.exit).isZero();
    }

    @Test
    void zipWithItsFolders_andFolderWithHiddenFiles_areVerified() throws Exception {
        export.files.put("rules/" + AuditExport.RULES.contentHash() + "/", new byte[0]);
        export.files.put("inputs/", new byte[0]);
        Path zip = export.writeZip(folder.resolve("export.zip"));
        assertThat(run("--key", KEY, zip.toString()).exit).isZero();

        export.files.keySet().removeIf(path -> path.endsWith("/"));
        export.files.put("rules/" + AuditExport.RULES.contentHash() + "/.DS_Store", new byte[1]);
        assertThat(verify().exit).isZero();
    }

    @Test
    void keys_inAFile_areTaken_andAHeadOfAnyOfThemCounts() throws Exception {
        NoteSigner other = AuditExport.signer("other", (byte) 2);
        export.heads.set(2, export.head(other, 9, AuditExport.committedAt(8).plusMillis(500)));
        Path keys = Files.writeString(
                folder.resolve("keys"), KEY + "\n\n" + other.verifier().verifierKey() + "\n");
        Path written = export.writeFolder(folder.resolve("export"));

        assertThat(run("--key", keys.toString(), written.toString()).exit).isZero();
        assertThat(run("--key", KEY, "--key", other.verifier().verifierKey(), written.toString()).exit)
                .isZero();
    }

    @Test
    void recordThatExpired_isVerifiedByItsHash() throws Exception {
        ObjectNode line = export.entries.get(6);
        String hash = HexFormat.of().formatHex(export.leaf(6));
        line.removeAll();
        line.put("sequence", 6).put("leafHash", hash).put("expired", true);
        assertThat(verify().lines).singleElement().asString().startsWith("verified: 20 entries (1 expired), 5 heads");

        line.put("leafHash", hash.replace(hash.substring(0, 2), "00"));
        assertFound("FINDING ENTRY_CHANGED sequence 6: the entry is not the one that the witness has seen");
    }

    @Test
    void entriesWithoutAHeadYet_areVerified_withAWarning() throws Exception {
        export.heads.remove(4);
        export.witness.remove(4);
        Run run = verify();

        assertThat(run.lines.get(0))
                .isEqualTo("WARNING NOT_COVERED sequence 16: no head covers the entries from here on yet");
        assertThat(run.lines.get(1)).startsWith("verified: 20 entries, 4 heads, 4 witness heads");
        assertThat(run.exit).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 7, 19})
    void editedEntry_isNamed_andTheRestIsStillVerified(int place) throws Exception {
        export.edit(place, "\"type\":", "\"typo\":0,\"type\":");
        String decision = place == 19 ? "" : " (decision '" + AuditExport.decisionId(place) + "')";

        assertThat(verify().lines)
                .hasSize(2)
                .first()
                .isEqualTo("FINDING ENTRY_CHANGED sequence " + place
                        + ": the entry is not the one that the witness has seen" + decision);
        assertThat(verify().lines.get(1))
                .startsWith("NOT VERIFIED: 1 findings, the first bad record is sequence " + place + decision);
    }

    @Test
    void editedEntry_withoutWitness_isNamedUpToTheHeadBeforeIt() throws Exception {
        export.edit(11, "\"type\":", "\"typo\":0,\"type\":");

        assertThat(verifyWithoutWitness().lines.get(0))
                .isEqualTo(
                        "FINDING HEAD_WRONG sequence 9: the head of 16 entries in the export is signed, and from here on is not that of "
                                + "the entries: it was changed, or one of them");
    }

    @ParameterizedTest
    @ValueSource(strings = {"request", "result", "firings"})
    void editedPayload_isNamed(String part) throws Exception {
        export.entries.get(8).put(part, AuditExport.base64("{}".getBytes(UTF_8)));
        assertFound("FINDING RECORD_CHANGED sequence 8: its " + part + " is not what the entry says (decision '"
                + AuditExport.decisionId(8) + "')");

        export.entries.get(8).put(part, "no base64");
        assertFound("FINDING LINE_MALFORMED: line 9 of entries.ndjson: ");
        assertFound("FINDING ENTRY_MISSING sequence 8: entries 8 to 8 are missing");

        export.entries.get(8).remove(part);
        assertFound("FINDING RECORD_CHANGED sequence 8: its " + part + " is missing (decision '"
                + AuditExport.decisionId(8) + "')");
    }

    @Test
    void entryThatSaysAnotherPlace_isNamed() throws Exception {
        export.edit(1, "{\"sequence\":1,", "{\"sequence\":true,");
        assertFound("FINDING ENTRY_CHANGED sequence 1: the entry says that its place is True");
        export.edit(1, "{\"sequence\":true,", "{\"sequence\":2,");
        assertFound("FINDING ENTRY_CHANGED sequence 1: the entry says that its place is 2");
    }

    @Test
    void deletedEntry_isNamed() throws Exception {
        export.entries.remove(12);

        assertThat(verify().lines).hasSize(2);
        assertFound("FINDING ENTRY_MISSING sequence 12: entries 12 to 12 are missing");
        assertThat(verifyWithoutWitness().lines)
                .contains("FINDING ENTRY_MISSING sequence 12: entries 12 to 12 are missing");
    }

    @Test
    void deletedEntry_withTheRestRenumbered_isNamed() throws Exception {
        export.entries.remove(12);
        export.renumber();

        assertFound("FINDING ENTRY_CHANGED sequence 12: the entry is not the one that the witness has seen (decision '"
                + AuditExport.decisionId(13) + "')");
        assertThat(verify().lines)
                .contains(
                        "FINDING TAIL_MISSING sequence 19: the export ends before this entry, which a head, the witness or its manifest knows of");
    }

    @Test
    void insertedEntry_isNamed_renumberedOrNot() throws Exception {
        export.entries.add(6, export.entries.get(5).deepCopy());
        assertFound(
                "FINDING ENTRY_ADDED sequence 5: a second record at its place, or one beyond the end of the log (decision '"
                        + AuditExport.decisionId(5) + "')");

        export.renumber();
        assertFound("FINDING ENTRY_CHANGED sequence 6: the entry is not the one that the witness has seen (decision '"
                + AuditExport.decisionId(5) + "')");
    }

    @Test
    void entryBeyondTheEnd_isNamed() throws Exception {
        ObjectNode far = export.entries.get(0).deepCopy().put("sequence", 1_000_000_000_000L);
        export.entries.add(3, far);

        assertThat(verify().lines).hasSize(2);
        assertFound("FINDING ENTRY_ADDED sequence 1000000000000: a second record at its place, or one beyond the end");
    }

    @Test
    void swappedEntries_areNamed_renumberedOrNot() throws Exception {
        Collections.swap(export.entries, 10, 11);
        assertFound("FINDING ENTRY_MISSING sequence 10: entries 10 to 10 are missing");

        export.renumber();
        assertFound("FINDING ENTRY_CHANGED sequence 10: the entry is not the one that the witness has seen");
        assertFound("FINDING TIME_WRONG sequence 11: committed before the entry before it");
    }

    @Test
    void truncation_isNamed_withAndWithoutItsHeads() throws Exception {
        String missing =
                "FINDING TAIL_MISSING sequence 16: the export ends before this entry, which a head, the witness or its "
                        + "manifest knows of";
        export.entries.subList(16, 20).clear();
        assertThat(verify().lines).hasSize(2);
        assertFound(missing);
        assertThat(verifyWithoutWitness().lines).contains(missing);

        export.heads.remove(4);
        export.manifest.put("treeSize", 16);
        assertThat(verify().lines).hasSize(2);
        assertFound(missing);
    }

    @Test
    void rewrittenLog_withHeadsThatNobodySigned_isFound() throws Exception {
        export.edit(7, "\"type\":", "\"typo\":0,\"type\":");
        String was = root(9);
        AuditExport.editNote(export.heads.get(2), was, rootNow(9));

        assertFound(
                "FINDING HEAD_UNSIGNED sequence 8: the head of 9 entries in the export is not what its key has signed");
        assertFound("FINDING ENTRY_CHANGED sequence 7: the entry is not the one that the witness has seen");
        assertThat(verifyWithoutWitness().exit).isOne();
    }

    @Test
    void rewrittenLog_signedAgainWithTheKey_isFoundByTheWitnessAlone() throws Exception {
        export.edit(7, "\"type\":", "\"typo\":0,\"type\":");
        export.signHeads(AuditExport.SIGNER);

        assertThat(verifyWithoutWitness().exit).isZero();
        Run run = verify();
        assertThat(run.lines.get(0)).startsWith("FINDING ENTRY_CHANGED sequence 7: ");
        assertThat(run.lines.get(1))
                .isEqualTo(
                        "FINDING FORK sequence 7: the head of 9 entries in the export is signed, and from here on is not that "
                                + "of what the witness has seen");
        assertThat(run.last())
                .startsWith("NOT VERIFIED: 4 findings, the first bad record is sequence 7 (decision '"
                        + AuditExport.decisionId(7) + "')");
    }

    @Test
    void headsOfAForeignKey_areFound() throws Exception {
        NoteSigner foreign = AuditExport.signer(AuditExport.ORIGIN, (byte) 3);
        export.signHeads(foreign);

        assertFound(
                "FINDING HEAD_UNSIGNED sequence 15: the head of 16 entries in the export is signed by no known key");
        assertFound("FINDING HEAD_MISSING: no head of the export is signed by a known key: nothing vouches for it");
    }

    @Test
    void headsOfAnotherLog_areFound() throws Exception {
        export.manifest.put("origin", "example.com/other");

        assertFound(
                "FINDING HEAD_UNSIGNED sequence 0: the head of 1 entries in the witness is of the log 'example.com/margin'");
    }

    @Test
    void headThatIsDatedBack_isFound() throws Exception {
        export.heads.set(3, export.head(AuditExport.SIGNER, 16, AuditExport.committedAt(10)));

        assertThat(verifyWithoutWitness().lines)
                .contains(
                        "FINDING TIME_WRONG sequence 11: committed after the first head that covers it: one of them is dated back "
                                + "(decision '" + AuditExport.decisionId(11) + "')")
                .anyMatch(line -> line.startsWith("FINDING TIME_WRONG sequence 15: "))
                .noneMatch(line -> line.startsWith("FINDING TIME_WRONG sequence 10: "));
        export.heads.set(3, export.head(AuditExport.SIGNER, 16, AuditExport.committedAt(-1)));
        assertFound(
                "FINDING TIME_WRONG sequence 15: the head of 16 entries in the export is of before the head before it");
    }

    @Test
    void entryThatIsDatedBack_isFound_evenWhenAllIsSignedAgain() throws Exception {
        export.edit(
                13,
                AuditExport.committedAt(13).toString(),
                AuditExport.committedAt(3).toString());
        export.signHeads(AuditExport.SIGNER);

        assertThat(verifyWithoutWitness().lines)
                .contains("FINDING TIME_WRONG sequence 13: committed before the entry before it (decision '"
                        + AuditExport.decisionId(13) + "')");
    }

    @Test
    void headsInDisorder_areFound() throws Exception {
        Collections.swap(export.heads, 1, 2);

        assertFound("FINDING HEAD_WRONG sequence 3: the head of 4 entries in the export comes after larger ones");
    }

    @Test
    void ruleFiles_editedAddedRemovedOrMissing_areFound() throws Exception {
        String path = "rules/" + AuditExport.RULES.contentHash();
        byte[] was = export.files.put(path + "/rules/a.drl", "// a\n".getBytes(UTF_8));
        String changed = "FINDING RULES_CHANGED sequence 0: '" + path
                + "' is not what its name is the digest of (decision '" + AuditExport.decisionId(0) + "')";
        assertFound(changed);
        export.files.remove(path + "/rules/a.drl");
        assertFound(changed);
        export.files.put(path + "/rules/a.drl", was);
        assertThat(verify().exit).isZero();
        export.files.put(path + "/rules/c.drl", new byte[0]);
        assertFound(changed);
        export.files.keySet().removeIf(file -> file.startsWith("rules/"));
        assertFound("FINDING RULES_MISSING sequence 0: '" + path + "' is not in the export");
    }

    @Test
    void rulesThatNoDecisionNames_areVerifiedToo() throws Exception {
        export.files.put("rules/" + "0".repeat(64) + "/manifest.yaml", new byte[0]);

        assertFound("FINDING RULES_CHANGED: 'rules/" + "0".repeat(64) + "' is not what its name is the digest of");
    }

    @Test
    void sharedInput_missingOrEdited_isFound() throws Exception {
        String path = export.files.keySet().stream()
                .filter(file -> file.startsWith("inputs/"))
                .findFirst()
                .orElseThrow();
        export.files.put(path, new byte[0]);
        assertFound("FINDING INPUTS_CHANGED sequence 5: '" + path + "' is not what its name is the digest of");
        export.files.remove(path);
        assertFound("FINDING INPUTS_MISSING sequence 5: '" + path + "' is not in the export");
        assertThat(verify().lines).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"sequence\":3,",
                "[]",
                "null",
                "''",
                "{\"sequence\":3,\"sequence\":3,\"entry\":\"{}\"}",
                "{\"sequence\":\"3\",\"entry\":\"{}\"}",
                "{\"sequence\":3,\"entry\":\"no JSON\"}",
                "{\"sequence\":3,\"entry\":\"\\ud800\"}",
                "{\"sequence\":3,\"entry\":\"{\\\"sequence\\\":3,\\\"committedAt\\\":\\\"yesterday\\\"}\"}",
                "{\"sequence\":3,\"leafHash\":\"00\",\"expired\":true}"
            })
    void malformedLine_isNamed_andTheRestIsStillVerified(String text) throws Exception {
        export.entries.set(3, AuditExport.malformed(text));
        Run run = verify();

        assertThat(run.lines).hasSize(3);
        assertThat(run.lines.get(0)).startsWith("FINDING LINE_MALFORMED: line 4 of entries.ndjson: ");
        assertThat(run.lines.get(1)).isEqualTo("FINDING ENTRY_MISSING sequence 3: entries 3 to 3 are missing");
        assertThat(run.exit).isOne();
    }

    @Test
    void malformedLines_ofHeadsAndWitness_areNamed() throws Exception {
        export.heads.set(1, AuditExport.malformed("{\"note\":\"no note\"}"));
        export.witness.set(2, AuditExport.malformed("{"));
        Run run = verify();

        assertThat(run.lines)
                .anyMatch(line -> line.startsWith("FINDING LINE_MALFORMED: line 2 of heads.ndjson: "))
                .anyMatch(line -> line.startsWith("FINDING LINE_MALFORMED: line 3 of the witness: "))
                .contains("FINDING WITNESS_WRONG sequence 4: the witness goes on with entry 9 after 4 entries")
                .hasSize(4);
    }

    @Test
    void witnessThatWasEdited_isFound() throws Exception {
        byte[] leaves =
                Base64.getDecoder().decode(export.witness.get(2).get("leaves").asText());
        leaves[0]++;
        export.witness.get(2).put("leaves", AuditExport.base64(leaves));

        assertFound(
                "FINDING WITNESS_WRONG sequence 4: the head of 9 entries in the witness is signed, and from here on is not that of "
                        + "what the witness has seen");
    }

    @Test
    void witnessHeadThatNobodySigned_isFound_andItsLeavesAccuseNobody() throws Exception {
        AuditExport.editNote(export.witness.get(4), "time 2026", "time 2025");
        Run run = verify();

        assertThat(run.lines).hasSize(2);
        assertThat(run.lines.get(0))
                .startsWith("FINDING HEAD_UNSIGNED sequence 19: the head of 20 entries in the witness is not what");
    }

    @Test
    void moreFindingsThanAThousand_areCounted() throws Exception {
        List<ObjectNode> lines = new ArrayList<>(export.entries);
        for (int copy = 0; copy < 60; copy++) {
            export.entries.addAll(lines);
        }
        Run run = verify();

        assertThat(run.lines).hasSize(1002);
        assertThat(run.lines.get(1000)).isEqualTo("and 200 findings more");
        assertThat(run.last()).startsWith("NOT VERIFIED: 1200 findings, the first bad record is sequence 0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../evil", "/etc/passwd", "rules/../../evil", "rules\\evil", "C:evil", "a//b"})
    void zipWithAPathThatLeadsElsewhere_isRefused(String path) throws Exception {
        export.files.put(path, new byte[0]);
        Run run =
                run("--key", KEY, export.writeZip(folder.resolve("export.zip")).toString());

        assertThat(run.lines.get(0))
                .isEqualTo("FINDING EXPORT_UNREADABLE: nothing more of it was verified: "
                        + "'it has paths that lead elsewhere or are there twice'");
        assertThat(run.exit).isOne();
    }

    @Test
    void exportOfAnotherFormat_orWithoutItsFiles_isRefused() throws Exception {
        export.manifest.put("format", "plimsoll-export-2");
        assertFound("FINDING EXPORT_UNREADABLE: nothing more of it was verified: 'unknown format'");
        Path empty = Files.createDirectories(folder.resolve("empty"));
        assertThat(run("--key", KEY, empty.toString()).exit).isOne();
        Path text = Files.writeString(folder.resolve("text.zip"), "no zip");
        assertThat(run("--key", KEY, text.toString()).lines.get(0)).startsWith("FINDING EXPORT_UNREADABLE: ");
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

        assertThat(verify().lines)
                .singleElement()
                .asString()
                .startsWith("verified: 5 entries, 5 heads, 5 witness heads, tree ");
        assertThat(verifyWithoutWitness().lines)
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
        assertThat(verifyWithoutWitness().lines)
                .hasSize(2)
                .first()
                .isEqualTo("FINDING PROOF_WRONG sequence 7: " + noProof);
        assertFound("FINDING ENTRY_CHANGED sequence 7: the entry is not the one that the witness has seen");

        export.edit(2, "\"typo\":0,\"type\":", "\"type\":");
        assertThat(verify().exit).isZero();
        ObjectNode proof = export.proofs.remove(2);
        assertThat(verify().lines).hasSize(2).first().isEqualTo("FINDING PROOF_WRONG sequence 7: " + noProof);
        export.proofs.add(2, proof);
        for (String treeSize : List.of("4", "16", "8", "0")) {
            proof.put("treeSize", Long.parseLong(treeSize));
            assertThat(verify().lines).hasSize(2).first().isEqualTo("FINDING PROOF_WRONG sequence 7: " + noProof);
        }
    }

    @Test
    void dossier_withItsHeadsNotLinked_orOfAFork_isFound() throws Exception {
        export.dossier(0, 4, 7, 13, 19);
        ObjectNode link = export.consistency.remove(2);
        String broken = "FINDING PROOF_WRONG sequence 9: that the head of 16 entries continues that of 9 is not shown";
        assertThat(verify().lines).hasSize(2).first().isEqualTo(broken);
        link.withArray("path").remove(0);
        export.consistency.add(link);
        assertThat(verify().lines).hasSize(2).first().isEqualTo(broken);

        AuditExport other = new AuditExport();
        other.edit(2, "\"type\":", "\"typo\":0,\"type\":");
        other.signHeads(AuditExport.SIGNER);
        other.dossier(2, 4, 7);
        assertThat(runOn(other, false).exit).isZero();
        assertThat(runOn(other, true).lines)
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

        assertThat(python("-c", program, SCRIPT.toString(), key, note).lines)
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

        assertThat(run(written).exit).isEqualTo(2);
        assertThat(run("--key", KEY).exit).isEqualTo(2);
        assertThat(run("--key", KEY, folder.resolve("nowhere").toString()).last())
                .endsWith("there is no such export or witness");
        assertThat(run("--key", KEY, "--witness", "nowhere", written).exit).isEqualTo(2);
        Run badKey = run("--key", KEY.replace("+", "-"), written);
        assertThat(badKey.exit).isEqualTo(2);
        assertThat(badKey.last())
                .endsWith("is no verifier key: not as it is to be written: " + KEY.replace("+", "-") + "");
        assertThat(run("--key", "x" + KEY, written).last())
                .contains("is no verifier key: name, id and key are not of one Ed25519 key");
    }

    private String root(int size) {
        return export.heads
                .get(AuditExport.HEADS.indexOf(size))
                .get("note")
                .asText()
                .split("\n")[2];
    }

    private String rootNow(int size) {
        return export.head(AuditExport.SIGNER, size, AuditExport.committedAt(0))
                .get("note")
                .asText()
                .split("\n")[2];
    }

    private String rootOfTwenty() {
        return root(20);
    }

    private void assertFound(String finding) throws Exception {
        Run run = verify();
        assertThat(run.lines).anyMatch(line -> line.startsWith(finding));
        assertThat(run.last()).startsWith("NOT VERIFIED: ");
        assertThat(run.exit).isOne();
    }

    private Run verify() throws Exception {
        return runOn(export, true);
    }

    private Run verifyWithoutWitness() throws Exception {
        return runOn(export, false);
    }

    private Run runOn(AuditExport written, boolean witnessed) throws Exception {
        Path place = Files.createTempDirectory(folder, "export");
        String folderOfExport = written.writeFolder(place.resolve("export")).toString();
        String witness = export.writeWitness(place.resolve("witness")).toString();
        return witnessed ? run("--key", KEY, "--witness", witness, folderOfExport) : run("--key", KEY, folderOfExport);
    }

    private static Run run(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(SCRIPT.toString()));
        command.addAll(List.of(arguments));
        return python(command.toArray(String[]::new));
    }

    private static Run python(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("python3", "-W", "error"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        return new Run(process.waitFor(), output.lines().toList());
    }

    private record Run(int exit, List<String> lines) {
        String last() {
            return lines.get(lines.size() - 1);
        }
    }
}
