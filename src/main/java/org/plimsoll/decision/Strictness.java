package org.plimsoll.decision;

/** What an evaluation does about something it cannot vouch for. Neither passes silently. */
public enum Strictness {
    /** Refuse the evaluation. */
    REFUSE,
    /** Take the more conservative reading and name a warning. */
    WARN
}
