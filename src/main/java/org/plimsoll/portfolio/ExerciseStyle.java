package org.plimsoll.portfolio;

/** When an option may be exercised: at any time (American) or at expiry only (European). */
public enum ExerciseStyle {
    AMERICAN,
    EUROPEAN
}
