package org.plimsoll.ledger;

/** The log in the database is not what was written to it; the message says where. */
final class BrokenLedger extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BrokenLedger(String reason) {
        super(reason);
    }
}
