package org.plimsoll.risk;

import java.math.BigDecimal;
import org.plimsoll.policy.Position;
import org.plimsoll.portfolio.Instrument;
import org.plimsoll.portfolio.InstrumentType;
import org.plimsoll.portfolio.Refusal;

/** What positions gain or lose when prices and volatilities move, in base currency. */
final class Revaluation {
    /** Values of options worked out in one evaluation at most: as many as take seconds. */
    static final int MOST_VALUED = 2_000_000;

    /** Profits of positions, groups and pools worked out in one evaluation at most; many of them are kept. */
    static final int MOST_PROFITS = 5_000_000;

    private final ReferenceData referenceData;
    private int valued;
    private long profits;

    Revaluation(ReferenceData referenceData) {
        this.referenceData = referenceData;
    }

    /** Whether a position moves one for one with its own price. */
    static boolean isLinear(Position position) {
        return switch (InstrumentType.valueOf(position.instrumentType())) {
            case EQUITY, ETF, BOND, FUND, FUTURE, PERPETUAL, CRYPTO_ASSET, COMMODITY, CASH -> true;
            case OPTION, SWAP, FX_FORWARD -> false;
        };
    }

    static boolean isOption(Position position) {
        return position.instrumentType().equals(InstrumentType.OPTION.name());
    }

    /** Base currency for one unit of price: quantity times multiplier times exchange rate, signed. */
    static BigDecimal units(Position position) {
        return position.quantity().multiply(position.multiplier()).multiply(position.fxRate());
    }

    /**
     * An option as it stands, ready to be valued under moves.
     *
     * @throws Refusal {@code OPTION_VOLATILITY_MISSING}; {@code REVALUATION_UNSUPPORTED} for what is neither linear nor an
     *     option
     */
    ValuedOption option(Position position) {
        BigDecimal underlyingPrice = position.underlyingPrice();
        if (!isOption(position) || underlyingPrice == null) {
            throw new Refusal(
                    SubmissionCode.REVALUATION_UNSUPPORTED.name(),
                    "A position in " + Problems.quote(position.instrumentId()) + ", of type "
                            + position.instrumentType()
                            + ", cannot be revalued from a move of a price; send a risk array.",
                    null);
        }
        Instrument underlying = referenceData.instrument(position.underlying());
        boolean onFuture = underlying != null && underlying.type() == InstrumentType.FUTURE;
        return new ValuedOption(
                OptionPricing.of(position, onFuture), units(position), underlyingPrice, volatilityOf(position));
    }

    /** Annual volatility of an option. */
    BigDecimal volatilityOf(Position position) {
        BigDecimal volatility = position.volatility();
        if (volatility == null) {
            int index = referenceData.priceIndexOf(position.instrumentId());
            throw new Refusal(
                    SubmissionCode.OPTION_VOLATILITY_MISSING.name(),
                    "A rule asks what " + Problems.quote(position.instrumentId())
                            + " is worth under other prices; send the volatility with its price.",
                    index < 0 ? null : Problems.at(ReferenceDataCheck.PRICES, index, "volatility"));
        }
        return volatility;
    }

    /** Counts profits that are about to be worked out, so that no portfolio and no rule can ask for ever more. */
    void count(long more) {
        profits += more;
        if (profits > MOST_PROFITS) {
            throw tooMany();
        }
    }

    private void countValue() {
        if (++valued > MOST_VALUED) {
            throw tooMany();
        }
    }

    private static Refusal tooMany() {
        return new Refusal(
                SubmissionCode.REVALUATIONS_TOO_MANY.name(),
                "The rules ask for more than " + MOST_VALUED + " values of options or " + MOST_PROFITS
                        + " profits; split the portfolio, or send shorter histories or risk arrays.",
                null);
    }

    /** An option with its formula and its worth as the market stands. */
    final class ValuedOption {
        private final OptionPricing pricing;
        private final BigDecimal units;
        private final BigDecimal underlyingPrice;
        private final BigDecimal volatility;
        private final BigDecimal worth;

        private ValuedOption(
                OptionPricing pricing, BigDecimal units, BigDecimal underlyingPrice, BigDecimal volatility) {
            this.pricing = pricing;
            this.units = units;
            this.underlyingPrice = underlyingPrice;
            this.volatility = volatility;
            this.worth = pricing.value(underlyingPrice, volatility);
        }

        BigDecimal underlyingPrice() {
            return underlyingPrice;
        }

        BigDecimal volatility() {
            return volatility;
        }

        /** Profit (above zero) or loss at another price of the underlying and another volatility: formula less formula. */
        BigDecimal profit(BigDecimal otherPrice, BigDecimal otherVolatility) {
            countValue();
            return units.multiply(pricing.value(otherPrice, otherVolatility).subtract(worth));
        }

        OptionPricing.Sensitivities sensitivities() {
            return pricing.sensitivities(underlyingPrice, volatility);
        }
    }
}
