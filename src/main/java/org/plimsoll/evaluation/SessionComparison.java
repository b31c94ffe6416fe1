package org.plimsoll.evaluation;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.plimsoll.decision.Decision;
import org.plimsoll.decision.Evaluator;
import org.plimsoll.platform.PlimsollConfig;
import org.plimsoll.portfolio.Refusal;
import org.plimsoll.risk.CheckedSubmission;
import org.plimsoll.ruleset.RuleSetLease;
import org.plimsoll.wire.DecisionWriter;
import org.plimsoll.wire.Explain;

/**
 * Repeats a share of evaluations in a Drools session, one at a time and off the path of any request, and raises an alarm when
 * the answers differ.
 */
@Singleton
final class SessionComparison {
    private static final Logger LOG = Logger.getLogger(SessionComparison.class);
    private static final int MOST_WAITING = 64;
    private static final String BUDGET = "RULE_BUDGET_EXCEEDED";

    private final double share;
    private final Counter same;
    private final Counter different;
    private final Counter skipped;
    private final ExecutorService worker = new ThreadPoolExecutor(
            1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(MOST_WAITING), SessionComparison::thread);

    SessionComparison(PlimsollConfig config, MeterRegistry meters) {
        this.share = config.evaluation().comparedShare();
        this.same = counter(meters, "same");
        this.different = counter(meters, "different");
        this.skipped = counter(meters, "skipped");
    }

    private static Counter counter(MeterRegistry meters, String result) {
        return Counter.builder("plimsoll.evaluation.compared")
                .description("evaluations repeated in a Drools session")
                .tag("result", result)
                .register(meters);
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "session comparison");
        thread.setDaemon(true);
        thread.setPriority(Thread.MIN_PRIORITY);
        return thread;
    }

    /** Repeats an evaluation that gave a decision, if it is among the share. */
    void consider(RuleSetLease version, CheckedSubmission submission, Decision decision) {
        if (isChosen(version)) {
            compare(version, submission, () -> Said.of(decision));
        }
    }

    /** Repeats an evaluation that was refused, if it is among the share. */
    void consider(RuleSetLease version, CheckedSubmission submission, Refusal refusal) {
        if (isChosen(version)) {
            compare(version, submission, () -> Said.of(refusal));
        }
    }

    private boolean isChosen(RuleSetLease version) {
        return share > 0
                && version.compiled().sessionReasons().isEmpty()
                && ThreadLocalRandom.current().nextDouble() < share;
    }

    private void compare(RuleSetLease version, CheckedSubmission submission, Supplier<Said> answered) {
        RuleSetLease held = version.again();
        try {
            worker.execute(() -> {
                try (held) {
                    compareNow(held, submission, answered.get());
                }
            });
        } catch (RejectedExecutionException e) {
            held.close();
            skipped.increment();
        }
    }

    private void compareNow(RuleSetLease version, CheckedSubmission submission, Said answered) {
        Said repeated;
        try {
            repeated = Said.of(new Evaluator(
                            Answers.identity(version),
                            version.compiled().terms(),
                            version.compiled().inSession())
                    .evaluate(submission));
        } catch (Refusal e) {
            repeated = Said.of(e);
        } catch (RuntimeException e) {
            repeated = new Said(e.toString(), false);
        }
        if (repeated.text.equals(answered.text)) {
            same.increment();
        } else if (repeated.outOfBudget || answered.outOfBudget) {
            // What a session may cost is another matter than what it says.
            skipped.increment();
        } else {
            different.increment();
            LOG.errorf(
                    "Rule set %s version %d decides otherwise in a session, on portfolio %s",
                    version.name(), version.version(), submission.portfolio().id());
        }
    }

    /**
     * What an evaluation came to.
     *
     * @param outOfBudget whether it was refused because rules cost too much
     */
    record Said(String text, boolean outOfBudget) {
        static Said of(Decision decision) {
            byte[] json = DecisionWriter.result(decision, Explain.FULL);
            return new Said(new String(json, StandardCharsets.UTF_8), false);
        }

        static Said of(Refusal refusal) {
            return new Said(
                    refusal.problems().toString(),
                    refusal.problems().stream()
                            .anyMatch(problem -> problem.code().equals(BUDGET)));
        }
    }

    void stop(@Observes ShutdownEvent event) {
        worker.shutdownNow();
    }
}
