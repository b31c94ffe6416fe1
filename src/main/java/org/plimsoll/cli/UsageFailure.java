package org.plimsoll.cli;

/** A command that could not be carried out as it was given: exit code 2, with a sentence that says what to do. */
final class UsageFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UsageFailure(String sentence) {
        super(sentence);
    }
}
