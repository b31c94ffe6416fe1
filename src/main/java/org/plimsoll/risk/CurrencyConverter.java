package org.plimsoll.risk;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.plimsoll.portfolio.FxRate;
import org.plimsoll.portfolio.Quotient;
import org.plimsoll.portfolio.Refusal;

/**
 * Converts amounts to one base currency. The rate quoted from a currency to the base currency is used as it is; failing
 * that, one quoted from the base currency, inverted in {@link MathContext#DECIMAL128}. A quote in the right direction wins
 * over one to be inverted. Two quotes are never chained through a third currency: what was not quoted is not known.
 */
public final class CurrencyConverter {
    private final String baseCurrency;
    private final FxQuotes quotes;

    CurrencyConverter(String baseCurrency, FxQuotes quotes) {
        this.baseCurrency = baseCurrency;
        this.quotes = quotes;
    }

    /**
     * A converter that knows the given quotes.
     *
     * @param baseCurrency currency converted to
     * @param rates quotes; of two for one ordered pair the first counts
     */
    public static CurrencyConverter to(String baseCurrency, List<FxRate> rates) {
        return new CurrencyConverter(baseCurrency, new FxQuotes(rates));
    }

    /** Currency converted to. */
    public String baseCurrency() {
        return baseCurrency;
    }

    /** Whether an amount in the currency can be converted. */
    public boolean knows(String currency) {
        return currency.equals(baseCurrency)
                || quotes.indexOf(currency, baseCurrency) >= 0
                || quotes.indexOf(baseCurrency, currency) >= 0;
    }

    /**
     * How an amount in a currency becomes one in base currency.
     *
     * @throws Refusal {@code FX_RATE_MISSING} without a quote in either direction, {@code FX_RATE_NOT_POSITIVE} when the
     *     quote is zero or below
     */
    public Conversion from(String currency) {
        if (currency.equals(baseCurrency)) {
            return new Conversion(BigDecimal.ONE, null, FxQuotes.NOT_QUOTED, null);
        }
        int direct = quotes.indexOf(currency, baseCurrency);
        if (direct >= 0) {
            FxRate quote = quotes.get(direct);
            return new Conversion(positive(quote, direct), quote.at(), direct, null);
        }
        int inverse = quotes.indexOf(baseCurrency, currency);
        if (inverse >= 0) {
            FxRate quote = quotes.get(inverse);
            BigDecimal rate = Quotient.of(BigDecimal.ONE, positive(quote, inverse));
            return new Conversion(rate, quote.at(), inverse, quote.rate());
        }
        throw new Refusal(SubmissionCode.FX_RATE_MISSING.name(), missing(currency, baseCurrency), null);
    }

    /**
     * An amount in base currency.
     *
     * @throws Refusal as {@link #from}
     */
    public BigDecimal convert(BigDecimal amount, String currency) {
        return from(currency).of(amount);
    }

    static String missing(String currency, String baseCurrency) {
        return "There is no exchange rate between " + Problems.quote(currency) + " and the base currency "
                + Problems.quote(baseCurrency) + "; send one in either direction.";
    }

    private static BigDecimal positive(FxRate quote, int index) {
        if (quote.rate().signum() <= 0) {
            throw new Refusal(
                    SubmissionCode.FX_RATE_NOT_POSITIVE.name(),
                    "An exchange rate must be above zero.",
                    Problems.at(ReferenceDataCheck.FX_RATES, index, "rate"));
        }
        return quote.rate();
    }

    /**
     * A rate that is ready to multiply with.
     *
     * @param rate base currency for one unit of the currency
     * @param at when it was quoted; null for the base currency itself
     * @param quoteIndex place of the quote among the rates given; −1 for the base currency itself
     * @param inverseOf the quote, where only the inverse rate is quoted; null otherwise
     */
    public record Conversion(
            BigDecimal rate,
            @Nullable Instant at,
            int quoteIndex,
            @Nullable BigDecimal inverseOf) {
        /** An amount in base currency: exact, or divided once where only the inverse rate is quoted. */
        public BigDecimal of(BigDecimal amount) {
            return inverseOf == null ? amount.multiply(rate) : Quotient.of(amount, inverseOf);
        }

        /** Seconds between the quote and the evaluation, rounded up; zero for the base currency itself. */
        public long ageSeconds(Instant evaluatedAt) {
            return at == null ? 0 : Tenor.ageSeconds(at, evaluatedAt);
        }
    }
}
