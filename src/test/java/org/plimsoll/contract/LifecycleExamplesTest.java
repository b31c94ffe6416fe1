package org.plimsoll.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.plimsoll.contract.ResponsesTest.described;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.plimsoll.ruleset.Lifecycles;

/** The life of a rule set by the examples of the contract: each is sent, and each answer is what the contract describes. */
@QuarkusTest
class LifecycleExamplesTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Set<String> sent = new TreeSet<>();
    private String name = "";

    @BeforeEach
    void nameIt() {
        name = Lifecycles.newName();
    }

    @Test
    void everyExampleOfTheContract_isTaken() {
        assertThat(state(begin("ruleSet", 1))).isEqualTo("DRAFT");
        checked(1);
        step("proposeVersion", "author", 1, "proposal", "PROPOSED");
        step("withdrawProposal", "author", 1, "withdrawal", "DRAFT");
        assertThat(state(begin("change", 2))).isEqualTo("DRAFT");
        approved(1);
        approved(2);
        activate(1, "now");
        long planned = activate(2, "later").required("id").asLong();
        cancel(planned);
        activate(2, "now");
        rollBack("rollback");
        cancel(rollBack("toVersion").required("id").asLong());
        begin("change", 3);
        checked(3);
        assertThat(activate(3, "emergency").required("kind").asText()).isEqualTo("BREAK_GLASS");
        step("rejectVersion", "approver", 3, "rejection", "REJECTED");
        begin("change", 4);
        step("retireVersion", "author", 4, "retirement", "RETIRED");
        limit("oneTeam", 1);
        limit("everybody", 0);
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> Lifecycles.state(name, 1).equals("ACTIVE"));
        step("retireVersion", "activator", 1, "lastVersion", "RETIRED");

        assertThat(sent).isEqualTo(examples());
        whatIsThere_isReadAsDescribed();
    }

    private void whatIsThere_isReadAsDescribed() {
        String path = "/v1/rulesets/" + name;
        JsonNode page = described("listActivations", 200, Calls.as("auditor").get(path + "/activations?limit=2"));
        assertThat(page.required("items")).hasSize(2);
        JsonNode rest = described(
                "listActivations",
                200,
                Calls.as("auditor")
                        .get(path + "/activations?after="
                                + page.required("next").asText()));
        assertThat(rest.findValuesAsText("kind")).contains("REGULAR", "ROLLBACK");
        for (int version = 1; version <= 4; version++) {
            described("getRuleSetVersion", 200, Calls.as("auditor").get(Lifecycles.path(name, version)));
            described("getRuleSetArchive", 200, Calls.as("auditor").get(Lifecycles.path(name, version) + "/archive"));
        }
        described("listRuleSetVersions", 200, Calls.as("auditor").get(path + "/versions"));
        described("getRuleSet", 200, Calls.as("auditor").get(path));
        described("getTeams", 200, Calls.as("author").get(path + "/teams"));
        described("getCheckReport", 200, Calls.as("author").get(Lifecycles.path(name, 1) + "/check"));
        described("getTestReport", 200, Calls.as("author").get(Lifecycles.path(name, 1) + "/test"));
        JsonNode trail = described(
                "listAuditEvents", 200, Calls.as("auditor").get("/v1/audit/events?limit=200&ruleSet=" + name));
        assertThat(trail.findValuesAsText("reason")).isNotEmpty().doesNotContain("");
        assertThat(new TreeSet<>(trail.findValuesAsText("action")))
                .contains(
                        "ACTIVATE",
                        "APPROVE",
                        "BREAK_GLASS",
                        "CANCEL",
                        "CHECK",
                        "CREATE",
                        "LIMIT_TO_TEAMS",
                        "PROPOSE",
                        "REJECT",
                        "RETIRE",
                        "WITHDRAW");
        described("listAuditEvents", 200, Calls.as("admin").get("/v1/audit/events?limit=1&version=1&ruleSet=" + name));
    }

    /** Every file of a draft can be put, replaced and removed, and all of them at once. */
    @Test
    void draft_isEditedAsDescribed() {
        int version = Lifecycles.draft("author", name, Lifecycles.files(name, "0.10", "100"));
        String path = Lifecycles.path(name, version);
        byte[] archive = Calls.as("author").get(path + "/archive").asByteArray();

        JsonNode more = described(
                "putDraftFile",
                200,
                seen("author", version)
                        .queryParam("comment", "notes")
                        .contentType("text/markdown")
                        .body("Notes.\n")
                        .put(path + "/files/NOTES.md"));
        assertThat(more.findValuesAsText("path")).contains("NOTES.md");
        JsonNode less =
                described("removeDraftFile", 200, seen("author", version).delete(path + "/files/ruleset.yaml"));
        assertThat(less.findValuesAsText("path")).doesNotContain("ruleset.yaml").contains("NOTES.md");
        JsonNode again = described(
                "replaceDraft",
                200,
                seen("author", version)
                        .contentType("application/zip")
                        .body(archive)
                        .put(path));
        assertThat(again.findValuesAsText("path")).containsExactly("cases/deposit.yaml", "deposit.drl", "ruleset.yaml");
        described(
                "beginDraft",
                200,
                Calls.as("author")
                        .contentType("application/zip")
                        .body(archive)
                        .post("/v1/rulesets/" + name + "/versions"));
    }

    @Test
    void reports_onRulesWithErrors_areAsDescribed() {
        int version = Lifecycles.draft("author", name, java.util.Map.of("deposit.drl", "package x;\nrule \"open"));
        String path = Lifecycles.path(name, version);

        JsonNode check = described("checkVersion", 200, Calls.as("approver").post(path + "/check"));
        assertThat(check.required("passed").asBoolean()).isFalse();
        assertThat(check.required("errors").asInt()).isPositive();
        assertThat(check.has("execution")).isFalse();
        JsonNode test = described("testVersion", 200, Calls.as("activator").post(path + "/test"));
        assertThat(test.required("passed").asBoolean()).isFalse();
        assertThat(test.required("findings")).isNotEmpty();
    }

    /** Those of evaluations and of legal holds have tests of their own. */
    private static Set<String> examples() {
        Set<String> all = new TreeSet<>();
        Contract.get().operations().stream()
                .filter(operation -> Stream.of("/v1/evaluations", "/v1/audit/holds")
                        .noneMatch(operation.path()::startsWith))
                .forEach(operation -> Contract.names(
                                operation.node().at("/requestBody/content/application~1json/examples"))
                        .forEach(example -> all.add(operation.id() + " " + example)));
        return all;
    }

    private JsonNode begin(String example, int version) {
        JsonNode draft = described("beginDraft", 201, send("beginDraft", "author", 0, example));
        assertThat(draft.required("version").asInt()).isEqualTo(version);
        return draft;
    }

    private void checked(int version) {
        String path = Lifecycles.path(name, version);
        JsonNode check = described("checkVersion", 200, Calls.as("author").post(path + "/check"));
        assertThat(check.required("findings")).isEmpty();
        JsonNode test = described("testVersion", 200, Calls.as("author").post(path + "/test"));
        assertThat(test.at("/coverage/share").asText()).isEqualTo("1.00");
        assertThat(Lifecycles.state(name, version)).isEqualTo("CHECKED");
    }

    private void approved(int version) {
        checked(version);
        step("proposeVersion", "author", version, "proposal", "PROPOSED");
        step("approveVersion", "approver", version, "approval", "APPROVED");
    }

    private JsonNode activate(int version, String example) {
        return described("activateVersion", 200, send("activateVersion", "activator", version, example));
    }

    private JsonNode rollBack(String example) {
        return described("rollBack", 200, send("rollBack", "activator", 0, example));
    }

    private void cancel(long activation) {
        JsonNode ended = described(
                "cancelActivation",
                200,
                send("cancelActivation", "activator", Math.toIntExact(activation), "calledOff"));
        assertThat(ended.required("endedAt")).isEqualTo(ended.required("effectiveFrom"));
    }

    private void limit(String example, int teams) {
        JsonNode limited = described("limitToTeams", 200, send("limitToTeams", "admin", 0, example));
        assertThat(limited.required("teams")).hasSize(teams);
    }

    private void step(String operation, String user, int version, String example, String state) {
        assertThat(state(described(operation, 200, send(operation, user, version, example))))
                .isEqualTo(state);
    }

    private static String state(JsonNode version) {
        return version.required("state").asText();
    }

    private Response send(String id, String user, int number, String example) {
        sent.add(id + " " + example);
        Contract.Operation operation = Contract.get().operation(id);
        JsonNode body =
                operation.node().requiredAt("/requestBody/content/application~1json/examples/" + example + "/value");
        String path = operation
                .path()
                .replace("{name}", name)
                .replace("{version}", Integer.toString(number))
                .replace("{id}", Integer.toString(number));
        RequestSpecification request = operation.path().contains("{version}") ? seen(user, number) : Calls.as(user);
        return request.contentType("application/json")
                .body(body.toString().replace("house-deposit", name))
                .request(operation.method().toUpperCase(Locale.ROOT), path);
    }

    private RequestSpecification seen(String user, int version) {
        return Calls.as(user).header("If-Match", "\"" + Lifecycles.hash(name, version) + "\"");
    }
}
