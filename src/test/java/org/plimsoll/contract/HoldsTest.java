package org.plimsoll.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.plimsoll.contract.ResponsesTest.described;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Legal holds, as admins place and release them and auditors read them. */
@QuarkusTest
class HoldsTest {
    private static final String HOLDS = "/v1/audit/holds";
    private static final String REASON = "{\"reason\":\"done\"}";
    private static final int MOST = 100;

    private final List<String> placed = new ArrayList<>();

    @AfterEach
    void releaseAll() {
        placed.forEach(id -> post("admin", HOLDS + "/" + id + "/release", REASON));
    }

    @ParameterizedTest
    @ValueSource(strings = {"period", "open"})
    void exampleOfTheContract_isPlaced_isListed_andIsReleased(String example) {
        JsonNode wanted = example("placeHold", example);
        JsonNode hold = described("placeHold", 200, post("admin", HOLDS, wanted.toString()));
        String id = hold.required("id").asText();
        placed.add(id);
        assertThat(hold.required("from")).isEqualTo(wanted.required("from"));
        assertThat(hold.path("to")).isEqualTo(wanted.path("to"));
        assertThat(hold.required("reason")).isEqualTo(wanted.required("reason"));
        assertThat(hold.required("placedBy").asText()).isEqualTo("admin");
        assertThat(hold.has("releasedAt")).isFalse();
        assertThat(listed(id)).isEqualTo(hold);

        JsonNode why = example("releaseHold", "settled");
        JsonNode released = described("releaseHold", 200, post("admin", HOLDS + "/" + id + "/release", why.toString()));
        assertThat(released.required("releasedBy").asText()).isEqualTo("admin");
        assertThat(released.required("releaseReason")).isEqualTo(why.required("reason"));
        assertThat(listed(id)).isEqualTo(released);
        described("releaseHold", 409, post("admin", HOLDS + "/" + id + "/release", REASON));
        assertThat(events(id)).containsExactly("PLACE_HOLD DONE", "RELEASE_HOLD DONE");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | HOLD_PERIOD_REFUSED",
                "{'to':'2021-06-01T00:00:00Z','reason':'x'} | HOLD_PERIOD_REFUSED",
                "{'from':'2021-06-01T00:00:00Z','to':'2021-06-01T00:00:00Z','reason':'x'} | HOLD_PERIOD_REFUSED",
                "{'from':'2021-06-01T00:00:00.0001Z','reason':'x'} | HOLD_PERIOD_REFUSED",
                "{'from':'1999-12-31T23:59:59Z','reason':'x'} | HOLD_PERIOD_REFUSED",
                "{'from':'2021-06-01T00:00:00Z','to':'2200-01-01T00:00:01Z','reason':'x'} | HOLD_PERIOD_REFUSED",
                "{'from':'2021-06-01T00:00:00Z'} | REASON_REQUIRED",
                "{'from':'2021-06-01T00:00:00Z','reason':' '} | REASON_REQUIRED",
                "{'from':'2021-06-01T00:00:00Z','reason':'\\u0007'} | REASON_CHARACTERS"
            })
    void hold_thatCannotBe_isRefused(String body, String code) {
        JsonNode problem = described("placeHold", 422, post("admin", HOLDS, body.replace('\'', '"')));
        assertThat(problem.required("code").asText()).isEqualTo(code);
    }

    @Test
    void release_withoutAReason_orOfNoHold_isRefused() {
        described("releaseHold", 404, post("admin", HOLDS + "/" + UUID.randomUUID() + "/release", REASON));
        described("releaseHold", 404, post("admin", HOLDS + "/nonsense/release", REASON));
        described("releaseHold", 422, post("admin", HOLDS + "/" + place() + "/release", "{}"));
        described("releaseHold", 400, post("admin", HOLDS + "/" + placed.get(0) + "/release", "{\"why\":1}"));
        described("placeHold", 400, post("admin", HOLDS, "{\"form\":\"2021-06-01T00:00:00Z\"}"));
        described("listHolds", 400, Calls.as("auditor").get(HOLDS + "?after=nonsense"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"author", "approver", "activator", "evaluator", "auditor"})
    void whoIsNoAdmin_placesAndReleasesNone_andTheAttemptIsRecorded(String user) {
        String id = place();
        described("placeHold", 403, post(user, HOLDS, "{\"from\":\"2021-06-01T00:00:00Z\",\"reason\":\"x\"}"));
        described("releaseHold", 403, post(user, HOLDS + "/" + id + "/release", REASON));
        assertThat(listed(id).has("releasedAt")).isFalse();
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(refusedOf(user)).contains("PLACE_HOLD", "RELEASE_HOLD"));
    }

    @Test
    void moreHoldsThanThereMayBe_areRefused() {
        int open = 0;
        for (Response next = tryToPlace(); next.statusCode() == 200; next = tryToPlace()) {
            placed.add(next.path("id"));
            open++;
        }
        assertThat(open).isLessThanOrEqualTo(MOST);
        assertThat(all().stream().filter(hold -> !hold.has("releasedAt"))).hasSize(MOST);
        assertThat(described("placeHold", 409, tryToPlace()).required("detail").asText())
                .contains("100 open holds");
        post("admin", HOLDS + "/" + placed.get(0) + "/release", REASON).then().statusCode(200);
        place();
    }

    @Test
    void holds_areListedInPages_inTheOrderOfPlacing() {
        place();
        place();
        List<String> ids =
                all().stream().map(hold -> hold.required("id").asText()).toList();
        assertThat(ids).containsSubsequence(placed);
        JsonNode page = described("listHolds", 200, Calls.as("auditor").get(HOLDS + "?limit=1"));
        assertThat(page.required("items")).hasSize(1);
        assertThat(page.required("next").asText()).isEqualTo(ids.get(0));
    }

    private String place() {
        placed.add(tryToPlace().then().statusCode(200).extract().path("id"));
        return placed.get(placed.size() - 1);
    }

    private static Response tryToPlace() {
        return post("admin", HOLDS, "{\"from\":\"2030-01-01T00:00:00Z\",\"reason\":\"a test\"}");
    }

    private static JsonNode listed(String id) {
        return all().stream()
                .filter(hold -> hold.required("id").asText().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static List<JsonNode> all() {
        List<JsonNode> all = new ArrayList<>();
        String after = "";
        while (true) {
            JsonNode page = described("listHolds", 200, Calls.as("auditor").get(HOLDS + "?limit=200" + after));
            page.required("items").forEach(all::add);
            if (!page.has("next")) {
                return all;
            }
            after = "&after=" + page.required("next").asText();
        }
    }

    /** Steps about a hold, of the entries in the log's dossier of the last minutes. */
    private static List<String> events(String id) {
        List<String> steps = new ArrayList<>();
        forEachEvent(event -> {
            if (event.path("action").asText().endsWith("_HOLD")
                    && event.path("detail").asText().contains(id)) {
                steps.add(event.required("action").asText() + " "
                        + event.required("outcome").asText());
            }
        });
        return steps.stream().filter(step -> step.endsWith("DONE")).toList();
    }

    private static List<String> refusedOf(String user) {
        List<String> steps = new ArrayList<>();
        forEachEvent(event -> {
            if (event.required("actor").asText().equals(user)
                    && event.path("code").asText().equals("FORBIDDEN")) {
                steps.add(event.required("action").asText());
            }
        });
        return steps;
    }

    private static void forEachEvent(java.util.function.Consumer<JsonNode> reader) {
        String after = "";
        while (true) {
            JsonNode page =
                    described("listAuditEvents", 200, Calls.as("auditor").get("/v1/audit/events?limit=200" + after));
            page.required("items").forEach(reader);
            if (!page.has("next")) {
                return;
            }
            after = "&after=" + page.required("next").asText();
        }
    }

    private static JsonNode example(String operation, String name) {
        return Contract.get()
                .operation(operation)
                .node()
                .at("/requestBody/content/application~1json/examples/" + name + "/value");
    }

    private static Response post(String user, String path, String body) {
        return Calls.as(user)
                .contentType("application/json")
                .body(body.getBytes(StandardCharsets.UTF_8))
                .post(path);
    }
}
