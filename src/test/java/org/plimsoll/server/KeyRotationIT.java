package org.plimsoll.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plimsoll.platform.TestDatabases;

/** The key that signs heads is changed: the log goes on, and whoever has both keys can verify all of it. */
class KeyRotationIT {
    private static final String NAME = "rotated";
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @Test
    void log_underANewKey_goesOn_andIsVerifiedByWhoHasBoth() throws Exception {
        Policies.write(folder.resolve("rules"), NAME);
        Map<String, String> before = settings(folder.resolve("a.pem"));
        Map<String, String> after = new LinkedHashMap<>(before);
        after.put(
                "plimsoll.ledger.signing-key",
                ServerProcess.newSigningKey(folder.resolve("b.pem")).toString());
        String witness = folder.resolve("ledger/witness.ndjson").toString();
        String keyA;
        try (ServerProcess server = ServerProcess.start("key-a", before)) {
            keyA = keys(server).get(0).asText();
            evaluateAndAwaitHead(server, keyA);
        }

        try (ServerProcess server = ServerProcess.launch("key-b-alone", after)) {
            assertThat(server.awaitEnd())
                    .contains("The log cannot go on from its witness " + witness
                            + ": A head that the witness holds is not signed with a known key."
                            + " Name earlier keys in plimsoll.ledger.verification-keys.");
        }

        after.put("plimsoll.ledger.verification-keys", keyA);
        try (ServerProcess server = ServerProcess.start("key-b", after)) {
            assertThat(keys(server)).hasSize(2);
            String keyB = keys(server).get(0).asText();
            assertThat(keys(server).get(1).asText()).isEqualTo(keyA).isNotEqualTo(keyB);
            evaluateAndAwaitHead(server, keyB);

            JsonNode verification =
                    json(server.post("auditor", "/v1/audit/verify", null).body());
            assertThat(verification.path("outcome").asText())
                    .as(verification.toString())
                    .isEqualTo("verified");
            assertThat(verification.path("heads").asInt())
                    .as("those of both keys")
                    .isEqualTo(signers(server).size());
            assertThat(signers(server)).contains(id(keyA), id(keyB));

            Path export = server.download("auditor", "/v1/audit/export", folder.resolve("export.zip"));
            Judgement both = judge("--key", keyA, "--key", keyB, "--witness", witness, export.toString());
            assertThat(both.said())
                    .startsWith("verified: ")
                    .contains(" " + signers(server).size() + " heads, ");
            assertThat(both.exit()).isZero();
            Judgement newOne = judge("--key", keyB, "--witness", witness, export.toString());
            assertThat(newOne.said())
                    .containsPattern("FINDING HEAD_UNSIGNED sequence \\d+: the head of \\d+ entries in the witness is"
                            + " signed by no known key")
                    .contains("NOT VERIFIED: ");
            assertThat(newOne.exit()).isOne();
        }
    }

    private Map<String, String> settings(Path key) {
        return Map.of(
                "plimsoll.database.directory", TestDatabases.newFolder().toString(),
                "plimsoll.rules.directory", folder.resolve("rules").toString(),
                "plimsoll.rules.modules-directory", folder.resolve("modules").toString(),
                "plimsoll.ledger.directory", folder.resolve("ledger").toString(),
                "plimsoll.ledger.head-interval", "0.2S",
                "plimsoll.ledger.signing-key", ServerProcess.newSigningKey(key).toString());
    }

    /** A decision, and a head signed by this key that covers it. */
    private static void evaluateAndAwaitHead(ServerProcess server, String key) throws JsonProcessingException {
        ServerProcess.Answer decision = server.post("evaluator", "/v1/evaluations", Policies.evaluation(NAME));
        assertThat(decision.status()).as(decision.body()).isEqualTo(200);
        String path =
                "/v1/decisions/" + json(decision.body()).path("decisionId").asText() + "/proof";
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> server.get("auditor", path).status() == 200);
        List<String> signers = signers(server);
        assertThat(signers.get(signers.size() - 1)).isEqualTo(id(key));
    }

    private static JsonNode keys(ServerProcess server) throws JsonProcessingException {
        return json(server.get("auditor", "/v1/audit/heads").body()).path("keys");
    }

    /** Ids of the keys that have signed the heads, in their order, in hexadecimal. */
    private static List<String> signers(ServerProcess server) throws JsonProcessingException {
        List<String> signers = new ArrayList<>();
        for (JsonNode head :
                json(server.get("auditor", "/v1/audit/heads?limit=200").body()).path("items")) {
            String[] words = head.path("note").asText().strip().split(" ");
            byte[] signature = Base64.getDecoder().decode(words[words.length - 1]);
            signers.add(HexFormat.of().formatHex(signature, 0, 4));
        }
        return signers;
    }

    private static String id(String verifierKey) {
        return verifierKey.split("\\+")[1];
    }

    /** What the independent verifier says. */
    private record Judgement(int exit, String said) {}

    private static Judgement judge(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("python3", "tools/verify-audit.py"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Judgement(process.waitFor(), said);
    }

    private static JsonNode json(String text) throws JsonProcessingException {
        return JSON.readTree(text);
    }
}
