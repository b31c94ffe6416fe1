package org.plimsoll.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.plimsoll.merkle.NoteSigner;

/** The independent verifier finds every kind of damage, and names its place. */
final class VerifyAuditDamageTest extends AuditVerification {
    VerifyAuditDamageTest(@TempDir Path folder) {
        super(folder);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 7, 19})
    void editedEntry_isNamed_andTheRestIsStillVerified(int place) throws Exception {
        export.edit(place, "\"type\":", "\"typo\":0,\"type\":");
        String decision = place == 19 ? "" : " (decision '" + AuditExport.decisionId(place) + "')";

        assertThat(verify().lines())
                .hasSize(2)
                .first()
                .isEqualTo("FINDING ENTRY_CHANGED sequence " + place
                        + ": the entry is not the one that the witness has seen" + decision);
        assertThat(verify().lines().get(1))
                .startsWith("NOT VERIFIED: 1 findings, the first bad record is sequence " + place + decision);
    }

    @Test
    void editedEntry_withoutWitness_isNamedUpToTheHeadBeforeIt() throws Exception {
        export.edit(11, "\"type\":", "\"typo\":0,\"type\":");

        assertThat(verifyWithoutWitness().lines().get(0))
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

        assertThat(verify().lines()).hasSize(2);
        assertFound("FINDING ENTRY_MISSING sequence 12: entries 12 to 12 are missing");
        assertThat(verifyWithoutWitness().lines())
                .contains("FINDING ENTRY_MISSING sequence 12: entries 12 to 12 are missing");
    }

    @Test
    void deletedEntry_withTheRestRenumbered_isNamed() throws Exception {
        export.entries.remove(12);
        export.renumber();

        assertFound("FINDING ENTRY_CHANGED sequence 12: the entry is not the one that the witness has seen (decision '"
                + AuditExport.decisionId(13) + "')");
        assertThat(verify().lines())
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

        assertThat(verify().lines()).hasSize(2);
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
        assertThat(verify().lines()).hasSize(2);
        assertFound(missing);
        assertThat(verifyWithoutWitness().lines()).contains(missing);

        export.heads.remove(4);
        assertThat(verify().lines()).hasSize(2);
        assertFound(missing);

        export.manifest.put("treeSize", 16);
        assertThat(verify().lines()).hasSize(2);
        assertFound(
                "FINDING TAIL_MISSING sequence 16: the export ends at 16; the witness went on to 20: export again, or verify"
                        + " with a copy of the witness made before the export");
    }

    @Test
    void rewrittenLog_withHeadsThatNobodySigned_isFound() throws Exception {
        export.edit(7, "\"type\":", "\"typo\":0,\"type\":");
        String was = root(9);
        AuditExport.editNote(export.heads.get(2), was, rootNow(9));

        assertFound(
                "FINDING HEAD_UNSIGNED sequence 8: the head of 9 entries in the export is not what its key has signed");
        assertFound("FINDING ENTRY_CHANGED sequence 7: the entry is not the one that the witness has seen");
        assertThat(verifyWithoutWitness().exit()).isOne();
    }

    @Test
    void rewrittenLog_signedAgainWithTheKey_isFoundByTheWitnessAlone() throws Exception {
        export.edit(7, "\"type\":", "\"typo\":0,\"type\":");
        export.signHeads(AuditExport.SIGNER);

        assertThat(verifyWithoutWitness().exit()).isZero();
        Run run = verify();
        assertThat(run.lines().get(0)).startsWith("FINDING ENTRY_CHANGED sequence 7: ");
        assertThat(run.lines().get(1))
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

        assertThat(verifyWithoutWitness().lines())
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

        assertThat(verifyWithoutWitness().lines())
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
        assertThat(verify().exit()).isZero();
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
        assertThat(verify().lines()).hasSize(2);
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

        assertThat(run.lines()).hasSize(3);
        assertThat(run.lines().get(0)).startsWith("FINDING LINE_MALFORMED: line 4 of entries.ndjson: ");
        assertThat(run.lines().get(1)).isEqualTo("FINDING ENTRY_MISSING sequence 3: entries 3 to 3 are missing");
        assertThat(run.exit()).isOne();
    }

    @Test
    void malformedLines_ofHeadsAndWitness_areNamed() throws Exception {
        export.heads.set(1, AuditExport.malformed("{\"note\":\"no note\"}"));
        export.witness.set(2, AuditExport.malformed("{"));
        Run run = verify();

        assertThat(run.lines())
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

        assertThat(run.lines()).hasSize(2);
        assertThat(run.lines().get(0))
                .startsWith("FINDING HEAD_UNSIGNED sequence 19: the head of 20 entries in the witness is not what");
    }

    @Test
    void moreFindingsThanAThousand_areCounted() throws Exception {
        List<ObjectNode> lines = new ArrayList<>(export.entries);
        for (int copy = 0; copy < 60; copy++) {
            export.entries.addAll(lines);
        }
        Run run = verify();

        assertThat(run.lines()).hasSize(1002);
        assertThat(run.lines().get(1000)).isEqualTo("and 200 findings more");
        assertThat(run.last()).startsWith("NOT VERIFIED: 1200 findings, the first bad record is sequence 0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../evil", "/etc/passwd", "rules/../../evil", "rules\\evil", "C:evil", "a//b"})
    void zipWithAPathThatLeadsElsewhere_isRefused(String path) throws Exception {
        export.files.put(path, new byte[0]);
        Run run =
                run("--key", KEY, export.writeZip(folder.resolve("export.zip")).toString());

        assertThat(run.lines().get(0))
                .isEqualTo("FINDING EXPORT_UNREADABLE: nothing more of it was verified: "
                        + "'it has paths that lead elsewhere or are there twice'");
        assertThat(run.exit()).isOne();
    }
}
