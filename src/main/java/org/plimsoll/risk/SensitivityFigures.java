package org.plimsoll.risk;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.plimsoll.policy.Position;
import org.plimsoll.policy.RiskFigure;
import org.plimsoll.policy.Side;
import org.plimsoll.portfolio.Quotient;
import org.plimsoll.risk.OptionPricing.Sensitivities;

/** Deltas, gamma and vega of positions, and what their options come to. */
final class SensitivityFigures {
    private static final String CONTRACT_MONTH = "contractMonth";
    private static final BigDecimal TWO = BigDecimal.valueOf(2);

    private final Revaluation revaluation;

    SensitivityFigures(Revaluation revaluation) {
        this.revaluation = revaluation;
    }

    /** A figure of positions that are given by underlying: a position alone, a group alone, or the groups of a pool. */
    BigDecimal of(List<List<Position>> groups, RiskFigure figure) {
        return switch (figure) {
            case NET_OPTION_VALUE -> sum(groups, options(Position::marketValue));
            case OPTION_UNITS -> sum(groups, options(option -> option.size().multiply(option.multiplier())));
            case SHORT_OPTION_CONTRACTS -> sum(groups, shortOptions(Position::size));
            case SHORT_OPTION_UNDERLYING_VALUE -> sum(groups, shortOptions(Position::underlyingValue));
            case NET_DELTA -> sum(groups, this::delta);
            case GROSS_DELTA -> sum(groups, position -> delta(position).abs());
            case GAMMA ->
                sum(
                        groups,
                        position -> Quotient.of(sensitivity(position, Sensitivities::gamma, false), position.fxRate()));
            case VEGA -> sum(groups, position -> sensitivity(position, Sensitivities::vega, true));
            case UNDERLYING_PRICE -> underlyingPrice(groups.get(0));
            case HEDGED_DELTA -> hedged(groups.get(0));
            case CALENDAR_SPREAD_DELTA -> calendarSpread(groups.get(0));
            case NET_DELTA_VALUE -> priced(groups, group -> total(group, this::delta));
            case GROSS_DELTA_VALUE ->
                priced(groups, group -> total(group, position -> delta(position).abs()));
            case HEDGED_DELTA_VALUE -> priced(groups, this::hedged);
        };
    }

    private static BigDecimal sum(List<List<Position>> groups, Function<Position, BigDecimal> figure) {
        BigDecimal sum = BigDecimal.ZERO;
        for (List<Position> group : groups) {
            sum = sum.add(total(group, figure));
        }
        return sum;
    }

    private static BigDecimal total(List<Position> group, Function<Position, BigDecimal> figure) {
        BigDecimal sum = BigDecimal.ZERO;
        for (Position position : group) {
            sum = sum.add(figure.apply(position));
        }
        return sum;
    }

    private static BigDecimal priced(List<List<Position>> groups, Function<List<Position>, BigDecimal> units) {
        BigDecimal sum = BigDecimal.ZERO;
        for (List<Position> group : groups) {
            sum = sum.add(units.apply(group).multiply(underlyingPrice(group)));
        }
        return sum;
    }

    private static Function<Position, BigDecimal> options(Function<Position, BigDecimal> figure) {
        return position -> Revaluation.isOption(position) ? figure.apply(position) : BigDecimal.ZERO;
    }

    private static Function<Position, BigDecimal> shortOptions(Function<Position, BigDecimal> figure) {
        return options(option -> option.side().equals(Side.SHORT.name()) ? figure.apply(option) : BigDecimal.ZERO);
    }

    private BigDecimal delta(Position position) {
        return Revaluation.isLinear(position)
                ? position.quantity().multiply(position.multiplier())
                : sensitivity(position, Sensitivities::delta, false);
    }

    private BigDecimal sensitivity(
            Position position, Function<Sensitivities, BigDecimal> which, boolean inBaseCurrency) {
        if (Revaluation.isLinear(position)) {
            return BigDecimal.ZERO;
        }
        BigDecimal ofOne = which.apply(revaluation.option(position).sensitivities());
        BigDecimal units = position.quantity().multiply(position.multiplier());
        return ofOne.multiply(inBaseCurrency ? units.multiply(position.fxRate()) : units);
    }

    private BigDecimal hedged(List<Position> group) {
        BigDecimal gross = total(group, position -> delta(position).abs());
        BigDecimal net = total(group, this::delta).abs();
        return gross.subtract(net).divide(TWO);
    }

    /** Deltas are netted month by month; what is long in some and short in others is spread. */
    private BigDecimal calendarSpread(List<Position> group) {
        Map<String, BigDecimal> months = new TreeMap<>();
        for (Position position : group) {
            months.merge(month(position), delta(position), BigDecimal::add);
        }
        BigDecimal longSide = BigDecimal.ZERO;
        BigDecimal shortSide = BigDecimal.ZERO;
        for (BigDecimal net : months.values()) {
            longSide = longSide.add(net.max(BigDecimal.ZERO));
            shortSide = shortSide.add(net.negate().max(BigDecimal.ZERO));
        }
        return longSide.min(shortSide);
    }

    private static String month(Position position) {
        String stated = position.attributes().get(CONTRACT_MONTH);
        return stated != null ? stated : String.valueOf(position.daysToExpiry());
    }

    /** In base currency; independent of the order of positions. */
    private static BigDecimal underlyingPrice(List<Position> group) {
        Position first = group.stream()
                .min(Comparator.comparing((Position position) -> !Revaluation.isOption(position))
                        .thenComparing(SensitivityFigures::daysOrNone)
                        .thenComparing(Position::instrumentId))
                .orElseThrow();
        @Nullable BigDecimal ofUnderlying = first.underlyingPrice();
        return (ofUnderlying == null ? first.price() : ofUnderlying).multiply(first.fxRate());
    }

    private static long daysOrNone(Position position) {
        Long days = position.daysToExpiry();
        return days == null ? -1 : days;
    }
}
