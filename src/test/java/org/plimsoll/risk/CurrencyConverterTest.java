package org.plimsoll.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.plimsoll.risk.Decimals.dec;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.plimsoll.portfolio.FxRate;
import org.plimsoll.portfolio.Problem;
import org.plimsoll.portfolio.Refusal;

class CurrencyConverterTest {
    private static final Instant TEN = Instant.parse("2026-01-02T10:00:00Z");
    private static final Instant ELEVEN = Instant.parse("2026-01-02T11:00:00Z");

    @Test
    void convert_baseCurrency_isIdentity() {
        CurrencyConverter converter = CurrencyConverter.to("EUR", List.of());

        assertThat(converter.convert(dec("12.34"), "EUR")).isEqualTo(dec("12.34"));
        assertThat(converter.from("EUR").at()).isNull();
        assertThat(converter.from("EUR").quoteIndex()).isEqualTo(-1);
        assertThat(converter.from("EUR").ageSeconds(TEN)).isZero();
        assertThat(converter.baseCurrency()).isEqualTo("EUR");
    }

    @Test
    void convert_withDirectQuote_multipliesByIt() {
        CurrencyConverter converter = CurrencyConverter.to("EUR", List.of(rate("USD", "EUR", "0.92")));

        assertThat(converter.convert(dec("100"), "USD")).isEqualByComparingTo("92");
    }

    @Test
    void convert_withInverseQuote_dividesByIt() {
        CurrencyConverter converter = CurrencyConverter.to("EUR", List.of(rate("EUR", "USD", "1.25")));

        assertThat(converter.convert(dec("100"), "USD")).isEqualByComparingTo("80");
    }

    @Test
    void from_withInverseQuote_hasThirtyFourDigits() {
        CurrencyConverter converter = CurrencyConverter.to("EUR", List.of(rate("EUR", "USD", "3")));

        assertThat(converter.from("USD").rate()).isEqualTo(dec("0.3333333333333333333333333333333333"));
    }

    @Test
    void from_withBothQuotes_takesTheDirectOneInEitherOrder() {
        FxRate direct = rate("USD", "EUR", "0.92");
        FxRate inverse = rate("EUR", "USD", "1.25");

        assertThat(CurrencyConverter.to("EUR", List.of(direct, inverse)).from("USD"))
                .isEqualTo(new CurrencyConverter.Conversion(dec("0.92"), TEN, 0, null));
        assertThat(CurrencyConverter.to("EUR", List.of(inverse, direct)).from("USD"))
                .isEqualTo(new CurrencyConverter.Conversion(dec("0.92"), TEN, 1, null));
    }

    @Test
    void from_currencyReachableThroughAThirdOnly_isRefused() {
        CurrencyConverter converter =
                CurrencyConverter.to("EUR", List.of(rate("JPY", "USD", "0.0064"), rate("USD", "EUR", "0.92")));

        assertThat(converter.knows("JPY")).isFalse();
        assertThatThrownBy(() -> converter.from("JPY"))
                .isInstanceOfSatisfying(
                        Refusal.class,
                        refusal -> assertThat(refusal.problems())
                                .containsExactly(new Problem(
                                        "FX_RATE_MISSING",
                                        "There is no exchange rate between 'JPY' and the base currency 'EUR'; send one in either"
                                                + " direction.",
                                        null)));
    }

    @Test
    void from_currencyThatDiffersInCase_isAnotherCurrency() {
        CurrencyConverter converter = CurrencyConverter.to("EUR", List.of(rate("USD", "EUR", "0.92")));

        assertThat(converter.knows("usd")).isFalse();
        assertThat(converter.knows("USD")).isTrue();
    }

    @Test
    void from_quoteOfZero_isRefused() {
        for (FxRate zero : List.of(rate("USD", "EUR", "0"), rate("EUR", "USD", "0"), rate("USD", "EUR", "-1"))) {
            CurrencyConverter converter = CurrencyConverter.to("EUR", List.of(zero));

            assertThatThrownBy(() -> converter.from("USD"))
                    .isInstanceOf(Refusal.class)
                    .hasMessageStartingWith("FX_RATE_NOT_POSITIVE");
        }
    }

    @Test
    void ageSeconds_ofQuote_countsFromItsTime() {
        CurrencyConverter converter = CurrencyConverter.to("EUR", List.of(rate("EUR", "USD", "1.25")));

        assertThat(converter.from("USD").ageSeconds(ELEVEN)).isEqualTo(3600);
    }

    private static FxRate rate(String from, String to, String rate) {
        return new FxRate(from, to, dec(rate), TEN);
    }

    /** 1,080,000 divided by 1.08 is a million; times the rounded inverse of 1.08 it would be a cent less, rounded down. */
    @Test
    void inverseQuote_isDividedBy_notMultipliedWithItsInverse() {
        CurrencyConverter converter = CurrencyConverter.to(
                "EUR", List.of(new FxRate("EUR", "USD", dec("1.08"), Instant.parse("2026-01-02T09:00:00Z"))));

        assertThat(converter.convert(dec("1080000"), "USD")).isEqualByComparingTo("1000000");
    }
}
