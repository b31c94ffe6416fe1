package org.plimsoll.ruleset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.plimsoll.contract.Calls;

/** There is no way around an approval, and nothing is decided for good under rules that nobody approved. */
@QuarkusTest
class ApprovalBypassTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private String name = "";

    @BeforeEach
    void nameIt() {
        name = Lifecycles.newName();
    }

    private int checked(String rate, String expected) {
        int version = Lifecycles.draft("author", name, Lifecycles.files(name, rate, expected));
        Lifecycles.check("author", name, version);
        return version;
    }

    @Test
    void emergencyInForce_isNotProlongedByARegularActivation() {
        int version = checked("0.10", "100");
        Lifecycles.activate(name, version, Map.of("breakGlass", true)).then().statusCode(200);
        assertThat(Lifecycles.state(name, version)).isEqualTo("ACTIVE");

        Lifecycles.activate(name, version, Map.of())
                .then()
                .statusCode(409)
                .body("code", equalTo("WRONG_STATE"))
                .body("detail", containsString("waits for approval"));
        rollBack(version).then().statusCode(409).body("code", equalTo("WRONG_STATE"));
        Lifecycles.step("approver", name, version, "approve", Map.of("comment", "it was right"))
                .then()
                .statusCode(200);
        Lifecycles.activate(name, version, Map.of()).then().statusCode(200);
    }

    @Test
    void emergencyPlanned_isNotActivatedRegularly() {
        int version = checked("0.10", "100");
        String later =
                Instant.now().plusSeconds(3_600).truncatedTo(ChronoUnit.SECONDS).toString();
        Lifecycles.activate(name, version, Map.of("breakGlass", true, "effectiveFrom", later))
                .then()
                .statusCode(200);
        assertThat(Lifecycles.state(name, version)).isEqualTo("SCHEDULED");

        Lifecycles.activate(name, version, Map.of()).then().statusCode(409).body("code", equalTo("WRONG_STATE"));
    }

    @Test
    void emergencyInForce_isNotPutAwayBeforeItsReview() {
        int version = checked("0.10", "100");
        Lifecycles.activate(name, version, Map.of("breakGlass", true)).then().statusCode(200);

        Lifecycles.json("activator", Map.of("reason", "hush", "leaveNoneActive", true))
                .post(Lifecycles.path(name, version) + "/retire")
                .then()
                .statusCode(409)
                .body("code", equalTo("WRONG_STATE"))
                .body("detail", containsString("reject it first"));
        Lifecycles.evaluate(name, Map.of()).then().statusCode(200);
    }

    @Test
    void decision_isNotRecordedUnderADraft_retiredOrNot() {
        int version = checked("0.10", "100");
        refusedARecord(version, "it is not approved");
        untilLoaded(Map.of("version", version, "record", false)).then().statusCode(200);

        Lifecycles.json("author", Map.of("reason", "not wanted"))
                .post(Lifecycles.path(name, version) + "/retire")
                .then()
                .statusCode(200)
                .body("state", equalTo("RETIRED"));
        refusedARecord(version, "it is retired");
        untilLoaded(Map.of("version", version, "record", false)).then().statusCode(200);
    }

    private void refusedARecord(int version, String why) {
        Lifecycles.evaluate(name, Map.of("version", version))
                .then()
                .statusCode(422)
                .body("code", equalTo("RULE_SET_VERSION_UNUSABLE"))
                .body("detail", containsString(why));
    }

    @Test
    void decision_isNotRecordedUnderAVersionThatIsStillToCome() {
        int first = Lifecycles.approved(name, Lifecycles.files(name, "0.10", "100"));
        Lifecycles.activate(name, first, Map.of()).then().statusCode(200);
        int second = Lifecycles.approved(name, Lifecycles.files(name, "0.20", "200"));
        Instant later = Instant.now().plusSeconds(3_600).truncatedTo(ChronoUnit.SECONDS);
        Lifecycles.activate(name, second, Map.of("effectiveFrom", later.toString()))
                .then()
                .statusCode(200);

        Lifecycles.evaluate(name, Map.of("asOf", later.toString()))
                .then()
                .statusCode(422)
                .body("errors[0].code", equalTo("NO_VERSION_AT"));
        untilLoaded(Map.of("asOf", later.toString(), "record", false))
                .then()
                .statusCode(200)
                .body("ruleSet.version", equalTo(second));
        Lifecycles.evaluate(name, Map.of("asOf", later.minusSeconds(1).toString()))
                .then()
                .statusCode(200)
                .body("ruleSet.version", equalTo(first));
    }

    private Response untilLoaded(Map<String, ?> more) {
        return Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> Lifecycles.evaluate(name, more), answer -> answer.statusCode() != 503);
    }

    @Test
    void rollback_toAVersionThatNeverWasInForce_isNone() {
        int first = Lifecycles.approved(name, Lifecycles.files(name, "0.10", "100"));
        int second = Lifecycles.approved(name, Lifecycles.files(name, "0.20", "200"));
        Lifecycles.activate(name, first, Map.of()).then().statusCode(200);

        rollBack(second)
                .then()
                .statusCode(409)
                .body("code", equalTo("WRONG_STATE"))
                .body("detail", containsString("never in force"));
        Lifecycles.activate(name, second, Map.of()).then().statusCode(200);
        rollBack(first).then().statusCode(200).body("kind", equalTo("ROLLBACK"));
    }

    private Response rollBack(int version) {
        return Lifecycles.json("activator", Map.of("version", version, "reason", "back"))
                .post("/v1/rulesets/" + name + "/rollback");
    }

    /** Two drafts of the same files, asked for at once, share one run; both are checked by it. */
    @Test
    void draftsOfTheSameFiles_areBothChecked() {
        int first = Lifecycles.draft("author", name, Lifecycles.files(name, "0.10", "100"));
        int second = Lifecycles.json("author", Map.of("from", first))
                .post("/v1/rulesets/" + name + "/versions")
                .then()
                .statusCode(201)
                .extract()
                .path("version");
        for (String report : List.of("/check", "/test")) {
            CompletableFuture<?>[] both = List.of(first, second).stream()
                    .map(version -> CompletableFuture.runAsync(() -> Calls.as("author")
                            .post(Lifecycles.path(name, version) + report)
                            .then()
                            .statusCode(200)))
                    .toArray(CompletableFuture[]::new);
            CompletableFuture.allOf(both).join();
        }
        assertThat(List.of(Lifecycles.state(name, first), Lifecycles.state(name, second)))
                .containsExactly("CHECKED", "CHECKED");
    }

    /** A time that could be read in two ways is not read at all: it would bring rules into force at another instant. */
    @Test
    void instant_thatIsNoTime_isNotTakenForAnother() {
        int version = Lifecycles.approved(name, Lifecycles.files(name, "0.10", "100"));
        for (Object time :
                List.of("", " ", "2098-01-02", "2098-01-02T09:00:00", "+10000-01-02T09:00:00Z", 4_000_000_000L, "x")) {
            Lifecycles.activate(name, version, Map.of("effectiveFrom", time))
                    .then()
                    .statusCode(400)
                    .body("errors[0].code", equalTo("WRONG_TYPE"))
                    .body("errors[0].pointer", equalTo("/effectiveFrom"));
        }
        for (Object flag : List.of("true", 1, "")) {
            Lifecycles.activate(name, version, Map.of("breakGlass", flag))
                    .then()
                    .statusCode(400)
                    .body("errors[0].pointer", equalTo("/breakGlass"));
        }
        assertThat(Lifecycles.state(name, version)).isEqualTo("APPROVED");
    }
}
