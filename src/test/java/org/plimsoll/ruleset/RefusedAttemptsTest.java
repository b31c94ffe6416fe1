package org.plimsoll.ruleset;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.plimsoll.contract.Calls;

/** Every refused attempt is in the audit trail, however many there are at once. */
@QuarkusTest
class RefusedAttemptsTest {
    private static final int MORE_THAN_CONNECTIONS = 60;

    private String name = "";

    @BeforeEach
    void nameIt() {
        name = Lifecycles.newName();
    }

    /** None of them may wait for a second connection while it keeps the first, and the others, waiting. */
    @Test
    void manyAtOnce_areAllRefused_andRecorded() throws Exception {
        int version = Lifecycles.draft("author", name, Lifecycles.files(name, "0.10", "100"));
        ExecutorService callers = Executors.newFixedThreadPool(MORE_THAN_CONNECTIONS);
        try {
            List<Future<Integer>> answers = IntStream.range(0, MORE_THAN_CONNECTIONS)
                    .mapToObj(i -> callers.submit(() -> Lifecycles.json("approver", Map.of("comment", "x"))
                            .post(Lifecycles.path(name, version) + "/approve")
                            .statusCode()))
                    .toList();
            for (Future<Integer> answer : answers) {
                assertThat(answer.get()).isEqualTo(409);
            }
        } finally {
            callers.shutdownNow();
        }
        assertThat(refused("APPROVE")).hasSize(MORE_THAN_CONNECTIONS);
    }

    @Test
    void draft_thatIsNotBegun_isRecorded() {
        Lifecycles.json("author", Map.of("files", Map.of("../ruleset.yaml", "x"), "comment", "why not"))
                .post("/v1/rulesets/" + name + "/versions")
                .then()
                .statusCode(422);
        Lifecycles.json("author", Map.of("from", 7))
                .post("/v1/rulesets/" + name + "/versions")
                .then()
                .statusCode(404);

        assertThat(refused("CREATE")).containsExactly("FILES_REFUSED", "RULE_SET_VERSION_NOT_FOUND");
    }

    @Test
    void teams_thatAreNotTaken_areRecorded() {
        Lifecycles.draft("author", name, Lifecycles.files(name, "0.10", "100"));
        Lifecycles.json("admin", Map.of("teams", List.of(" "), "reason", "because"))
                .put("/v1/rulesets/" + name + "/teams")
                .then()
                .statusCode(422);

        assertThat(refused("LIMIT_TO_TEAMS")).containsExactly("TEAMS_REFUSED");
    }

    private List<String> refused(String action) {
        return Calls.as("auditor")
                .get("/v1/audit/events?limit=200&ruleSet=" + name)
                .then()
                .statusCode(200)
                .extract()
                .path("items.findAll { it.outcome == 'REFUSED' && it.action == '" + action + "' }.code");
    }
}
