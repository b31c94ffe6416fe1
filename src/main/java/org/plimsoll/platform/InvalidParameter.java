package org.plimsoll.platform;

/** A query parameter that cannot be read. */
public final class InvalidParameter extends ProblemException {
    private static final long serialVersionUID = 1L;

    public InvalidParameter(String detail) {
        super(400, "INVALID_PARAMETER", detail);
    }
}
