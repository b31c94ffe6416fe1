package org.plimsoll.policy;

/** Which requirement a margin call restores. */
public enum CallBasis {
    INITIAL,
    MAINTENANCE,
    HOUSE
}
