package org.plimsoll.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.plimsoll.contract.LifecycleCalls.assertCode;
import static org.plimsoll.contract.ResponsesTest.described;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.plimsoll.ruleset.Lifecycles;

/** Every way in which a step is refused, as the contract describes it; and nothing is changed by it. */
@QuarkusTest
class LifecycleProblemsTest {
    private static final String NO_HASH = "\"" + "0".repeat(64) + "\"";
    private static final int MOST_DRAFTS = 200;

    @Inject
    DataSource database;

    private final LifecycleCalls calls = new LifecycleCalls(Lifecycles.newName());

    @ParameterizedTest
    @CsvSource({
        "beginDraft, author, RULE_SET_VERSION_NOT_FOUND",
        "replaceDraft, author, RULE_SET_VERSION_NOT_FOUND",
        "putDraftFile, author, RULE_SET_VERSION_NOT_FOUND",
        "removeDraftFile, author, RULE_SET_VERSION_NOT_FOUND",
        "getRuleSetArchive, auditor, RULE_SET_VERSION_NOT_FOUND",
        "checkVersion, author, RULE_SET_VERSION_NOT_FOUND",
        "getCheckReport, auditor, RULE_SET_VERSION_NOT_FOUND",
        "testVersion, author, RULE_SET_VERSION_NOT_FOUND",
        "getTestReport, auditor, RULE_SET_VERSION_NOT_FOUND",
        "proposeVersion, author, RULE_SET_VERSION_NOT_FOUND",
        "withdrawProposal, author, RULE_SET_VERSION_NOT_FOUND",
        "approveVersion, approver, RULE_SET_VERSION_NOT_FOUND",
        "rejectVersion, approver, RULE_SET_VERSION_NOT_FOUND",
        "retireVersion, activator, RULE_SET_NOT_FOUND",
        "activateVersion, activator, RULE_SET_NOT_FOUND",
        "rollBack, activator, RULE_SET_NOT_FOUND",
        "listActivations, auditor, RULE_SET_NOT_FOUND",
        "cancelActivation, activator, RULE_SET_NOT_FOUND",
        "getTeams, auditor, RULE_SET_NOT_FOUND",
        "limitToTeams, admin, RULE_SET_NOT_FOUND"
    })
    void ruleSet_thatIsNotThere_isNotFound(String operation, String user, String code) {
        assertCode(operation, 404, code, calls.call(operation, user, 1));
    }

    @ParameterizedTest
    @CsvSource({
        "retireVersion, activator, RULE_SET_VERSION_NOT_FOUND",
        "activateVersion, activator, RULE_SET_VERSION_NOT_FOUND",
        "cancelActivation, activator, ACTIVATION_NOT_FOUND"
    })
    void versionOrActivation_thatIsNotThere_isNotFound(String operation, String user, String code) {
        calls.draft();

        assertCode(operation, 404, code, calls.call(operation, user, 999_999_999));
    }

    @ParameterizedTest
    @CsvSource({
        "checkVersion, author",
        "getTestReport, auditor",
        "proposeVersion, author",
        "approveVersion, approver",
        "retireVersion, activator",
        "activateVersion, activator",
        "cancelActivation, activator",
        "getRuleSetArchive, auditor"
    })
    void number_thatIsNone_isNotFound(String operation, String user) {
        assertCode(operation, 404, "NOT_FOUND", calls.call(operation, user, 0));
    }

    @Test
    void reportsAndFiles_thatAreNotThere_areNotFound() {
        int version = calls.draft();

        assertCode("getCheckReport", 404, "REPORT_NOT_FOUND", calls.call("getCheckReport", "auditor", version));
        assertCode("getTestReport", 404, "REPORT_NOT_FOUND", calls.call("getTestReport", "auditor", version));
        assertCode(
                "removeDraftFile",
                404,
                "RULE_SET_FILE_NOT_FOUND",
                calls.seen("author", version).delete(calls.path(version) + "/files/none.drl"));
        assertCode(
                "rollBack",
                404,
                "RULE_SET_VERSION_NOT_FOUND",
                calls.json("activator", "{\"version\": 9, \"reason\": \"because\"}")
                        .post(calls.ruleSet() + "/rollback"));
    }

    /** Each step in a state that does not allow it. */
    @ParameterizedTest
    @CsvSource({
        "proposeVersion, author",
        "withdrawProposal, author",
        "approveVersion, approver",
        "rejectVersion, approver",
        "activateVersion, activator"
    })
    void draft_isNotReadyForIt(String operation, String user) {
        int version = calls.draft();

        JsonNode problem = assertCode(operation, 409, "WRONG_STATE", calls.call(operation, user, version));
        assertThat(problem.required("detail").asText()).contains("is DRAFT and cannot be");
    }

    @ParameterizedTest
    @CsvSource({"replaceDraft", "putDraftFile", "removeDraftFile", "retireVersion"})
    void proposedVersion_stays(String operation) {
        int version = calls.proposed(1);

        assertCode(operation, 409, "WRONG_STATE", calls.call(operation, "author", version));
        assertThat(Lifecycles.state(calls.name(), version)).isEqualTo("PROPOSED");
    }

    @ParameterizedTest
    @CsvSource({
        "replaceDraft, author",
        "putDraftFile, author",
        "removeDraftFile, author",
        "proposeVersion, author",
        "approveVersion, approver",
        "rejectVersion, approver"
    })
    void step_takenOnOtherContent_orOnNone_isRefused(String operation, String user) {
        boolean vote = user.equals("approver");
        int version = vote ? calls.proposed(1) : calls.draft();
        if (operation.equals("proposeVersion")) {
            Lifecycles.check("author", calls.name(), version);
        }
        assertCode(operation, 428, "IF_MATCH_REQUIRED", calls.call(operation, Calls.as(user), version));
        for (String tag : List.of(NO_HASH, "*", "x", Lifecycles.hash(calls.name(), version))) {
            assertCode(
                    operation,
                    412,
                    "CONTENT_CHANGED",
                    calls.call(operation, Calls.as(user).header("If-Match", tag), version));
        }
        assertCode(
                operation,
                428,
                "IF_MATCH_REQUIRED",
                calls.call(operation, Calls.as(user).header("If-Match", ""), version));
        assertThat(Lifecycles.state(calls.name(), version)).isIn("DRAFT", "CHECKED", "PROPOSED");
    }

    @Test
    void activation_ofOtherContent_isRefused() {
        int version = Lifecycles.approved(calls.name(), calls.files());

        assertCode(
                "activateVersion",
                412,
                "CONTENT_CHANGED",
                calls.call("activateVersion", Calls.as("activator").header("If-Match", NO_HASH), version));
    }

    @Test
    void secondVote_ofTheSamePerson_isRefused() {
        int version = calls.proposed(2);
        calls.step("approver", version, "approve", "{\"comment\": \"yes\"}")
                .then()
                .statusCode(200);
        assertThat(Lifecycles.state(calls.name(), version)).isEqualTo("PROPOSED");

        JsonNode problem =
                assertCode("approveVersion", 403, "FOUR_EYES", calls.call("approveVersion", "approver", version));
        assertThat(problem.required("detail").asText()).contains("has voted on it already");
        assertCode("rejectVersion", 403, "FOUR_EYES", calls.call("rejectVersion", "approver", version));
        assertThat(Lifecycles.state(calls.name(), version)).isEqualTo("PROPOSED");
    }

    @Test
    void author_putsDraftsAwayOnly() {
        int version = Lifecycles.approved(calls.name(), calls.files());

        assertCode("retireVersion", 403, "ACTIVATOR_NEEDED", calls.call("retireVersion", "author", version));
        described("retireVersion", 200, calls.call("retireVersion", "activator", version));
    }

    @Test
    void everyOperation_onARuleSetOfAnotherTeam_isRefused() {
        int version = calls.draft();
        calls.json("admin", "{\"teams\": [\"desk\"], \"reason\": \"theirs\"}")
                .put(calls.ruleSet() + "/teams")
                .then()
                .statusCode(200);
        for (Contract.Operation operation : Contract.get().operations()) {
            if (operation.path().contains("{name}") && !operation.id().equals("limitToTeams")) {
                String user = operation.roles().contains("author")
                        ? "author"
                        : operation.roles().iterator().next();
                assertCode(operation.id(), 403, "NOT_IN_TEAM", calls.call(operation.id(), user, version));
            }
        }
        org.awaitility.Awaitility.await()
                .untilAsserted(() -> assertCode(
                        "evaluate", 403, "NOT_IN_TEAM", Lifecycles.evaluate(calls.name(), Map.of("version", 1))));
        assertCode(
                "evaluateBatch",
                403,
                "NOT_IN_TEAM",
                Calls.evaluateBatch(Contract.example("batch.ndjson").replace("eu-collateral-haircuts", calls.name())));
        described("getRuleSetVersion", 200, Calls.as("auditor").get(calls.path(version)));
    }

    @Test
    void versionInForce_isRetiredOnlyWhenNoneIsMeantToBe() {
        int version = Lifecycles.approved(calls.name(), calls.files());
        Lifecycles.activate(calls.name(), version, Map.of()).then().statusCode(200);

        assertCode("retireVersion", 409, "LEAVES_NONE_ACTIVE", calls.call("retireVersion", "activator", version));
        assertThat(Lifecycles.state(calls.name(), version)).isEqualTo("ACTIVE");
        assertCode("rejectVersion", 409, "WRONG_STATE", calls.call("rejectVersion", "approver", version));
        assertCode("rollBack", 409, "NO_EARLIER_VERSION", calls.call("rollBack", "activator", version));
    }

    @Test
    void activations_thatCannotBePlanned_orCalledOff() {
        int version = Lifecycles.approved(calls.name(), calls.files());
        String at =
                Instant.now().plusSeconds(3_600).truncatedTo(ChronoUnit.SECONDS).toString();
        Map<String, String> later = Map.of("effectiveFrom", at);
        int planned = Lifecycles.activate(calls.name(), version, later)
                .then()
                .statusCode(200)
                .extract()
                .path("id");

        assertCode(
                "activateVersion", 409, "ACTIVATION_INSTANT_TAKEN", Lifecycles.activate(calls.name(), version, later));
        JsonNode problem =
                assertCode("rejectVersion", 409, "WRONG_STATE", calls.call("rejectVersion", "approver", version));
        assertThat(problem.required("detail").asText()).contains("is approved and SCHEDULED");
        described("cancelActivation", 200, calls.call("cancelActivation", "activator", planned));
        assertCode(
                "cancelActivation",
                409,
                "ACTIVATION_NOT_PLANNED",
                calls.call("cancelActivation", "activator", planned));
        assertCode("withdrawProposal", 409, "WRONG_STATE", calls.call("withdrawProposal", "author", version));
        int begun = Lifecycles.activate(calls.name(), version, Map.of())
                .then()
                .statusCode(200)
                .extract()
                .path("id");
        assertCode(
                "cancelActivation", 409, "ACTIVATION_NOT_PLANNED", calls.call("cancelActivation", "activator", begun));
        assertCode(
                "rollBack",
                409,
                "ACTIVATION_INSTANT_TAKEN",
                rollBackTwice(
                        version,
                        "{\"version\": " + version + ", \"effectiveFrom\": \"" + at + "\", \"reason\": \"x\"}"));
    }

    private Response rollBackTwice(int version, String body) {
        calls.json("activator", body).post(calls.ruleSet() + "/rollback").then().statusCode(200);
        assertThat(Lifecycles.state(calls.name(), version)).isEqualTo("ACTIVE");
        return calls.json("activator", body).post(calls.ruleSet() + "/rollback");
    }

    @Test
    void emergency_lastsFourHoursAtMost() {
        int version = calls.draft();
        Lifecycles.check("author", calls.name(), version);
        Instant from = Instant.parse("2098-01-02T09:00:00Z");
        Map<String, Object> times = new TreeMap<>(Map.of("breakGlass", true, "effectiveFrom", from.toString()));
        times.put("expiresAt", from.plusSeconds(4 * 3_600).plusMillis(1).toString());
        assertCode(
                "activateVersion", 422, "EXPIRES_AT_OUT_OF_RANGE", Lifecycles.activate(calls.name(), version, times));
        times.put("expiresAt", from.plusSeconds(4 * 3_600).toString());

        described("activateVersion", 200, Lifecycles.activate(calls.name(), version, times));
        int second = Lifecycles.draft("author", calls.name(), Lifecycles.files(calls.name(), "0.20", "200"));
        Lifecycles.check("author", calls.name(), second);
        assertCode(
                "activateVersion",
                409,
                "BREAK_GLASS_NOT_REVIEWED",
                Lifecycles.activate(calls.name(), second, Map.of("breakGlass", true)));
    }

    @Test
    void drafts_areTwoHundredAtMost() {
        int version = 0;
        for (int i = 0; i < MOST_DRAFTS; i++) {
            version = Lifecycles.draft("author", calls.name(), Map.of("README.md", "number " + i));
        }
        String more = "{\"files\": {\"README.md\": \"one more\"}}";
        assertCode("beginDraft", 409, "TOO_MANY", calls.json("author", more).post(calls.ruleSet() + "/versions"));

        described("retireVersion", 200, calls.call("retireVersion", "author", version));
        described("beginDraft", 201, calls.json("author", more).post(calls.ruleSet() + "/versions"));
    }

    /** A draft that asks for less than the version in force asks for is measured by the latter. */
    @Test
    void proposal_belowTheGatesInForce_isRefused() {
        Map<String, String> lax = calls.files();
        lax.remove("cases/deposit.yaml");
        lax.computeIfPresent(
                "ruleset.yaml",
                (path, text) -> text.replaceFirst(
                        "gates: .*", "gates: { casesPass: false, minimumCoverage: 0, approvals: 1 }"));
        int second = Lifecycles.draft("author", calls.name(), lax);
        Lifecycles.check("author", calls.name(), second);
        assertThat(Lifecycles.state(calls.name(), second)).isEqualTo("CHECKED");
        int first = Lifecycles.approved(calls.name(), calls.files());
        Lifecycles.activate(calls.name(), first, Map.of()).then().statusCode(200);

        JsonNode problem =
                assertCode("proposeVersion", 422, "GATES_NOT_MET", calls.call("proposeVersion", "author", second));
        assertThat(problem.required("errors").findValuesAsText("message"))
                .contains("there are no cases", "cases fire 0 of 1 rules, a share of 0.00, and 1 is demanded");
    }

    /** As if another build had made the reports: they are then not there for this one. */
    @Test
    void version_thatAnotherBuildChecked_isToBeCheckedAgain() throws SQLException {
        int version = calls.draft();
        try (Connection connection = database.getConnection();
                PreparedStatement update = connection.prepareStatement(
                        "UPDATE rule_set_version SET stage = 'CHECKED' WHERE rule_set = ? AND number = ?")) {
            update.setString(1, calls.name());
            update.setInt(2, version);
            update.executeUpdate();
        }
        assertCode("proposeVersion", 409, "CHECK_AGAIN", calls.call("proposeVersion", "author", version));
        assertCode(
                "activateVersion",
                409,
                "CHECK_AGAIN",
                Lifecycles.activate(calls.name(), version, Map.of("breakGlass", true)));
    }
}
