package org.plimsoll.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

/**
 * What counts is what a fresh account must deposit: with deposit C, premiums and sales moved through cash, equity is C, and C
 * must be the requirement less the proceeds.
 */
class GrossRequirementTest {
    @Test
    void spread_counts_requirementLessProceeds() {
        GrossRequirement spread = requirement("1140", "1140", "0", "780");

        assertThat(spread.initial()).isEqualByComparingTo("360");
        assertThat(spread.maintenance()).isEqualByComparingTo("360");
    }

    @Test
    void coveredCall_aboveItsStrike_doesNotLendOnWhatIsAboveIt() {
        // Stock 9,238, strike 9,000, call 700: lent is at most 75 % of 9,000, so that cash of 6,750 may be owed, not
        // more.
        GrossRequirement covered = requirement("4619", "2250", "238", "700");
        BigDecimal equityAtTheLine =
                new BigDecimal("9238").subtract(new BigDecimal("700")).subtract(new BigDecimal("6750"));

        assertThat(covered.initial()).isEqualByComparingTo("3919");
        assertThat(covered.maintenance()).isEqualByComparingTo(equityAtTheLine);
    }

    @Test
    void shortStock_counts_whatIsAboveItsMarketValue() {
        GrossRequirement sold = requirement("7500", "6500", "0", "5000");

        assertThat(sold.initial()).isEqualByComparingTo("2500");
        assertThat(sold.maintenance()).isEqualByComparingTo("1500");
    }

    @Test
    void proceedsAboveTheRequirement_leaveNothingToCount() {
        GrossRequirement covered = requirement("100", "50", "20", "130");

        assertThat(covered.initial()).isZero();
        assertThat(covered.maintenance()).isZero();
    }

    private static GrossRequirement requirement(String initial, String maintenance, String without, String proceeds) {
        return new GrossRequirement(
                Facts.pool(),
                new BigDecimal(initial),
                new BigDecimal(maintenance),
                new BigDecimal(without),
                new BigDecimal(proceeds),
                "example");
    }
}
