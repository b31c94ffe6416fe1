package org.plimsoll.risk;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.plimsoll.portfolio.FxRate;
import org.plimsoll.portfolio.Instrument;
import org.plimsoll.portfolio.Price;
import org.plimsoll.portfolio.Problem;
import org.plimsoll.portfolio.Quotient;
import org.plimsoll.risk.CurrencyConverter.Conversion;

/** Reads prices and exchange rates for one portfolio and remembers which were used, so that stale ones can be named. */
final class MarketReader {
    private final ReferenceData referenceData;
    private final CurrencyConverter converter;
    private final Map<String, Conversion> conversions = new HashMap<>();
    private final BitSet pricesUsed = new BitSet();
    private final BitSet ratesUsed = new BitSet();

    MarketReader(CheckedSubmission submission) {
        this.referenceData = submission.referenceData();
        this.converter = submission.converter();
    }

    /** An amount of a currency in base currency. */
    BigDecimal inBaseCurrency(BigDecimal amount, String currency) {
        return conversion(currency).of(amount);
    }

    BigDecimal rate(String currency) {
        return conversion(currency).rate();
    }

    private Conversion conversion(String currency) {
        Conversion conversion = conversions.get(currency);
        if (conversion == null) {
            conversion = converter.from(currency);
            conversions.put(currency, conversion);
            if (conversion.quoteIndex() >= 0) {
                ratesUsed.set(conversion.quoteIndex());
            }
        }
        return conversion;
    }

    /** Price of one unit in the instrument's own currency; null when there is none. */
    @Nullable
    BigDecimal unitPrice(String instrument) {
        int index = referenceData.priceIndexOf(instrument);
        if (index >= 0 && !referenceData.isCash(instrument)) {
            pricesUsed.set(index);
        }
        return referenceData.unitPrice(instrument);
    }

    /** What else is known of an instrument's market; null when there is no price. */
    @Nullable
    Price quote(String instrument) {
        return referenceData.price(instrument);
    }

    long ageSeconds(@Nullable Price quote) {
        return quote == null ? 0 : Tenor.ageSeconds(quote.at(), referenceData.evaluatedAt());
    }

    /**
     * Price of an instrument's underlying in the instrument's currency; null when there is no price. An underlying that
     * is itself among the instruments has its price in its own currency, which is converted through the base currency;
     * the price of any other is in the instrument's currency already.
     */
    @Nullable
    BigDecimal underlyingPrice(Instrument instrument) {
        String name = instrument.underlying();
        BigDecimal price = name == null ? null : unitPrice(name);
        if (name == null || price == null) {
            return null;
        }
        Instrument underlying = referenceData.instrument(name);
        if (underlying == null || underlying.currency().equals(instrument.currency())) {
            return price;
        }
        return Quotient.of(price.multiply(rate(underlying.currency())), rate(instrument.currency()));
    }

    /** Names the prices and rates that were used and are older than an age. */
    List<Problem> staleProblems(@Nullable Duration staleAfter) {
        if (staleAfter == null) {
            return List.of();
        }
        Instant evaluatedAt = referenceData.evaluatedAt();
        Problems problems = new Problems();
        List<Price> prices = referenceData.market().prices();
        for (int i = pricesUsed.nextSetBit(0); i >= 0; i = pricesUsed.nextSetBit(i + 1)) {
            Price price = prices.get(i);
            if (Duration.between(price.at(), evaluatedAt).compareTo(staleAfter) <= 0) {
                continue;
            }
            problems.add(
                    SubmissionCode.PRICE_STALE,
                    "The price of " + Problems.quote(price.instrument()) + " is "
                            + Tenor.ageSeconds(price.at(), evaluatedAt)
                            + " seconds old; the rule set takes prices of up to "
                            + staleAfter.toSeconds() + " seconds.",
                    Problems.at(ReferenceDataCheck.PRICES, i, "at"));
        }
        List<FxRate> rates = referenceData.market().fxRates();
        for (int i = ratesUsed.nextSetBit(0); i >= 0; i = ratesUsed.nextSetBit(i + 1)) {
            FxRate rate = rates.get(i);
            if (Duration.between(rate.at(), evaluatedAt).compareTo(staleAfter) <= 0) {
                continue;
            }
            problems.add(
                    SubmissionCode.FX_RATE_STALE,
                    "The rate from " + Problems.quote(rate.from()) + " to " + Problems.quote(rate.to()) + " is "
                            + Tenor.ageSeconds(rate.at(), evaluatedAt)
                            + " seconds old; the rule set takes rates of up to "
                            + staleAfter.toSeconds() + " seconds.",
                    Problems.at(ReferenceDataCheck.FX_RATES, i, "at"));
        }
        return problems.toList();
    }
}
