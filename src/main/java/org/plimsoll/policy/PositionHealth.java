package org.plimsoll.policy;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.plimsoll.portfolio.InstrumentType;
import org.plimsoll.portfolio.MarginMode;

/**
 * How a position stands once requirements are settled, together with the health of its pool. Rules that require an
 * action on a position match this fact.
 *
 * @param position the position
 * @param initialMargin initial margin required of the position itself; zero when its group or pool carries it
 * @param maintenanceMargin maintenance margin required of the position itself
 * @param tier tier its requirement came from; null when the requirement is not tiered
 * @param liquidationPrice price, in the instrument's currency, at which the pool's equity meets its maintenance margin
 *     with all else unchanged; null when no price above zero does, or when the requirement does not say how it varies
 * @param bankruptcy the {@link #bankruptcyPrice}
 * @param health its pool
 */
public record PositionHealth(
        Position position,
        BigDecimal initialMargin,
        BigDecimal maintenanceMargin,
        @Nullable MarginTier tier,
        @Nullable BigDecimal liquidationPrice,
        Deferred bankruptcy,
        AccountHealth health)
        implements Fact {
    private static final BigDecimal SMALLEST_LOT = new BigDecimal("0.00000001");

    /**
     * Price, in the instrument's currency, at which the pool's equity is zero with all else unchanged; null when no price
     * above zero does.
     */
    public @Nullable BigDecimal bankruptcyPrice() {
        return bankruptcy.orNull();
    }

    @Override
    public FactContext context() {
        return position.context();
    }

    @Override
    public String id() {
        return position.id();
    }

    @Override
    public String pool() {
        return position.pool();
    }

    /** What the instrument is. */
    @Code(InstrumentType.class)
    public String instrumentType() {
        return position.instrumentType();
    }

    /** What it derives from; the instrument itself when it derives from nothing. */
    public String underlying() {
        return position.underlying();
    }

    /** Where it trades; null when it does not matter. */
    public @Nullable String venue() {
        return position.venue();
    }

    /** Long or short. */
    @Code(Side.class)
    public String side() {
        return position.side();
    }

    /** Cross or isolated. */
    @Code(MarginMode.class)
    public String marginMode() {
        return position.marginMode();
    }

    /** Signed number of contracts or units. */
    public BigDecimal quantity() {
        return position.quantity();
    }

    /** Absolute number of contracts or units. */
    public BigDecimal size() {
        return position.size();
    }

    /** Price of one unit in the instrument's currency. */
    public BigDecimal price() {
        return position.price();
    }

    /** Absolute amount exposed. */
    public BigDecimal notional() {
        return position.notional();
    }

    /** Number of the tier its requirement came from, the lowest being 1; zero when the requirement is not tiered. */
    public int tierNumber() {
        return tier == null ? 0 : tier.number();
    }

    /** Notional from which its tier applies; zero when the requirement is not tiered. */
    public BigDecimal tierFloor() {
        return tier == null ? BigDecimal.ZERO : tier.floor();
    }

    /**
     * Smallest number of contracts to close so that the notional falls below its tier's floor; the floor itself belongs
     * to the tier. Rounded up to the lot size, or to eight decimals for an instrument without one. Zero in the lowest
     * tier, or when the requirement is not tiered.
     */
    public BigDecimal sizeAboveTierFloor() {
        if (tier == null || tier.floor().signum() == 0 || notional().signum() == 0) {
            return BigDecimal.ZERO;
        }
        BigDecimal above = notional().subtract(tier.floor());
        BigDecimal lots = above.multiply(size())
                .divide(notional(), MathContext.DECIMAL128)
                .divide(lotSize(), 0, RoundingMode.FLOOR)
                .add(BigDecimal.ONE);
        return lots.multiply(lotSize()).min(size());
    }

    /** Smallest number of contracts or units that can be traded; 0.00000001 for an instrument that states none. */
    public BigDecimal lotSize() {
        return position.instrument().lotSize() == null
                ? SMALLEST_LOT
                : position.instrument().lotSize();
    }

    /**
     * Price, in the instrument's currency, at which the position's share of the pool's equity is used up: its share of
     * the pool's maintenance margin. All positions of a pool that are closed at these prices leave equity of zero. The same
     * as the bankruptcy price for the only position of a pool; null when no price above zero does.
     */
    public @Nullable BigDecimal sharedBankruptcyPrice() {
        if (poolPositionCount() == 1 || poolMaintenanceMargin().signum() == 0) {
            return bankruptcyPrice();
        }
        BigDecimal share =
                poolEquity().multiply(maintenanceMargin).divide(poolMaintenanceMargin(), MathContext.DECIMAL128);
        BigDecimal units = quantity().multiply(multiplier()).multiply(fxRate());
        if (units.signum() == 0) {
            return null;
        }
        BigDecimal shared = price().subtract(share.divide(units, MathContext.DECIMAL128));
        return shared.signum() > 0 ? shared : null;
    }

    /**
     * How early the position is closed against a bankrupt one, the highest score first: profit as a fraction of entry value,
     * times effective leverage for a profit and divided by it for a loss; below zero for a loss. Effective leverage is
     * notional divided by its distance from the notional at the bankruptcy price, at most 1,000,000. Null when the entry
     * value is unknown or zero.
     */
    public @Nullable BigDecimal deleverageScore() {
        BigDecimal entry = entryValue();
        if (entry == null || entry.signum() == 0) {
            return null;
        }
        BigDecimal price = bankruptcyPrice();
        BigDecimal bankruptValue = price == null
                ? BigDecimal.ZERO
                : size().multiply(multiplier()).multiply(fxRate()).multiply(price);
        return DeleverageRank.score(Side.valueOf(side()), notional(), entry, bankruptValue);
    }

    /** Maintenance margin set free when the position is closed down to its tier's floor; zero in the lowest tier. */
    public BigDecimal maintenanceReleasedByReduction() {
        return tier == null ? BigDecimal.ZERO : tier.maintenanceAboveFloor(notional());
    }

    /**
     * Maintenance margin set free when every position of the pool in a tier above the lowest is closed down to its tier's
     * floor; zero when there is no such position.
     */
    public BigDecimal poolMaintenanceReleasedByReduction() {
        return health.maintenanceReleasedByReduction();
    }

    /** Equity missing to the pool's maintenance margin, as a positive figure. */
    public BigDecimal poolMaintenanceShortfall() {
        return health.maintenanceShortfall();
    }

    /** Equity missing to the pool's initial margin, as a positive figure. */
    public BigDecimal poolInitialShortfall() {
        return health.initialShortfall();
    }

    /** Equity of the pool. */
    public BigDecimal poolEquity() {
        return health.equity();
    }

    /** Maintenance margin of the pool. */
    public BigDecimal poolMaintenanceMargin() {
        return health.maintenanceMargin();
    }

    /** Equity of the pool divided by its maintenance margin: one at the line; null without a maintenance margin. */
    public @Nullable BigDecimal poolMarginRatio() {
        return health.marginRatio();
    }

    /**
     * What a rule said of the position before settlement.
     *
     * @param name name of the figure; some rule must say it
     * @throws org.plimsoll.portfolio.Refusal {@code FIGURE_MISSING} when no rule said it of this position
     */
    public BigDecimal figure(String name) {
        return health.settlement().figures().require(position, name);
    }

    /**
     * Sum of the figures of one name that rules said of the pool and of its positions and assets before settlement; zero
     * when they said it of none.
     *
     * @param name name of the figure; some rule must say it
     */
    public BigDecimal sumOf(String name) {
        return health.sumOf(name);
    }

    /** Identifier of the instrument held. */
    public String instrumentId() {
        return position.instrumentId();
    }

    /** Currency it is quoted and settled in. */
    public String currency() {
        return position.currency();
    }

    /** Units of the underlying in one contract. */
    public BigDecimal multiplier() {
        return position.multiplier();
    }

    /** Base currency for one unit of the instrument's currency. */
    public BigDecimal fxRate() {
        return position.fxRate();
    }

    /** Average price at entry in the instrument's currency; null when unknown. */
    public @Nullable BigDecimal entryPrice() {
        return position.entryPrice();
    }

    /** Absolute amount at entry price; null when the entry price is unknown. */
    public @Nullable BigDecimal entryValue() {
        return position.entryValue();
    }

    /** Signed worth. */
    public BigDecimal marketValue() {
        return position.marketValue();
    }

    /** Part of its worth that counts towards equity, signed. */
    public BigDecimal value() {
        return position.value();
    }

    /** Profit above zero, loss below; null when the entry price is unknown. */
    public @Nullable BigDecimal unrealizedPnl() {
        return position.unrealizedPnl();
    }

    /** Contracts of the instrument open in the market; null when unknown. */
    public @Nullable BigDecimal openInterest() {
        return position.openInterest();
    }

    /** Days to close the position at the manifest's share of daily volume; null when the volume is unknown. */
    public @Nullable BigDecimal daysToLiquidate() {
        return position.daysToLiquidate();
    }

    /** Attributes of the instrument, overridden by those of the position. */
    public Map<String, String> attributes() {
        return position.attributes();
    }

    /** Initial margin of the pool. */
    public BigDecimal poolInitialMargin() {
        return health.initialMargin();
    }

    /** Cash of the pool, signed. */
    public BigDecimal poolBalances() {
        return health.balances();
    }

    /** Where all positions of the pool trade; null when they trade in several places, or one does not say where. */
    public @Nullable String poolVenue() {
        return health.venue();
    }

    /** Number of positions of the pool. */
    public int poolPositionCount() {
        return health.positionCount();
    }

    /** Long and short notional of the pool added up. */
    public BigDecimal poolGrossNotional() {
        return health.grossNotional();
    }

    /**
     * A number among the attributes.
     *
     * @throws org.plimsoll.portfolio.Refusal {@code ATTRIBUTE_MISSING} or {@code ATTRIBUTE_NOT_A_NUMBER}
     */
    public BigDecimal number(String name) {
        return position.number(name);
    }

    /**
     * A number among the attributes, or the given one when none is stated.
     *
     * @throws org.plimsoll.portfolio.Refusal {@code ATTRIBUTE_NOT_A_NUMBER}
     */
    public BigDecimal number(String name, BigDecimal otherwise) {
        return position.number(name, otherwise);
    }

    /**
     * A number of zero or above among the attributes: an amount, a rate, a fee.
     *
     * @throws org.plimsoll.portfolio.Refusal {@code ATTRIBUTE_MISSING}, {@code ATTRIBUTE_NOT_A_NUMBER} or {@code
     *     ATTRIBUTE_NEGATIVE}
     */
    public BigDecimal amount(String name) {
        return position.amount(name);
    }

    /**
     * A number of zero or above among the attributes, or the given one when none is stated.
     *
     * @throws org.plimsoll.portfolio.Refusal {@code ATTRIBUTE_NOT_A_NUMBER} or {@code ATTRIBUTE_NEGATIVE}
     */
    public BigDecimal amount(String name, BigDecimal otherwise) {
        return position.amount(name, otherwise);
    }

    @Override
    public String toString() {
        return "PositionHealth " + id();
    }
}
