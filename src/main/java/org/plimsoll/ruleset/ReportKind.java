package org.plimsoll.ruleset;

/** What a report is about. */
public enum ReportKind {
    /** What is wrong with the files, or might be. */
    CHECK,
    /** What the worked cases came to. */
    TEST
}
