package org.plimsoll.decision;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.plimsoll.decision.ExplanationNode.Counts;
import org.plimsoll.decision.ExplanationNode.Kind;

/** Lines that add up to an amount, while they are gathered. */
final class ExplanationSum {
    private final List<ExplanationNode> lines = new ArrayList<>();

    ExplanationSum with(ExplanationNode line) {
        lines.add(line);
        return this;
    }

    ExplanationSum line(Kind kind, Counts counts, String title, BigDecimal amount) {
        return with(ExplanationNode.line(kind, counts, title, amount));
    }

    /** The same unless the amount is zero. */
    ExplanationSum lineUnlessZero(Kind kind, Counts counts, String title, BigDecimal amount) {
        return amount.signum() == 0 ? this : line(kind, counts, title, amount);
    }

    /** The sum as one line; what the lines differ from its amount is rounding, since each is rounded by itself. */
    ExplanationNode of(
            Kind kind,
            Counts counts,
            String title,
            BigDecimal amount,
            @Nullable RuleReference rule,
            List<Reading> readings) {
        boolean isSum = lines.stream().anyMatch(line -> line.counts() != Counts.BESIDE);
        BigDecimal sum = lines.stream().map(ExplanationNode::contribution).reduce(BigDecimal.ZERO, BigDecimal::add);
        BigDecimal rounding = amount.subtract(sum);
        if (isSum && rounding.signum() != 0) {
            Counts sign = rounding.signum() > 0 ? Counts.ADDED : Counts.TAKEN_OFF;
            line(Kind.ROUNDING, sign, "rounding: each amount is rounded by itself", rounding.abs());
        }
        return new ExplanationNode(kind, counts, title, amount, rule, readings, lines);
    }

    ExplanationNode of(Kind kind, Counts counts, String title, BigDecimal amount) {
        return of(kind, counts, title, amount, null, List.of());
    }

    /** The lines, none of which counts, under a heading without an amount. */
    ExplanationNode under(Kind kind, String title) {
        return new ExplanationNode(kind, Counts.BESIDE, title, null, null, List.of(), lines);
    }
}
