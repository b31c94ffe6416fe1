package org.plimsoll.engine.gate;

/** Ends the reading of a rule that cannot be read further. */
final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    final GateCode code;
    final int offset;
    final String detail;

    Refused(GateCode code, int offset, String detail) {
        super(detail, null, false, false);
        this.code = code;
        this.offset = offset;
        this.detail = detail;
    }
}
