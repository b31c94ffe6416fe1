package org.plimsoll.replay.core;

/** A folder is no export, or something in it cannot be read. */
public final class ExportUnreadable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ExportUnreadable(String what, Throwable cause) {
        super(what + ": " + cause.getMessage(), cause);
    }
}
