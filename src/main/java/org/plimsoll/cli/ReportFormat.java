package org.plimsoll.cli;

/** How a report is written. */
enum ReportFormat {
    TEXT,
    JSON,
    JUNIT
}
