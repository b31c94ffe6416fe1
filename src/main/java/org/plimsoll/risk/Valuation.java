package org.plimsoll.risk;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import org.plimsoll.portfolio.Instrument;
import org.plimsoll.portfolio.InstrumentType;
import org.plimsoll.portfolio.OptionTerms;
import org.plimsoll.portfolio.OptionType;
import org.plimsoll.portfolio.Refusal;

/**
 * What a position is worth, in base currency. Exact: nothing is divided or rounded.
 *
 * <table>
 * <caption>By instrument; units = quantity × multiplier</caption>
 * <tr><th>instrument</th><th>market value</th><th>notional</th><th>counts towards equity</th></tr>
 * <tr><td>equity, ETF, fund, bond, crypto asset, commodity, cash</td><td>units × price</td><td>|units × price|</td>
 *     <td>market value</td></tr>
 * <tr><td>option</td><td>units × price (the premium)</td><td>|units × underlying price|</td><td>market value</td></tr>
 * <tr><td>future, perpetual</td><td>units × price (the contract value, signed)</td><td>|units × price|</td>
 *     <td>units × (price − entry price)</td></tr>
 * <tr><td>swap, FX forward</td><td>units × price (the present value)</td><td>|units|</td>
 *     <td>units × (price − entry price, or zero when none is given)</td></tr>
 * </table>
 *
 * @param marketValue signed worth
 * @param notional absolute amount the position is exposed to
 * @param entryValue absolute amount at entry price; null when the entry price is unknown
 * @param unrealizedPnl profit (above zero) or loss since entry, at today's exchange rate; null when unknown
 * @param countedValue part of the worth that counts towards equity
 * @param underlyingValue worth of an option's underlying, absolute; zero for others
 * @param intrinsicValue worth of an option if exercised now, absolute; zero for others
 * @param outOfTheMoneyAmount amount by which an option is out of the money, absolute; zero for others
 */
public record Valuation(
        BigDecimal marketValue,
        BigDecimal notional,
        @Nullable BigDecimal entryValue,
        @Nullable BigDecimal unrealizedPnl,
        BigDecimal countedValue,
        BigDecimal underlyingValue,
        BigDecimal intrinsicValue,
        BigDecimal outOfTheMoneyAmount) {

    /**
     * Values a position.
     *
     * @param instrument terms of what is held
     * @param quantity signed number of contracts or units
     * @param entryPrice average price at entry in the instrument's currency; null when unknown
     * @param price price of one unit in the instrument's currency
     * @param underlyingPrice price of the underlying in the instrument's currency; needed by options only
     * @param fxRate base currency for one unit of the instrument's currency
     * @throws Refusal {@code ENTRY_PRICE_MISSING} for a future or perpetual without entry price, {@code
     *     OPTION_TERMS_MISSING} for an option without terms, {@code UNDERLYING_PRICE_MISSING} for an option without a
     *     price of its underlying
     */
    public static Valuation of(
            Instrument instrument,
            BigDecimal quantity,
            @Nullable BigDecimal entryPrice,
            BigDecimal price,
            @Nullable BigDecimal underlyingPrice,
            BigDecimal fxRate) {
        BigDecimal units = quantity.multiply(instrument.multiplier()).multiply(fxRate);
        return switch (instrument.type()) {
            case EQUITY, ETF, BOND, FUND, CRYPTO_ASSET, COMMODITY, CASH -> spot(units, entryPrice, price);
            case FUTURE, PERPETUAL -> future(instrument, units, entryPrice, price);
            case FX_FORWARD, SWAP -> presentValued(units, entryPrice, price);
            case OPTION -> option(instrument, units, entryPrice, price, underlyingPrice);
        };
    }

    /** Whether a price of such an instrument can be below zero. */
    public static boolean canBeBelowZero(InstrumentType type) {
        return switch (type) {
            case FUTURE, FX_FORWARD, SWAP -> true;
            case EQUITY, ETF, BOND, FUND, PERPETUAL, OPTION, CRYPTO_ASSET, COMMODITY, CASH -> false;
        };
    }

    /** Whether a position's profit or loss is all that counts towards equity, so that its entry price must be known. */
    public static boolean needsEntryPrice(InstrumentType type) {
        return type == InstrumentType.FUTURE || type == InstrumentType.PERPETUAL;
    }

    /** Whether such an instrument is an asset that can be pledged, rather than a contract between two parties. */
    public static boolean isAsset(InstrumentType type) {
        return switch (type) {
            case EQUITY, ETF, BOND, FUND, OPTION, CRYPTO_ASSET, COMMODITY, CASH -> true;
            case FUTURE, PERPETUAL, FX_FORWARD, SWAP -> false;
        };
    }

    private static Valuation spot(BigDecimal units, @Nullable BigDecimal entryPrice, BigDecimal price) {
        BigDecimal marketValue = units.multiply(price);
        return new Valuation(
                marketValue,
                marketValue.abs(),
                entryValue(units, entryPrice),
                profit(units, entryPrice, price),
                marketValue,
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                BigDecimal.ZERO);
    }

    private static Valuation future(
            Instrument instrument, BigDecimal units, @Nullable BigDecimal entryPrice, BigDecimal price) {
        if (entryPrice == null) {
            throw new Refusal(
                    SubmissionCode.ENTRY_PRICE_MISSING.name(),
                    "A position in " + Problems.quote(instrument.id())
                            + " needs an entryPrice: its profit or loss counts towards equity.",
                    null);
        }
        BigDecimal contractValue = units.multiply(price);
        BigDecimal unrealizedPnl = units.multiply(price.subtract(entryPrice));
        return new Valuation(
                contractValue,
                contractValue.abs(),
                entryValue(units, entryPrice),
                unrealizedPnl,
                unrealizedPnl,
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                BigDecimal.ZERO);
    }

    private static Valuation presentValued(BigDecimal units, @Nullable BigDecimal entryPrice, BigDecimal price) {
        BigDecimal presentValue = units.multiply(price);
        BigDecimal unrealizedPnl = entryPrice == null ? presentValue : units.multiply(price.subtract(entryPrice));
        return new Valuation(
                presentValue,
                units.abs(),
                entryValue(units, entryPrice),
                unrealizedPnl,
                unrealizedPnl,
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                BigDecimal.ZERO);
    }

    private static Valuation option(
            Instrument instrument,
            BigDecimal units,
            @Nullable BigDecimal entryPrice,
            BigDecimal price,
            @Nullable BigDecimal underlyingPrice) {
        OptionTerms terms = instrument.option();
        if (terms == null) {
            throw new Refusal(
                    SubmissionCode.OPTION_TERMS_MISSING.name(),
                    "The option " + Problems.quote(instrument.id())
                            + " needs optionType, strike, expiry and exerciseStyle.",
                    null);
        }
        if (underlyingPrice == null) {
            throw new Refusal(
                    SubmissionCode.UNDERLYING_PRICE_MISSING.name(),
                    "The option " + Problems.quote(instrument.id()) + " needs a price of its underlying.",
                    null);
        }
        BigDecimal size = units.abs();
        BigDecimal inTheMoney = terms.type() == OptionType.CALL
                ? underlyingPrice.subtract(terms.strike())
                : terms.strike().subtract(underlyingPrice);
        BigDecimal underlyingValue = size.multiply(underlyingPrice.abs());
        BigDecimal marketValue = units.multiply(price);
        return new Valuation(
                marketValue,
                underlyingValue,
                entryValue(units, entryPrice),
                profit(units, entryPrice, price),
                marketValue,
                underlyingValue,
                size.multiply(inTheMoney.max(BigDecimal.ZERO)),
                size.multiply(inTheMoney.negate().max(BigDecimal.ZERO)));
    }

    private static @Nullable BigDecimal entryValue(BigDecimal units, @Nullable BigDecimal entryPrice) {
        return entryPrice == null ? null : units.multiply(entryPrice).abs();
    }

    private static @Nullable BigDecimal profit(BigDecimal units, @Nullable BigDecimal entryPrice, BigDecimal price) {
        return entryPrice == null ? null : units.multiply(price.subtract(entryPrice));
    }
}
