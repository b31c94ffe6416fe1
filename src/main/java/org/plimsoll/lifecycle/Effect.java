package org.plimsoll.lifecycle;

/** What the activations of a version amount to at an instant. */
public enum Effect {
    /** It has never been in force, and nothing is planned. */
    NONE,
    /** It will come into force. */
    PLANNED,
    /** It is in force. */
    IN_FORCE,
    /** It was in force until another version took over. */
    OVER,
    /** It was in force until its time ran out. */
    RAN_OUT
}
