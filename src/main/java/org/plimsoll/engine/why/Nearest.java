package org.plimsoll.engine.why;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.plimsoll.decision.Reading;
import org.plimsoll.decision.WhyNot.FactAnswer;
import org.plimsoll.decision.WhyNot.Tested;
import org.plimsoll.decision.WhyNot.Truth;
import org.plimsoll.engine.RuleProbes;
import org.plimsoll.engine.RuleProbes.Finding;
import org.plimsoll.engine.gate.Node;
import org.plimsoll.engine.why.Probed.Part;
import org.plimsoll.engine.why.Probed.Side;
import org.plimsoll.policy.Fact;
import org.plimsoll.policy.Figure;

/**
 * Finds the facts that came nearest to a pattern: those that meet the most of its conditions, and of these the ones whose
 * figures are nearest, relative to their size, to what the comparisons that failed ask for.
 */
final class Nearest {
    /** So many of the facts that meet the most conditions are compared by their figures. */
    private static final int MOST_COMPARED = 200;

    private static final int SHOWN = 3;

    private final RuleProbes probes;
    private final long deadlineNanos;

    Nearest(RuleProbes probes, long deadlineNanos) {
        this.probes = probes;
        this.deadlineNanos = deadlineNanos;
    }

    /**
     * A fact near a pattern.
     *
     * @param fact the fact
     * @param failed conditions that it does not meet, or of which that is not known
     * @param distance how far it is from those it does not meet, at least zero
     * @param answer the conditions on it
     */
    record Near(Fact fact, int failed, BigDecimal distance, FactAnswer answer) implements Comparable<Near> {
        private static final Comparator<Near> ORDER = Comparator.comparingInt(Near::failed)
                .thenComparing(Near::distance)
                .thenComparing(near -> near.fact().toString());

        @Override
        public int compareTo(Near other) {
            return ORDER.compare(this, other);
        }
    }

    private record Counted(Fact fact, List<Finding> findings, int failed) {}

    /** The nearest facts, the nearest first, at most three. */
    List<Near> to(Probed.Pattern pattern, List<Fact> facts) {
        List<Counted> counted = new ArrayList<>(facts.size());
        for (Fact fact : facts) {
            List<Finding> findings = pattern.parts().stream()
                    .map(part -> probes.test(part.probe(), fact, deadlineNanos))
                    .toList();
            int failed = (int) findings.stream()
                    .filter(finding -> !Boolean.TRUE.equals(finding.holds()))
                    .count();
            counted.add(new Counted(fact, findings, failed));
        }
        return counted.stream()
                .sorted(Comparator.comparingInt(Counted::failed))
                .limit(MOST_COMPARED)
                .map(each -> near(pattern, each))
                .sorted()
                .limit(SHOWN)
                .toList();
    }

    private Near near(Probed.Pattern pattern, Counted counted) {
        List<Tested> tested = new ArrayList<>();
        BigDecimal distance = BigDecimal.ZERO;
        for (int i = 0; i < pattern.parts().size(); i++) {
            Part part = pattern.parts().get(i);
            Finding finding = counted.findings().get(i);
            Sides sides = sides(pattern, part, counted.fact());
            tested.add(new Tested(
                    part.text(), truth(finding), values(pattern, part, sides, counted.fact()), finding.why()));
            if (!Boolean.TRUE.equals(finding.holds())) {
                distance = distance.add(sides.distance());
            }
        }
        return new Near(
                counted.fact(),
                counted.failed(),
                distance,
                new FactAnswer(counted.fact().toString(), tested));
    }

    private static Truth truth(Finding finding) {
        if (finding.holds() == null) {
            return Truth.UNKNOWN;
        }
        return finding.holds() ? Truth.TRUE : Truth.FALSE;
    }

    /** What the sides of a comparison come to; null for what is no number, or cannot be worked out. */
    private record Sides(
            @Nullable BigDecimal left, @Nullable BigDecimal right) {
        /** How far apart they are, relative to the larger; one for what cannot be measured. */
        BigDecimal distance() {
            if (left == null || right == null) {
                return BigDecimal.ONE;
            }
            BigDecimal larger = left.abs().max(right.abs());
            return larger.signum() == 0
                    ? BigDecimal.ZERO
                    : left.subtract(right)
                            .abs()
                            .divide(larger, MathContext.DECIMAL64)
                            .min(BigDecimal.ONE);
        }
    }

    private Sides sides(Probed.Pattern pattern, Part part, Fact fact) {
        return part.sides().isEmpty()
                ? new Sides(null, null)
                : new Sides(
                        number(pattern, part.sides().get(0), fact),
                        number(pattern, part.sides().get(1), fact));
    }

    private @Nullable BigDecimal number(Probed.Pattern pattern, Side side, Fact fact) {
        if (side.probe() != null) {
            return probes.say(side.probe(), fact, deadlineNanos).stream()
                    .filter(Figure.class::isInstance)
                    .map(outcome -> ((Figure) outcome).value())
                    .findFirst()
                    .orElse(null);
        }
        if (side.node() instanceof Node.Numeral number) {
            return FactRead.decimal(number);
        }
        if (side.node() instanceof Node.Minus minus && Node.bare(minus.inner()) instanceof Node.Numeral number) {
            return FactRead.decimal(number).negate();
        }
        Optional<FactRead> read = pattern.reads().read(side.node(), true);
        return read.flatMap(each -> each.number(fact)).orElse(null);
    }

    private static List<Reading.Value> values(Probed.Pattern pattern, Part part, Sides sides, Fact fact) {
        Map<String, Reading.Value> values = new LinkedHashMap<>();
        for (int i = 0; i < part.sides().size(); i++) {
            BigDecimal number = i == 0 ? sides.left() : sides.right();
            Side side = part.sides().get(i);
            if (side.probe() != null && number != null) {
                values.put(side.text(), new Reading.Value(side.text(), FactRead.plain(number)));
            }
        }
        pattern.reads().of(part.node()).forEach((name, read) -> values.put(name, read.of(fact)));
        return List.copyOf(values.values());
    }
}
