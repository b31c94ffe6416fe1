package org.plimsoll.policy;

/**
 * Ways to hold legs of one underlying together. Legs of a combination of stock and options stand for equal units; those
 * of a conversion, a reverse conversion, a collar and a box expire on the same day.
 */
public enum StrategyKind {
    /** Stock held. */
    LONG_STOCK,
    /** Stock sold short. */
    SHORT_STOCK,
    /** Calls held. */
    LONG_CALL,
    /** Puts held. */
    LONG_PUT,
    /** Calls written, with nothing to cover them. */
    SHORT_CALL,
    /** Puts written, with nothing to cover them. */
    SHORT_PUT,
    /** Calls and puts written; strikes and expiries may differ. */
    SHORT_STRADDLE,
    /** Options held and written that can lose no more than a known amount. */
    SPREAD,
    /** Call held and put written at a lower strike, put held and call written at a higher one. */
    LONG_BOX,
    /** Stock held, calls written. */
    COVERED_CALL,
    /** Stock sold short, puts written. */
    COVERED_PUT,
    /** Stock held, puts held. */
    PROTECTIVE_PUT,
    /** Stock sold short, calls held. */
    PROTECTIVE_CALL,
    /** Stock held, puts held, calls written at a higher strike. */
    COLLAR,
    /** Stock held, puts held, calls written at the same strike. */
    CONVERSION,
    /** Stock sold short, calls held, puts written at the same strike. */
    REVERSE_CONVERSION,
    /** Units of a fund that follows an index held, calls on the index written; the fund is worth at least the index. */
    COVERED_INDEX_CALL
}
