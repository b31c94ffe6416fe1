package org.plimsoll.decision;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import org.plimsoll.decision.ExplanationNode.Counts;
import org.plimsoll.decision.ExplanationNode.Kind;
import org.plimsoll.policy.AccountHealth;
import org.plimsoll.policy.Haircut;
import org.plimsoll.policy.MarginPool;
import org.plimsoll.policy.Position;

/** What a pool's equity consists of: cash, collateral after haircuts, the value of positions, less loans. */
final class EquityLines {
    private final Decision decision;
    private final Settled settled;
    private final ExplanationRules rules;
    private final Rounded rounded;

    EquityLines(Decision decision, Settled settled, ExplanationRules rules, Rounded rounded) {
        this.decision = decision;
        this.settled = settled;
        this.rules = rules;
        this.rounded = rounded;
    }

    ExplanationNode of(AccountHealth pool, Counts counts) {
        return new ExplanationSum()
                .line(Kind.CASH, Counts.ADDED, "cash", rounded.amount(pool.balances()))
                .with(collateral(pool))
                .with(positions(pool))
                .lineUnlessZero(Kind.LOANS, Counts.TAKEN_OFF, "loans", rounded.amount(pool.loans()))
                .of(Kind.EQUITY, counts, "equity of pool " + pool.id(), rounded.value(pool.equity()));
    }

    private ExplanationNode collateral(AccountHealth pool) {
        ExplanationSum sum = new ExplanationSum();
        settled.collateral().stream()
                .filter(asset -> asset.collateral().pool().equals(pool.id()))
                .sorted(Comparator.comparing(asset -> asset.collateral().id()))
                .forEach(asset -> sum.with(asset(asset)));
        if (pool.id().equals(MarginPool.CROSS)) {
            unpriced(sum);
        }
        return sum.of(
                Kind.COLLATERAL, Counts.ADDED, "collateral after haircuts", rounded.value(pool.collateralValue()));
    }

    /** Pledged assets without a price, which rules never saw. */
    private void unpriced(ExplanationSum sum) {
        for (Decision.Asset asset : decision.collateral()) {
            boolean seen = settled.collateral().stream()
                    .anyMatch(each -> each.collateral().id().equals(asset.id()));
            if (!seen) {
                sum.line(Kind.ASSET, Counts.ADDED, asset.id() + ", which has no price", asset.value());
            }
        }
    }

    private ExplanationNode asset(SettledCollateral asset) {
        BigDecimal worth = asset.collateral().marketValue();
        ExplanationSum sum = new ExplanationSum()
                .line(
                        Kind.MARKET_VALUE,
                        Counts.ADDED,
                        "market value of "
                                + holding(
                                        asset.collateral().quantity(),
                                        asset.collateral().instrumentId(),
                                        asset.collateral().price(),
                                        asset.collateral().currency(),
                                        asset.collateral().fxRate()),
                        rounded.amount(worth));
        if (asset.ineligible() != null) {
            sum.with(new ExplanationNode(
                    Kind.HAIRCUT,
                    Counts.TAKEN_OFF,
                    "counts for nothing: " + asset.ineligible().outcome().reason(),
                    rounded.amount(worth),
                    asset.ineligible().rule(),
                    rules.readings(asset.ineligible().outcome()),
                    List.of()));
        } else if (!asset.covered()) {
            sum.line(
                    Kind.HAIRCUT,
                    Counts.TAKEN_OFF,
                    "counts for nothing: no rule gives a base haircut for it",
                    rounded.amount(worth));
        } else {
            haircuts(asset, sum);
        }
        notApplied(asset, sum);
        return sum.of(Kind.ASSET, Counts.ADDED, asset.collateral().id(), rounded.value(asset.value()), null, List.of());
    }

    /** Haircuts that rules gave and that take nothing: a larger one of their kind applies, or the asset counts for nothing. */
    private void notApplied(SettledCollateral asset, ExplanationSum sum) {
        boolean counts = asset.ineligible() == null && asset.covered();
        for (Stamped<Haircut> said : rules.haircuts(asset.collateral().id())) {
            boolean applies = counts && asset.haircuts().stream().anyMatch(cut -> cut.outcome() == said.outcome());
            if (!applies) {
                Haircut haircut = said.outcome();
                sum.with(new ExplanationNode(
                        Kind.REPLACED,
                        Counts.BESIDE,
                        "haircut of " + Explanation.percent(haircut.rate()) + ": " + haircut.reason()
                                + "; does not count, since "
                                + (counts
                                        ? "another haircut of its kind is as large or larger"
                                        : "the asset counts for nothing"),
                        null,
                        said.rule(),
                        rules.readings(haircut),
                        List.of()));
            }
        }
    }

    private static String held(Position position) {
        String holding = holding(
                position.quantity(), position.instrumentId(), position.price(), position.currency(), position.fxRate());
        boolean isProfit = position.value().compareTo(position.marketValue()) != 0;
        return position.entryPrice() == null || !isProfit
                ? holding
                : holding + ", profit or loss since entry at "
                        + Rounded.exact(position.entryPrice()).toPlainString();
    }

    /** What is held, at its price in its own currency, and the rate that it is exchanged at unless that is one. */
    private static String holding(
            BigDecimal quantity, String instrument, BigDecimal price, String currency, BigDecimal fxRate) {
        String held = Rounded.exact(quantity).toPlainString() + " of " + instrument + " at "
                + Rounded.exact(price).toPlainString() + " " + currency;
        return fxRate.compareTo(BigDecimal.ONE) == 0
                ? held
                : held + ", exchanged at " + Rounded.exact(fxRate).toPlainString();
    }

    private void haircuts(SettledCollateral asset, ExplanationSum sum) {
        BigDecimal worth = asset.collateral().marketValue();
        BigDecimal rates = BigDecimal.ZERO;
        for (Stamped<Haircut> cut : asset.haircuts()) {
            Haircut haircut = cut.outcome();
            rates = rates.add(haircut.rate());
            sum.with(new ExplanationNode(
                    Kind.HAIRCUT,
                    Counts.TAKEN_OFF,
                    "haircut of " + Explanation.percent(haircut.rate()) + ": " + haircut.reason(),
                    rounded.amount(worth.multiply(haircut.rate())),
                    cut.rule(),
                    rules.readings(haircut),
                    List.of()));
        }
        sum.lineUnlessZero(
                Kind.HAIRCUT,
                Counts.ADDED,
                "haircuts together take no more than the whole",
                rounded.amount(worth.multiply(rates.subtract(asset.haircut()))));
    }

    private ExplanationNode positions(AccountHealth pool) {
        ExplanationSum sum = new ExplanationSum();
        settled.positions().stream()
                .map(SettledPosition::position)
                .filter(position -> position.pool().equals(pool.id()))
                .sorted(Comparator.comparing(Position::id))
                .forEach(position -> sum.line(
                        Kind.POSITION,
                        Counts.ADDED,
                        position.id() + ": " + held(position),
                        rounded.amount(position.value())));
        return sum.of(
                Kind.POSITIONS,
                Counts.ADDED,
                "value of positions",
                rounded.amount(pool.marginPool().totals().countedValue()));
    }
}
