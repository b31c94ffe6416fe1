package org.plimsoll.cli;

import picocli.CommandLine.Option;

/** How a command reports that has no test results: as text or JSON. */
final class FormatOption {
    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "text or json (default: ${DEFAULT-VALUE}).")
    private ReportFormat format = ReportFormat.TEXT;

    /** Whether JSON is asked for. Refuses what the command of this name does not write. */
    boolean isJson(String command) {
        if (format == ReportFormat.JUNIT) {
            throw new UsageFailure("`" + command + "` reports as text or json; junit is for check and test.");
        }
        return format == ReportFormat.JSON;
    }
}
