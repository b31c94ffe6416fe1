package org.plimsoll.risk;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.plimsoll.policy.Collateral;
import org.plimsoll.policy.CollateralFigures;
import org.plimsoll.policy.Deferred;
import org.plimsoll.policy.FactContext;
import org.plimsoll.policy.MarginPool;
import org.plimsoll.policy.Position;
import org.plimsoll.policy.PositionFigures;
import org.plimsoll.policy.PositionGroup;
import org.plimsoll.policy.Totals;
import org.plimsoll.portfolio.CashBalance;
import org.plimsoll.portfolio.Instrument;
import org.plimsoll.portfolio.InstrumentType;
import org.plimsoll.portfolio.Loan;
import org.plimsoll.portfolio.MarginMode;
import org.plimsoll.portfolio.OpenPosition;
import org.plimsoll.portfolio.PledgedAsset;
import org.plimsoll.portfolio.Portfolio;
import org.plimsoll.portfolio.Price;
import org.plimsoll.portfolio.Quotient;
import org.plimsoll.portfolio.Refusal;

/**
 * Computes the facts of a portfolio in one pass over its positions and one over its collateral. The same submission gives
 * the same facts, and the order of positions, instruments and prices changes no figure.
 *
 * <p>Collateral, balances and loans belong to the cross pool. An isolated position is a pool and a group of its own, and
 * its isolated margin is that pool's cash.
 */
public final class FactFactory {
    private static final Deferred UNKNOWN = Deferred.known(null);
    private static final Deferred NOTHING = Deferred.known(BigDecimal.ZERO);

    private final CheckedSubmission submission;
    private final FactTerms terms;
    private final PortfolioRisk risk;
    private final FactContext context;
    private final MarketReader market;
    private final LocalDate today;
    private final Problems priceProblems = new Problems();

    private FactFactory(CheckedSubmission submission, FactTerms terms) {
        Portfolio portfolio = submission.portfolio();
        this.submission = submission;
        this.terms = terms;
        this.risk = new PortfolioRisk(submission.referenceData(), terms.scenarioSets());
        this.context = new FactContext(
                portfolio.account(),
                portfolio.baseCurrency(),
                submission.referenceData().evaluatedAt(),
                terms.parameters(),
                risk);
        this.market = new MarketReader(submission);
        this.today = submission.referenceData().evaluationDate();
    }

    /**
     * Computes the facts of a portfolio.
     *
     * @throws Refusal {@code COLLATERAL_PRICE_MISSING} when the terms require a price of each pledged asset; for a
     *     portfolio from {@link CheckedSubmission#withPortfolio} also {@code PRICE_MISSING}, {@code INSTRUMENT_UNKNOWN},
     *     {@code FX_RATE_MISSING} and {@code ENTRY_PRICE_MISSING}
     */
    public static PortfolioFacts factsOf(CheckedSubmission submission, FactTerms terms) {
        return new FactFactory(submission, terms).facts();
    }

    private PortfolioFacts facts() {
        Map<String, Integer> collateralPlaces = new HashMap<>();
        List<PledgedAsset> unpriced = new ArrayList<>();
        List<Collateral> collateral = collateral(collateralPlaces, unpriced);
        if (terms.collateralPriceRequired()) {
            priceProblems.refuseIfAny();
        }
        PositionFacts positions = positionFacts();
        risk.hold(positions.facts);
        BigDecimal collateralMarketValue = BigDecimal.ZERO;
        for (Collateral asset : collateral) {
            collateralMarketValue = collateralMarketValue.add(asset.marketValue());
        }
        List<MarginPool> pools = new ArrayList<>(positions.isolatedPools.size() + 1);
        pools.add(new MarginPool(
                context,
                MarginPool.CROSS,
                positions.crossTotals,
                balances(),
                loans(),
                largestLoan(),
                collateralMarketValue));
        pools.addAll(positions.isolatedPools);
        return new PortfolioFacts(
                context,
                positions.facts,
                collateral,
                positions.groups,
                pools,
                List.copyOf(unpriced),
                priceProblems.toList(),
                market.staleProblems(terms.staleAfter()),
                positions.places,
                collateralPlaces);
    }

    private BigDecimal balances() {
        BigDecimal sum = BigDecimal.ZERO;
        for (CashBalance balance : submission.portfolio().balances()) {
            sum = sum.add(market.inBaseCurrency(balance.amount(), balance.currency()));
        }
        return sum;
    }

    private BigDecimal loans() {
        BigDecimal sum = BigDecimal.ZERO;
        for (Loan loan : submission.portfolio().loans()) {
            sum = sum.add(market.inBaseCurrency(loan.amount(), loan.currency()));
        }
        return sum;
    }

    private BigDecimal largestLoan() {
        Map<String, BigDecimal> owed = new HashMap<>();
        for (Loan loan : submission.portfolio().loans()) {
            owed.merge(loan.currency(), market.inBaseCurrency(loan.amount(), loan.currency()), BigDecimal::add);
        }
        @Nullable BigDecimal largest = null;
        for (BigDecimal amount : owed.values()) {
            largest = largest == null ? amount : largest.max(amount);
        }
        return largest == null ? BigDecimal.ZERO : largest;
    }

    private List<Collateral> collateral(Map<String, Integer> places, List<PledgedAsset> unpriced) {
        List<PledgedAsset> assets = submission.portfolio().collateral();
        List<Instrument> instruments = new ArrayList<>(assets.size());
        List<@Nullable BigDecimal> marketValues = new ArrayList<>(assets.size());
        BigDecimal total = BigDecimal.ZERO;
        for (int i = 0; i < assets.size(); i++) {
            PledgedAsset asset = assets.get(i);
            places.put(asset.id(), i);
            Instrument instrument = submission.instrument(asset.instrument(), PortfolioCheck.COLLATERAL, i);
            instruments.add(instrument);
            BigDecimal price = market.unitPrice(instrument.id());
            if (price == null) {
                marketValues.add(null);
                unpriced.add(asset);
                reportMissingPrice(SubmissionCode.COLLATERAL_PRICE_MISSING, instrument, PortfolioCheck.COLLATERAL, i);
                continue;
            }
            BigDecimal marketValue = market.inBaseCurrency(
                    asset.quantity().multiply(instrument.multiplier()).multiply(price), instrument.currency());
            marketValues.add(marketValue);
            total = total.add(marketValue);
        }
        int largest = largest(assets, marketValues);
        List<Collateral> facts = new ArrayList<>(assets.size());
        for (int i = 0; i < assets.size(); i++) {
            BigDecimal marketValue = marketValues.get(i);
            if (marketValue != null) {
                facts.add(collateralFact(assets.get(i), instruments.get(i), marketValue, total, i == largest));
            }
        }
        return facts;
    }

    /** Place of the asset that is worth the most; of equals the one with the first id; −1 when none has a price. */
    private static int largest(List<PledgedAsset> assets, List<@Nullable BigDecimal> marketValues) {
        int largest = -1;
        BigDecimal most = BigDecimal.ZERO;
        for (int i = 0; i < assets.size(); i++) {
            BigDecimal value = marketValues.get(i);
            if (value == null) {
                continue;
            }
            int order = largest < 0 ? 1 : value.compareTo(most);
            if (order > 0
                    || (order == 0
                            && assets.get(i).id().compareTo(assets.get(largest).id()) < 0)) {
                largest = i;
                most = value;
            }
        }
        return largest;
    }

    private Collateral collateralFact(
            PledgedAsset asset, Instrument instrument, BigDecimal marketValue, BigDecimal total, boolean largest) {
        Price quote = market.quote(instrument.id());
        CollateralFigures figures = new CollateralFigures(
                quote == null ? BigDecimal.ONE : quote.price(),
                market.rate(instrument.currency()),
                priceAgeSeconds(instrument, quote),
                marketValue,
                total.signum() == 0 ? NOTHING : Deferred.by(() -> Quotient.of(marketValue, total)),
                largest,
                yearsTo(instrument.maturity()),
                quote == null ? null : quote.volatility(),
                daysToLiquidate(asset.quantity(), quote));
        return new Collateral(context, asset, instrument, figures, merged(instrument.attributes(), asset.attributes()));
    }

    private PositionFacts positionFacts() {
        List<OpenPosition> holdings = submission.positions();
        PositionFacts result = new PositionFacts(holdings.size());
        List<Instrument> instruments = new ArrayList<>(holdings.size());
        List<PositionFigures> figures = new ArrayList<>(holdings.size());
        TotalsSum cross = new TotalsSum();
        Map<String, TotalsSum> crossGroups = new LinkedHashMap<>();
        for (int i = 0; i < holdings.size(); i++) {
            OpenPosition holding = holdings.get(i);
            result.places.put(holding.id(), i);
            Instrument instrument = submission.instrument(holding.instrument(), PortfolioCheck.POSITIONS, i);
            PositionFigures ofPosition = figures(holding, instrument, i);
            instruments.add(instrument);
            figures.add(ofPosition);
            if (submission.marginModeOf(holding) == MarginMode.CROSS) {
                cross.add(holding.quantity(), instrument.venue(), ofPosition);
                crossGroups
                        .computeIfAbsent(underlyingOf(instrument), underlying -> new TotalsSum())
                        .add(holding.quantity(), instrument.venue(), ofPosition);
            }
        }
        result.crossTotals = cross.toTotals();
        Map<String, Totals> groupTotals = new HashMap<>();
        crossGroups.forEach((underlying, sum) -> {
            Totals totals = sum.toTotals();
            groupTotals.put(underlying, totals);
            result.groups.add(new PositionGroup(context, MarginPool.CROSS, underlying, totals));
        });
        for (int i = 0; i < holdings.size(); i++) {
            addPosition(result, holdings.get(i), instruments.get(i), figures.get(i), groupTotals);
        }
        return result;
    }

    private void addPosition(
            PositionFacts result,
            OpenPosition holding,
            Instrument instrument,
            PositionFigures figures,
            Map<String, Totals> crossGroups) {
        String underlying = underlyingOf(instrument);
        String pool = MarginPool.CROSS;
        Totals poolTotals = result.crossTotals;
        @Nullable
        Totals groupTotals = submission.marginModeOf(holding) == MarginMode.CROSS ? crossGroups.get(underlying) : null;
        if (groupTotals == null) {
            TotalsSum alone = new TotalsSum();
            alone.add(holding.quantity(), instrument.venue(), figures);
            groupTotals = alone.toTotals();
            poolTotals = groupTotals;
            pool = MarginPool.isolated(holding.id());
            BigDecimal margin = holding.isolatedMargin() == null ? BigDecimal.ZERO : holding.isolatedMargin();
            result.groups.add(new PositionGroup(context, pool, underlying, groupTotals));
            result.isolatedPools.add(new MarginPool(
                    context,
                    pool,
                    poolTotals,
                    margin.multiply(figures.fxRate()),
                    BigDecimal.ZERO,
                    BigDecimal.ZERO,
                    BigDecimal.ZERO));
        }
        result.facts.add(new Position(
                context,
                holding,
                instrument,
                figures,
                pool,
                groupTotals,
                poolTotals,
                merged(instrument.attributes(), holding.attributes())));
    }

    private PositionFigures figures(OpenPosition holding, Instrument instrument, int index) {
        BigDecimal price = market.unitPrice(instrument.id());
        if (price == null) {
            reportMissingPrice(SubmissionCode.PRICE_MISSING, instrument, PortfolioCheck.POSITIONS, index);
            throw new Refusal(priceProblems.toList());
        }
        Price quote = market.quote(instrument.id());
        BigDecimal rate = market.rate(instrument.currency());
        @Nullable
        BigDecimal underlyingPrice =
                instrument.type() == InstrumentType.OPTION ? market.underlyingPrice(instrument) : null;
        Valuation value =
                Valuation.of(instrument, holding.quantity(), holding.entryPrice(), price, underlyingPrice, rate);
        @Nullable LocalDate lastDay = lastDayOf(instrument);
        return new PositionFigures(
                price,
                rate,
                priceAgeSeconds(instrument, quote),
                value.marketValue(),
                value.notional(),
                value.entryValue(),
                value.unrealizedPnl(),
                value.countedValue(),
                underlyingPrice,
                value.underlyingValue(),
                value.intrinsicValue(),
                value.outOfTheMoneyAmount(),
                quote == null ? null : quote.volatility(),
                daysToLiquidate(holding.quantity().abs(), quote),
                lastDay == null ? null : Tenor.days(today, lastDay),
                yearsTo(lastDay),
                quote);
    }

    private void reportMissingPrice(SubmissionCode code, Instrument instrument, String list, int index) {
        priceProblems.add(
                code,
                "There is no price of " + Problems.quote(instrument.id()) + "; send one under market.prices.",
                Problems.at(list, index, "instrument"));
    }

    private long priceAgeSeconds(Instrument instrument, @Nullable Price quote) {
        return instrument.type() == InstrumentType.CASH ? 0 : market.ageSeconds(quote);
    }

    private Deferred daysToLiquidate(BigDecimal size, @Nullable Price quote) {
        return quote == null || quote.averageDailyVolume() == null
                ? UNKNOWN
                : Deferred.by(
                        () -> Liquidity.daysToLiquidate(size, quote.averageDailyVolume(), terms.shareOfDailyVolume()));
    }

    private Deferred yearsTo(@Nullable LocalDate lastDay) {
        if (lastDay == null) {
            return UNKNOWN;
        }
        LocalDate from = today;
        return Deferred.by(() -> Tenor.residualMaturityYears(from, lastDay));
    }

    private static @Nullable LocalDate lastDayOf(Instrument instrument) {
        return instrument.option() == null
                ? instrument.maturity()
                : instrument.option().expiry();
    }

    private static String underlyingOf(Instrument instrument) {
        return instrument.underlying() == null ? instrument.id() : instrument.underlying();
    }

    private static Map<String, String> merged(Map<String, String> general, Map<String, String> own) {
        if (own.isEmpty()) {
            return general;
        }
        if (general.isEmpty()) {
            return own;
        }
        Map<String, String> both = new HashMap<>(general);
        both.putAll(own);
        return Map.copyOf(both);
    }

    /** Facts about positions while they are being put together. */
    private static final class PositionFacts {
        private final List<Position> facts;
        private final List<PositionGroup> groups = new ArrayList<>();
        private final List<MarginPool> isolatedPools = new ArrayList<>();
        private final Map<String, Integer> places;
        private Totals crossTotals = new TotalsSum().toTotals();

        private PositionFacts(int size) {
            this.facts = new ArrayList<>(size);
            this.places = new HashMap<>(size * 4 / 3 + 1);
        }
    }
}
