package org.plimsoll.engine.sandbox;

import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What rule code may cost while it runs on a thread: a number of steps and a point in time. Every condition, extractor
 * and consequence pays before it does anything, by a call that {@link RuleClassLoader} weaves in; a step stands for one
 * call that the code makes. Rule code cannot run outside a budget.
 *
 * <p>The clock is read every {@value #STEPS_BETWEEN_LOOKS_AT_THE_CLOCK} steps. Once a budget is used up, every further
 * step on the thread fails, so that it does not matter who caught the first failure.
 */
public final class Budget {
    private static final int STEPS_BETWEEN_LOOKS_AT_THE_CLOCK = 16_384;

    /** Steps that inserting an outcome costs, for its time and for what the engine and the trace keep of it. */
    private static final int STEPS_OF_AN_INSERTION = 250;

    private static final ThreadLocal<@Nullable Budget> CURRENT = new ThreadLocal<>();

    private final long maximumSteps;
    private final long deadlineNanos;
    private final MatchCost.@Nullable Meter meter;
    private long stepsGranted;
    private long stepsLeft;
    private @Nullable Stop stopped;

    private Budget(long maximumSteps, long deadlineNanos, MatchCost.@Nullable Meter meter) {
        this.maximumSteps = maximumSteps;
        this.deadlineNanos = deadlineNanos;
        this.meter = meter;
    }

    /**
     * Runs work that calls rule code directly, one fact at a time.
     *
     * @param maximumSteps steps that rule code may take
     * @param deadlineNanos when it must be done, in the time of {@link System#nanoTime()}
     * @throws BudgetExceeded when the work took too many steps or too long; checked once more when it is done
     * @throws org.plimsoll.portfolio.Refusal when rule code did what cannot be evaluated
     */
    public static <T> T run(long maximumSteps, long deadlineNanos, Supplier<T> work) {
        return new Budget(maximumSteps, deadlineNanos, null).run(work);
    }

    /**
     * Runs work that has a rule engine match facts.
     *
     * @param meter counts facts before the engine matches them: {@link #inserting} must be called for every fact
     *     before it is given to the engine; outcomes that rules insert are counted by themselves
     * @see #run(long, long, Supplier)
     */
    public static <T> T run(long maximumSteps, long deadlineNanos, MatchCost.Meter meter, Supplier<T> work) {
        return new Budget(maximumSteps, deadlineNanos, meter).run(work);
    }

    private <T> T run(Supplier<T> work) {
        if (CURRENT.get() != null) {
            throw new IllegalStateException("a budget within a budget would not be bounded by it");
        }
        CURRENT.set(this);
        try {
            look();
            T result = work.get();
            look();
            return result;
        } catch (Stop stop) {
            throw stop.reason();
        } catch (RuntimeException failure) {
            throw stopped == null ? failure : stopped.reason();
        } finally {
            CURRENT.remove();
        }
    }

    /** Counts a fact that passed a condition, and that the engine may keep for it. */
    static void match() {
        Budget budget = current();
        if (budget.meter != null && !budget.meter.admitsOneMore()) {
            throw budget.stop(new BudgetExceeded(BudgetExceeded.Limit.MATCHES));
        }
    }

    /** Counts facts that are about to be given to the rule engine. To be called within {@link #run}. */
    public static void inserting(Iterable<?> facts) {
        Budget budget = current();
        if (budget.meter == null) {
            throw new IllegalStateException("the budget has no meter");
        }
        budget.count(facts);
    }

    private void count(Iterable<?> facts) {
        look();
        if (meter != null && !meter.admits(facts)) {
            throw stop(new BudgetExceeded(BudgetExceeded.Limit.MATCHES));
        }
    }

    /**
     * Pays for steps that rule code is about to take. Rule code calls it through {@link RuleCalls}.
     *
     * @param steps at least zero
     */
    static void tick(int steps) {
        current().pay(steps);
    }

    /**
     * Pays for steps that rule code is about to take.
     *
     * @param steps at least zero
     */
    void pay(int steps) {
        stepsLeft -= steps;
        if (stepsLeft < 0) {
            look();
        }
    }

    /** Pays for an outcome that rule code is about to insert. */
    void payForInsertion(Object outcome) {
        pay(STEPS_OF_AN_INSERTION);
        if (meter != null && meter.concerns(outcome)) {
            pay(meter.stepsToCount());
            count(List.of(outcome));
        }
    }

    /** Looks at the clock, and grants the next few steps. */
    private void look() {
        if (stopped != null) {
            throw stopped;
        }
        long taken = stepsGranted - stepsLeft;
        if (taken > maximumSteps) {
            throw stop(new BudgetExceeded(BudgetExceeded.Limit.STEPS));
        }
        if (System.nanoTime() - deadlineNanos > 0) {
            throw stop(new BudgetExceeded(BudgetExceeded.Limit.TIME));
        }
        stepsLeft = Math.min(STEPS_BETWEEN_LOOKS_AT_THE_CLOCK, maximumSteps - taken);
        stepsGranted = taken + stepsLeft;
    }

    /** What to throw so that {@link #run} gives a reason. */
    static Stop stopBecause(RuntimeException reason) {
        return current().stop(reason);
    }

    private Stop stop(RuntimeException reason) {
        if (stopped == null) {
            stopped = new Stop(reason);
        }
        stepsGranted -= stepsLeft;
        stepsLeft = 0;
        return stopped;
    }

    /** The budget that this thread runs within. */
    static Budget current() {
        Budget budget = CURRENT.get();
        if (budget == null) {
            throw new IllegalStateException("rule code runs within a budget only");
        }
        return budget;
    }
}
