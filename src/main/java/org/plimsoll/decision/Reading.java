package org.plimsoll.decision;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.plimsoll.policy.Fact;

/**
 * What a rule read of a fact.
 *
 * @param fact kind and id of the fact, such as {@code AccountHealth cross}
 * @param values what was read, in the order of the rule's text, each once
 */
public record Reading(String fact, List<Value> values) {
    /** How an absent value is shown. */
    public static final String ABSENT = "absent";

    public Reading {
        values = List.copyOf(values);
    }

    /**
     * A value that a rule read.
     *
     * @param name as the rule writes it, such as {@code initialShortfall} or {@code parameter("rate")}
     * @param value at full precision; {@link #ABSENT} when the fact has none
     * @param source where the rule set says that it comes from; null when it does not say
     */
    public record Value(String name, String value, @Nullable String source) {
        /** A value of the portfolio or the market, which no rule set gives a source for. */
        public Value(String name, String value) {
            this(name, value, null);
        }
    }

    /** Tells what a rule read of the facts that it fired on. */
    @FunctionalInterface
    public interface Source {
        /** Knows no rule's text. */
        Source NONE = (rule, facts) -> List.of();

        /**
         * What a rule read.
         *
         * @param rule the rule
         * @param facts facts it fired on, in the order of its patterns
         */
        List<Reading> of(RuleReference rule, List<Fact> facts);
    }
}
