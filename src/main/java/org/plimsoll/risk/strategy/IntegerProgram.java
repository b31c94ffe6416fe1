package org.plimsoll.risk.strategy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.UnaryOperator;
import org.plimsoll.risk.strategy.LinearProgram.BrokenOff;
import org.plimsoll.risk.strategy.LinearProgram.Row;
import org.plimsoll.risk.strategy.LinearProgram.Sense;
import org.plimsoll.risk.strategy.LinearProgram.Solution;

/**
 * A linear programme some of whose variables must be whole numbers: branch and bound, depth first, on the sum of variables
 * that is farthest from a whole number, and when all sums that matter are whole, on the variable that is. Costs are made
 * least one after the other: each among what is least by those before.
 *
 * <p>Reference: Land and Doig, Econometrica 28 (1960).
 */
final class IntegerProgram {
    private static final double WHOLE = 1e-6;
    private static final double TIE = 1e-9;
    private static final double ROUNDING = 1e-10;
    private static final Comparator<Node> MOST_PROMISING =
            Comparator.comparingDouble((Node node) -> node.relaxed.cost()).thenComparing(node -> -node.limits.size());
    /** Sums that are tried out before one is chosen to branch on. */
    private static final int TRIED = 12;

    private final List<Row> rows;
    private final boolean[] whole;
    private final List<double[]> wholeSums;
    private final UnaryOperator<double[]> roundDown;
    private final Work work;
    private double[] best;
    private boolean exact = true;
    private boolean unsound;
    private double shortfall;

    /**
     * @param rows what values must satisfy
     * @param whole which variables are whole numbers
     * @param wholeSums sums of variables that are whole numbers when the variables are; deciding them first saves deciding
     *     which of many variables makes them up
     * @param roundDown gives values near to some that are not whole, whole and satisfying the rows given here
     * @param start values that satisfy the rows
     */
    IntegerProgram(
            List<Row> rows,
            boolean[] whole,
            List<double[]> wholeSums,
            UnaryOperator<double[]> roundDown,
            double[] start,
            Work work) {
        this.rows = new ArrayList<>(rows);
        this.whole = whole;
        this.wholeSums = wholeSums;
        this.roundDown = roundDown;
        this.best = start;
        this.work = work;
    }

    /** Makes a cost as small as it can be, and keeps it so. */
    void minimise(double[] cost) {
        unsound = false;
        double bound = search(cost);
        double least = of(cost, best);
        if (work.isSpent() || unsound) {
            exact = false;
            shortfall = shortfall == 0 ? Math.max(0, least - bound) : shortfall;
        }
        rows.add(new Row(cost, Sense.AT_MOST, least + TIE * (1 + Math.abs(least))));
    }

    /** The values found. */
    double[] values() {
        return best;
    }

    /** Whether nothing better exists. */
    boolean isExact() {
        return exact;
    }

    /** By how much the first cost that was not searched to the end can be above the least, at most; infinite when nobody knows. */
    double shortfall() {
        return shortfall;
    }

    /** Looks for better values than the best; gives a lower bound of the cost. */
    private double search(double[] cost) {
        double least = of(cost, best);
        PriorityQueue<Node> open = new PriorityQueue<>(MOST_PROMISING);
        try {
            Solution root = LinearProgram.least(cost, rows, work);
            if (root != null) {
                open.add(new Node(List.of(), root));
            }
        } catch (BrokenOff e) {
            return Double.NEGATIVE_INFINITY;
        }
        double dropped = Double.POSITIVE_INFINITY;
        while (!open.isEmpty() && !work.isSpent()) {
            Node node = open.remove();
            if (node.relaxed.cost() >= least - TIE * (1 + Math.abs(least))) {
                return Math.min(least, dropped);
            }
            List<double[]> splits = fractional(node.relaxed.values());
            if (splits.isEmpty()) {
                double[] found = rounded(node.relaxed.values());
                if (isMoreThanThereIs(found)) {
                    // Doubles were not enough: what looks whole is more than there is.
                    unsound = true;
                    dropped = Math.min(dropped, node.relaxed.cost());
                } else {
                    best = found;
                    least = of(cost, best);
                }
                continue;
            }
            double[] near = roundDown.apply(node.relaxed.values());
            if (of(cost, near) < least && satisfies(near) && !isMoreThanThereIs(near)) {
                best = near;
                least = of(cost, best);
            }
            try {
                open.addAll(branch(cost, node, splits, least));
            } catch (BrokenOff e) {
                open.add(node);
            }
        }
        double bound =
                open.isEmpty() ? least : Math.min(least, open.element().relaxed.cost());
        return Math.min(bound, dropped);
    }

    /** The parts that a node falls into on the sum whose parts cost the most, tried out on the first few. */
    private List<Node> branch(double[] cost, Node node, List<double[]> splits, double least) throws BrokenOff {
        List<Node> chosen = List.of();
        double most = Double.NEGATIVE_INFINITY;
        for (double[] sum : splits.subList(0, Math.min(TRIED, splits.size()))) {
            double value = of(sum, node.relaxed.values());
            List<Node> parts = new ArrayList<>(2);
            double gain = 1;
            for (Row limit : List.of(
                    new Row(sum, Sense.AT_MOST, Math.floor(value)), new Row(sum, Sense.AT_LEAST, Math.ceil(value)))) {
                List<Row> limits = new ArrayList<>(node.limits);
                limits.add(limit);
                List<Row> all = new ArrayList<>(rows);
                all.addAll(limits);
                Solution relaxed = LinearProgram.least(cost, all, work);
                if (relaxed != null && relaxed.cost() < least - TIE * (1 + Math.abs(least))) {
                    parts.add(new Node(limits, relaxed));
                }
                double reached = relaxed == null ? least : Math.min(least, relaxed.cost());
                gain *= Math.max(reached - node.relaxed.cost(), 1e-7);
            }
            if (parts.isEmpty()) {
                return parts;
            }
            if (gain > most) {
                most = gain;
                chosen = parts;
            }
        }
        return chosen;
    }

    /** Sums that are not whole, the farthest from a whole number first; when all are, variables that are not. */
    private List<double[]> fractional(double[] values) {
        List<double[]> sums = new ArrayList<>();
        for (double[] sum : wholeSums) {
            if (fromWhole(of(sum, values)) > WHOLE) {
                sums.add(sum);
            }
        }
        sums.sort(Comparator.comparingDouble(sum -> -fromWhole(of(sum, values))));
        for (int j = 0; j < values.length && sums.isEmpty(); j++) {
            if (whole[j] && fromWhole(values[j]) > WHOLE) {
                double[] variable = new double[values.length];
                variable[j] = 1;
                sums.add(variable);
            }
        }
        return sums;
    }

    private boolean satisfies(double[] values) {
        for (Row row : rows) {
            double above = of(row.coefficients(), values) - row.limit();
            double slack = TIE * (1 + Math.abs(row.limit()));
            boolean tooLow = above < -slack && row.sense() != Sense.AT_MOST;
            boolean tooHigh = above > slack && row.sense() != Sense.AT_LEAST;
            if (tooLow || tooHigh) {
                return false;
            }
        }
        return true;
    }

    /** Whether whole numbers by themselves are more than a row is to be equal to. */
    private boolean isMoreThanThereIs(double[] values) {
        for (Row row : rows) {
            double sum = 0;
            for (int j = 0; j < values.length && row.sense() == Sense.EQUAL; j++) {
                sum += whole[j] ? row.coefficients()[j] * values[j] : 0;
            }
            if (sum > row.limit() + ROUNDING * (1 + Math.abs(row.limit())) && row.sense() == Sense.EQUAL) {
                return true;
            }
        }
        return false;
    }

    private static double fromWhole(double value) {
        return Math.abs(value - Math.rint(value));
    }

    private double[] rounded(double[] values) {
        double[] rounded = values.clone();
        for (int j = 0; j < rounded.length; j++) {
            if (whole[j]) {
                rounded[j] = Math.rint(rounded[j]);
            }
        }
        return rounded;
    }

    static double of(double[] cost, double[] values) {
        double sum = 0;
        for (int j = 0; j < cost.length; j++) {
            sum += cost[j] * values[j];
        }
        return sum;
    }

    /** A part of the search: limits of sums, and what is least when variables need not be whole. */
    private record Node(List<Row> limits, Solution relaxed) {}
}
