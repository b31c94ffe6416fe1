package org.plimsoll.wire;

/** How much of the reasoning an answer carries. On the wire in lower case. */
public enum Explain {
    /** Figures and actions only. */
    NONE,
    /** The rule behind each figure and action. */
    RULES,
    /** Every firing with the facts it matched. */
    FULL
}
