package org.plimsoll.merkle;

/** A proof does not show what it is given for; the message says why. */
public final class InvalidProof extends RuntimeException {
    private static final long serialVersionUID = 1;

    InvalidProof(String reason) {
        super(reason);
    }
}
