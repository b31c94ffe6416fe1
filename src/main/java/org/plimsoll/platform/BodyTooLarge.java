package org.plimsoll.platform;

/** A body is longer than its limit. */
public final class BodyTooLarge extends ProblemException {
    private static final long serialVersionUID = 1L;

    /** A body that may have so many bytes. */
    public BodyTooLarge(long limit, String advice) {
        super(413, "BODY_TOO_LARGE", "This body may have at most " + limit + " bytes; " + advice + ".");
    }
}
