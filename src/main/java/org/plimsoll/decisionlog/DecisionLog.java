package org.plimsoll.decisionlog;

import com.github.f4b6a3.uuid.UuidCreator;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.plimsoll.audit.AuditLog;
import org.plimsoll.ledger.Ledger;
import org.plimsoll.ledger.LedgerSuspended;
import org.plimsoll.platform.PlimsollConfig;
import org.plimsoll.platform.ProblemException;

/**
 * The durable record of decisions. No decision may be answered before its record is durable; when it cannot be made so,
 * the evaluation is refused.
 */
@Singleton
public final class DecisionLog {
    private final Ledger ledger;
    private final AuditLog audit;
    private final DecisionStore store;
    private final DecisionSearch search;
    private final GroupCommit writer;

    DecisionLog(DataSource database, Ledger ledger, AuditLog audit, PlimsollConfig config, MeterRegistry meters) {
        PlimsollConfig.DecisionLog settings = config.decisionLog();
        this.ledger = ledger;
        this.audit = audit;
        this.store = new DecisionTable(database, settings.commitTimeout());
        this.search = new DecisionSearch(database, settings.commitTimeout());
        this.writer = new GroupCommit(
                store,
                new GroupCommit.Settings(
                        settings.queueCapacity(),
                        settings.batchRecords(),
                        settings.batchBytes().asLongValue(),
                        settings.writers(),
                        settings.retryInterval(),
                        settings.commitTimeout()),
                new Meters(meters, ledger));
        meters.gauge("plimsoll.decision.log.waiting", writer, log -> log.state().waiting());
        meters.gauge(
                "plimsoll.decision.log.writable", writer, log -> log.state().writable() ? 1 : 0);
    }

    /** A new decision's id: a time-ordered UUID, version 7, whose time is when the decision was made, to the millisecond. */
    public static UUID idAt(Instant decidedAt) {
        return UuidCreator.getTimeOrderedEpoch(decidedAt);
    }

    /**
     * Refuses an evaluation whose decision could not be recorded, so that it is not made in vain.
     *
     * @throws DecisionLogUnavailable when the last attempt to write failed and none has succeeded since, or as many
     *     records as may wait do so
     * @throws LedgerSuspended when the log cannot be vouched for
     */
    public void mustBeWritable() {
        ledger.mustBeWritable();
        LogState state = writer.state();
        if (!state.writable()) {
            throw new DecisionLogUnavailable("The decision log cannot be written.", null);
        }
        if (state.waiting() >= state.capacity()) {
            throw new DecisionLogUnavailable("Too many decisions wait to be recorded.", null);
        }
    }

    /**
     * Records a decision without blocking.
     *
     * @return completes when the record is durable; fails with {@link DecisionLogUnavailable}, at the latest after
     *     {@code plimsoll.decision-log.commit-timeout}, or {@link DecisionRejected}
     */
    public CompletionStage<Void> append(DecisionRecord decision) {
        try {
            return writer.submit(decision);
        } catch (DecisionLogUnavailable e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /**
     * Reads a decision back.
     *
     * @throws DecisionNotFound when there is none of this id
     * @throws DecisionExpired when decisions of the id's month have expired
     * @throws DecisionLogUnavailable when the log cannot be read
     */
    public StoredDecision find(UUID id) {
        try {
            return store.find(id).orElseThrow(() -> missing(id));
        } catch (SQLException e) {
            throw new DecisionLogUnavailable("The decision log cannot be read.", e);
        }
    }

    private ProblemException missing(UUID id) {
        YearMonth month = IdRange.monthOf(id);
        return audit.recordedOnce(DecisionExpired.NAME + month)
                .<ProblemException>map(at -> new DecisionExpired(id, month, at))
                .orElseGet(() -> new DecisionNotFound(id.toString()));
    }

    /**
     * Reads decisions by their place in the log, in its order.
     *
     * @throws DecisionLogUnavailable when the log cannot be read
     */
    public void between(long from, long to, Consumer<StoredDecision> reader) {
        try {
            store.between(from, to, reader);
        } catch (SQLException e) {
            throw new DecisionLogUnavailable("The decision log cannot be read.", e);
        }
    }

    /**
     * Shows that a decision's entry is part of the log's tree.
     *
     * @throws DecisionNotFound when there is none of this id
     * @throws DecisionExpired when decisions of the id's month have expired
     * @throws DecisionLogUnavailable when the log cannot be read
     */
    DecisionProof proof(UUID id) {
        try {
            String entry = store.entry(id).orElseThrow(() -> missing(id));
            return DecisionProof.of(id, entry, ledger.proof(EntryJson.sequence(entry)), ledger.verifierKeys());
        } catch (SQLException e) {
            throw new DecisionLogUnavailable("The decision log cannot be read.", e);
        }
    }

    /**
     * A page of the decisions that a query asks for.
     *
     * @throws DecisionLogUnavailable when the log cannot be read
     */
    public DecisionPage search(DecisionQuery query) {
        try {
            return search.page(query);
        } catch (SQLException e) {
            throw new DecisionLogUnavailable("The decision log cannot be read.", e);
        }
    }

    /** How the log is doing. */
    public LogState state() {
        return writer.state();
    }

    /**
     * Fails when a decision could not be recorded now.
     *
     * @throws LedgerSuspended when the log cannot be vouched for
     */
    void probe() throws SQLException {
        ledger.mustBeWritable();
        store.probe();
    }

    void drain(@Observes ShutdownEvent event) {
        writer.close();
    }

    /** What a scrape sees of the log. */
    private static final class Meters implements GroupCommit.Listener {
        private final Timer commit;
        private final DistributionSummary group;
        private final Counter failures;

        private final Ledger ledger;

        Meters(MeterRegistry registry, Ledger ledger) {
            this.ledger = ledger;
            this.commit = Timer.builder("plimsoll.decision.log.commit")
                    .description("time a group's commit takes")
                    .publishPercentileHistogram()
                    .register(registry);
            this.group = DistributionSummary.builder("plimsoll.decision.log.group")
                    .description("records that share one commit")
                    .register(registry);
            this.failures = Counter.builder("plimsoll.decision.log.failures")
                    .description("groups that could not be committed")
                    .register(registry);
        }

        @Override
        public void committed(int groupSize, Duration took) {
            ledger.added(groupSize);
            commit.record(took);
            group.record(groupSize);
        }

        @Override
        public void failed() {
            failures.increment();
        }
    }
}
