package org.plimsoll.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.plimsoll.contract.Calls;
import org.plimsoll.ruleset.Lifecycles;

/** People who may both write and approve do not approve what they had a hand in; teams keep to themselves. */
@QuarkusTest
@TestProfile(TokenTest.Tokens.class)
class FourEyesAndTeamsTest {
    private static final Set<String> BOTH = Set.of("author", "approver");

    private String name = "";

    @BeforeEach
    void nameIt() {
        name = Lifecycles.newName();
    }

    @Test
    void writerCoAuthorAndProposer_doNotApprove_andAnotherDoes() {
        draft("ann", Lifecycles.files(name, "0.10", "100"));
        RequestSpecification edit = as("bob", BOTH).header("If-Match", seen(1)).contentType("text/plain");
        edit.body("notes").put(version(1) + "/files/NOTES.md").then().statusCode(200);
        check(1);
        step("cleo", "propose", 1).then().statusCode(200).body("writers", containsInAnyOrder("ann", "bob"));

        refused("ann", "wrote some of it");
        refused("ANN", "wrote some of it");
        refused("bob", "wrote some of it");
        refused("cleo", "proposed it");
        step("dora", "approve", 1).then().statusCode(200).body("state", equalTo("APPROVED"));
    }

    @Test
    void writerOfTheUnapprovedVersionItWasBegunFrom_doesNotApprove() {
        draft("ann", Lifecycles.files(name, "0.10", "100"));
        as("bob", BOTH)
                .contentType("application/json")
                .body(Map.of("from", 1, "files", Map.of("NOTES.md", "mine now"), "comment", "a copy"))
                .post("/v1/rulesets/" + name + "/versions")
                .then()
                .statusCode(201);
        check(2);
        step("bob", "propose", 2).then().statusCode(200);

        step("ann", "approve", 2).then().statusCode(403).body("code", equalTo("FOUR_EYES"));
        step("ann", "reject", 2).then().statusCode(403).body("code", equalTo("FOUR_EYES"));
        step("dora", "approve", 2).then().statusCode(200);
    }

    @Test
    void team_seesItsRuleSet_andOthersDoNot() {
        draft("ann", Lifecycles.files(name, "0.10", "100"));
        as("root", Set.of("admin"))
                .contentType("application/json")
                .body(Map.of("teams", Set.of("desk"), "reason", "theirs"))
                .put("/v1/rulesets/" + name + "/teams")
                .then()
                .statusCode(200);

        assertThat(read("ann", Set.of("author", "team:desk"))).isEqualTo(200);
        assertThat(read("ann", Set.of("team:desk"))).isEqualTo(200);
        assertThat(read("ann", Set.of("author"))).isEqualTo(403);
        assertThat(read("ann", Set.of("author", "team:desk2", "desk", "Team:desk", "team:DESK", "team:")))
                .isEqualTo(403);
        assertThat(read("eve", Set.of("auditor"))).isEqualTo(200);
        as("ann", Set.of("team:desk"))
                .contentType("application/json")
                .body("{}")
                .post("/v1/rulesets/" + name + "/versions")
                .then()
                .statusCode(403)
                .body("code", equalTo("FORBIDDEN"));
        as("ann", Set.of("author"))
                .queryParam("limit", 200)
                .get("/v1/rulesets")
                .then()
                .body("items.name", not(hasItem(name)));
    }

    private int read(String user, Set<String> groups) {
        return as(user, groups).get("/v1/rulesets/" + name).statusCode();
    }

    private void refused(String user, String why) {
        step(user, "approve", 1)
                .then()
                .statusCode(403)
                .body("code", equalTo("FOUR_EYES"))
                .body("detail", containsString(why));
    }

    private void draft(String user, Map<String, String> files) {
        as(user, BOTH)
                .contentType("application/json")
                .body(Map.of("files", files))
                .post("/v1/rulesets/" + name + "/versions")
                .then()
                .statusCode(201);
    }

    private void check(int number) {
        for (String report : new String[] {"/check", "/test"}) {
            as("ann", BOTH).post(version(number) + report).then().statusCode(200);
        }
    }

    private Response step(String user, String step, int number) {
        Map<String, String> body = step.equals("reject") ? Map.of("reason", "x") : Map.of("comment", "x");
        return as(user, BOTH)
                .header("If-Match", seen(number))
                .contentType("application/json")
                .body(body)
                .post(version(number) + "/" + step);
    }

    private String seen(int number) {
        String hash = as("eve", Set.of("auditor")).get(version(number)).path("contentHash");
        return "\"" + hash + "\"";
    }

    private String version(int number) {
        return Lifecycles.path(name, number);
    }

    private static RequestSpecification as(String user, Set<String> groups) {
        return Calls.anonymous().header("Authorization", "Bearer " + TokenTest.token(user, groups));
    }
}
