package org.plimsoll.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.plimsoll.risk.Decimals.dec;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.plimsoll.portfolio.Instrument;
import org.plimsoll.portfolio.InstrumentType;
import org.plimsoll.portfolio.Instruments;
import org.plimsoll.portfolio.Refusal;

class ValuationTest {
    private static final BigDecimal ONE = BigDecimal.ONE;

    @ParameterizedTest
    @EnumSource(
            value = InstrumentType.class,
            names = {"EQUITY", "ETF", "BOND", "FUND", "CRYPTO_ASSET", "COMMODITY", "CASH"})
    void spot_long_countsItsMarketValue(InstrumentType type) {
        Valuation value = Valuation.of(
                Instruments.of("X", type, "USD").build(), dec("100"), dec("40"), dec("50"), null, dec("0.9"));

        assertThat(value.marketValue()).isEqualByComparingTo("4500");
        assertThat(value.notional()).isEqualByComparingTo("4500");
        assertThat(value.entryValue()).isEqualByComparingTo("3600");
        assertThat(value.unrealizedPnl()).isEqualByComparingTo("900");
        assertThat(value.countedValue()).isEqualByComparingTo("4500");
        assertThat(value.underlyingValue()).isZero();
        assertThat(value.intrinsicValue()).isZero();
        assertThat(value.outOfTheMoneyAmount()).isZero();
    }

    @Test
    void spot_short_isOwed() {
        Valuation value = Valuation.of(
                Instruments.equity("X", "USD").build(), dec("-100"), dec("40"), dec("50"), null, dec("0.9"));

        assertThat(value.marketValue()).isEqualByComparingTo("-4500");
        assertThat(value.notional()).isEqualByComparingTo("4500");
        assertThat(value.entryValue()).isEqualByComparingTo("3600");
        assertThat(value.unrealizedPnl()).isEqualByComparingTo("-900");
        assertThat(value.countedValue()).isEqualByComparingTo("-4500");
    }

    @Test
    void spot_withoutEntryPrice_hasNoProfitAndStillCounts() {
        Valuation value = Valuation.of(Instruments.equity("X", "USD").build(), dec("100"), null, dec("50"), null, ONE);

        assertThat(value.unrealizedPnl()).isNull();
        assertThat(value.entryValue()).isNull();
        assertThat(value.countedValue()).isEqualByComparingTo("5000");
    }

    @Test
    void bond_atNinetyNinePointFive_isWorthThatShareOfItsFace() {
        Instrument bond = Instruments.bond("DE0001102580", "EUR", "2028-01-02").build();

        assertThat(Valuation.of(bond, dec("1000000"), null, dec("0.9950"), null, ONE)
                        .marketValue())
                .isEqualByComparingTo("995000");
    }

    @ParameterizedTest
    @EnumSource(
            value = InstrumentType.class,
            names = {"FUTURE", "PERPETUAL"})
    void future_long_countsItsProfitOnly(InstrumentType type) {
        Instrument future = Instruments.of("F", type, "USD").multiplier("50").build();

        Valuation value = Valuation.of(future, dec("2"), dec("4000"), dec("4100"), null, dec("0.9"));

        assertThat(value.marketValue()).isEqualByComparingTo("369000");
        assertThat(value.notional()).isEqualByComparingTo("369000");
        assertThat(value.entryValue()).isEqualByComparingTo("360000");
        assertThat(value.unrealizedPnl()).isEqualByComparingTo("9000");
        assertThat(value.countedValue()).isEqualByComparingTo("9000");
    }

    @Test
    void perpetual_short_losesWhenThePriceRises() {
        Instrument perpetual = Instruments.perpetual("BTC-PERP", "BTC", "USDT").build();

        Valuation value = Valuation.of(perpetual, dec("-1.5"), dec("61000"), dec("62000"), null, ONE);

        assertThat(value.marketValue()).isEqualByComparingTo("-93000");
        assertThat(value.notional()).isEqualByComparingTo("93000");
        assertThat(value.entryValue()).isEqualByComparingTo("91500");
        assertThat(value.unrealizedPnl()).isEqualByComparingTo("-1500");
        assertThat(value.countedValue()).isEqualByComparingTo("-1500");
    }

    @Test
    void future_atPriceBelowZero_hasNotionalAboveZero() {
        Instrument oil = Instruments.future("CLK0", "WTI", "USD", "2026-05-01")
                .multiplier("1000")
                .build();

        Valuation value = Valuation.of(oil, dec("1"), dec("18.27"), dec("-37.63"), null, ONE);

        assertThat(value.notional()).isEqualByComparingTo("37630");
        assertThat(value.marketValue()).isEqualByComparingTo("-37630");
        assertThat(value.unrealizedPnl()).isEqualByComparingTo("-55900");
    }

    @ParameterizedTest
    @EnumSource(
            value = InstrumentType.class,
            names = {"FUTURE", "PERPETUAL"})
    void future_withoutEntryPrice_isRefused(InstrumentType type) {
        Instrument future = Instruments.of("F", type, "USD").build();

        assertThatThrownBy(() -> Valuation.of(future, ONE, null, ONE, null, ONE))
                .isInstanceOf(Refusal.class)
                .hasMessageStartingWith("ENTRY_PRICE_MISSING");
    }

    @ParameterizedTest
    @EnumSource(
            value = InstrumentType.class,
            names = {"SWAP", "FX_FORWARD"})
    void swap_withoutEntryPrice_countsItsWholePresentValue(InstrumentType type) {
        Instrument swap = Instruments.of("S", type, "USD").build();

        Valuation value = Valuation.of(swap, dec("-10000000"), null, dec("-0.0125"), null, dec("0.9"));

        assertThat(value.notional()).isEqualByComparingTo("9000000");
        assertThat(value.marketValue()).isEqualByComparingTo("112500");
        assertThat(value.unrealizedPnl()).isEqualByComparingTo("112500");
        assertThat(value.countedValue()).isEqualByComparingTo("112500");
        assertThat(value.entryValue()).isNull();
    }

    @Test
    void swap_withEntryPrice_countsTheChangeSince() {
        Instrument swap = Instruments.of("S", InstrumentType.SWAP, "USD").build();

        Valuation value = Valuation.of(swap, dec("10000000"), dec("0.0100"), dec("0.0125"), null, ONE);

        assertThat(value.marketValue()).isEqualByComparingTo("125000");
        assertThat(value.countedValue()).isEqualByComparingTo("25000");
        assertThat(value.entryValue()).isEqualByComparingTo("100000");
    }

    @ParameterizedTest
    @CsvSource({
        // underlying, intrinsic of a call at 100, out of the money; the put is the mirror image
        "  0,   0, 1000",
        " 90,   0,  100",
        " 99.99, 0,   0.1",
        "100,   0,    0",
        "100.01, 0.1, 0",
        "110, 100,    0"
    })
    void option_aroundItsStrike_isInOrOutOfTheMoney(BigDecimal underlying, BigDecimal inside, BigDecimal outside) {
        Instrument call = Instruments.call("C", "X", "USD", "100", "2026-06-19")
                .multiplier("10")
                .build();
        Instrument put = Instruments.put("P", "X", "USD", "100", "2026-06-19")
                .multiplier("10")
                .build();
        for (BigDecimal quantity : new BigDecimal[] {ONE, ONE.negate()}) {
            Valuation ofCall = Valuation.of(call, quantity, null, dec("3"), underlying, ONE);
            Valuation ofPut = Valuation.of(put, quantity, null, dec("3"), underlying, ONE);

            assertThat(ofCall.intrinsicValue()).isEqualByComparingTo(inside);
            assertThat(ofCall.outOfTheMoneyAmount()).isEqualByComparingTo(outside);
            assertThat(ofPut.intrinsicValue()).isEqualByComparingTo(outside);
            assertThat(ofPut.outOfTheMoneyAmount()).isEqualByComparingTo(inside);
        }
    }

    @Test
    void option_short_owesItsPremiumAndStandsForItsUnderlying() {
        Instrument call = Instruments.call("C", "X", "USD", "100", "2026-06-19")
                .multiplier("100")
                .build();

        Valuation value = Valuation.of(call, dec("-2"), dec("5"), dec("3"), dec("95"), dec("0.9"));

        assertThat(value.marketValue()).isEqualByComparingTo("-540");
        assertThat(value.countedValue()).isEqualByComparingTo("-540");
        assertThat(value.unrealizedPnl()).isEqualByComparingTo("360");
        assertThat(value.entryValue()).isEqualByComparingTo("900");
        assertThat(value.underlyingValue()).isEqualByComparingTo("17100");
        assertThat(value.notional()).isEqualByComparingTo("17100");
        assertThat(value.intrinsicValue()).isZero();
        assertThat(value.outOfTheMoneyAmount()).isEqualByComparingTo("900");
    }

    @Test
    void option_withoutUnderlyingPriceOrTerms_isRefused() {
        Instrument call = Instruments.call("C", "X", "USD", "100", "2026-06-19").build();
        Instrument without = Instruments.of("C", InstrumentType.OPTION, "USD").build();

        assertThatThrownBy(() -> Valuation.of(call, ONE, null, ONE, null, ONE))
                .hasMessageStartingWith("UNDERLYING_PRICE_MISSING");
        assertThatThrownBy(() -> Valuation.of(without, ONE, null, ONE, ONE, ONE))
                .hasMessageStartingWith("OPTION_TERMS_MISSING");
    }

    @ParameterizedTest
    @EnumSource(InstrumentType.class)
    void zeroQuantity_isWorthNothing(InstrumentType type) {
        Instruments terms = Instruments.of("X", type, "USD").underlying("Y");
        Instrument instrument = type == InstrumentType.OPTION
                ? Instruments.call("X", "Y", "USD", "100", "2026-06-19").build()
                : terms.build();

        Valuation value = Valuation.of(instrument, BigDecimal.ZERO, ONE, dec("50"), dec("120"), ONE);

        assertThat(value.marketValue()).isZero();
        assertThat(value.notional()).isZero();
        assertThat(value.countedValue()).isZero();
        assertThat(value.intrinsicValue()).isZero();
    }

    @Test
    void valuation_ofManyDigits_isExact() {
        Instrument perpetual = Instruments.perpetual("P", "X", "USD").build();

        Valuation value = Valuation.of(
                perpetual,
                dec("123456789012345678901234567890.000000000000000001"),
                dec("0.000000000000000001"),
                dec("0.000000000000000003"),
                null,
                ONE);

        assertThat(value.unrealizedPnl()).isEqualByComparingTo("246913578024.691357802469135780000000000000000002");
    }
}
