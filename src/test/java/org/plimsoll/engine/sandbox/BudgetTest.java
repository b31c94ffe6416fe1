package org.plimsoll.engine.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.plimsoll.portfolio.Refusal;

class BudgetTest {
    private static final long FAR = 60_000_000_000L;

    private static long in(long nanos) {
        return System.nanoTime() + nanos;
    }

    private static int take(int steps) {
        for (int i = 0; i < steps; i++) {
            RuleCalls.tick(1);
        }
        return steps;
    }

    @Test
    void steps_upToTheMaximum_areGranted() {
        assertThat(Budget.run(1_000, in(FAR), () -> take(1_000))).isEqualTo(1_000);
        assertThat(Budget.run(0, in(FAR), () -> take(0))).isZero();
        assertThat(Budget.run(1_000, in(FAR), () -> {
                    RuleCalls.tick(1_000);
                    return true;
                }))
                .isTrue();
    }

    @Test
    void steps_beyondTheMaximum_areRefused() {
        for (int maximum : new int[] {0, 1, 255, 256, 257, 1_000}) {
            assertThatThrownBy(() -> Budget.run(maximum, in(FAR), () -> take(maximum + 1)))
                    .as("maximum %s", maximum)
                    .isInstanceOfSatisfying(
                            BudgetExceeded.class, e -> assertThat(e.limit()).isEqualTo(BudgetExceeded.Limit.STEPS));
        }
    }

    @Test
    void steps_takenAtOnce_countAsMany() {
        assertThatThrownBy(() -> Budget.run(100, in(FAR), () -> {
                    RuleCalls.tick(101);
                    return true;
                }))
                .isInstanceOf(BudgetExceeded.class);
    }

    @Test
    void deadline_inThePast_isRefusedBeforeAnyWork() {
        assertThatThrownBy(() -> Budget.run(1_000, in(-1), () -> {
                    throw new AssertionError("worked");
                }))
                .isInstanceOfSatisfying(
                        BudgetExceeded.class, e -> assertThat(e.limit()).isEqualTo(BudgetExceeded.Limit.TIME));
    }

    @Test
    void deadline_whileStepsAreTaken_stopsThem() {
        assertThatThrownBy(() -> Budget.run(Long.MAX_VALUE, in(20_000_000), () -> take(Integer.MAX_VALUE)))
                .isInstanceOfSatisfying(
                        BudgetExceeded.class, e -> assertThat(e.limit()).isEqualTo(BudgetExceeded.Limit.TIME));
    }

    @Test
    void deadline_passedByWorkWithoutAnyStep_isNoticedAtItsEnd() {
        long deadline = in(10_000_000);
        assertThatThrownBy(() -> Budget.run(1_000, deadline, () -> {
                    long waited = 0;
                    while (System.nanoTime() - deadline <= 0) {
                        waited++;
                    }
                    return waited;
                }))
                .isInstanceOf(BudgetExceeded.class);
    }

    @Test
    void failure_thatSomebodyCaught_isGivenAllTheSame() {
        assertThatThrownBy(() -> Budget.run(10, in(FAR), () -> {
                    Throwable caught = catchThrowable(() -> take(11));
                    assertThat(caught).isInstanceOf(Error.class).hasNoCause();
                    assertThat(catchThrowable(() -> take(1))).isSameAs(caught);
                    return true;
                }))
                .isInstanceOf(BudgetExceeded.class);
    }

    @Test
    void failure_thatSomebodyWrapped_isGivenUnwrapped() {
        assertThatThrownBy(() -> Budget.run(10, in(FAR), () -> {
                    try {
                        return take(11);
                    } catch (Error e) {
                        throw new IllegalStateException("wrapped", e);
                    }
                }))
                .isInstanceOf(BudgetExceeded.class);
    }

    @Test
    void refusal_ofRuleCode_isGivenUnwrapped() {
        assertThatThrownBy(() -> Budget.run(10, in(FAR), () -> {
                    try {
                        return RuleCalls.text(List.of());
                    } catch (Error e) {
                        throw new IllegalStateException("wrapped", e);
                    }
                }))
                .isInstanceOfSatisfying(
                        Refusal.class,
                        e -> assertThat(e.problems().get(0).code()).isEqualTo("RULE_TEXT_TOO_LONG"));
    }

    @Test
    void failure_ofTheWorkItself_isGivenAsItIs() {
        IllegalStateException failure = new IllegalStateException("no budget's business");
        assertThatThrownBy(() -> Budget.run(10, in(FAR), () -> {
                    throw failure;
                }))
                .isSameAs(failure);
    }

    @Test
    void budgetExceeded_hasNoStackTrace() {
        BudgetExceeded exceeded = new BudgetExceeded(BudgetExceeded.Limit.STEPS);
        exceeded.addSuppressed(new IllegalStateException());
        assertThat(exceeded.getStackTrace()).isEmpty();
        assertThat(exceeded.getSuppressed()).isEmpty();
    }

    @Test
    void ruleCode_outsideABudget_doesNotRun() {
        assertThatThrownBy(() -> RuleCalls.tick(1)).isInstanceOf(IllegalStateException.class);
        Budget.run(10, in(FAR), () -> take(1));
        assertThatThrownBy(() -> RuleCalls.tick(1)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void budget_withinABudget_isRefused() {
        assertThatThrownBy(() -> Budget.run(10, in(FAR), () -> Budget.run(1_000, in(FAR), () -> take(100))))
                .isInstanceOf(IllegalStateException.class);
        assertThat(Budget.run(10, in(FAR), () -> take(10))).isEqualTo(10);
    }

    @Test
    void facts_withoutAMeter_cannotBeCounted() {
        assertThatThrownBy(() -> Budget.run(10, in(FAR), () -> {
                    Budget.inserting(List.of());
                    return true;
                }))
                .isInstanceOf(IllegalStateException.class);
    }
}
