package org.plimsoll.decision;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The answer to why a rule did not fire, or why no rule required an action.
 *
 * @param question what was asked, in words
 * @param answer the answer in short, a sentence
 * @param rules each rule that could have said it, the nearest first
 */
public record WhyNot(String question, String answer, List<RuleAnswer> rules) {
    public WhyNot {
        rules = List.copyOf(rules);
    }

    /** What became of a rule. */
    public enum Verdict {
        /** It fired, and what it said counts. */
        FIRED,
        /** It fired, and what it said does not count: something wider, larger or equal does. */
        DID_NOT_COUNT,
        /** It fired, and said something else. */
        SAID_OTHERWISE,
        /** No fact met all of its conditions. */
        CONDITIONS_FAILED,
        /** There was no fact of the kind it is about. */
        NO_SUCH_FACT,
        /** Facts met its conditions one by one, and none together. */
        NOT_TOGETHER,
        /** The version withdraws it from the rule set that it extends. */
        WITHDRAWN,
        /** It was not looked at, since there are too many. */
        NOT_LOOKED_AT
    }

    /** Whether a fact meets a condition. */
    public enum Truth {
        TRUE,
        FALSE,
        /** It could not be worked out of this fact by itself. */
        UNKNOWN
    }

    /**
     * The answer of one rule.
     *
     * @param name name of the rule
     * @param rule where it stands; null when the version withdraws it
     * @param verdict what became of it
     * @param sentence the same in words
     * @param facts the nearest facts of each of its patterns, the nearest first, with its conditions
     */
    public record RuleAnswer(
            String name, @Nullable RuleReference rule, Verdict verdict, String sentence, List<FactAnswer> facts) {
        public RuleAnswer {
            facts = List.copyOf(facts);
        }
    }

    /**
     * A fact and the conditions on it.
     *
     * @param fact kind and id of the fact, such as {@code AccountHealth cross}
     * @param conditions conditions of the rule on it, in the order of the text, {@code &&} taken apart
     */
    public record FactAnswer(String fact, List<Tested> conditions) {
        public FactAnswer {
            conditions = List.copyOf(conditions);
        }
    }

    /**
     * A condition on a fact.
     *
     * @param condition as the rule writes it
     * @param truth whether the fact meets it, by the rule engine
     * @param values what it reads, and what each side of a comparison comes to
     * @param why why it could not be worked out; null when it could
     */
    public record Tested(
            String condition,
            Truth truth,
            List<Reading.Value> values,
            @Nullable String why) {
        public Tested {
            values = List.copyOf(values);
        }
    }
}
