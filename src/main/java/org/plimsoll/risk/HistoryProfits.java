package org.plimsoll.risk;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.plimsoll.policy.HistoricalLoss;
import org.plimsoll.policy.HistoricalLoss.Method;
import org.plimsoll.policy.Position;
import org.plimsoll.portfolio.Refusal;
import org.plimsoll.portfolio.ReturnHistory;
import org.plimsoll.risk.Revaluation.ValuedOption;
import org.plimsoll.statistics.ReturnSeries;

/**
 * What positions would have gained or lost had the returns of the past come now, in base currency. A linear position moves
 * with the history of its instrument, or else of its underlying; an option is revalued at its underlying's prices, its
 * volatility unchanged.
 */
final class HistoryProfits {
    private final ReferenceData referenceData;
    private final Revaluation revaluation;
    private final Map<Series, List<BigDecimal>> series = new HashMap<>();

    HistoryProfits(ReferenceData referenceData, Revaluation revaluation) {
        this.referenceData = referenceData;
        this.revaluation = revaluation;
    }

    /**
     * Which returns are used, whatever is then read from them.
     *
     * @param kind how they are made
     * @param days days each is over
     * @param lookback newest daily returns to use; null for all
     * @param decay weight of the past for filtered ones
     */
    record Use(
            Kind kind,
            int days,
            @Nullable BigDecimal lookback,
            @Nullable BigDecimal decay) {
        static Use of(HistoricalLoss loss) {
            int days = loss.method() == Method.OVERLAPPING ? whole(loss.days(), "horizon in days") : 1;
            Kind kind = switch (loss.method()) {
                case VALUE_AT_RISK, OVERLAPPING, EXPECTED_SHORTFALL -> Kind.OBSERVED;
                case FILTERED -> Kind.FILTERED;
                case STRESSED -> Kind.STRESSED;
            };
            return new Use(kind, days, loss.lookback(), loss.decay());
        }
    }

    /** How returns are made. */
    enum Kind {
        OBSERVED,
        FILTERED,
        STRESSED
    }

    private record Series(String instrument, Use use) {}

    /** Profit (above zero) or loss of all positions together, day by day; empty without positions. */
    List<BigDecimal> of(List<Position> positions, Use use) {
        Map<String, BigDecimal> worth = new LinkedHashMap<>();
        Map<String, List<ValuedOption>> options = new LinkedHashMap<>();
        for (Position position : positions) {
            if (Revaluation.isLinear(position)) {
                String own = referenceData.returnHistory(position.instrumentId()) == null
                        ? position.underlying()
                        : position.instrumentId();
                worth.merge(own, Revaluation.units(position).multiply(position.price()), BigDecimal::add);
            } else {
                options.computeIfAbsent(position.underlying(), name -> new ArrayList<>())
                        .add(revaluation.option(position));
            }
        }
        List<BigDecimal> profits = List.of();
        for (Map.Entry<String, BigDecimal> each : worth.entrySet()) {
            List<BigDecimal> returns = returns(each.getKey(), use);
            revaluation.count(returns.size());
            profits =
                    sum(profits, returns.stream().map(each.getValue()::multiply).toList());
        }
        for (Map.Entry<String, List<ValuedOption>> each : options.entrySet()) {
            List<BigDecimal> returns = returns(each.getKey(), use);
            revaluation.count((long) returns.size() * each.getValue().size());
            profits = sum(profits, profits(each.getValue(), returns));
        }
        return profits;
    }

    private static List<BigDecimal> profits(List<ValuedOption> options, List<BigDecimal> returns) {
        BigDecimal[] sums = new BigDecimal[returns.size()];
        Arrays.fill(sums, BigDecimal.ZERO);
        for (ValuedOption option : options) {
            for (int i = 0; i < sums.length; i++) {
                BigDecimal price = option.underlyingPrice().multiply(BigDecimal.ONE.add(returns.get(i)));
                sums[i] = sums[i].add(option.profit(price, option.volatility()));
            }
        }
        return List.of(sums);
    }

    /** Adds up day by day; histories that are used together are equally long. */
    static List<BigDecimal> sum(List<BigDecimal> one, List<BigDecimal> other) {
        if (one.isEmpty() || other.isEmpty()) {
            return one.isEmpty() ? other : one;
        }
        if (one.size() != other.size()) {
            throw new Refusal(
                    SubmissionCode.RETURN_HISTORY_LENGTH.name(),
                    "Return histories of " + one.size() + " and of " + other.size()
                            + " returns are used together; send equally long ones, or have the rule state a look-back.",
                    RiskDataCheck.RETURN_HISTORIES);
        }
        List<BigDecimal> sums = new ArrayList<>(one.size());
        for (int i = 0; i < one.size(); i++) {
            sums.add(one.get(i).add(other.get(i)));
        }
        return sums;
    }

    private List<BigDecimal> returns(String instrument, Use use) {
        Series key = new Series(instrument, use);
        List<BigDecimal> known = series.get(key);
        if (known == null) {
            known = made(instrument, use);
            series.put(key, known);
        }
        return known;
    }

    private List<BigDecimal> made(String instrument, Use use) {
        ReturnHistory history = referenceData.returnHistory(instrument);
        boolean stressed = use.kind() == Kind.STRESSED;
        List<BigDecimal> all = history == null ? List.of() : stressed ? history.stressedReturns() : history.returns();
        if (all.isEmpty()) {
            throw new Refusal(
                    SubmissionCode.RETURN_HISTORY_MISSING.name(),
                    "A rule asks what the past says of " + Problems.quote(instrument) + "; send its "
                            + (stressed ? "stressedReturns" : "returns") + " under market.returnHistories.",
                    RiskDataCheck.RETURN_HISTORIES);
        }
        int wanted = use.lookback() == null ? all.size() : whole(use.lookback(), "look-back in days");
        if (wanted > all.size() || use.days() > wanted) {
            throw new Refusal(
                    SubmissionCode.RETURN_HISTORY_SHORT.name(),
                    "The return history of " + Problems.quote(instrument) + " has " + all.size() + " returns; "
                            + Math.max(wanted, use.days()) + " are needed.",
                    RiskDataCheck.RETURN_HISTORIES);
        }
        List<BigDecimal> newest = all.subList(all.size() - wanted, all.size());
        BigDecimal decay = use.decay();
        if (use.kind() == Kind.FILTERED && decay != null) {
            return ReturnSeries.rescaled(newest, decay);
        }
        return use.days() == 1 ? newest : ReturnSeries.overlapping(newest, use.days());
    }

    private static int whole(BigDecimal number, String what) {
        if (number.stripTrailingZeros().scale() > 0
                || number.signum() <= 0
                || number.compareTo(BigDecimal.valueOf(Integer.MAX_VALUE)) > 0) {
            throw new Refusal(
                    SubmissionCode.HORIZON_OUT_OF_RANGE.name(),
                    "A " + what + " is a whole number above zero, not " + number.toPlainString() + ".",
                    null);
        }
        return number.intValueExact();
    }
}
