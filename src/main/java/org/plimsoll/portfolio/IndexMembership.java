package org.plimsoll.portfolio;

/** Whether an equity is a constituent of a main index, of another index, or of none. */
public enum IndexMembership {
    MAIN_INDEX,
    OTHER_INDEX,
    NONE
}
