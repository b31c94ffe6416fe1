package org.plimsoll.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
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
        if (!report.path("findings").isArray()) {
            return false;
        }
        for (JsonNode found : report.path("findings")) {
            if (found.path("severity").asText("ERROR").equals("ERROR")) {
                return false;
            }
        }
        return true;
    }

    /** What its cases came to and which gates are not met, to follow its result; empty when it says neither. */
    static String summary(JsonNode report) {
        StringBuilder summary = new StringBuilder();
        if (report.has("casesPassed")) {
            int failed = report.path("casesFailed").asInt();
            summary.append(", cases: ")
                    .append(report.path("casesPassed").asInt())
                    .append(" passed");
            summary.append(failed == 0 ? "" : ", " + failed + " failed");
            summary.append(", coverage ")
                    .append(percent(report.at("/coverage/share").asText("0")))
                    .append(" %");
        }
        report.path("unmet").forEach(gate -> summary.append("; ").append(plain(gate.asText())));
        return summary.toString();
    }

    private static String percent(String share) {
        try {
            return new BigDecimal(share).movePointRight(2).stripTrailingZeros().toPlainString();
        } catch (NumberFormatException e) {
            return plain(share);
        }
    }

    /** What it found, each at its file and line. */
    static List<String> lines(JsonNode report) {
        List<String> lines = new ArrayList<>();
        for (JsonNode found : report.path("findings")) {
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
