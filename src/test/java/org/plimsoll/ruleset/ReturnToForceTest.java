package org.plimsoll.ruleset;

import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What was put away never decides again, and an emergency lowers no gate. */
@QuarkusTest
class ReturnToForceTest {
    private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    private String name = "";

    @BeforeEach
    void nameIt() {
        name = Lifecycles.newName();
    }

    /** The third is to take over from the second before that expires; called off, the first would come back. */
    @Test
    void version_thatMayComeBack_whenAPlannedOneIsCalledOff_isNotRetired() {
        int first = active("0.10", "100", Map.of());
        active("0.20", "200", Map.of("expiresAt", now.plusSeconds(7_200).toString()));
        int third = Lifecycles.approved(name, Lifecycles.files(name, "0.30", "300"));
        Lifecycles.activate(
                        name,
                        third,
                        Map.of("effectiveFrom", now.plusSeconds(3_600).toString()))
                .then()
                .statusCode(200);

        retire(first).statusCode(409).body("code", equalTo("WRONG_STATE"));
    }

    @Test
    void version_thatAnotherReplacedForGood_isRetired() {
        int first = active("0.10", "100", Map.of());
        active("0.20", "200", Map.of());
        active("0.30", "300", Map.of("expiresAt", now.plusSeconds(7_200).toString()));

        retire(first).statusCode(200).body("state", equalTo("RETIRED"));
    }

    private int active(String rate, String expected, Map<String, ?> times) {
        int version = Lifecycles.approved(name, Lifecycles.files(name, rate, expected));
        Lifecycles.activate(name, version, times).then().statusCode(200);
        return version;
    }

    private ValidatableResponse retire(int version) {
        return Lifecycles.json("activator", Map.of("reason", "old"))
                .post(Lifecycles.path(name, version) + "/retire")
                .then();
    }

    @Test
    void gatesOfAnEmergency_areNotThoseThatDraftsAreMeasuredBy() {
        int first = proposed(Lifecycles.files(name, "0.10", "100", 2), 2);
        approve("approver", first, "PROPOSED");
        approve("officer", first, "APPROVED");
        Lifecycles.activate(name, first, Map.of()).then().statusCode(200);
        int emergency = Lifecycles.draft("author", name, Lifecycles.files(name, "0.20", "200", 1));
        Lifecycles.check("author", name, emergency);
        Lifecycles.activate(name, emergency, Map.of("breakGlass", true)).then().statusCode(200);

        proposed(Lifecycles.files(name, "0.30", "300", 1), 2);
    }

    private int proposed(Map<String, String> files, int approvals) {
        int version = Lifecycles.draft("author", name, files);
        Lifecycles.check("author", name, version);
        Lifecycles.step("author", name, version, "propose", Map.of("comment", "ready"))
                .then()
                .statusCode(200)
                .body("proposal.approvalsNeeded", equalTo(approvals));
        return version;
    }

    private void approve(String user, int version, String state) {
        Lifecycles.step(user, name, version, "approve", Map.of("comment", "fine"))
                .then()
                .statusCode(200)
                .body("state", equalTo(state));
    }
}
