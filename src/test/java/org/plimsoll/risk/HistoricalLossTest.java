package org.plimsoll.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.plimsoll.risk.Decimals.dec;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.plimsoll.policy.MarginPool;
import org.plimsoll.policy.Position;
import org.plimsoll.portfolio.ExerciseStyle;
import org.plimsoll.portfolio.InstrumentType;
import org.plimsoll.portfolio.Instruments;
import org.plimsoll.portfolio.OptionTerms;
import org.plimsoll.portfolio.OptionType;
import org.plimsoll.portfolio.Portfolios;
import org.plimsoll.portfolio.Price;
import org.plimsoll.portfolio.Refusal;

/** Losses read from histories, worked out by hand, filtered ones and options in Python. */
class HistoricalLossTest {
    private static final String[] TEN = "-0.031 0.012 -0.008 0.021 -0.045 0.005 0.017 -0.022 0.009 -0.013".split(" ");
    private static final BigDecimal ONE = BigDecimal.ONE;
    private static final BigDecimal NINETY = dec("0.9");

    private static PortfolioFacts facts(Portfolios portfolio) {
        return FactFactory.factsOf(SubmissionCheck.check(portfolio.submission()), FactTerms.DEFAULT);
    }

    /** A million in an index future. */
    private static Portfolios million() {
        return Portfolios.in("EUR")
                .instrument(Instruments.future("FUT", "INDEX", "EUR", "2026-03-16"))
                .price("FUT", "5000")
                .position("p", "FUT", "200", "5000");
    }

    private static MarginPool pool(Portfolios portfolio) {
        return facts(portfolio).pools().get(0);
    }

    @Test
    void tenObservations_ofTheUnderlying() {
        MarginPool pool = pool(million().returns("INDEX", TEN));

        assertThat(pool.historicalLoss(NINETY, ONE)).isEqualByComparingTo("45000");
        assertThat(pool.historicalLoss(dec("0.8"), ONE)).isEqualByComparingTo("31000");
        assertThat(pool.historicalLoss(NINETY, dec("4"))).isEqualByComparingTo("90000");
        assertThat(pool.expectedShortfall(dec("0.8"), ONE)).isEqualByComparingTo("38000");
        assertThat(pool.expectedShortfall(dec("0.8"), dec("4"))).isEqualByComparingTo("76000");
        assertThat(pool.filteredLoss(NINETY, ONE, dec("0.94")))
                .isCloseTo(dec("45257.26207570"), within(dec("0.0000001")));
        // The two days that end on the fifth: 1.021 × 0.955 − 1 = −0.024945; on the sixth: 0.955 × 1.005 − 1.
        assertThat(pool.overlappingLoss(NINETY, dec("2"))).isEqualByComparingTo("40225");
    }

    @Test
    void lookback_usesTheNewest() {
        MarginPool pool = pool(million().returns("INDEX", TEN));

        assertThat(pool.historicalLoss(NINETY, ONE, dec("5"))).isEqualByComparingTo("22000");
        assertThat(pool.historicalLoss(NINETY, ONE, dec("6"))).isEqualByComparingTo("45000");
        assertThat(pool.expectedShortfall(dec("0.6"), ONE, dec("5"))).isEqualByComparingTo("17500");
        assertThat(pool.overlappingLoss(NINETY, dec("2"), dec("2"))).isEqualByComparingTo("4117");
        assertRefused("RETURN_HISTORY_SHORT", () -> pool.historicalLoss(NINETY, ONE, dec("11")));
        assertRefused("RETURN_HISTORY_SHORT", () -> pool.overlappingLoss(NINETY, dec("11")));
        assertRefused("HORIZON_OUT_OF_RANGE", () -> pool.historicalLoss(NINETY, ONE, dec("2.5")));
        assertRefused("HORIZON_OUT_OF_RANGE", () -> pool.overlappingLoss(NINETY, dec("1.5")));
        assertRefused("HORIZON_OUT_OF_RANGE", () -> pool.historicalLoss(NINETY, dec("0")));
        assertRefused("CONFIDENCE_OUT_OF_RANGE", () -> pool.historicalLoss(dec("99"), ONE));
    }

    @Test
    void short_losesWhenPricesRise() {
        PortfolioFacts facts = facts(Portfolios.in("EUR")
                .instrument(Instruments.equity("S", "EUR"))
                .price("S", "100")
                .position("s", "S", "-10")
                .returns("S", TEN));

        assertThat(facts.positions().get(0).historicalLoss(NINETY, ONE)).isEqualByComparingTo("21");
        assertThat(facts.groups().get(0).historicalLoss(NINETY, ONE)).isEqualByComparingTo("21");
    }

    @Test
    void ownHistory_goesBeforeTheUnderlyings() {
        assertThat(pool(million().returns("INDEX", TEN).returns("FUT", "-0.01", "0.01"))
                        .historicalLoss(NINETY, ONE))
                .isEqualByComparingTo("10000");
    }

    @Test
    void pool_losesOnTheSameDays() {
        MarginPool pool = pool(million()
                .instrument(Instruments.equity("S", "EUR"))
                .price("S", "1000")
                .position("s", "S", "-1000")
                .returns("INDEX", "-0.03", "0.01", "0.02")
                .returns("S", "-0.01", "0.02", "0.05"));

        // Day by day: −30,000 + 10,000; 10,000 − 20,000; 20,000 − 50,000.
        assertThat(pool.historicalLoss(NINETY, ONE)).isEqualByComparingTo("30000");
        assertThat(pool.historicalLoss(dec("0.5"), ONE)).isEqualByComparingTo("20000");
    }

    @Test
    void histories_ofDifferentLengths_areUsedTogetherOnlyWithALookback() {
        MarginPool pool = pool(million()
                .instrument(Instruments.equity("S", "EUR"))
                .price("S", "1000")
                .position("s", "S", "-1000")
                .returns("INDEX", "0.5", "-0.03", "0.01")
                .returns("S", "-0.01", "0.02"));

        assertRefused("RETURN_HISTORY_LENGTH", () -> pool.historicalLoss(NINETY, ONE));
        assertThat(pool.historicalLoss(NINETY, ONE, dec("2"))).isEqualByComparingTo("20000");
    }

    @Test
    void stressedPeriod_isItsOwnHistory() {
        MarginPool pool = pool(million().stressedReturns("INDEX", "-0.2", "-0.1"));

        assertThat(pool.stressedLoss(NINETY, ONE)).isEqualByComparingTo("200000");
        assertThat(pool.stressedLoss(dec("0.5"), ONE)).isEqualByComparingTo("200000");
        assertThat(pool.stressedLoss(dec("0.4"), ONE)).isEqualByComparingTo("100000");
        assertRefused(
                "RETURN_HISTORY_MISSING",
                () -> pool(million().returns("INDEX", TEN)).stressedLoss(NINETY, ONE));
    }

    @Test
    void historyThatIsMissing_isRefusedByName() {
        assertThatThrownBy(() -> pool(million().returns("OTHER", TEN)).historicalLoss(NINETY, ONE))
                .isInstanceOf(Refusal.class)
                .hasMessageStartingWith("RETURN_HISTORY_MISSING")
                .hasMessageContaining("'INDEX'");
    }

    @Test
    void poolWithoutPositions_losesNothing() {
        assertThat(pool(Portfolios.in("EUR")).historicalLoss(NINETY, ONE)).isEqualByComparingTo("0");
    }

    @Test
    void option_isRevaluedAtItsUnderlyingsPrices() {
        PortfolioFacts facts = facts(Portfolios.in("USD")
                .instrument(Instruments.of("CALL", InstrumentType.OPTION, "USD")
                        .underlying("BTC")
                        .multiplier("0.1")
                        .option(new OptionTerms(
                                OptionType.CALL, dec("50000"), LocalDate.parse("2026-03-16"), ExerciseStyle.EUROPEAN)))
                .price("BTC", "50000")
                .price(new Price("CALL", dec("5400"), Portfolios.NOW, null, null, dec("0.6"), null, null))
                .position("c", "CALL", "-20")
                .returns("BTC", "0.2", "-0.2"));
        Position call = facts.positions().get(0);

        // At 60,000 it is worth 12,162.94 instead of 5,336.36 a coin; short of two.
        assertThat(call.historicalLoss(NINETY, ONE)).isCloseTo(dec("13653.16308547"), within(dec("0.0000001")));
        assertThat(call.delta()).isCloseTo(dec("-1.10672717"), within(dec("0.00000001")));
        assertThat(call.gamma()).isCloseTo(dec("-0.000058937968"), within(dec("0.00000000001")));
        assertThat(call.vega()).isCloseTo(dec("-17681.39039850"), within(dec("0.00000001")));
    }

    private static void assertRefused(String code, org.assertj.core.api.ThrowableAssert.ThrowingCallable asked) {
        assertThatThrownBy(asked).isInstanceOf(Refusal.class).hasMessageStartingWith(code);
    }
}
