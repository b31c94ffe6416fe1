package org.plimsoll.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * A server's report on a check or a test. One that does not say in so many words that it passed, and does not list what is
 * wrong either, counts as failed.
 */
final class ServerReport {
    private ServerReport() {}

    static boolean passed(JsonNode report) {
        if (report.path("passed").isBoolean()) {
            return report.path("passed").booleanValue();
        }
        if (!report.path("diagnostics").isArray()) {
            return false;
        }
        for (JsonNode found : report.path("diagnostics")) {
            if (!found.path("severity").asText("ERROR").equals("WARNING")) {
                return false;
            }
        }
        return true;
    }

    /** What it says in a sentence, with a comma before it; empty when it says none. */
    static String summary(JsonNode report) {
        return report.hasNonNull("summary")
                ? ", " + plain(report.path("summary").asText())
                : "";
    }

    /** What it found, each at its file and line. */
    static List<String> lines(JsonNode report) {
        List<String> lines = new ArrayList<>();
        for (JsonNode found : report.path("diagnostics")) {
            lines.add(plain(found.path("file").asText() + ":"
                    + found.path("line").asInt() + ":"
                    + found.path("column").asInt() + ": " + found.path("code").asText() + ": "
                    + found.path("message").asText()));
        }
        return lines;
    }

    /** Text of another machine, fit for a terminal. */
    static String plain(String text) {
        return text.replaceAll("\\p{Cntrl}", " ");
    }
}
