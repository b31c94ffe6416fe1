package org.plimsoll.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.plimsoll.contract.LifecycleCalls.assertCode;
import static org.plimsoll.contract.ResponsesTest.described;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.plimsoll.ruleset.Lifecycles;

/** Whatever is sent with a step: what cannot be kept is refused with its code, and nothing is changed by it. */
@QuarkusTest
class LifecycleInputTest {
    private final LifecycleCalls calls = new LifecycleCalls(Lifecycles.newName());

    @ParameterizedTest
    @CsvSource({
        "2020-01-02T09:00:00Z, , EFFECTIVE_FROM_TOO_SOON, /effectiveFrom",
        "2098-01-02T09:00:00.0001Z, , INSTANT_TOO_FINE, /effectiveFrom",
        "2098-01-02T09:00:00Z, 2098-01-02T09:00:00Z, EXPIRES_AT_OUT_OF_RANGE, /expiresAt",
        "2098-01-02T09:00:00Z, 2098-01-02T08:59:59.999Z, EXPIRES_AT_OUT_OF_RANGE, /expiresAt",
        "2098-01-02T09:00:00Z, 2098-01-02T09:00:00.0001Z, INSTANT_TOO_FINE, /expiresAt"
    })
    void times_thatCannotBeKept_areRefused(String from, String until, String code, String pointer) {
        int version = Lifecycles.approved(calls.name(), calls.files());
        Map<String, String> times = new TreeMap<>(Map.of("effectiveFrom", from));
        if (until != null) {
            times.put("expiresAt", until);
        }
        JsonNode problem = assertCode("activateVersion", 422, code, Lifecycles.activate(calls.name(), version, times));

        assertThat(problem.at("/errors/0/pointer").asText()).isEqualTo(pointer);
        assertThat(Lifecycles.state(calls.name(), version)).isEqualTo("APPROVED");
    }

    @ParameterizedTest
    @CsvSource({
        "proposeVersion, author",
        "withdrawProposal, author",
        "approveVersion, approver",
        "rejectVersion, approver",
        "retireVersion, activator",
        "activateVersion, activator",
        "limitToTeams, admin"
    })
    void reason_thatIsMissing_tooLong_orNoText_isRefused(String operation, String user) {
        int version = operation.equals("proposeVersion") || operation.equals("retireVersion")
                ? calls.draft()
                : operation.equals("activateVersion")
                        ? Lifecycles.approved(calls.name(), calls.files())
                        : calls.proposed(1);
        if (operation.equals("proposeVersion")) {
            Lifecycles.check("author", calls.name(), version);
        }
        String field = operation.equals("proposeVersion") || operation.equals("approveVersion") ? "comment" : "reason";
        String before = Lifecycles.state(calls.name(), version);

        JsonNode missing = assertCode(operation, 422, "REASON_REQUIRED", calls.send(operation, user, version, "{}"));
        assertThat(missing.at("/errors/0/pointer").asText()).isEqualTo("/" + field);
        String[] blank = {" ", "\\n", "\\t \\u2003"};
        for (String text : blank) {
            assertCode(operation, 422, "REASON_REQUIRED", calls.send(operation, user, version, body(field, text)));
        }
        assertCode(
                operation,
                422,
                "REASON_TOO_LONG",
                calls.send(operation, user, version, body(field, "x".repeat(2_001))));
        String[] noText = {"a\\u0000b", "\\u001b[31m", "\\ud800", "\\udc00x"};
        for (String text : noText) {
            assertCode(operation, 422, "REASON_CHARACTERS", calls.send(operation, user, version, body(field, text)));
        }
        assertThat(Lifecycles.state(calls.name(), version)).isEqualTo(before);
        String longest = "\u00fc\\n\\t" + "x".repeat(1_997);
        described(operation, 200, calls.send(operation, user, version, body(field, longest)));
    }

    private static String body(String field, String text) {
        return "{\"" + field + "\": \"" + text + "\"}";
    }

    @Test
    void reason_thatWasRefused_isInTheTrail_asFarAsItCanBe() {
        int version = calls.proposed(1);
        calls.send("rejectVersion", "approver", version, body("reason", "a\\u0000b"))
                .then()
                .statusCode(422);
        calls.send("rejectVersion", "approver", version, body("reason", "x".repeat(3_000)))
                .then()
                .statusCode(422);
        JsonNode trail = described(
                "listAuditEvents", 200, Calls.as("auditor").get("/v1/audit/events?limit=200&ruleSet=" + calls.name()));

        assertThat(trail.findValuesAsText("code")).contains("REASON_CHARACTERS", "REASON_TOO_LONG");
        assertThat(trail.findValuesAsText("reason")).contains("a?b", "x".repeat(2_000));
    }

    @Test
    void comment_ofADraft_isRefusedLikewise() {
        String begin = calls.ruleSet() + "/versions";
        assertCode(
                "beginDraft",
                422,
                "REASON_TOO_LONG",
                calls.json("author", body("comment", "x".repeat(2_001))).post(begin));
        assertCode(
                "beginDraft",
                422,
                "REASON_CHARACTERS",
                calls.json("author", body("comment", "\\u0000")).post(begin));
        int version = calls.draft();
        assertCode(
                "removeDraftFile",
                422,
                "REASON_CHARACTERS",
                calls.seen("author", version)
                        .queryParam("comment", "\u0007")
                        .delete(calls.path(version) + "/files/deposit.drl"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Upper", "a--b", "1a", "a_b", "-a", "a-", "a.b"})
    void name_thatIsNone_isRefused(String bad) {
        assertCode(
                "beginDraft",
                422,
                "BAD_RULE_SET_NAME",
                calls.json("author", "{}").post("/v1/rulesets/" + bad + "/versions"));
    }

    @Test
    void name_ofMoreThan64Letters_isRefused() {
        assertCode(
                "beginDraft",
                422,
                "BAD_RULE_SET_NAME",
                calls.json("author", "{}").post("/v1/rulesets/" + "a".repeat(65) + "/versions"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"../x.drl", "/etc/passwd", "a//b", "\\u0000", "a/../b", ".hidden", "C:x"})
    void fileName_thatIsNotTaken_isRefused(String bad) {
        JsonNode problem = assertCode(
                "beginDraft",
                422,
                "FILES_REFUSED",
                calls.json("author", "{\"files\": {\"" + bad + "\": \"x\"}}").post(calls.ruleSet() + "/versions"));

        assertThat(problem.at("/errors/0/code").asText()).isEqualTo("BAD_FILE_NAME");
        assertThat(Calls.as("auditor").get(calls.ruleSet()).statusCode()).isEqualTo(404);
    }

    @Test
    void files_thatAreTooMany_orTooLarge_areRefused() {
        int version = calls.draft();
        byte[] most = new byte[2 << 20];
        Arrays.fill(most, (byte) 'x');

        described(
                "putDraftFile",
                200,
                calls.seen("author", version)
                        .contentType("text/plain")
                        .body(most)
                        .put(calls.path(version) + "/files/a.txt"));
        assertCode(
                "putDraftFile",
                413,
                "BODY_TOO_LARGE",
                calls.seen("author", version)
                        .contentType("text/plain")
                        .body(Arrays.copyOf(most, most.length + 1))
                        .put(calls.path(version) + "/files/b.txt"));
        StringBuilder many = new StringBuilder("{\"files\": {");
        for (int i = 0; i < 201; i++) {
            many.append(i == 0 ? "" : ",").append("\"f").append(i).append(".md\": \"x\"");
        }
        JsonNode problem = assertCode(
                "beginDraft",
                422,
                "FILES_REFUSED",
                calls.json("author", many + "}}").post(calls.ruleSet() + "/versions"));
        assertThat(problem.at("/errors/0/code").asText()).isEqualTo("TOO_MANY_FILES");
    }

    @Test
    void archive_thatIsNone_isRefused() {
        int version = calls.draft();
        byte[] bytes = {'P', 'K', 3, 4};

        assertCode(
                "beginDraft",
                422,
                "ARCHIVE_REFUSED",
                Calls.as("author").contentType("application/zip").body(bytes).post(calls.ruleSet() + "/versions"));
        assertCode(
                "replaceDraft",
                422,
                "ARCHIVE_REFUSED",
                calls.seen("author", version)
                        .contentType("application/zip")
                        .body(bytes)
                        .put(calls.path(version)));
    }

    @Test
    void teams_thatCannotBe_areRefused() {
        calls.draft();
        String many = "\"t\""
                + java.util.stream.IntStream.range(0, 100)
                        .mapToObj(i -> ", \"t" + i + "\"")
                        .collect(java.util.stream.Collectors.joining());
        for (String teams :
                List.of("\"\"", "\" \"", "\" a\"", "null", "\"a\\u0000\"", "\"" + "x".repeat(129) + "\"", many)) {
            assertCode(
                    "limitToTeams",
                    422,
                    "TEAMS_REFUSED",
                    calls.json("admin", "{\"teams\": [" + teams + "], \"reason\": \"x\"}")
                            .put(calls.ruleSet() + "/teams"));
        }
        assertThat(described("getTeams", 200, Calls.as("admin").get(calls.ruleSet() + "/teams"))
                        .required("teams"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "beginDraft, author, 33554433",
        "proposeVersion, author, 65537",
        "withdrawProposal, author, 65537",
        "approveVersion, approver, 65537",
        "rejectVersion, approver, 65537",
        "retireVersion, activator, 65537",
        "activateVersion, activator, 65537",
        "rollBack, activator, 65537",
        "cancelActivation, activator, 65537",
        "limitToTeams, admin, 65537"
    })
    void body_beyondItsLimit_orOfAnotherType_orNoJson_isRefused(String operation, String user, int bytes) {
        byte[] blanks = new byte[bytes];
        Arrays.fill(blanks, (byte) ' ');
        assertCode(
                operation, 413, "BODY_TOO_LARGE", calls.send(operation, Calls.as(user), 1, "application/json", blanks));
        byte[] text = "{}".getBytes(java.nio.charset.StandardCharsets.UTF_8);
        assertCode(
                operation, 415, "UNSUPPORTED_MEDIA_TYPE", calls.send(operation, Calls.as(user), 1, "text/plain", text));
        String[] malformed = {
            "[", "[]", "1", "null", "{\"unknown\": 1}", "{} {}", "{\"reason\": [1]}", "{\"a\": 1, \"a\": 2}"
        };
        for (String body : malformed) {
            JsonNode problem = assertCode(operation, 400, "MALFORMED_REQUEST", calls.send(operation, user, 1, body));
            assertThat(problem.required("errors")).isNotEmpty();
        }
    }
}
