package org.plimsoll.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.plimsoll.policy.DeleverageRank;
import org.plimsoll.policy.MarginTier;
import org.plimsoll.policy.Side;
import org.plimsoll.portfolio.FxRate;
import org.plimsoll.portfolio.Instrument;
import org.plimsoll.portfolio.Instruments;
import org.plimsoll.portfolio.Portfolios;
import org.plimsoll.risk.TieredMargin.Step;

/** Identities of the formulas, whatever the numbers. */
class RiskPropertiesTest {
    private static final BigDecimal ONE = BigDecimal.ONE;
    private static final BigDecimal ZERO = BigDecimal.ZERO;
    private static final Instrument PERPETUAL =
            Instruments.perpetual("P", "X", "USD").multiplier("0.01").build();

    /** Quantities above zero. */
    @Provide
    Arbitrary<BigDecimal> sizes() {
        return Arbitraries.bigDecimals()
                .between(new BigDecimal("0.00000001"), new BigDecimal("1000000000"))
                .ofScale(8);
    }

    @Provide
    Arbitrary<BigDecimal> prices() {
        return Arbitraries.bigDecimals()
                .between(new BigDecimal("0.000001"), new BigDecimal("10000000"))
                .ofScale(6);
    }

    @Provide
    Arbitrary<BigDecimal> amounts() {
        return Arbitraries.bigDecimals()
                .between(new BigDecimal("-1000000000"), new BigDecimal("1000000000"))
                .ofScale(4);
    }

    /** Fractions from zero to one half. */
    @Provide
    Arbitrary<BigDecimal> rates() {
        return Arbitraries.bigDecimals().between(ZERO, new BigDecimal("0.5")).ofScale(6);
    }

    @Provide
    Arbitrary<TieredMargin> tables() {
        Arbitrary<Integer> widths = Arbitraries.integers().between(1, 10_000_000);
        Arbitrary<BigDecimal> increments = Arbitraries.bigDecimals()
                .between(new BigDecimal("0.0001"), new BigDecimal("0.05"))
                .ofScale(4);
        return Combinators.combine(widths.list().ofSize(10), increments.list().ofSize(10))
                .as((floors, rises) -> {
                    ArrayList<Step> steps = new ArrayList<>();
                    BigDecimal floor = ZERO;
                    BigDecimal rate = ZERO;
                    for (int i = 0; i < floors.size(); i++) {
                        rate = rate.add(rises.get(i));
                        steps.add(new Step(floor, rate));
                        floor = floor.add(BigDecimal.valueOf(floors.get(i)));
                    }
                    return TieredMargin.of(steps);
                });
    }

    @Property
    void longAndShort_ofOneSize_netToNothing(
            @ForAll("sizes") BigDecimal size,
            @ForAll("prices") BigDecimal entry,
            @ForAll("prices") BigDecimal price,
            @ForAll("prices") BigDecimal rate) {
        Valuation bought = Valuation.of(PERPETUAL, size, entry, price, null, rate);
        Valuation sold = Valuation.of(PERPETUAL, size.negate(), entry, price, null, rate);

        assertThat(bought.marketValue().add(sold.marketValue())).isZero();
        assertThat(bought.countedValue().add(sold.countedValue())).isZero();
        assertThat(bought.notional()).isEqualByComparingTo(sold.notional()).isPositive();
    }

    @Property
    void valuation_ofMultipleQuantity_isThatMultiple(
            @ForAll("sizes") BigDecimal size,
            @ForAll("prices") BigDecimal entry,
            @ForAll("prices") BigDecimal price,
            @ForAll @IntRange(min = 1, max = 1000) int times) {
        BigDecimal factor = BigDecimal.valueOf(times);
        Valuation once = Valuation.of(PERPETUAL, size, entry, price, null, ONE);
        Valuation often = Valuation.of(PERPETUAL, size.multiply(factor), entry, price, null, ONE);

        assertThat(often.notional()).isEqualByComparingTo(once.notional().multiply(factor));
        assertThat(often.countedValue())
                .isEqualByComparingTo(once.countedValue().multiply(factor));
    }

    @Property
    void valuation_inBaseCurrency_isThatInOwnCurrencyTimesTheRate(
            @ForAll("sizes") BigDecimal size,
            @ForAll("prices") BigDecimal price,
            @ForAll("prices") BigDecimal strike,
            @ForAll("prices") BigDecimal rate) {
        Instrument call = Instruments.call("C", "X", "USD", strike.toPlainString(), "2030-01-02")
                .build();
        Valuation own = Valuation.of(call, size, price, price, price, ONE);
        Valuation base = Valuation.of(call, size, price, price, price, rate);

        assertThat(base.marketValue()).isEqualByComparingTo(own.marketValue().multiply(rate));
        assertThat(base.intrinsicValue())
                .isEqualByComparingTo(own.intrinsicValue().multiply(rate));
        assertThat(base.outOfTheMoneyAmount())
                .isEqualByComparingTo(own.outOfTheMoneyAmount().multiply(rate));
    }

    @Property
    void option_isNeverBothInAndOutOfTheMoney(
            @ForAll("sizes") BigDecimal size,
            @ForAll("prices") BigDecimal underlying,
            @ForAll("prices") BigDecimal strike) {
        Instrument call = Instruments.call("C", "X", "USD", strike.toPlainString(), "2030-01-02")
                .build();
        Valuation value = Valuation.of(call, size, null, ONE, underlying, ONE);

        assertThat(value.intrinsicValue().min(value.outOfTheMoneyAmount())).isZero();
        assertThat(value.intrinsicValue().subtract(value.outOfTheMoneyAmount()))
                .isEqualByComparingTo(size.multiply(underlying.subtract(strike)));
    }

    @Property
    void liquidation_isWhereEquityMeetsMaintenance(
            @ForAll("sizes") BigDecimal size,
            @ForAll boolean isShort,
            @ForAll("prices") BigDecimal price,
            @ForAll("amounts") BigDecimal equity,
            @ForAll("rates") BigDecimal rate,
            @ForAll("amounts") BigDecimal amount) {
        LiquidationPrice terms = new LiquidationPrice(
                isShort ? size.negate() : size, ONE, ONE, price, equity, amount.abs(), rate, amount);
        Assume.that(terms.liquidation() != null);
        BigDecimal liquidation = Objects.requireNonNull(terms.liquidation());
        // One unit in the last of 34 digits of the price, times the size.
        BigDecimal tolerance = size.multiply(liquidation).movePointLeft(31);

        assertThat(liquidation).isPositive();
        assertThat(terms.equityAt(liquidation)).isCloseTo(terms.maintenanceAt(liquidation), within(tolerance));
    }

    @Property
    void liquidation_thatDoesNotExist_isNowhereAboveZero(
            @ForAll("sizes") BigDecimal size,
            @ForAll boolean isShort,
            @ForAll("prices") BigDecimal price,
            @ForAll("amounts") BigDecimal equity,
            @ForAll("rates") BigDecimal rate,
            @ForAll("prices") BigDecimal probe) {
        LiquidationPrice terms =
                new LiquidationPrice(isShort ? size.negate() : size, ONE, ONE, price, equity, ZERO, rate, ZERO);
        Assume.that(terms.liquidation() == null);
        int now = terms.equityAt(price).compareTo(terms.maintenanceAt(price));

        assertThat(terms.equityAt(probe).compareTo(terms.maintenanceAt(probe))).isEqualTo(now);
    }

    @Property
    void bankruptcy_isWhereEquityIsZero(
            @ForAll("sizes") BigDecimal size,
            @ForAll boolean isShort,
            @ForAll("prices") BigDecimal price,
            @ForAll("amounts") BigDecimal equity) {
        LiquidationPrice terms = new LiquidationPrice(
                isShort ? size.negate() : size, ONE, ONE, price, equity, ZERO, new BigDecimal("0.05"), ZERO);
        Assume.that(terms.bankruptcy() != null);
        BigDecimal bankruptcy = Objects.requireNonNull(terms.bankruptcy());

        assertThat(terms.equityAt(bankruptcy))
                .isCloseTo(ZERO, within(size.multiply(bankruptcy).movePointLeft(31)));
    }

    @Property
    void liquidation_withMoreEquity_isFartherAway(
            @ForAll("sizes") BigDecimal size,
            @ForAll("prices") BigDecimal price,
            @ForAll("rates") BigDecimal rate,
            @ForAll("sizes") BigDecimal more) {
        for (BigDecimal quantity : List.of(size, size.negate())) {
            BigDecimal near = new LiquidationPrice(quantity, ONE, ONE, price, ZERO, ZERO, rate, ZERO).liquidation();
            BigDecimal far = new LiquidationPrice(quantity, ONE, ONE, price, more, ZERO, rate, ZERO).liquidation();

            assertThat(near).isNotNull();
            if (far != null) {
                // Thirty-four digits may not tell two prices apart.
                assertThat(far.compareTo(near)).isIn(quantity.signum() > 0 ? List.of(-1, 0) : List.of(1, 0));
            } else {
                assertThat(quantity).isPositive();
            }
        }
    }

    @Property
    void tierTable_isContinuousAtEveryFloor(@ForAll("tables") TieredMargin table) {
        for (int i = 1; i < table.tiers().size(); i++) {
            MarginTier below = table.tiers().get(i - 1);
            MarginTier above = table.tiers().get(i);
            BigDecimal fromBelow =
                    above.floor().multiply(below.maintenanceRate()).subtract(below.maintenanceAmount());

            assertThat(table.maintenance(above.floor())).isEqualByComparingTo(fromBelow);
            assertThat(table.tierOf(above.floor())).isEqualTo(above);
        }
    }

    @Property
    void tierTable_ofRisingRates_asksMoreOfMoreAndIgnoresTheSign(
            @ForAll("tables") TieredMargin table,
            @ForAll("prices") BigDecimal notional,
            @ForAll("sizes") BigDecimal more) {
        assertThat(table.maintenance(notional)).isPositive();
        assertThat(table.maintenance(notional.add(more))).isGreaterThan(table.maintenance(notional));
        assertThat(table.maintenance(notional.negate())).isEqualByComparingTo(table.maintenance(notional));
    }

    @Property
    void tierTable_isThePiecewiseSumOfItsTiers(
            @ForAll("tables") TieredMargin table, @ForAll("prices") BigDecimal notional) {
        BigDecimal sum = ZERO;
        for (int i = 0; i < table.tiers().size(); i++) {
            MarginTier tier = table.tiers().get(i);
            BigDecimal ceiling =
                    i + 1 < table.tiers().size() ? table.tiers().get(i + 1).floor() : notional.max(tier.floor());
            BigDecimal inside = notional.min(ceiling).subtract(tier.floor()).max(ZERO);
            sum = sum.add(inside.multiply(tier.maintenanceRate()));
        }

        assertThat(table.maintenance(notional)).isEqualByComparingTo(sum);
    }

    @Property
    void conversion_thereAndBack_returnsTheAmount(
            @ForAll("prices") BigDecimal rate, @ForAll("amounts") BigDecimal amount) {
        Instant at = Portfolios.NOW;
        List<FxRate> quotes = List.of(new FxRate("USD", "EUR", rate, at));
        BigDecimal euros = CurrencyConverter.to("EUR", quotes).convert(amount, "USD");
        BigDecimal dollars = CurrencyConverter.to("USD", quotes).convert(euros, "EUR");

        assertThat(dollars).isCloseTo(amount, within(new BigDecimal("1E-20")));
    }

    @Property
    void deleverageScore_hasTheSignOfTheProfitAndNoUnit(
            @ForAll Side side,
            @ForAll("prices") BigDecimal mark,
            @ForAll("prices") BigDecimal entry,
            @ForAll("prices") BigDecimal bankrupt,
            @ForAll @IntRange(min = 2, max = 1000) int times) {
        BigDecimal factor = BigDecimal.valueOf(times);
        BigDecimal score = DeleverageRank.score(side, mark, entry, bankrupt);
        BigDecimal scaled =
                DeleverageRank.score(side, mark.multiply(factor), entry.multiply(factor), bankrupt.multiply(factor));
        int profit = mark.compareTo(entry) * (side == Side.LONG ? 1 : -1);

        assertThat(score.signum()).isEqualTo(profit);
        assertThat(scaled).isCloseTo(score, within(score.abs().movePointLeft(31)));
    }
}
