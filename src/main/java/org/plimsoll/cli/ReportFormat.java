package org.plimsoll.cli;

/** How a report is written. */
enum ReportFormat {
    TEXT,
    JSON,
    JUNIT;

    /** For commands whose result is no list of tests. */
    void mustNotBeJunit(String command) {
        if (this == JUNIT) {
            throw new UsageFailure("`" + command + "` reports as text or json; junit is for check and test.");
        }
    }
}
