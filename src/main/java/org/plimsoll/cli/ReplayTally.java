package org.plimsoll.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** What many replays come to. Keeps the first reports that differ, and counts the others. */
final class ReplayTally {
    private static final int MOST_KEPT = 1_000;
    private static final int MOST_SHOWN = 20;

    private long identical;
    private long different;
    private long failed;
    private long expired;
    private final List<JsonNode> differing = new ArrayList<>();
    private final List<Failure> failures = new ArrayList<>();

    /** A decision that could not be replayed, and why. */
    record Failure(String decisionId, String reason) {}

    /** What {@code replay} reports as JSON. */
    record Report(
            boolean passed,
            long decisions,
            long identical,
            long different,
            long failed,
            long expired,
            List<JsonNode> differing,
            List<Failure> failures) {}

    /** Takes a report in. One that does not say in so many words that it is identical, or different, is a failure. */
    void add(String decisionId, JsonNode report) {
        String outcome = report.path("outcome").asText();
        if (outcome.equals("identical")) {
            identical++;
        } else if (outcome.equals("different")) {
            different++;
            if (differing.size() < MOST_KEPT) {
                differing.add(report);
            }
        } else {
            fail(decisionId, "the answer is no replay");
        }
    }

    void fail(String decisionId, String reason) {
        failed++;
        if (failures.size() < MOST_KEPT) {
            failures.add(new Failure(decisionId, reason));
        }
    }

    void expire(long decisions) {
        expired += decisions;
    }

    long decisions() {
        return identical + different + failed;
    }

    /** A difference is the worst; what could not be replayed is not known to be the same either. */
    int exitCode() {
        if (different > 0) {
            return ExitCode.FAILED;
        }
        return failed > 0 ? ExitCode.USAGE : ExitCode.PASSED;
    }

    Report report() {
        return new Report(
                exitCode() == ExitCode.PASSED, decisions(), identical, different, failed, expired, differing, failures);
    }

    void write(Console console) {
        for (JsonNode report : differing) {
            console.line(console.painted(Console.Colour.RED, "different") + " "
                    + plain(report.path("decisionId").asText()));
            int shown = 0;
            for (JsonNode difference : report.path("differences")) {
                if (shown++ < MOST_SHOWN) {
                    console.line("  " + plain(difference.path("part").asText()) + " "
                            + plain(difference.path("pointer").asText()) + ": " + value(difference.path("recorded"))
                            + " -> " + value(difference.path("replayed")));
                }
            }
            int more = report.path("differenceCount").asInt() - Math.min(shown, MOST_SHOWN);
            if (more > 0) {
                console.line("  and " + more + " more");
            }
            report.at("/refusal/errors")
                    .forEach(error ->
                            console.line("  " + plain(error.path("code").asText()) + ": "
                                    + plain(error.path("message").asText())));
            report.path("reasons").forEach(reason -> console.line("  " + plain(reason.asText())));
        }
        failures.forEach(
                failure -> console.line("failed " + plain(failure.decisionId()) + ": " + plain(failure.reason())));
        console.line(decisions() + (decisions() == 1 ? " decision: " : " decisions: ") + identical + " identical, "
                + different + " different, " + failed + " could not be replayed"
                + (expired == 0 ? "" : "; " + expired + " have expired"));
    }

    private static String value(JsonNode shown) {
        return shown.isTextual() ? plain(shown.textValue()) : "nothing";
    }

    private static String plain(String text) {
        return ServerReport.plain(text);
    }
}
