package org.plimsoll.decision;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import org.plimsoll.decision.ExplanationNode.Counts;
import org.plimsoll.decision.ExplanationNode.Kind;

/** Holds an explanation to adding up, and to the figures of the decision that it explains. */
public final class SumCheck {
    private int sums;

    /**
     * Checks every line: children that count add up to it to the last digit, and rounding takes or gives less than one unit for
     * each amount that was rounded.
     *
     * @param unit smallest amount, such as 0.01
     * @return how many lines were sums
     */
    public static int check(ExplanationNode root, BigDecimal unit) {
        SumCheck check = new SumCheck();
        check.line(root, unit);
        return check.sums;
    }

    private void line(ExplanationNode line, BigDecimal unit) {
        if (line.isSum()) {
            sums++;
            BigDecimal total = BigDecimal.ZERO;
            int counting = 0;
            for (ExplanationNode child : line.children()) {
                if (child.counts() == Counts.ADDED) {
                    total = total.add(child.amount());
                } else if (child.counts() == Counts.TAKEN_OFF) {
                    total = total.subtract(child.amount());
                }
                counting += child.counts() == Counts.BESIDE ? 0 : 1;
            }
            assertThat(total).as(line.title()).isEqualByComparingTo(line.amount());
            for (ExplanationNode child : line.children()) {
                if (child.kind() == Kind.ROUNDING) {
                    assertThat(child.amount()).as(line.title()).isLessThan(unit.multiply(BigDecimal.valueOf(counting)));
                }
            }
        }
        line.children().forEach(child -> line(child, unit));
    }

    /** Checks that what the decision says of each pool stands in the explanation. */
    public static void holdsFiguresOf(Decision decision, ExplanationNode root) {
        for (Decision.Pool pool : decision.pools()) {
            assertThat(amount(root, "equity of pool " + pool.id())).isEqualTo(pool.equity());
            assertThat(amount(root, "initial margin of pool " + pool.id())).isEqualTo(pool.initialMargin());
            assertThat(amount(root, "maintenance margin of pool " + pool.id())).isEqualTo(pool.maintenanceMargin());
        }
        assertThat(root.children().stream().filter(line -> line.kind() == Kind.ACTION))
                .hasSameSizeAs(decision.actions());
    }

    private static @Nullable BigDecimal amount(ExplanationNode line, String title) {
        if (line.title().equals(title)) {
            return line.amount();
        }
        return line.children().stream()
                .map(child -> amount(child, title))
                .filter(found -> found != null)
                .findFirst()
                .orElse(null);
    }
}
