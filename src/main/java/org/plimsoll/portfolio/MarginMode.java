package org.plimsoll.portfolio;

/** Whether a position shares one margin pool with others or stands alone on margin of its own. */
public enum MarginMode {
    CROSS,
    ISOLATED
}
