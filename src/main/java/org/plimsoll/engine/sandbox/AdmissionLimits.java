package org.plimsoll.engine.sandbox;

/** Sizes that no honest rule set comes near and that keep one step of rule code short. */
final class AdmissionLimits {
    /** Classes of one rule set; a rule needs about eight. */
    static final int CLASSES = 200_000;

    /** Bytes of all classes together. */
    static final long TOTAL_BYTES = 512L << 20;

    /** Calls that one condition or consequence may make. */
    static final int CALLS = 1_000;

    /** Instructions of one condition or consequence. */
    static final int INSTRUCTIONS = 8_000;

    /** Elements of an array: the values of an {@code in}, or the rules of a set. */
    static final int ARRAY_LENGTH = 20_000;

    /** Characters of a text literal in rule code, and of the fixed part of a joined text. */
    static final int TEXT_LENGTH = 1_000;

    /** Characters of a decimal literal. */
    static final int DECIMAL_LITERAL_LENGTH = 40;

    /** Largest absolute scale of a decimal literal. */
    static final int DECIMAL_LITERAL_SCALE = 40;

    private AdmissionLimits() {}
}
