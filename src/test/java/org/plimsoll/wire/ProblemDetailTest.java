package org.plimsoll.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.plimsoll.engine.Diagnostic;
import org.plimsoll.portfolio.Problem;
import org.plimsoll.portfolio.Refusal;

final class ProblemDetailTest {

    @Test
    void malformedRequest_withOneProblem_is400WithItsMessageAsDetail() {
        ProblemDetail problem =
                ProblemDetail.of(new MalformedRequest(List.of(new Problem("WRONG_TYPE", "Expected a list.", "/a"))));

        assertThat(text(problem.at("/v1/evaluations", "t-1")))
                .isEqualTo(
                        "{\"type\":\"urn:plimsoll:problem:malformed-request\",\"title\":\"The request is malformed\","
                                + "\"status\":400,\"detail\":\"Expected a list.\",\"instance\":\"/v1/evaluations\","
                                + "\"code\":\"MALFORMED_REQUEST\",\"errors\":[{\"code\":\"WRONG_TYPE\","
                                + "\"message\":\"Expected a list.\",\"pointer\":\"/a\"}],\"traceId\":\"t-1\"}");
    }

    @Test
    void refusal_withSeveralProblems_is422AndListsThem() {
        ProblemDetail problem = ProblemDetail.of(
                new Refusal(List.of(new Problem("A", "first", "/a"), new Problem("B", "second", null))));

        assertThat(problem.status()).isEqualTo(422);
        assertThat(text(problem))
                .isEqualTo("{\"type\":\"urn:plimsoll:problem:submission-refused\","
                        + "\"title\":\"The submission was refused\",\"status\":422,"
                        + "\"detail\":\"2 errors were found; each is listed with its place.\","
                        + "\"code\":\"SUBMISSION_REFUSED\",\"errors\":[{\"code\":\"A\",\"message\":\"first\","
                        + "\"pointer\":\"/a\"},{\"code\":\"B\",\"message\":\"second\"}]}");
    }

    @Test
    void limitExceeded_is413() {
        ProblemDetail problem =
                ProblemDetail.of(new LimitExceeded(new Problem("LIMIT_EXCEEDED", "At most 2.", "/a/2")));

        assertThat(problem.status()).isEqualTo(413);
        assertThat(problem.code()).isEqualTo("LIMIT_EXCEEDED");
        assertThat(problem.errors())
                .containsExactly(new ProblemDetail.Error("LIMIT_EXCEEDED", "At most 2.", "/a/2", null, 0, 0));
    }

    @Test
    void diagnostic_becomesAnErrorWithItsPlaceInTheFile() {
        ProblemDetail problem = new ProblemDetail(
                "The rule set does not compile",
                422,
                "One error.",
                null,
                "RULE_SET_INVALID",
                List.of(ProblemDetail.Error.of(
                        Diagnostic.error("UNKNOWN_FIELD", "no field", "a.drl", 12, 5, "rule one"))),
                null);

        assertThat(text(problem))
                .contains("\"errors\":[{\"code\":\"UNKNOWN_FIELD\",\"message\":\"no field\",\"file\":\"a.drl\","
                        + "\"line\":12,\"column\":5}]");
    }

    private static String text(ProblemDetail problem) {
        return new String(problem.toJson(), StandardCharsets.UTF_8);
    }
}
