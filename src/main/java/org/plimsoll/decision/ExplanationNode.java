package org.plimsoll.decision;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A line of an explanation, and the lines it consists of. Wherever a child counts, the children that do add up to the
 * amount, exactly: what rounding took or gave is a line of its own.
 *
 * @param kind what the line is about
 * @param counts how its amount counts in the line above it
 * @param title a sentence without its full stop
 * @param amount amount in base currency, rounded as the decision's are; null when the line has none
 * @param rule rule that said so; null when it follows from the accounting identity alone
 * @param readings what that rule read of the facts it fired on
 * @param children lines it consists of, or that go with it
 */
public record ExplanationNode(
        Kind kind,
        Counts counts,
        String title,
        @Nullable BigDecimal amount,
        @Nullable RuleReference rule,
        List<Reading> readings,
        List<ExplanationNode> children) {

    public ExplanationNode {
        readings = List.copyOf(readings);
        children = List.copyOf(children);
    }

    /** What a line is about. */
    public enum Kind {
        DECISION,
        ACTION,
        POOL,
        EQUITY,
        CASH,
        COLLATERAL,
        ASSET,
        MARKET_VALUE,
        HAIRCUT,
        POSITIONS,
        POSITION,
        LOANS,
        INITIAL_MARGIN,
        MAINTENANCE_MARGIN,
        REQUIREMENT,
        REPLACED,
        ADD_ON,
        PROCEEDS,
        SCENARIO,
        FIGURE,
        RULE,
        TERM,
        ROUNDING
    }

    /** How the amount of a line counts in the line above it. */
    public enum Counts {
        /** It is added. */
        ADDED,
        /** It is taken off. */
        TAKEN_OFF,
        /** It only goes with it. */
        BESIDE
    }

    /** A line without a rule and without children. */
    static ExplanationNode line(Kind kind, Counts counts, String title, @Nullable BigDecimal amount) {
        return new ExplanationNode(kind, counts, title, amount, null, List.of(), List.of());
    }

    /** What the line adds to the one above it; zero when it only goes with it. */
    public BigDecimal contribution() {
        if (amount == null || counts == Counts.BESIDE) {
            return BigDecimal.ZERO;
        }
        return counts == Counts.ADDED ? amount : amount.negate();
    }

    /** Whether some of the children count, so that they add up to the amount. */
    public boolean isSum() {
        return children.stream().anyMatch(child -> child.counts() != Counts.BESIDE);
    }
}
