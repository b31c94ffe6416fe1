package org.plimsoll.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.plimsoll.security.Roles;

/** A query parameter that an operation does not take is refused by name, whatever the operation. */
@QuarkusTest
class UnknownParameterTest {
    static Stream<Contract.Operation> operations() {
        return Contract.get().operations().stream();
    }

    @ParameterizedTest
    @MethodSource("operations")
    void parameter_thatIsUnknown_isRefusedByName_asDescribed(Contract.Operation operation) {
        JsonNode problem = ResponsesTest.described(
                operation.id(),
                400,
                call(operation, operation.roles().iterator().next()));

        assertThat(problem.required("code").asText()).isEqualTo("INVALID_PARAMETER");
        assertThat(problem.required("detail").asText()).startsWith("There is no query parameter 'nonsense'. ");
    }

    @ParameterizedTest
    @MethodSource("operations")
    void parameter_ofWhoMayNotCall_isNotLookedAt(Contract.Operation operation) {
        Set<String> others = new TreeSet<>(Roles.ALL);
        others.removeAll(operation.roles());
        for (String other : others) {
            assertThat(call(operation, other).statusCode()).as(other).isEqualTo(403);
        }
        assertThat(ResponsesTest.call(Calls.anonymous(), operation, "?nonsense=1")
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void parameters_thatAreKnown_areNamed() {
        assertThat(Calls.as("auditor").get("/v1/audit/events?action=APPROVE").<String>path("detail"))
                .isEqualTo("There is no query parameter 'action'. Known are: after, limit, ruleSet, version.");
        assertThat(Calls.as("auditor").get("/v1/audit/export?after=7").<String>path("detail"))
                .isEqualTo("There is no query parameter 'after'. None is known here.");
    }

    private static Response call(Contract.Operation operation, String user) {
        return ResponsesTest.call(Calls.as(user), operation, "?nonsense=1");
    }
}
