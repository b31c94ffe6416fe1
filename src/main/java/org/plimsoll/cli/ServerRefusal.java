package org.plimsoll.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;

/** An answer of the server that is no success: a problem by RFC 9457, or whatever else it sent. */
final class ServerRefusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Statuses that say something of the rule set, not of the call. */
    private static final Set<Integer> ABOUT_THE_RULES = Set.of(409, 412, 422);

    private final int status;
    private final String sentences;

    private ServerRefusal(int status, String sentences) {
        super(sentences);
        this.status = status;
        this.sentences = sentences;
    }

    static ServerRefusal of(int status, JsonNode problem) {
        StringBuilder text = new StringBuilder("the server refused with ").append(status);
        if (problem.hasNonNull("code")) {
            text.append(' ').append(problem.path("code").asText());
        }
        text.append(": ")
                .append(problem.hasNonNull("detail") ? problem.path("detail").asText() : advice(status));
        for (JsonNode error : problem.path("errors")) {
            text.append("\n  ").append(line(error));
        }
        return new ServerRefusal(status, text.toString());
    }

    private static String line(JsonNode error) {
        String place = error.hasNonNull("file")
                ? error.path("file").asText() + ":" + error.path("line").asInt() + ":"
                        + error.path("column").asInt() + ": "
                : error.hasNonNull("pointer") ? error.path("pointer").asText() + ": " : "";
        return place + error.path("code").asText() + ": "
                + error.path("message").asText();
    }

    private static String advice(int status) {
        return switch (status) {
            case 401 -> "give a user or a token that it knows.";
            case 403 -> "the user may not do this.";
            case 404 -> "there is no such thing, or this is no Plimsoll server.";
            default -> "it gave no reason.";
        };
    }

    int status() {
        return status;
    }

    String sentences() {
        return sentences;
    }

    int exitCode() {
        return ABOUT_THE_RULES.contains(status) ? ExitCode.FAILED : ExitCode.USAGE;
    }
}
