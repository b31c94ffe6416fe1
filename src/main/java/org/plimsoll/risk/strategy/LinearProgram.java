package org.plimsoll.risk.strategy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A linear programme: the least of a sum over variables of zero or above, subject to rows. Solved by the simplex method in
 * two phases on a dense table, in doubles; for a few dozen rows and some hundred variables.
 *
 * <p>Reference: Chvátal, Linear Programming (1983), chapters 3 and 8; Bland's rule against cycling.
 */
final class LinearProgram {
    static final double TOLERANCE = 1e-9;
    private static final int PIVOTS_WITHOUT_GAIN = 40;

    /** How the sum of a row compares with its limit. */
    enum Sense {
        AT_MOST,
        EQUAL,
        AT_LEAST
    }

    /** A row: coefficients of the variables, and what their sum must be. */
    record Row(double[] coefficients, Sense sense, double limit) {}

    /** Values of the variables, and the sum that was made least. */
    record Solution(double[] values, double cost) {}

    /** There was not enough work left to find the least. */
    @SuppressWarnings("serial") // caught where it is thrown
    static final class BrokenOff extends Exception {
        BrokenOff() {
            super("broken off", null, false, false);
        }
    }

    private final int variables;
    private final double[][] table;
    private final int[] basis;
    private final int columns;
    private final int firstArtificial;
    private final Work work;

    private LinearProgram(int variables, List<Row> rows, Work work) {
        this.variables = variables;
        this.work = work;
        List<Row> normal = new ArrayList<>(rows.size());
        int slacks = 0;
        int artificials = 0;
        int[] own = ownVariables(rows);
        for (int i = 0; i < own.length; i++) {
            Row each = own[i] < 0 ? normal(rows.get(i)) : rows.get(i);
            normal.add(each);
            slacks += each.sense == Sense.EQUAL ? 0 : 1;
            artificials += each.sense == Sense.AT_MOST || own[i] >= 0 ? 0 : 1;
        }
        firstArtificial = variables + slacks;
        columns = firstArtificial + artificials;
        table = new double[rows.size()][columns + 1];
        basis = new int[rows.size()];
        int slack = variables;
        int artificial = firstArtificial;
        for (int i = 0; i < normal.size(); i++) {
            Row row = normal.get(i);
            System.arraycopy(row.coefficients, 0, table[i], 0, row.coefficients.length);
            table[i][columns] = row.limit;
            if (own[i] >= 0) {
                basis[i] = own[i];
                continue;
            }
            if (row.sense != Sense.EQUAL) {
                table[i][slack] = row.sense == Sense.AT_MOST ? 1 : -1;
                basis[i] = slack++;
            }
            if (row.sense != Sense.AT_MOST) {
                table[i][artificial] = 1;
                basis[i] = artificial++;
            }
        }
    }

    /**
     * The least cost; null when no values satisfy the rows. The cost must be bounded below.
     *
     * @throws BrokenOff when it takes more work than there is
     */
    static @Nullable Solution least(double[] cost, List<Row> rows, Work work) throws BrokenOff {
        LinearProgram program = new LinearProgram(cost.length, rows, work);
        return program.isFeasible() ? program.solve(cost) : null;
    }

    /** For each row that must be equal a variable that stands in it alone, with a coefficient of one; −1 without. */
    private int[] ownVariables(List<Row> rows) {
        int[] timesUsed = new int[variables];
        for (Row row : rows) {
            for (int j = 0; j < variables; j++) {
                timesUsed[j] += row.coefficients[j] == 0 ? 0 : 1;
            }
        }
        int[] own = new int[rows.size()];
        Arrays.fill(own, -1);
        for (int i = 0; i < own.length; i++) {
            Row row = rows.get(i);
            for (int j = 0; j < variables && row.sense == Sense.EQUAL && row.limit >= 0; j++) {
                if (timesUsed[j] == 1 && row.coefficients[j] == 1) {
                    own[i] = j;
                }
            }
        }
        return own;
    }

    /** The row with a limit of zero or above, divided by its largest coefficient. */
    private static Row normal(Row row) {
        double largest = Arrays.stream(row.coefficients).map(Math::abs).max().orElse(1);
        double factor = largest == 0 ? 1 : 1 / largest;
        boolean turned = row.limit < 0 || (row.limit == 0 && row.sense == Sense.AT_LEAST);
        double[] coefficients = new double[row.coefficients.length];
        for (int j = 0; j < coefficients.length; j++) {
            coefficients[j] = row.coefficients[j] * (turned ? -factor : factor);
        }
        Sense sense = row.sense;
        if (turned && sense != Sense.EQUAL) {
            sense = sense == Sense.AT_MOST ? Sense.AT_LEAST : Sense.AT_MOST;
        }
        return new Row(coefficients, sense, Math.abs(row.limit) * factor);
    }

    private boolean isFeasible() throws BrokenOff {
        if (firstArtificial == columns) {
            return true;
        }
        double[] cost = new double[columns];
        Arrays.fill(cost, firstArtificial, columns, 1);
        double missing = minimise(cost, columns);
        double scale = 1;
        for (double[] row : table) {
            scale = Math.max(scale, Math.abs(row[columns]));
        }
        if (missing > 1e-7 * scale) {
            return false;
        }
        driveOutArtificials();
        return true;
    }

    /** An artificial variable left in the basis at zero is exchanged for any other of its row, if there is one. */
    private void driveOutArtificials() {
        for (int i = 0; i < basis.length; i++) {
            if (basis[i] < firstArtificial) {
                continue;
            }
            for (int j = 0; j < firstArtificial; j++) {
                if (Math.abs(table[i][j]) > 1e-7) {
                    pivot(i, j, new double[columns + 1]);
                    break;
                }
            }
        }
    }

    private Solution solve(double[] cost) throws BrokenOff {
        double least = minimise(Arrays.copyOf(cost, columns), firstArtificial);
        double[] values = new double[variables];
        for (int i = 0; i < basis.length; i++) {
            if (basis[i] < variables) {
                values[basis[i]] = Math.max(0, table[i][columns]);
            }
        }
        return new Solution(values, least);
    }

    /** Pivots until no column below {@code allowed} lowers the cost. */
    private double minimise(double[] cost, int allowed) throws BrokenOff {
        double[] reduced = Arrays.copyOf(cost, columns + 1);
        for (int i = 0; i < basis.length; i++) {
            addMultiple(reduced, table[i], -cost[basis[i]]);
        }
        int withoutGain = 0;
        while (true) {
            int entering = entering(reduced, allowed, withoutGain > PIVOTS_WITHOUT_GAIN);
            int leaving = entering < 0 ? -1 : leaving(entering);
            if (leaving < 0) {
                return -reduced[columns];
            }
            if (work.isOverdrawn()) {
                throw new BrokenOff();
            }
            double before = reduced[columns];
            pivot(leaving, entering, reduced);
            withoutGain = Math.abs(reduced[columns] - before) > TOLERANCE ? 0 : withoutGain + 1;
        }
    }

    private static int entering(double[] reduced, int allowed, boolean first) {
        int best = -1;
        double least = -TOLERANCE;
        for (int j = 0; j < allowed; j++) {
            if (reduced[j] < least) {
                if (first) {
                    return j;
                }
                least = reduced[j];
                best = j;
            }
        }
        return best;
    }

    private int leaving(int entering) {
        int best = -1;
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < basis.length; i++) {
            double coefficient = table[i][entering];
            if (coefficient > TOLERANCE) {
                double ratio = table[i][columns] / coefficient;
                boolean tie = best >= 0 && Math.abs(ratio - least) <= TOLERANCE && basis[i] < basis[best];
                if (ratio < least - TOLERANCE || tie) {
                    least = Math.min(least, ratio);
                    best = i;
                }
            }
        }
        return best;
    }

    private void pivot(int leaving, int entering, double[] reduced) {
        work.spend((long) table.length * columns);
        double[] row = table[leaving];
        double by = 1 / row[entering];
        for (int j = 0; j <= columns; j++) {
            row[j] *= by;
        }
        for (int i = 0; i < table.length; i++) {
            if (i != leaving) {
                addMultiple(table[i], row, -table[i][entering]);
            }
        }
        addMultiple(reduced, row, -reduced[entering]);
        basis[leaving] = entering;
    }

    private static void addMultiple(double[] to, double[] row, double factor) {
        if (factor != 0) {
            for (int j = 0; j < to.length; j++) {
                to[j] += factor * row[j];
            }
        }
    }
}
