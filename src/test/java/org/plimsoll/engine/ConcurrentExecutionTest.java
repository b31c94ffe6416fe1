package org.plimsoll.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.plimsoll.decision.Firing;
import org.plimsoll.policy.Fact;
import org.plimsoll.portfolio.Problem;
import org.plimsoll.portfolio.Refusal;

/** Many threads on one compiled rule set get what one thread gets, and what a session gives. */
class ConcurrentExecutionTest {
    private static final int THREADS = 8;
    private static final int EVALUATIONS = 10_000;
    private static final int PORTFOLIOS = 50;
    private static final ExecutionTally TALLY = new ExecutionTally();

    @AfterAll
    static void count() {
        TALLY.print("before " + EVALUATIONS + " evaluations by " + THREADS + " threads");
    }

    private record Expected(
            List<Fact> facts,
            List<Firing> firings,
            @Nullable List<Problem> problems) {
        static Expected of(org.plimsoll.decision.PolicyRules rules, List<Fact> facts) {
            try {
                return new Expected(facts, rules.fire(facts), null);
            } catch (Refusal e) {
                return new Expected(facts, List.of(), e.problems());
            }
        }
    }

    @Test
    void eightThreads_onOneRuleSet_getWhatASessionGives() throws Exception {
        // Some of its rules fail on some facts: refusals must not get mixed up either.
        String rules = new GeneratedPolicy(4, true).rules(12)
                + new GeneratedPolicy(0, true).rules(12).replace("rule \"r", "rule \"s");
        try (CompiledRuleSet compiled = RuleSetSample.rules(rules).compiled()) {
            ExecutionPair pair = ExecutionPair.of(compiled, TALLY);
            Random random = new Random(3);
            List<Expected> expected = new ArrayList<>();
            for (int i = 0; i < PORTFOLIOS; i++) {
                expected.add(Expected.of(pair, new GeneratedFacts(random, i % 3 == 0 ? 0.2 : 0).list(1 + i)));
            }
            assertThat(expected).anyMatch(each -> each.problems != null).anyMatch(each -> !each.firings.isEmpty());

            AtomicInteger next = new AtomicInteger();
            ExecutorService threads = Executors.newFixedThreadPool(THREADS);
            try {
                List<Future<?>> all = new ArrayList<>();
                for (int i = 0; i < THREADS; i++) {
                    all.add(threads.submit(() -> {
                        for (int at = next.getAndIncrement(); at < EVALUATIONS; at = next.getAndIncrement()) {
                            Expected each = expected.get(at % PORTFOLIOS);
                            assertThat(Expected.of(compiled, each.facts)).isEqualTo(each);
                        }
                    }));
                }
                for (Future<?> each : all) {
                    each.get();
                }
            } finally {
                threads.shutdownNow();
            }
            assertThat(next.get()).isGreaterThanOrEqualTo(EVALUATIONS);
        }
    }
}
