package org.plimsoll.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.plimsoll.risk.Decimals.dec;

import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.plimsoll.policy.MarginTier;
import org.plimsoll.risk.TieredMargin.Step;

class TieredMarginTest {
    /** Three tiers; amounts by hand: 0; 50000 x 0.001 = 50; 50 + 250000 x 0.005 = 1300. */
    private static final TieredMargin TABLE =
            TieredMargin.of(List.of(step("0", "0.004"), step("50000", "0.005"), step("250000", "0.01")));

    @ParameterizedTest
    @CsvSource({
        "0, 1, 0",
        "49999.99, 1, 199.99996",
        "50000, 2, 200",
        "50000.01, 2, 200.00005",
        "-50000, 2, 200",
        "249999, 2, 1199.995",
        "250000, 3, 1200",
        "1000000000, 3, 9998700",
        "-249999, 2, 1199.995"
    })
    void maintenance_atEitherSideOfAFloor_isThatOfItsTier(BigDecimal notional, int tier, BigDecimal margin) {
        assertThat(TABLE.tierOf(notional).number()).isEqualTo(tier);
        assertThat(TABLE.maintenance(notional)).isEqualByComparingTo(margin);
    }

    @Test
    void tiers_ofTable_areNumberedFromOneWithTheirAmounts() {
        assertThat(TABLE.tiers())
                .usingRecursiveFieldByFieldElementComparator()
                .containsExactly(
                        new MarginTier(1, dec("0"), dec("0.004"), dec("0")),
                        new MarginTier(2, dec("50000"), dec("0.005"), dec("50.000")),
                        new MarginTier(3, dec("250000"), dec("0.01"), dec("1300.000")));
    }

    @Test
    void table_ofOneTier_coversEverything() {
        assertThat(TieredMargin.of(List.of(step("0", "0.05"))).maintenance(dec("123456")))
                .isEqualByComparingTo("6172.8");
    }

    @Test
    void table_withoutTiersOrNotFromZero_isRefused() {
        assertThatThrownBy(() -> TieredMargin.of(List.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> TieredMargin.of(List.of(step("1", "0.05"))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void table_whoseFloorsDoNotAscend_isRefused() {
        assertThatThrownBy(() -> TieredMargin.of(List.of(step("0", "0.01"), step("0", "0.02"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("tier 2");
        assertThatThrownBy(() -> TieredMargin.of(List.of(step("0", "0.01"), step("9", "0.02"), step("8", "0.03"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("tier 3");
    }

    private static Step step(String floor, String rate) {
        return new Step(dec(floor), dec(rate));
    }
}
