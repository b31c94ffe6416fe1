package org.plimsoll.engine.gate;

import java.time.Duration;

/**
 * What the gate will read. The parsers of Drools take time that grows by a factor of 2.6 with every further bracket
 * inside a bracket (fourteen take a minute), so brackets are few; the rest is far above what people write.
 */
final class Limits {
    /** Characters of a file. */
    static final int CHARACTERS = 4 << 20;
    /** Characters of a line. */
    static final int LINE = 4_000;
    /** Words, numbers, texts and symbols of a file. */
    static final int TOKENS = 1_000_000;
    /** Rules of a file. */
    static final int RULES = 10_000;
    /** Words, numbers, texts and symbols of a rule. */
    static final int RULE_TOKENS = 2_000;
    /** Words, numbers, texts and symbols of a constraint or statement. */
    static final int EXPRESSION_TOKENS = 250;
    /** Brackets within brackets of any sort. */
    static final int BRACKETS = 16;
    /** Round and square brackets within one another in a constraint. */
    static final int CONSTRAINT_BRACKETS = 6;
    /** Round and square brackets within one another in a statement. */
    static final int STATEMENT_BRACKETS = 7;
    /** {@code if} within {@code if}. */
    static final int BLOCKS = 4;
    /** Statements of a consequence. */
    static final int STATEMENTS = 60;
    /** Characters of a rule's name. */
    static final int RULE_NAME = 120;
    /** Characters of a text. */
    static final int TEXT = 500;
    /** Characters that a text put together from others may reach. */
    static final int JOINED_TEXT = 4_000;
    /** Digits of a number: what arithmetic in 34 digits keeps exactly. */
    static final int DIGITS = 34;
    /** Decimal exponent, up or down, that an amount may reach by multiplying and dividing. */
    static final int MAGNITUDE = 600;
    /** Patterns of a rule. */
    static final int PATTERNS = 4;
    /** {@code &&} and {@code ||} of a constraint. */
    static final int CONNECTIVES = 16;
    /** Variables of other patterns in one constraint. */
    static final int CONSTRAINT_VARIABLES = 2;
    /** Variables of the condition that a consequence may use. */
    static final int CONSEQUENCE_VARIABLES = 4;
    /** Time for one file. */
    static final Duration TIME = Duration.ofSeconds(60);

    private Limits() {}
}
