package org.plimsoll.ledger;

import org.jspecify.annotations.Nullable;

/** One way to tamper with a copy. */
record Attack(String way, Deed deed) {
    /** Does it; tells the place of the first record that is bad then, or null when it is not on a record. */
    @FunctionalInterface
    interface Deed {
        @Nullable
        Long on(TamperedCopy copy) throws Exception;
    }
}
