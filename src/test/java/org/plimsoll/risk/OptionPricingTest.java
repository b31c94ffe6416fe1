package org.plimsoll.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.plimsoll.risk.Decimals.dec;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.plimsoll.policy.Position;
import org.plimsoll.portfolio.ExerciseStyle;
import org.plimsoll.portfolio.InstrumentType;
import org.plimsoll.portfolio.Instruments;
import org.plimsoll.portfolio.OptionTerms;
import org.plimsoll.portfolio.OptionType;
import org.plimsoll.portfolio.Portfolios;
import org.plimsoll.portfolio.Refusal;

/**
 * Black's formula against figures worked out apart, with the error function of Python; the first pair, of a year at the money
 * with 5 % and 20 %, is the usual textbook one (10.4506 and 5.5735).
 */
class OptionPricingTest {
    private static final BigDecimal TOLERANCE = dec("0.00000001");

    private static Position option(
            OptionType type, ExerciseStyle style, String strike, String expiry, String rate, String yield) {
        Instruments option = Instruments.of("O", InstrumentType.OPTION, "EUR")
                .underlying("U")
                .option(new OptionTerms(type, dec(strike), java.time.LocalDate.parse(expiry), style));
        if (!rate.isEmpty()) {
            option.attribute("interestRate", rate).attribute("dividendYield", yield);
        }
        return FactFactory.factsOf(
                        SubmissionCheck.check(Portfolios.in("EUR")
                                .instrument(option)
                                .price("U", "100")
                                .price("O", "5")
                                .position("o", "O", "1")
                                .submission()),
                        FactTerms.DEFAULT)
                .positions()
                .get(0);
    }

    private static Position european(OptionType type, String strike, String expiry, String rate, String yield) {
        return option(type, ExerciseStyle.EUROPEAN, strike, expiry, rate, yield);
    }

    @Test
    void textbookPair_atTheMoney() {
        assertValue(european(OptionType.CALL, "100", "2027-01-02", "0.05", "0"), "0.2", "10.45058357");
        assertValue(european(OptionType.PUT, "100", "2027-01-02", "0.05", "0"), "0.2", "5.57352602");
    }

    @Test
    void dividends_lowerTheForward() {
        assertValue(european(OptionType.CALL, "95", "2026-03-16", "0.03", "0.06"), "0.25", "6.84327509");
        assertValue(european(OptionType.PUT, "95", "2026-03-16", "0.03", "0.06"), "0.25", "2.46781039");
    }

    @Test
    void onAFuture_thePriceIsTheForward() {
        Position put = european(OptionType.PUT, "20", "2026-03-16", "0.09", "0");

        assertThat(OptionPricing.of(put, true).value(dec("20"), dec("0.25")))
                .isCloseTo(dec("0.87569248"), within(TOLERANCE));
    }

    @Test
    void ratesAreFractions_fromMinusOneToOne_andBeyondRefused() {
        // So far in the money that it is worth 100 e less 100 / e.
        assertValue(european(OptionType.CALL, "100", "2027-01-02", "1", "-1"), "0.2", "235.04023873");

        // 5 % written as 5; and a rate at which a short call would come out worth nothing in every scenario.
        for (Position beyond : java.util.List.of(
                european(OptionType.CALL, "100", "2027-01-02", "5", "0"),
                european(OptionType.CALL, "100", "2027-01-02", "-1000", "0"),
                european(OptionType.CALL, "100", "2027-01-02", "0", "1.000001"))) {
            assertThatThrownBy(() -> OptionPricing.of(beyond, false))
                    .isInstanceOf(Refusal.class)
                    .hasMessageContaining("REVALUATION_UNSUPPORTED")
                    .hasMessageContaining("0.05 for 5 %");
        }
    }

    @Test
    void sensitivities_ofTheTextbookCall() {
        OptionPricing.Sensitivities call = OptionPricing.of(
                        european(OptionType.CALL, "100", "2027-01-02", "0.05", "0"), false)
                .sensitivities(dec("100"), dec("0.2"));

        assertThat(call.delta()).isCloseTo(dec("0.63683065"), within(TOLERANCE));
        assertThat(call.gamma()).isCloseTo(dec("0.01876202"), within(TOLERANCE));
        assertThat(call.vega()).isCloseTo(dec("37.52403469"), within(TOLERANCE));
    }

    @Test
    void rates_thatAreNotGiven_areZero() {
        assertThat(OptionPricing.of(european(OptionType.CALL, "100", "2027-01-02", "", ""), false)
                        .value(dec("100"), dec("0.2")))
                .isEqualTo(OptionPricing.of(european(OptionType.CALL, "100", "2027-01-02", "0", "0"), false)
                        .value(dec("100"), dec("0.2")));
    }

    @Test
    void lastDayNoVolatilityAndWorthlessUnderlying_leaveWhatExerciseGives() {
        OptionPricing today = OptionPricing.of(european(OptionType.PUT, "110", "2026-01-02", "", ""), false);
        OptionPricing later = OptionPricing.of(european(OptionType.PUT, "110", "2027-01-02", "", ""), false);

        assertThat(today.value(dec("100"), dec("0.5"))).isEqualByComparingTo("10");
        assertThat(today.value(dec("120"), dec("0.5"))).isEqualByComparingTo("0");
        assertThat(later.value(dec("100"), dec("0"))).isEqualByComparingTo("10");
        assertThat(later.value(dec("0"), dec("0.5"))).isEqualByComparingTo("110");
        assertThat(later.value(dec("-5"), dec("0.5"))).isEqualByComparingTo("115");
    }

    @Test
    void american_isNeverWorthLessThanExercise_europeanMayBe() {
        Position american = option(OptionType.PUT, ExerciseStyle.AMERICAN, "200", "2027-01-02", "0.10", "0");
        Position european = european(OptionType.PUT, "200", "2027-01-02", "0.10", "0");

        assertThat(OptionPricing.of(american, false).value(dec("100"), dec("0.1")))
                .isEqualByComparingTo("100");
        assertThat(OptionPricing.of(european, false).value(dec("100"), dec("0.1")))
                .isBetween(dec("80.9"), dec("81.0"));
    }

    private static void assertValue(Position option, String volatility, String expected) {
        assertThat(OptionPricing.of(option, false).value(dec("100"), dec(volatility)))
                .isCloseTo(dec(expected), within(TOLERANCE));
    }
}
