package org.plimsoll.risk.strategy;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.plimsoll.policy.Strategy;
import org.plimsoll.risk.strategy.LinearProgram.Row;
import org.plimsoll.risk.strategy.LinearProgram.Sense;
import org.plimsoll.risk.strategy.StrategyGrouping.Taken;

/**
 * Finds the grouping of the least cost. Variables: how many of each candidate, in whole lots; how much of each leg by itself;
 * and for each class of spreads what all of its spreads cost together, which is at least their amounts in proportion plus
 * what they lose, net, at each price. A class has a day by which its options written expire, and before which none of those
 * held does; a pair is a candidate for each such day.
 */
final class LeastGrouping {
    static final long MOST_WORK = 1_000_000_000L;

    private final List<Leg> legs;
    private final List<Choice> choices = new ArrayList<>();
    private final List<@Nullable StrategyCost> alone = new ArrayList<>();
    private final List<Candidate> singles;
    private final BigDecimal lot;
    private final double money;
    private final Map<String, SpreadClass> classes = new LinkedHashMap<>();
    private boolean exact = true;
    private double shortfall;
    private final Work work;

    LeastGrouping(
            List<Leg> legs,
            List<Candidate> singles,
            List<Candidate> combinations,
            Function<Strategy, @Nullable StrategyCost> cost,
            SearchAllowance allowance) {
        this.legs = legs;
        this.work = new Work(MOST_WORK, allowance);
        this.singles = singles;
        for (Candidate single : singles) {
            alone.add(cost.apply(single.strategy()));
        }
        for (Candidate candidate : combinations) {
            StrategyCost each = cost.apply(candidate.strategy());
            if (each != null) {
                choose(candidate, each);
            }
        }
        this.lot = lot(legs);
        this.money = money();
        classify();
    }

    private void choose(Candidate candidate, StrategyCost cost) {
        if (!candidate.isSpread()) {
            choices.add(new Choice(candidate, cost, null));
            return;
        }
        LocalDate held = candidate.parts().get(0).leg().expiry();
        LocalDate written = candidate.parts().get(1).leg().expiry();
        legs.stream()
                .filter(leg -> leg.isOption() && leg.isShort())
                .map(Leg::expiry)
                .filter(day -> !day.isBefore(written) && !day.isAfter(held))
                .distinct()
                .sorted()
                .forEach(day -> choices.add(new Choice(candidate, cost, day)));
    }

    boolean isExact() {
        return exact;
    }

    @Nullable
    BigDecimal shortfall() {
        if (Double.isInfinite(shortfall)) {
            return null;
        }
        return new BigDecimal(shortfall * money).setScale(2, RoundingMode.CEILING);
    }

    /** The smallest power of ten that every number of contracts is a multiple of. */
    private static BigDecimal lot(List<Leg> legs) {
        int scale = 0;
        for (Leg leg : legs) {
            if (leg.isOption()) {
                scale = Math.max(scale, leg.size().stripTrailingZeros().scale());
            }
        }
        return BigDecimal.ONE.movePointLeft(scale);
    }

    /** The largest leg, in lots; stock in units. */
    static BigDecimal mostLots(List<Leg> legs) {
        BigDecimal lot = lot(legs);
        return legs.stream()
                .map(leg -> leg.isOption() ? leg.size().divide(lot) : leg.size())
                .reduce(BigDecimal.ZERO, BigDecimal::max);
    }

    /** What all legs cost by themselves, or their worth: amounts are divided by it. */
    private double money() {
        double sum = 0;
        for (int i = 0; i < legs.size(); i++) {
            StrategyCost cost = alone.get(i);
            if (cost != null) {
                sum += cost.maintenance().doubleValue() * legs.get(i).size().doubleValue();
            }
        }
        return sum > 0 ? sum : 1;
    }

    private void classify() {
        int next = choices.size() + legs.size();
        for (int j = 0; j < choices.size(); j++) {
            if (!choices.get(j).candidate.isSpread()) {
                continue;
            }
            Leg leg = parts(j).get(0).leg();
            String key = leg.terms().exerciseStyle() + "/" + leg.isListed() + "/"
                    + leg.sample().currency() + "/" + choices.get(j).day;
            SpreadClass spreads = classes.get(key);
            if (spreads == null) {
                spreads = new SpreadClass(next, next + 1);
                classes.put(key, spreads);
                next += 2;
            }
            spreads.members.add(j);
        }
    }

    private List<Part> parts(int choice) {
        return choices.get(choice).candidate.parts();
    }

    List<Taken> find() {
        int variables = choices.size() + legs.size() + 2 * classes.size();
        List<Row> rows = new ArrayList<>();
        double[] start = new double[variables];
        for (int i = 0; i < legs.size(); i++) {
            rows.add(legRow(i, variables));
            start[choices.size() + i] = rows.get(i).limit();
        }
        for (SpreadClass spreads : classes.values()) {
            rows.addAll(lossRows(
                    spreads, spreads.maintenance, cost -> cost.maintenance().doubleValue(), variables));
            rows.addAll(
                    lossRows(spreads, spreads.initial, cost -> cost.initial().doubleValue(), variables));
        }
        boolean[] whole = new boolean[variables];
        for (int j = 0; j < choices.size(); j++) {
            whole[j] = true;
        }
        IntegerProgram program =
                new IntegerProgram(rows, whole, wholeSums(variables), values -> roundedDown(values, rows), start, work);
        if (alone.contains(null)) {
            program.minimise(unpriced(variables));
        }
        program.minimise(
                objective(variables, cost -> cost.maintenance().doubleValue(), spreads -> spreads.maintenance));
        exact = program.isExact();
        shortfall = program.shortfall();
        program.minimise(objective(variables, cost -> cost.initial().doubleValue(), spreads -> spreads.initial));
        program.minimise(byThemselves(variables));
        if (!classes.isEmpty()) {
            program.minimise(lossesOfPairs(variables));
        }
        return taken(program.values());
    }

    /** How much of each option is by itself; how much of each leg is in each kind of strategy, and class of spreads. */
    private List<double[]> wholeSums(int variables) {
        List<double[]> sums = new ArrayList<>();
        Map<String, List<Integer>> kinds = new TreeMap<>();
        for (int j = 0; j < choices.size(); j++) {
            Choice choice = choices.get(j);
            kinds.computeIfAbsent(choice.candidate.kind() + "/" + choice.day, none -> new ArrayList<>())
                    .add(j);
        }
        for (int i = 0; i < legs.size(); i++) {
            if (legs.get(i).isOption()) {
                double[] alone = new double[variables];
                alone[choices.size() + i] = 1;
                sums.add(alone);
            }
            for (List<Integer> members : kinds.values()) {
                sums.add(with(legs.get(i), members, variables));
            }
        }
        return sums;
    }

    /** How many of some choices have a leg. */
    private double[] with(Leg leg, List<Integer> members, int variables) {
        double[] sum = new double[variables];
        for (int j : members) {
            if (parts(j).stream().anyMatch(part -> part.leg() == leg)) {
                sum[j] = 1;
            }
        }
        return sum;
    }

    /** Whole numbers of every choice, none above that given; what is left of each leg by itself; and what spreads then cost. */
    private double[] roundedDown(double[] values, List<Row> rows) {
        double[] rounded = new double[values.length];
        for (int j = 0; j < choices.size(); j++) {
            rounded[j] = Math.floor(values[j] + 1e-6);
        }
        for (int i = 0; i < legs.size(); i++) {
            rounded[choices.size() + i] =
                    rows.get(i).limit() - IntegerProgram.of(rows.get(i).coefficients(), rounded);
        }
        for (Row row : rows.subList(legs.size(), rows.size())) {
            double missing = -IntegerProgram.of(row.coefficients(), rounded);
            for (int w = choices.size() + legs.size(); w < values.length; w++) {
                rounded[w] += row.coefficients()[w] > 0 ? Math.max(0, missing) : 0;
            }
        }
        return rounded;
    }

    /** A leg is all in candidates, or by itself; options in lots, stock in units. */
    private Row legRow(int leg, int variables) {
        double[] row = new double[variables];
        Leg own = legs.get(leg);
        BigDecimal unit = own.isOption() ? lot : BigDecimal.ONE;
        for (int j = 0; j < choices.size(); j++) {
            for (Part part : parts(j)) {
                if (part.leg() == own) {
                    row[j] += part.size().multiply(lot).divide(unit).doubleValue();
                }
            }
        }
        row[choices.size() + leg] = 1;
        return new Row(row, Sense.EQUAL, own.size().divide(unit).doubleValue());
    }

    /** The cost of a class of spreads is at least what they cost if the underlying's price were so, for each price that counts. */
    private List<Row> lossRows(SpreadClass spreads, int variable, ToDoubleFunction<StrategyCost> which, int variables) {
        TreeSet<BigDecimal> prices = new TreeSet<>();
        prices.add(BigDecimal.ZERO);
        for (int j : spreads.members) {
            parts(j).forEach(part -> prices.add(part.leg().terms().strike().stripTrailingZeros()));
        }
        List<Row> rows = new ArrayList<>();
        double[] lossless = new double[variables];
        for (int j : spreads.members) {
            lossless[j] = -lot.doubleValue() * rest(j, which) / money;
        }
        lossless[variable] = 1;
        rows.add(new Row(lossless, Sense.AT_LEAST, 0));
        for (BigDecimal price : prices) {
            double[] row = lossless.clone();
            boolean loses = false;
            for (int j : spreads.members) {
                double loss = StrategyBuilder.loss(parts(j), price).doubleValue();
                row[j] -= lot.doubleValue() * loss / money;
                loses |= loss > 0;
            }
            if (loses) {
                rows.add(new Row(row, Sense.AT_LEAST, 0));
            }
        }
        return rows;
    }

    /** What a pair costs beside its maximum potential loss. */
    private double rest(int candidate, ToDoubleFunction<StrategyCost> which) {
        List<Part> parts = parts(candidate);
        return which.applyAsDouble(choices.get(candidate).cost)
                - StrategyBuilder.maximumPotentialLoss(parts).doubleValue();
    }

    private double[] objective(
            int variables, ToDoubleFunction<StrategyCost> which, Function<SpreadClass, Integer> variableOf) {
        double[] objective = new double[variables];
        for (int j = 0; j < choices.size(); j++) {
            if (!choices.get(j).candidate.isSpread()) {
                objective[j] = which.applyAsDouble(choices.get(j).cost) * lot.doubleValue() / money;
            }
        }
        for (int i = 0; i < legs.size(); i++) {
            StrategyCost cost = alone.get(i);
            double unit = legs.get(i).isOption() ? lot.doubleValue() : 1;
            objective[choices.size() + i] = cost == null ? 0 : which.applyAsDouble(cost) * unit / money;
        }
        for (SpreadClass spreads : classes.values()) {
            objective[variableOf.apply(spreads)] = 1;
        }
        return objective;
    }

    private double[] unpriced(int variables) {
        double[] objective = new double[variables];
        for (int i = 0; i < legs.size(); i++) {
            objective[choices.size() + i] =
                    alone.get(i) == null ? 1 / legs.get(i).size().doubleValue() : 0;
        }
        return objective;
    }

    private double[] byThemselves(int variables) {
        double[] objective = new double[variables];
        for (int i = 0; i < legs.size(); i++) {
            objective[choices.size() + i] = legs.get(i).isOption() ? 1 : 0;
        }
        return objective;
    }

    /** Pairs by which a spread can best be taken apart: those that lose the least, each by itself. */
    private double[] lossesOfPairs(int variables) {
        double[] objective = new double[variables];
        for (int j = 0; j < choices.size(); j++) {
            if (choices.get(j).candidate.isSpread()) {
                double loss = StrategyBuilder.maximumPotentialLoss(parts(j)).doubleValue();
                objective[j] = loss * lot.doubleValue() / money;
            }
        }
        return objective;
    }

    private List<Taken> taken(double[] values) {
        List<Taken> taken = new ArrayList<>();
        Map<Leg, BigDecimal> left = new IdentityHashMap<>();
        legs.forEach(leg -> left.put(leg, leg.size()));
        Map<Integer, BigDecimal> counts = new LinkedHashMap<>();
        for (int j = 0; j < choices.size(); j++) {
            BigDecimal count = BigDecimal.valueOf(Math.round(values[j])).multiply(lot);
            if (count.signum() > 0) {
                counts.put(j, count);
                times(choices.get(j).candidate, count)
                        .forEach(part -> left.merge(part.leg(), part.size(), BigDecimal::subtract));
            }
        }
        counts.forEach((j, count) -> {
            if (!choices.get(j).candidate.isSpread()) {
                taken.add(new Taken(choices.get(j).candidate.kind(), times(choices.get(j).candidate, count)));
            }
        });
        SpreadParts apart = new SpreadParts(choices, legs);
        classes.values()
                .forEach(spreads -> apart.of(spreads.members, counts).forEach(spread -> Taken.add(spread, taken)));
        for (int i = 0; i < legs.size(); i++) {
            BigDecimal rest = left.getOrDefault(legs.get(i), BigDecimal.ZERO);
            if (rest.signum() < 0) {
                throw new IllegalStateException("more than all of " + legs.get(i) + " was grouped");
            }
            if (rest.signum() > 0) {
                taken.add(new Taken(singles.get(i).kind(), List.of(new Part(legs.get(i), rest))));
            }
        }
        return taken;
    }

    private static List<Part> times(Candidate candidate, BigDecimal count) {
        return candidate.parts().stream().map(part -> part.times(count)).toList();
    }

    /**
     * A candidate that may be taken.
     *
     * @param day of a spread the day by which options written expire and before which none held does; else null
     */
    record Choice(
            Candidate candidate,
            StrategyCost cost,
            @Nullable LocalDate day) {}

    /** Spreads that lose together: the variables of what they cost, and their candidates. */
    private static final class SpreadClass {
        private final int maintenance;
        private final int initial;
        private final List<Integer> members = new ArrayList<>();

        private SpreadClass(int maintenance, int initial) {
            this.maintenance = maintenance;
            this.initial = initial;
        }
    }
}
