package org.plimsoll.cli;

/** What a command ends with. */
final class ExitCode {
    /** All passed. */
    static final int PASSED = 0;
    /** A check or case failed, an evaluation was refused, a replay differs, or the server refused. */
    static final int FAILED = 1;
    /** The command could not be carried out: wrong options, an unreadable folder, a server that cannot be reached. */
    static final int USAGE = 2;

    private ExitCode() {}
}
