package org.plimsoll.engine.why;

import java.math.BigDecimal;
import java.util.Comparator;
import org.plimsoll.decision.WhyNot.RuleAnswer;
import org.plimsoll.decision.WhyNot.Verdict;

/**
 * An answer with how near its rule came to firing.
 *
 * @param answer the answer
 * @param failed conditions that failed on the nearest fact
 * @param distance how far the figures of that fact are from what is asked of them
 */
record Ranked(RuleAnswer answer, int failed, BigDecimal distance) implements Comparable<Ranked> {
    private static final Comparator<Ranked> ORDER = Comparator.comparing((Ranked ranked) -> step(ranked.answer()))
            .thenComparingInt(Ranked::failed)
            .thenComparing(Ranked::distance)
            .thenComparing(ranked -> ranked.answer().name());

    static Ranked fired(RuleAnswer answer) {
        return new Ranked(answer, 0, BigDecimal.ZERO);
    }

    /** How far a rule got: those that fired come first, those that had nothing to fire on last. */
    private static int step(RuleAnswer answer) {
        Verdict verdict = answer.verdict();
        return switch (verdict) {
            case FIRED -> 0;
            case DID_NOT_COUNT -> 1;
            case SAID_OTHERWISE -> 2;
            case CONDITIONS_FAILED, NOT_TOGETHER -> 3;
            case NO_SUCH_FACT -> 4;
            case NOT_LOOKED_AT, WITHDRAWN -> 5;
        };
    }

    @Override
    public int compareTo(Ranked other) {
        return ORDER.compare(this, other);
    }
}
