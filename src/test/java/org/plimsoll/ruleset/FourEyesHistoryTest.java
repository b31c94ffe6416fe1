package org.plimsoll.ruleset;

import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.plimsoll.contract.Calls;

/** Who wrote files does not become another's by what happens to the draft they were in. {@code officer} has all roles. */
@QuarkusTest
class FourEyesHistoryTest {
    private String name = "";

    @BeforeEach
    void nameIt() {
        name = Lifecycles.newName();
    }

    @Test
    void writerOfABase_thatWasApprovedWithOtherFiles_cannotApproveWhatWasBegunFromIt() {
        int base = Lifecycles.draft("officer", name, Lifecycles.files(name, "0.50", "500"));
        int begun = beginFrom(base);
        save(base, Lifecycles.files(name, "0.10", "100"));
        propose("officer", base);
        approve("approver", base).statusCode(200).body("state", equalTo("APPROVED"));

        propose("author", begun);
        approve("officer", begun).statusCode(403).body("code", equalTo("FOUR_EYES"));
        approve("approver", begun).statusCode(200);
    }

    @Test
    void writerOfABase_thatWasApprovedAsItWas_mayApproveWhatWasBegunFromIt() {
        int base = Lifecycles.draft("officer", name, Lifecycles.files(name, "0.50", "500"));
        int begun = beginFrom(base);
        propose("officer", base);
        approve("approver", base).statusCode(200).body("state", equalTo("APPROVED"));

        propose("author", begun);
        approve("officer", begun).statusCode(200);
    }

    @Test
    void whoSavedTheSameFilesInADraft_thatHasOthersNow_cannotApproveThem() {
        int draft = Lifecycles.draft("officer", name, Lifecycles.files(name, "0.50", "500"));
        save(draft, Lifecycles.files(name, "0.10", "100"));
        int same = Lifecycles.draft("author", name, Lifecycles.files(name, "0.50", "500"));

        propose("author", same);
        approve("officer", same).statusCode(403).body("code", equalTo("FOUR_EYES"));
    }

    private int beginFrom(int base) {
        return Lifecycles.json("author", Map.of("from", base))
                .post("/v1/rulesets/" + name + "/versions")
                .then()
                .statusCode(201)
                .extract()
                .path("version");
    }

    private void save(int version, Map<String, String> files) {
        files.forEach((path, text) -> Calls.as("officer")
                .contentType("application/octet-stream")
                .header("If-Match", "\"" + Lifecycles.hash(name, version) + "\"")
                .body(text.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .put(Lifecycles.path(name, version) + "/files/" + path)
                .then()
                .statusCode(200));
    }

    private void propose(String user, int version) {
        Lifecycles.check(user, name, version);
        Lifecycles.step(user, name, version, "propose", Map.of("comment", "ready"))
                .then()
                .statusCode(200);
    }

    private io.restassured.response.ValidatableResponse approve(String user, int version) {
        return Lifecycles.step(user, name, version, "approve", Map.of("comment", "fine"))
                .then();
    }
}
