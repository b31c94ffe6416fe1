package org.plimsoll.risk;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.plimsoll.portfolio.FxRate;
import org.plimsoll.portfolio.Refusal;

/**
 * Converts amounts to one base currency. The rate quoted from a currency to the base currency is used as it is; failing
 * that, one quoted from the base currency, inverted in {@link MathContext#DECIMAL128}. A quote in the right direction wins
 * over one to be inverted. Two quotes are never chained through a third currency: what was not quoted is not known.
 */
public final class CurrencyConverter {
    private static final int NOT_QUOTED = -1;

    private final String baseCurrency;
    private final Map<String, Conversion> conversions;

    private CurrencyConverter(String baseCurrency, Map<String, Conversion> conversions) {
        this.baseCurrency = baseCurrency;
        this.conversions = conversions;
    }

    /**
     * A converter that knows the given quotes.
     *
     * @param baseCurrency currency converted to
     * @param rates quotes; of two for one ordered pair the first counts
     */
    public static CurrencyConverter to(String baseCurrency, List<FxRate> rates) {
        Map<String, Conversion> conversions = new HashMap<>();
        conversions.put(baseCurrency, new Conversion(BigDecimal.ONE, null, NOT_QUOTED));
        for (int i = 0; i < rates.size(); i++) {
            FxRate quote = rates.get(i);
            if (quote.to().equals(baseCurrency)) {
                conversions.putIfAbsent(quote.from(), new Conversion(quote.rate(), quote.at(), i));
            }
        }
        for (int i = 0; i < rates.size(); i++) {
            FxRate quote = rates.get(i);
            if (quote.from().equals(baseCurrency) && !conversions.containsKey(quote.to())) {
                conversions.put(quote.to(), new Conversion(inverse(quote.rate()), quote.at(), i));
            }
        }
        return new CurrencyConverter(baseCurrency, conversions);
    }

    /** Currency converted to. */
    public String baseCurrency() {
        return baseCurrency;
    }

    /** Whether an amount in the currency can be converted. */
    public boolean knows(String currency) {
        return conversions.containsKey(currency);
    }

    /**
     * How an amount in a currency becomes one in base currency.
     *
     * @throws Refusal {@code FX_RATE_MISSING} without a quote in either direction, {@code FX_RATE_NOT_POSITIVE} when the
     *     quote is zero or below
     */
    public Conversion from(String currency) {
        Conversion conversion = conversions.get(currency);
        if (conversion == null) {
            throw new Refusal(SubmissionCode.FX_RATE_MISSING.name(), missing(currency, baseCurrency), null);
        }
        if (conversion.rate().signum() <= 0) {
            throw new Refusal(
                    SubmissionCode.FX_RATE_NOT_POSITIVE.name(),
                    "An exchange rate must be above zero.",
                    "/market/fxRates/" + conversion.quoteIndex() + "/rate");
        }
        return conversion;
    }

    /**
     * An amount in base currency, exact but for the inversion of a quote.
     *
     * @throws Refusal as {@link #from}
     */
    public BigDecimal convert(BigDecimal amount, String currency) {
        return amount.multiply(from(currency).rate());
    }

    static String missing(String currency, String baseCurrency) {
        return "There is no exchange rate between " + Problems.quote(currency) + " and the base currency "
                + Problems.quote(baseCurrency) + "; send one in either direction.";
    }

    private static BigDecimal inverse(BigDecimal rate) {
        return rate.signum() == 0 ? rate : BigDecimal.ONE.divide(rate, MathContext.DECIMAL128);
    }

    /**
     * A rate that is ready to multiply with.
     *
     * @param rate base currency for one unit of the currency
     * @param at when it was quoted; null for the base currency itself
     * @param quoteIndex place of the quote among the rates given; −1 for the base currency itself
     */
    public record Conversion(BigDecimal rate, @Nullable Instant at, int quoteIndex) {
        /** Seconds between the quote and the evaluation, rounded up; zero for the base currency itself. */
        public long ageSeconds(Instant evaluatedAt) {
            return at == null ? 0 : Tenor.ageSeconds(at, evaluatedAt);
        }
    }
}
