package org.plimsoll.evaluation;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.plimsoll.contract.Calls;
import org.plimsoll.ruleset.Lifecycles;

/** Rule files that nobody has saved, tried on one portfolio. */
@QuarkusTest
class SandboxResourceTest {

    private static Response evaluate(Map<String, Object> request) {
        return Calls.as("author").contentType("application/json").body(request).post("/v1/sandbox/evaluations");
    }

    private static Map<String, Object> request(String name, Map<String, String> files) {
        return new HashMap<>(Map.of("ruleSet", name, "files", files, "submission", Lifecycles.submission()));
    }

    @Test
    void files_thatMakeARuleSet_decide_andLeaveNothingBehind() {
        String name = Lifecycles.newName();
        evaluate(request(name, Lifecycles.files(name, "0.25", "250")))
                .then()
                .statusCode(200)
                .body("pools[0].initialMargin", equalTo("250.00"))
                .body("ruleSet.version", equalTo(0))
                .body("decisionId", nullValue());
        Calls.as("auditor").get("/v1/rulesets/" + name).then().statusCode(404);
    }

    @Test
    void files_onTopOfAVersion_replaceItsOwn() {
        String name = Lifecycles.newName();
        int version = Lifecycles.draft("author", name, Lifecycles.files(name, "0.10", "100"));
        Map<String, Object> request = request(
                name,
                Map.of("deposit.drl", Lifecycles.files(name, "0.30", "300").get("deposit.drl")));
        request.put("from", version);

        evaluate(request).then().statusCode(200).body("pools[0].initialMargin", equalTo("300.00"));
    }

    @Test
    void files_thatDoNotCompile_areRefusedWithThePlace() {
        String name = Lifecycles.newName();
        Map<String, String> files = Lifecycles.files(name, "0.10", "100");
        files.computeIfPresent("deposit.drl", (path, drl) -> drl.replace("$p.notional", "$p.notinal"));

        evaluate(request(name, files))
                .then()
                .statusCode(422)
                .body("code", equalTo("RULES_REFUSED"))
                .body("errors.code", equalTo(List.of("UNKNOWN_FIELD")))
                .body("errors.file", hasItem("deposit.drl"))
                .body("errors.line", hasItem(10));
    }

    @Test
    void files_beyondTheLimitsOfASandbox_areRefused() {
        String name = Lifecycles.newName();
        Map<String, String> files = Lifecycles.files(name, "0.10", "100");
        files.put("README.md", "x".repeat((512 << 10) + 1));

        evaluate(request(name, files)).then().statusCode(422).body("errors.code", hasItem("FILE_TOO_LARGE"));
    }

    @Test
    void submission_withAMistake_isRefusedWithThePlaceInTheWholeRequest() {
        String name = Lifecycles.newName();
        Map<String, Object> request = request(name, Lifecycles.files(name, "0.10", "100"));
        request.put("submission", Map.of("portfolio", Map.of("id", "p", "currency", "EUR")));

        evaluate(request).then().statusCode(400).body("errors.pointer", hasItem("/submission/portfolio/currency"));
    }
}
