package org.plimsoll.ruleset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.plimsoll.contract.Calls;
import org.plimsoll.contract.Contract;

/** Two versions side by side, as the interface tells it. */
@QuarkusTest
class ComparisonResourceTest {

    @Test
    void compare_anotherRate_showsTheRule_theCase_andWhoseFiguresDiffer() {
        String name = Lifecycles.newName();
        int old = Lifecycles.draft("author", name, Lifecycles.files(name, "0.10", "100"));
        int recent = Lifecycles.draft("author", name, Lifecycles.files(name, "0.12", "120"));

        Response comparison =
                Calls.as("approver").get("/v1/rulesets/" + name + "/compare?from=" + old + "&to=" + recent);
        comparison
                .then()
                .statusCode(200)
                .body("same", equalTo(false))
                .body("rules.kind", equalTo(List.of("CHANGED")))
                .body("rules[0].name", equalTo("deposit"))
                .body("cases.kind", equalTo(List.of("CHANGED")))
                .body(
                        "outcomes.changed.fields.flatten().find { it.path == 'pools/cross/initialMargin' }.newValue",
                        equalTo("120.00"))
                .body("files.path", hasItem("deposit.drl"));
        assertDescribed(comparison);
    }

    @Test
    void compare_aVersionWithItself_differsInNothing() {
        String name = Lifecycles.newName();
        int version = Lifecycles.draft("author", name, Lifecycles.files(name, "0.10", "100"));

        Calls.as("auditor")
                .get("/v1/rulesets/" + name + "/compare?from=" + version + "&to=" + version)
                .then()
                .statusCode(200)
                .body("same", equalTo(true))
                .body("rules", equalTo(List.of()));
    }

    @Test
    void compare_aCellAParameterAndACase_areDescribedInTheContract() throws IOException {
        String pack = "crypto-perpetuals";
        Map<String, String> files = new TreeMap<>();
        files.put("ruleset.yaml", changed(pack, "ruleset.yaml", "value: 1.2", "value: 1.25"));
        files.put("binance-tiers.drl.csv", changed(pack, "binance-tiers.drl.csv", ",125,0.004,0,", ",125,0.005,0,"));
        files.put("stages.drl", changed(pack, "stages.drl", "rule \"margin call", "rule \"the margin call"));
        files.put("cases/examples.yaml", null);
        int draft = Calls.as("author")
                .contentType("application/json")
                .body(new ObjectMapper().writeValueAsString(Map.of("from", 1, "files", files, "comment", "to compare")))
                .post("/v1/rulesets/" + pack + "/versions")
                .then()
                .statusCode(201)
                .extract()
                .path("version");

        Response comparison = Calls.as("auditor").get("/v1/rulesets/" + pack + "/compare?from=1&to=" + draft);
        comparison
                .then()
                .statusCode(200)
                .body("parameters.name", hasItem("callMarginRatio"))
                .body("parameters.newValue", hasItem("1.25"))
                .body("tables.rows.flatten().cells.flatten().newValue", hasItem("0.005"))
                .body("rules.kind", hasItem("RENAMED"))
                .body("cases.kind", hasItem("REMOVED"));
        assertDescribed(comparison);
    }

    private static String changed(String pack, String file, String from, String to) throws IOException {
        String text = Files.readString(Path.of("rules", pack, file));
        assertThat(text).contains(from);
        return text.replaceFirst(java.util.regex.Pattern.quote(from), to);
    }

    private static void assertDescribed(Response comparison) {
        try {
            assertThat(Contract.get().violations("Comparison", new ObjectMapper().readTree(comparison.asByteArray())))
                    .isEmpty();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
