package org.plimsoll.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.plimsoll.portfolio.Refusal;

/** Requirements that rules read from tiers, and what a reduction to the lower tier sets free. */
class TierTest {
    private static final BigDecimal ZERO = BigDecimal.ZERO;

    /** The third tier of BTCUSDT as Binance published it in 2022. */
    private static final MarginTier THIRD =
            new MarginTier(3, new BigDecimal("250000"), new BigDecimal("0.01"), new BigDecimal("1300"));

    @Test
    void requirementInTier_amountsWorkedOutByTheRule_areTakenAsTheyAre() {
        Position position = Facts.position().notional("150000000").build();

        MarginRequirement requirement = Functions.requirementInTier(
                position,
                2,
                new BigDecimal("100000000"),
                new BigDecimal("10000000"),
                new BigDecimal("3666666.67"),
                new BigDecimal("0.0333"),
                "ETH tier 2");

        assertThat(requirement.initial()).isEqualByComparingTo("10000000");
        assertThat(requirement.maintenance()).isEqualByComparingTo("3666666.67");
        assertThat(requirement.reason()).isEqualTo("ETH tier 2");
    }

    @Test
    void requirementInTier_tier_reproducesTheMaintenanceMarginAtTheNotional() {
        Position position = Facts.position().notional("260000").build();

        MarginTier tier = Objects.requireNonNull(Functions.requirementInTier(
                        position, 3, THIRD.floor(), ZERO, new BigDecimal("1300"), THIRD.maintenanceRate(), "BTC tier 3")
                .tier());

        assertThat(tier.number()).isEqualTo(3);
        assertThat(tier.floor()).isEqualByComparingTo("250000");
        assertThat(tier.maintenanceAmount()).isEqualByComparingTo("1300");
    }

    @Test
    void requirementInTier_marginThatDoesNotVaryWithThePrice_isANegativeAmountAtRateZero() {
        Position position = Facts.position().notional("12").build();

        MarginTier tier = Objects.requireNonNull(Functions.requirementInTier(
                        position, 1, ZERO, new BigDecimal("2"), new BigDecimal("0.1"), ZERO, "1 % of entry value")
                .tier());

        assertThat(tier.maintenanceRate()).isEqualByComparingTo("0");
        assertThat(tier.maintenanceAmount()).isEqualByComparingTo("-0.1");
    }

    @ParameterizedTest
    @CsvSource({"250000, 0", "260000, 100", "1000000, 7500"})
    void maintenanceAboveFloor_aboveTheLowestTier_isTheRateOnWhatIsAboveTheFloor(
            BigDecimal notional, BigDecimal freed) {
        assertThat(THIRD.maintenanceAboveFloor(notional)).isEqualByComparingTo(freed);
    }

    /** Maintenance margin now, less maintenance margin at the floor by the tier below (0.5 %, 50). */
    @Test
    void maintenanceAboveFloor_continuousTable_isTheDifferenceOfTheTwoRequirements() {
        BigDecimal now =
                new BigDecimal("1000000").multiply(new BigDecimal("0.01")).subtract(new BigDecimal("1300"));
        BigDecimal atFloor =
                new BigDecimal("250000").multiply(new BigDecimal("0.005")).subtract(new BigDecimal("50"));

        assertThat(THIRD.maintenanceAboveFloor(new BigDecimal("1000000"))).isEqualByComparingTo(now.subtract(atFloor));
    }

    @Test
    void maintenanceAboveFloor_lowestTier_isZero() {
        MarginTier lowest = new MarginTier(1, ZERO, new BigDecimal("0.004"), ZERO);

        assertThat(lowest.maintenanceAboveFloor(new BigDecimal("40000"))).isEqualByComparingTo("0");
    }

    @Test
    void maintenanceReleasedByReduction_positionWithoutATier_isZero() {
        PositionHealth health = Facts.health(Facts.position().build(), Facts.health("10", "20", "15"));

        assertThat(health.maintenanceReleasedByReduction()).isEqualByComparingTo("0");
        assertThat(health.poolMaintenanceReleasedByReduction()).isEqualByComparingTo("0");
    }

    @Test
    void maintenanceReleasedByReduction_ofPoolAndPosition_areToldApart() {
        AccountHealth pool = new AccountHealth(
                Facts.pool(),
                new Settlement(ZERO, ZERO, ZERO, new BigDecimal("9000"), new BigDecimal("8000"), SaidFigures.NONE));
        Position position = Facts.position().notional("260000").build();
        PositionHealth health =
                new PositionHealth(position, ZERO, new BigDecimal("1300"), THIRD, null, Deferred.known(null), pool);

        assertThat(pool.maintenanceReleasedByReduction()).isEqualByComparingTo("8000");
        assertThat(health.poolMaintenanceReleasedByReduction()).isEqualByComparingTo("8000");
        assertThat(health.maintenanceReleasedByReduction()).isEqualByComparingTo("100");
    }

    @ParameterizedTest
    @CsvSource({"4, 4", "4.000, 4", "100, 100", "0, 0", "-3, -3", "999999999, 999999999"})
    void wholeNumber_withoutAFraction_isTheInteger(BigDecimal number, int expected) {
        assertThat(Functions.wholeNumber(number)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.5", "4.0001", "1000000000"})
    void wholeNumber_withAFractionOrTooManyDigits_isRefused(BigDecimal number) {
        assertThatThrownBy(() -> Functions.wholeNumber(number))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("NOT_A_WHOLE_NUMBER");
    }

    @ParameterizedTest
    @CsvSource({
        "4, 2026-01-02T13:00:00Z",
        "0, 2026-01-02T09:00:00Z",
        "-1, 2026-01-02T09:00:00Z",
        "1000000000, 2035-12-31T09:00:00Z"
    })
    void hoursAfter_isCountedWithinTenYears(long hours, Instant expected) {
        assertThat(Functions.hoursAfter(Facts.position().build(), hours)).isEqualTo(expected);
    }
}
