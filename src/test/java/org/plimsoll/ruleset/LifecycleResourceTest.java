package org.plimsoll.ruleset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.junit.QuarkusTest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.plimsoll.contract.Calls;

/** A version's life, from draft to retirement, over HTTP and on a real database. */
@QuarkusTest
class LifecycleResourceTest {

    @Test
    void version_goesFromDraftToActive_andDecides() {
        String name = Lifecycles.newName();
        int version = Lifecycles.draft("author", name, Lifecycles.files(name, "0.10", "100"));
        assertThat(Lifecycles.state(name, version)).isEqualTo("DRAFT");

        Lifecycles.check("author", name, version);
        assertThat(Lifecycles.state(name, version)).isEqualTo("CHECKED");
        Lifecycles.step("author", name, version, "propose", Map.of("comment", "ready"))
                .then()
                .statusCode(200)
                .body("state", equalTo("PROPOSED"))
                .body("proposal.approvalsNeeded", equalTo(1));
        Lifecycles.step("approver", name, version, "approve", Map.of("comment", "agreed"))
                .then()
                .statusCode(200)
                .body("state", equalTo("APPROVED"))
                .body("proposal.votes.by", hasItem("approver"));
        Lifecycles.evaluate(name, Map.of()).then().statusCode(503).body("code", equalTo("NO_ACTIVE_VERSION"));

        Lifecycles.activate(name, version, Map.of("reason", "go live"))
                .then()
                .statusCode(200)
                .body("kind", equalTo("REGULAR"));
        assertThat(Lifecycles.state(name, version)).isEqualTo("ACTIVE");
        Lifecycles.evaluate(name, Map.of())
                .then()
                .statusCode(200)
                .body("ruleSet.version", equalTo(version))
                .body("pools[0].initialMargin", equalTo("100.00"));
        Calls.as("auditor")
                .get("/v1/audit/events?ruleSet=" + name)
                .then()
                .statusCode(200)
                .body("items.action", hasItems("CREATE", "CHECK", "PROPOSE", "APPROVE", "ACTIVATE", "TAKE_EFFECT"));
    }

    @Test
    void attempt_byACallerWithoutTheRole_isInTheAuditTrail() {
        String name = Lifecycles.newName();
        int version = Lifecycles.draft("author", name, Lifecycles.files(name, "0.10", "100"));
        Lifecycles.json("evaluator", Map.of("reason", "let me"))
                .post(Lifecycles.path(name, version) + "/activate")
                .then()
                .statusCode(403);

        org.awaitility.Awaitility.await()
                .untilAsserted(() -> Calls.as("auditor")
                        .get("/v1/audit/events?ruleSet=" + name + "&version=" + version)
                        .then()
                        .body("items.find { it.outcome == 'REFUSED' }.action", equalTo("ACTIVATE"))
                        .body("items.find { it.outcome == 'REFUSED' }.actor", equalTo("evaluator"))
                        .body("items.find { it.outcome == 'REFUSED' }.code", equalTo("FORBIDDEN")));
        assertThat(Lifecycles.state(name, version)).isEqualTo("DRAFT");
    }

    @Test
    void author_coAuthorAndProposer_cannotApprove() {
        String name = Lifecycles.newName();
        int version = Lifecycles.draft("author", name, Lifecycles.files(name, "0.10", "100"));
        Lifecycles.check("author", name, version);
        Lifecycles.step("author", name, version, "propose", Map.of("comment", "ready"))
                .then()
                .statusCode(200);

        Lifecycles.step("author", name, version, "approve", Map.of("comment", "me too"))
                .then()
                .statusCode(403);
        assertThat(Lifecycles.state(name, version)).isEqualTo("PROPOSED");
    }

    @Test
    void proposedVersion_cannotBeEdited_andApprovalNamesItsContent() {
        String name = Lifecycles.newName();
        int version = Lifecycles.draft("author", name, Lifecycles.files(name, "0.10", "100"));
        Lifecycles.check("author", name, version);
        String hash = Lifecycles.hash(name, version);
        Lifecycles.step("author", name, version, "propose", Map.of("comment", "ready"));

        Calls.as("author")
                .header("If-Match", "\"" + hash + "\"")
                .body("text".getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .contentType("text/plain")
                .put(Lifecycles.path(name, version) + "/files/README.md")
                .then()
                .statusCode(409)
                .body("code", equalTo("WRONG_STATE"))
                .body("detail", containsString("Withdraw it first"));
        Lifecycles.json("approver", Map.of("comment", "ok"))
                .post(Lifecycles.path(name, version) + "/approve")
                .then()
                .statusCode(428);
        Lifecycles.json("approver", Map.of("comment", "ok"))
                .header("If-Match", "\"" + "0".repeat(64) + "\"")
                .post(Lifecycles.path(name, version) + "/approve")
                .then()
                .statusCode(412)
                .body("code", equalTo("CONTENT_CHANGED"));
        Calls.as("auditor")
                .get("/v1/audit/events?ruleSet=" + name)
                .then()
                .body("items.findAll { it.outcome == 'REFUSED' }.code", hasItems("WRONG_STATE", "CONTENT_CHANGED"));
    }

    @Test
    void failingCase_keepsAVersionFromBeingProposed() {
        String name = Lifecycles.newName();
        int version = Lifecycles.draft("author", name, Lifecycles.files(name, "0.15", "100"));
        Calls.as("author")
                .post(Lifecycles.path(name, version) + "/check")
                .then()
                .statusCode(200);
        Calls.as("author")
                .post(Lifecycles.path(name, version) + "/test")
                .then()
                .statusCode(200)
                .body("passed", equalTo(false))
                .body("cases[0].checks[0].expected", equalTo("100"))
                .body("cases[0].checks[0].actual", equalTo("150.00"));
        assertThat(Lifecycles.state(name, version)).isEqualTo("DRAFT");
        Lifecycles.step("author", name, version, "propose", Map.of("comment", "ready"))
                .then()
                .statusCode(409)
                .body("code", equalTo("WRONG_STATE"));
    }

    @Test
    void activation_inTheFuture_takesOverAtItsInstant_andAsOfFindsTheOneBefore() throws InterruptedException {
        String name = Lifecycles.newName();
        int first = Lifecycles.approved(name, Lifecycles.files(name, "0.10", "100"));
        int second = Lifecycles.approved(name, Lifecycles.files(name, "0.20", "200"));
        Lifecycles.activate(name, first, Map.of()).then().statusCode(200);
        Instant from = Instant.now().plusSeconds(2).truncatedTo(ChronoUnit.MILLIS);
        Lifecycles.activate(name, second, Map.of("effectiveFrom", from.toString()))
                .then()
                .statusCode(200)
                .body("effectiveFrom", equalTo(from.toString()));
        assertThat(Lifecycles.state(name, second)).isEqualTo("SCHEDULED");
        Lifecycles.activate(name, first, Map.of("effectiveFrom", from.toString()))
                .then()
                .statusCode(409)
                .body("code", equalTo("ACTIVATION_INSTANT_TAKEN"));
        Lifecycles.evaluate(name, Map.of()).then().body("ruleSet.version", equalTo(first));

        Thread.sleep(Math.max(1, from.toEpochMilli() - System.currentTimeMillis() + 1));
        Lifecycles.evaluate(name, Map.of()).then().body("ruleSet.version", equalTo(second));
        assertThat(Lifecycles.state(name, first)).isEqualTo("SUPERSEDED");
        Lifecycles.evaluate(name, Map.of("asOf", from.minusMillis(1).toString()))
                .then()
                .statusCode(200)
                .body("ruleSet.version", equalTo(first));
        Lifecycles.evaluate(name, Map.of("asOf", from.toString())).then().body("ruleSet.version", equalTo(second));

        Lifecycles.json("activator", Map.of("reason", "wrong rate"))
                .post("/v1/rulesets/" + name + "/rollback")
                .then()
                .statusCode(200)
                .body("version", equalTo(first))
                .body("kind", equalTo("ROLLBACK"));
        Lifecycles.evaluate(name, Map.of()).then().body("ruleSet.version", equalTo(first));
    }

    @Test
    void rollback_again_goesFurtherBack_neverForward() {
        String name = Lifecycles.newName();
        for (int i = 1; i <= 3; i++) {
            int version = Lifecycles.approved(name, Lifecycles.files(name, "0." + i + "0", i + "00"));
            Lifecycles.activate(name, version, Map.of()).then().statusCode(200);
        }
        for (int expected : new int[] {2, 1}) {
            Lifecycles.json("activator", Map.of("reason", "wrong"))
                    .post("/v1/rulesets/" + name + "/rollback")
                    .then()
                    .statusCode(200)
                    .body("version", equalTo(expected));
        }
        Lifecycles.json("activator", Map.of("reason", "wrong"))
                .post("/v1/rulesets/" + name + "/rollback")
                .then()
                .statusCode(409)
                .body("code", equalTo("NO_EARLIER_VERSION"));
    }

    @Test
    void retiring_theVersionInForce_mustBeMeant_andEndsItFirst() {
        String name = Lifecycles.newName();
        int version = Lifecycles.approved(name, Lifecycles.files(name, "0.10", "100"));
        Lifecycles.activate(name, version, Map.of()).then().statusCode(200);
        Lifecycles.json("activator", Map.of("reason", "the desk is closed"))
                .post(Lifecycles.path(name, version) + "/retire")
                .then()
                .statusCode(409)
                .body("code", equalTo("LEAVES_NONE_ACTIVE"));
        Lifecycles.evaluate(name, Map.of()).then().statusCode(200);

        Lifecycles.json("activator", Map.of("reason", "the desk is closed", "leaveNoneActive", true))
                .post(Lifecycles.path(name, version) + "/retire")
                .then()
                .statusCode(200)
                .body("state", equalTo("RETIRED"));
        Lifecycles.evaluate(name, Map.of()).then().statusCode(503).body("code", equalTo("NO_ACTIVE_VERSION"));
    }

    @Test
    void emergency_ofOnePerson_endsByItself_andWantsAReview() throws InterruptedException {
        String name = Lifecycles.newName();
        int first = Lifecycles.approved(name, Lifecycles.files(name, "0.10", "100"));
        Lifecycles.activate(name, first, Map.of()).then().statusCode(200);
        int second = Lifecycles.draft("author", name, Lifecycles.files(name, "0.30", "300"));
        Lifecycles.activate(name, second, Map.of("breakGlass", true)).then().statusCode(409);
        Lifecycles.check("author", name, second);
        Lifecycles.activate(name, second, Map.of()).then().statusCode(409);

        Instant end = Instant.now().plusSeconds(3).truncatedTo(ChronoUnit.MILLIS);
        Lifecycles.activate(name, second, Map.of("breakGlass", true, "expiresAt", end.toString()))
                .then()
                .statusCode(200)
                .body("kind", equalTo("BREAK_GLASS"))
                .body("expiresAt", equalTo(end.toString()));
        Lifecycles.evaluate(name, Map.of()).then().statusCode(200).body("ruleSet.version", equalTo(second));
        int third = Lifecycles.draft("author", name, Lifecycles.files(name, "0.40", "400"));
        Lifecycles.check("author", name, third);
        Lifecycles.activate(name, third, Map.of("breakGlass", true))
                .then()
                .statusCode(409)
                .body("code", equalTo("BREAK_GLASS_NOT_REVIEWED"));

        Thread.sleep(Math.max(1, end.toEpochMilli() - System.currentTimeMillis() + 1));
        Lifecycles.evaluate(name, Map.of()).then().body("ruleSet.version", equalTo(first));
        assertThat(Lifecycles.state(name, first)).isEqualTo("ACTIVE");
        assertThat(Lifecycles.state(name, second)).isEqualTo("PROPOSED");
        Lifecycles.step("approver", name, second, "approve", Map.of("comment", "it was right"))
                .then()
                .statusCode(200)
                .body("state", equalTo("EXPIRED"));
        Lifecycles.activate(name, third, Map.of("breakGlass", true)).then().statusCode(200);
        Lifecycles.step("approver", name, third, "reject", Map.of("reason", "no emergency"))
                .then()
                .statusCode(200)
                .body("state", equalTo("REJECTED"));
        Thread.sleep(400);
        Lifecycles.evaluate(name, Map.of()).then().body("ruleSet.version", equalTo(first));
    }

    @Test
    void archive_importedAgain_isTheSameVersion() {
        String name = Lifecycles.newName();
        int version = Lifecycles.draft("author", name, Lifecycles.files(name, "0.10", "100"));
        byte[] zip = Calls.as("auditor")
                .get(Lifecycles.path(name, version) + "/archive")
                .then()
                .statusCode(200)
                .extract()
                .asByteArray();
        Calls.as("author")
                .contentType("application/zip")
                .body(zip)
                .post("/v1/rulesets/" + name + "/versions")
                .then()
                .statusCode(200)
                .body("version", equalTo(version));
        Calls.as("author")
                .contentType("application/zip")
                .body(java.util.Arrays.copyOf(zip, zip.length / 2))
                .post("/v1/rulesets/" + name + "/versions")
                .then()
                .statusCode(422)
                .body("code", equalTo("ARCHIVE_REFUSED"));
        Calls.as("auditor").get("/v1/rulesets/" + name + "/versions").then().body("items.version", equalTo(List.of(1)));
    }

    @Test
    void ruleSet_limitedToATeam_isHiddenFromOthers() {
        String name = Lifecycles.newName();
        int version = Lifecycles.approved(name, Lifecycles.files(name, "0.10", "100"));
        Lifecycles.activate(name, version, Map.of()).then().statusCode(200);
        Lifecycles.json("admin", Map.of("teams", List.of("desk"), "reason", "only the desk"))
                .put("/v1/rulesets/" + name + "/teams")
                .then()
                .statusCode(200);

        Calls.as("author").get("/v1/rulesets/" + name).then().statusCode(403).body("code", equalTo("NOT_IN_TEAM"));
        Calls.as("auditor").get("/v1/rulesets/" + name).then().statusCode(200);
        org.awaitility.Awaitility.await()
                .untilAsserted(() -> Lifecycles.evaluate(name, Map.of())
                        .then()
                        .statusCode(403)
                        .body("code", equalTo("NOT_IN_TEAM")));
        Calls.as("author").get("/v1/rulesets?limit=200").then().body("items.name", not(hasItem(name)));
    }
}
