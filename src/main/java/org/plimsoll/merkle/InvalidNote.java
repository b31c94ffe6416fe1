package org.plimsoll.merkle;

/** A text is no signed note, or no checkpoint; the message says what it should be. */
public final class InvalidNote extends RuntimeException {
    private static final long serialVersionUID = 1;

    InvalidNote(String reason) {
        super(reason);
    }
}
