package org.plimsoll.policy;

import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.plimsoll.portfolio.IndexMembership;
import org.plimsoll.portfolio.Instrument;
import org.plimsoll.portfolio.InstrumentType;
import org.plimsoll.portfolio.IssuerKind;
import org.plimsoll.portfolio.PledgedAsset;

/**
 * A pledged asset with its terms and figures.
 *
 * @param context what all facts share
 * @param asset the asset as submitted
 * @param instrument its terms
 * @param figures what the market says of it
 * @param attributes attributes of the instrument, overridden by those of the asset
 */
public record Collateral(
        FactContext context,
        PledgedAsset asset,
        Instrument instrument,
        CollateralFigures figures,
        Map<String, String> attributes)
        implements Fact, AddOnScope {

    @Override
    public String id() {
        return asset.id();
    }

    @Override
    public String pool() {
        return MarginPool.CROSS;
    }

    /** Identifier of the instrument pledged. */
    public String instrumentId() {
        return instrument.id();
    }

    /** What the asset is to a haircut schedule. */
    @Code(CollateralKind.class)
    public String kind() {
        return kindOf(instrument).name();
    }

    /** What the instrument is. */
    @Code(InstrumentType.class)
    public String instrumentType() {
        return instrument.type().name();
    }

    /** What it derives from; the instrument itself when it derives from nothing. */
    public String underlying() {
        String underlying = instrument.underlying();
        return underlying == null ? instrument.id() : underlying;
    }

    /** Where it trades; null when it does not matter. */
    public @Nullable String venue() {
        return instrument.venue();
    }

    /** Currency it is denominated in. */
    public String currency() {
        return instrument.currency();
    }

    /** Whether it is denominated in another currency than the portfolio's base currency. */
    public boolean currencyMismatch() {
        return !instrument.currency().equals(context.baseCurrency());
    }

    /** Name of the issuer; null when unknown. */
    public @Nullable String issuer() {
        return instrument.issuer();
    }

    /** The same as {@link #issuer()}: the rule engine takes the first letters of that name for a getter's prefix. */
    public @Nullable String getIssuer() {
        return issuer();
    }

    /** Who issued it; null when not applicable. */
    @Code(IssuerKind.class)
    public @Nullable String issuerKind() {
        return instrument.issuerKind() == null ? null : instrument.issuerKind().name();
    }

    /** The same as {@link #issuerKind()}: the rule engine takes the first letters of that name for a getter's prefix. */
    @Code(IssuerKind.class)
    public @Nullable String getIssuerKind() {
        return issuerKind();
    }

    /** Credit quality step 1 (best) to 6; null when unrated. */
    public @Nullable Integer creditQualityStep() {
        return instrument.creditQualityStep();
    }

    /** Rating as published; null when unrated. */
    public @Nullable String rating() {
        return instrument.rating();
    }

    /** Index an equity belongs to; null when not applicable. */
    @Code(IndexMembership.class)
    public @Nullable String indexMembership() {
        return instrument.indexMembership() == null
                ? null
                : instrument.indexMembership().name();
    }

    /** Years to maturity; an anniversary is a whole number; null without maturity. */
    public @Nullable BigDecimal residualMaturityYears() {
        return figures.residualMaturityYears().orNull();
    }

    /** Units pledged. */
    public BigDecimal quantity() {
        return asset.quantity();
    }

    /** Price of one unit in the asset's currency. */
    public BigDecimal price() {
        return figures.price();
    }

    /** Base currency for one unit of the asset's currency. */
    public BigDecimal fxRate() {
        return figures.fxRate();
    }

    /** Seconds between the price's time and the evaluation time; zero for cash. */
    public long priceAgeSeconds() {
        return figures.priceAgeSeconds();
    }

    /** Worth before haircuts. */
    public BigDecimal marketValue() {
        return figures.marketValue();
    }

    /** Market value divided by that of all collateral of the pool, zero to one. */
    public BigDecimal shareOfPool() {
        return figures.shareOfPool().get();
    }

    /** Whether no other asset of the pool is worth more before haircuts; of equals the one with the first id. */
    public boolean largestOfPool() {
        return figures.largestOfPool();
    }

    /** Annual volatility as a fraction; null when unknown. */
    public @Nullable BigDecimal volatility() {
        return figures.volatility();
    }

    /** Days to sell at the manifest's share of daily volume; null when the volume is unknown. */
    public @Nullable BigDecimal daysToLiquidate() {
        return figures.daysToLiquidate().orNull();
    }

    /**
     * A number among the attributes.
     *
     * @throws org.plimsoll.portfolio.Refusal {@code ATTRIBUTE_MISSING} or {@code ATTRIBUTE_NOT_A_NUMBER}
     */
    public BigDecimal number(String name) {
        return Attributes.number(attributes, name, "/portfolio/collateral");
    }

    /**
     * A number among the attributes, or the given one when none is stated.
     *
     * @throws org.plimsoll.portfolio.Refusal {@code ATTRIBUTE_NOT_A_NUMBER}
     */
    public BigDecimal number(String name, BigDecimal otherwise) {
        return attributes.containsKey(name) ? number(name) : otherwise;
    }

    /**
     * A number of zero or above among the attributes: an amount, a rate, a fee.
     *
     * @throws org.plimsoll.portfolio.Refusal {@code ATTRIBUTE_MISSING}, {@code ATTRIBUTE_NOT_A_NUMBER} or {@code
     *     ATTRIBUTE_NEGATIVE}
     */
    public BigDecimal amount(String name) {
        return Attributes.amount(attributes, name, "/portfolio/collateral");
    }

    /**
     * A number of zero or above among the attributes, or the given one when none is stated.
     *
     * @throws org.plimsoll.portfolio.Refusal {@code ATTRIBUTE_NOT_A_NUMBER} or {@code ATTRIBUTE_NEGATIVE}
     */
    public BigDecimal amount(String name, BigDecimal otherwise) {
        return attributes.containsKey(name) ? amount(name) : otherwise;
    }

    @Override
    public String toString() {
        return "Collateral " + id();
    }

    private static CollateralKind kindOf(Instrument instrument) {
        return switch (instrument.type()) {
            case CASH -> CollateralKind.CASH;
            case BOND -> bondKindOf(instrument.issuerKind());
            case EQUITY -> CollateralKind.EQUITY;
            case ETF -> CollateralKind.ETF;
            case FUND -> CollateralKind.FUND;
            case CRYPTO_ASSET -> CollateralKind.CRYPTO_ASSET;
            case COMMODITY -> "XAU".equals(instrument.underlying()) ? CollateralKind.GOLD : CollateralKind.COMMODITY;
            case FUTURE, PERPETUAL, OPTION, FX_FORWARD, SWAP -> CollateralKind.OTHER;
        };
    }

    private static CollateralKind bondKindOf(@Nullable IssuerKind issuerKind) {
        if (issuerKind == null) {
            return CollateralKind.OTHER;
        }
        return switch (issuerKind) {
            case GOVERNMENT -> CollateralKind.GOVERNMENT_BOND;
            case CORPORATE -> CollateralKind.CORPORATE_BOND;
            case SECURITISATION -> CollateralKind.SECURITISATION;
            case BANK -> CollateralKind.BANK_BOND;
            case SUPRANATIONAL -> CollateralKind.SUPRANATIONAL_BOND;
        };
    }
}
