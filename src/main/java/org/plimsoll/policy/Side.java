package org.plimsoll.policy;

/** Which way a position profits: from a rise (long) or from a fall (short). */
public enum Side {
    LONG,
    SHORT
}
