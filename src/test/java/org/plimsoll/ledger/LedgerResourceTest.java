package org.plimsoll.ledger;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.plimsoll.merkle.Checkpoint;
import org.plimsoll.merkle.MerkleHash;
import org.plimsoll.merkle.MerkleProofs;
import org.plimsoll.merkle.NoteVerifier;
import org.plimsoll.merkle.SignedNote;

/** Heads, proofs, verification, export and dossiers of a server that is running. */
@QuarkusTest
class LedgerResourceTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Test
    void proof_ofADecision_leadsToASignedHead() throws IOException {
        String id = decide();
        JsonPath proof = covered("/v1/decisions/" + id + "/proof").jsonPath();

        byte[] leaf = MerkleHash.leaf(proof.getString("entry").getBytes(StandardCharsets.UTF_8));
        assertThat(HexFormat.of().formatHex(leaf)).isEqualTo(proof.getString("leafHash"));
        List<byte[]> path = proof.getList("path", String.class).stream()
                .map(HexFormat.of()::parseHex)
                .toList();
        byte[] root = MerkleProofs.rootFromInclusion(leaf, proof.getLong("sequence"), proof.getLong("treeSize"), path);
        SignedNote note = SignedNote.parse(proof.getString("head"));
        assertThat(NoteVerifier.of(proof.getString("keys[0]")).verify(note)).isEqualTo(NoteVerifier.Result.SIGNED);
        Checkpoint head = Checkpoint.parse(note.text());
        assertThat(head.root()).isEqualTo(root);
        assertThat(head.size()).isEqualTo(proof.getLong("treeSize"));
        assertThat(proof.getString("entry")).contains(id);
    }

    @Test
    void verify_theRunningServersLog_findsNoRecordChanged() throws IOException {
        covered("/v1/decisions/" + decide() + "/proof");
        JsonPath verification = given().auth()
                .preemptive()
                .basic("auditor", "auditor")
                .post("/v1/audit/verify")
                .then()
                .statusCode(200)
                .body("heads", greaterThanOrEqualTo(1))
                .body("entries", greaterThanOrEqualTo(1))
                .extract()
                .jsonPath();
        // Other tests write rows of versions, and change records, where only the server should.
        assertThat(verification.getList("findings.code", String.class)).isSubsetOf("RULES_CHANGED", "RECORD_CHANGED");
    }

    @Test
    void heads_areListedBySize_andSigned() throws IOException {
        covered("/v1/decisions/" + decide() + "/proof");
        JsonPath heads = get("/v1/audit/heads?limit=2")
                .then()
                .statusCode(200)
                .body("origin", startsWith("plimsoll/"))
                .extract()
                .jsonPath();
        NoteVerifier key = NoteVerifier.of(heads.getString("keys[0]"));
        for (String note : heads.getList("items.note", String.class)) {
            assertThat(key.verify(SignedNote.parse(note))).isEqualTo(NoteVerifier.Result.SIGNED);
        }
    }

    @Test
    void dossier_ofADecision_hasItsRecord_theStepsOfItsVersion_andTheRuleFiles() throws IOException {
        String id = decide();
        Map<String, byte[]> files =
                unzip(covered("/v1/decisions/" + id + "/dossier").asByteArray());
        assertThat(text(files, "manifest.json")).contains("\"kind\" : \"dossier\"");
        assertThat(text(files, "entries.ndjson")).contains(id).contains("\\\"action\\\":\\\"ACTIVATE\\\"");
        assertThat(files.keySet())
                .anyMatch(path -> path.matches("records/[0-9]+/request.json"))
                .anyMatch(path -> path.matches("rules/[0-9a-f]{64}/ruleset.yaml"));
        long entries = text(files, "entries.ndjson").lines().count();
        assertThat(text(files, "proofs.ndjson").lines().count()).isEqualTo(entries);
    }

    @Test
    void dossier_ofAPeriod_hasWhatWasRecordedInIt() throws IOException {
        Instant before = Instant.now().minusSeconds(1);
        String id = decide();
        covered("/v1/decisions/" + id + "/proof");
        String period =
                "/v1/audit/dossier?from=" + before + "&to=" + Instant.now().plusSeconds(1);
        assertThat(text(unzip(covered(period).asByteArray()), "entries.ndjson")).contains(id);
        get("/v1/audit/dossier?from=2001-01-01T00:00:00Z&to=2001-01-02T00:00:00Z")
                .then()
                .statusCode(404)
                .body("code", is("DOSSIER_EMPTY"));
        get("/v1/audit/dossier?from=2001-01-02T00:00:00Z&to=2001-01-02T00:00:00Z")
                .then()
                .statusCode(400)
                .body("detail", is("The query parameter 'to' takes a time after 'from'."));
        get("/v1/audit/dossier?from=yesterday&to=2001-01-02T00:00:00Z").then().statusCode(400);
        get("/v1/audit/dossier?from=2001-01-01T00:00:00Z").then().statusCode(400);
        get("/v1/audit/dossier?from=2001-01-01T00:00:00Z&to=2101-01-01T00:00:00Z")
                .then()
                .statusCode(is(
                        given().auth()
                                                .preemptive()
                                                .basic("auditor", "auditor")
                                                .get("/v1/status")
                                                .jsonPath()
                                                .getLong("ledger.witnessed")
                                        > 10_000
                                ? 413
                                : 200));
    }

    @Test
    void export_isAnArchiveOfAllEntries() throws IOException {
        String id = decide();
        covered("/v1/decisions/" + id + "/proof");
        Map<String, byte[]> files = unzip(get("/v1/audit/export").asByteArray());
        assertThat(text(files, "entries.ndjson")).contains(id);
        assertThat(text(files, "heads.ndjson")).contains("plimsoll/");
    }

    private static String decide() throws IOException {
        return given().auth()
                .preemptive()
                .basic("evaluator", "evaluator")
                .contentType("application/json")
                .body(Files.readString(Path.of("examples/margin-call.json")))
                .post("/v1/evaluations")
                .then()
                .statusCode(200)
                .extract()
                .path("decisionId");
    }

    private static Response get(String path) {
        return given().auth().preemptive().basic("auditor", "auditor").get(path);
    }

    /** Asks again until a head covers what is asked for. */
    private static Response covered(String path) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        Response response = get(path);
        while (response.statusCode() == 503 && System.nanoTime() < deadline) {
            response.then().body("code", is("PROOF_NOT_READY"));
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
            response = get(path);
        }
        response.then().statusCode(200);
        return response;
    }

    private static Map<String, byte[]> unzip(byte[] archive) throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), zip.readAllBytes());
            }
        }
        return files;
    }

    private static String text(Map<String, byte[]> files, String path) {
        return new String(files.getOrDefault(path, new byte[0]), StandardCharsets.UTF_8);
    }
}
