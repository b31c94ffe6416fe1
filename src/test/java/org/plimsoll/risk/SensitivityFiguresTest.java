package org.plimsoll.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.plimsoll.risk.Decimals.dec;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.plimsoll.policy.MarginPool;
import org.plimsoll.policy.PositionGroup;
import org.plimsoll.portfolio.ExerciseStyle;
import org.plimsoll.portfolio.InstrumentType;
import org.plimsoll.portfolio.Instruments;
import org.plimsoll.portfolio.OptionTerms;
import org.plimsoll.portfolio.OptionType;
import org.plimsoll.portfolio.Portfolios;
import org.plimsoll.portfolio.Price;
import org.plimsoll.portfolio.Refusal;

/** Deltas by hand: a call so deep in the money that it moves one for one, one so far out that it does not move at all. */
class SensitivityFiguresTest {

    private static PortfolioFacts facts(Portfolios portfolio) {
        return FactFactory.factsOf(SubmissionCheck.check(portfolio.submission()), FactTerms.DEFAULT);
    }

    private static Instruments option(String id, OptionType type, String strike) {
        return Instruments.of(id, InstrumentType.OPTION, "USD")
                .underlying("BTC")
                .multiplier("0.5")
                .option(new OptionTerms(type, dec(strike), LocalDate.parse("2026-03-16"), ExerciseStyle.EUROPEAN));
    }

    private static Price price(String id, String price) {
        return new Price(id, dec(price), Portfolios.NOW, null, null, dec("0.5"), null, null);
    }

    /** One perpetual long, four deep calls and one deep put of half a coin each short, a far call long. */
    private static Portfolios book() {
        return Portfolios.in("EUR")
                .rate("USD", "EUR", "0.5")
                .instrument(Instruments.perpetual("PERP", "BTC", "USD"))
                .instrument(option("DEEP", OptionType.CALL, "1"))
                .instrument(option("PUT", OptionType.PUT, "10000000"))
                .instrument(option("FAR", OptionType.CALL, "10000000"))
                .price("BTC", "70000")
                .price("PERP", "70100")
                .price(price("DEEP", "69999"))
                .price(price("PUT", "9930000"))
                .price(price("FAR", "0.1"))
                .position("perp", "PERP", "1", "60000")
                .position("deep", "DEEP", "-4")
                .position("put", "PUT", "-1")
                .position("far", "FAR", "3");
    }

    @Test
    void group_netGrossAndHedged() {
        PositionGroup group = facts(book()).groups().get(0);

        // +1, −4 × 0.5, +1 × 0.5, 0
        assertThat(group.netDelta()).isEqualByComparingTo("-0.5");
        assertThat(group.grossDelta()).isEqualByComparingTo("3.5");
        assertThat(group.hedgedDelta()).isEqualByComparingTo("1.5");
        assertThat(group.underlyingPrice()).isEqualByComparingTo("35000");
        assertThat(group.gamma()).isCloseTo(BigDecimal.ZERO, within(dec("0.0000000001")));
        assertThat(group.vega()).isCloseTo(BigDecimal.ZERO, within(dec("0.0000001")));
    }

    @Test
    void group_options() {
        PositionGroup group = facts(book()).groups().get(0);

        // −4 × 0.5 × 69,999 − 0.5 × 9,930,000 + 3 × 0.5 × 0.1, at half a euro
        assertThat(group.netOptionValue()).isEqualByComparingTo("-2552498.925");
        assertThat(group.shortOptionContracts()).isEqualByComparingTo("5");
        assertThat(group.optionUnits()).isEqualByComparingTo("4");
        assertThat(group.shortOptionUnderlyingValue()).isEqualByComparingTo("87500");
    }

    @Test
    void pool_isInBaseCurrency_underlyingByUnderlying() {
        MarginPool pool = facts(book().instrument(Instruments.equity("S", "EUR"))
                        .price("S", "10")
                        .position("s", "S", "100"))
                .pools()
                .get(0);

        assertThat(pool.netDeltaValue()).isEqualByComparingTo("-16500");
        assertThat(pool.grossDeltaValue()).isEqualByComparingTo("123500");
        assertThat(pool.hedgedDeltaValue()).isEqualByComparingTo("52500");
        assertThat(pool.shortOptionContracts()).isEqualByComparingTo("5");
        assertThat(pool.optionUnits()).isEqualByComparingTo("4");
        assertThat(pool.netOptionValue()).isEqualByComparingTo("-2552498.925");
        assertThat(pool.shortOptionUnderlyingValue()).isEqualByComparingTo("87500");
        assertThat(pool.vega()).isCloseTo(BigDecimal.ZERO, within(dec("0.0000001")));
    }

    @Test
    void futures_monthAgainstMonth_areSpread_withinAMonthTheyAreNetted() {
        Portfolios futures = Portfolios.in("EUR")
                .instrument(
                        Instruments.future("MAR", "OIL", "EUR", "2026-03-16").multiplier("10"))
                .instrument(
                        Instruments.future("JUN", "OIL", "EUR", "2026-06-16").multiplier("10"))
                .instrument(Instruments.future("JUN-MINI", "OIL", "EUR", "2026-06-15")
                        .attribute("contractMonth", "2026-06"))
                .price("MAR", "60")
                .price("JUN", "62")
                .price("JUN-MINI", "62")
                .position("a", "MAR", "7", "60")
                .position("b", "JUN", "-4", "60");

        PositionGroup two = facts(futures).groups().get(0);
        assertThat(two.calendarSpreadDelta()).isEqualByComparingTo("40");
        assertThat(two.underlyingPrice()).isEqualByComparingTo("60");
        PositionGroup three = facts(futures.position("c", "JUN", "1", "60").position("d", "JUN-MINI", "25", "60"))
                .groups()
                .get(0);
        // 70 long in March; 30 short and, in a month of its own name, 25 long in June.
        assertThat(three.calendarSpreadDelta()).isEqualByComparingTo("30");
        assertThat(three.netDelta()).isEqualByComparingTo("65");
    }

    @Test
    void group_sharesTheAttributesThatAllItsPositionsHave() {
        Portfolios futures = Portfolios.in("EUR")
                .instrument(Instruments.future("MAR", "OIL", "EUR", "2026-03-16")
                        .attribute("range", "3")
                        .attribute("charge", "1")
                        .attribute("kind", "ENERGY"))
                .instrument(Instruments.future("JUN", "OIL", "EUR", "2026-06-16")
                        .attribute("range", "3")
                        .attribute("charge", "2")
                        .attribute("only", "1"))
                .price("MAR", "60")
                .price("JUN", "62")
                .position("a", "MAR", "7", "60");
        PositionGroup alone = facts(futures).groups().get(0);
        assertThat(alone.attributes()).containsOnlyKeys("range", "charge", "kind");
        assertThat(alone.amount("charge")).isEqualByComparingTo("1");

        PositionGroup both =
                facts(futures.position("b", "JUN", "-4", "60")).groups().get(0);
        assertThat(both.attributes()).containsOnlyKeys("range");
        assertThat(both.number("range")).isEqualByComparingTo("3");
        assertThat(both.amount("range", dec("9"))).isEqualByComparingTo("3");
        assertThat(both.amount("nobody", dec("9"))).isEqualByComparingTo("9");
        for (String differing : java.util.List.of("charge", "only")) {
            assertThatThrownBy(() -> both.amount(differing, dec("9")))
                    .isInstanceOf(Refusal.class)
                    .hasMessageContaining("ATTRIBUTE_MISSING");
        }
        assertThatThrownBy(() -> both.parameterBy("rate", "kind"))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("ATTRIBUTE_MISSING");
    }

    @Test
    void gamma_isPerUnitOfBaseCurrency() {
        String[] money = {"1", "0.5"};
        BigDecimal[] gammas = new BigDecimal[2];
        for (int i = 0; i < 2; i++) {
            gammas[i] = facts(Portfolios.in("EUR")
                            .rate("USD", "EUR", money[i])
                            .instrument(option("CALL", OptionType.CALL, "70000"))
                            .price("BTC", "70000")
                            .price(price("CALL", "6000"))
                            .position("c", "CALL", "-10"))
                    .groups()
                    .get(0)
                    .gamma();
        }
        // A euro is two dollars: delta changes twice as much.
        assertThat(gammas[0]).isNegative();
        assertThat(gammas[1]).isEqualByComparingTo(gammas[0].multiply(dec("2")));
    }

    @Test
    void linear_hasNoGammaAndNoVega() {
        var position = facts(book()).positions().get(0);

        assertThat(position.delta()).isEqualByComparingTo("1");
        assertThat(position.gamma()).isEqualByComparingTo("0");
        assertThat(position.vega()).isEqualByComparingTo("0");
    }
}
