package org.plimsoll.ledger;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.All;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SortedSet;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.plimsoll.platform.PlimsollConfig;

/**
 * The log's tree: signed heads, kept by a witness outside the database. Refuses to go on when the log in the database does
 * not continue what the witness has seen.
 */
@Singleton
public final class Ledger {
    private static final Logger LOG = Logger.getLogger(Ledger.class);
    /** What an origin begins with, before the id of the database's log. */
    static final String ORIGIN = "plimsoll/";

    private static final String WITNESS = "witness.ndjson";
    private static final int BEFORE_ANYTHING_IS_WRITTEN = 1;
    private static final long STOP_WAIT_MILLIS = 10_000;
    private static final Duration HEAD_WAIT = Duration.ofSeconds(3);

    private final DataSource database;
    private final PlimsollConfig.Ledger settings;
    private final String origin;
    private final LedgerKeys keys;
    private final List<EntrySource> sources;
    private final RuleContents contents;
    private final RuleHistory history;
    private final HeadKeeper keeper;
    private final Semaphore oneVerification = new Semaphore(1);
    private final Thread thread = new Thread(this::run, "ledger-heads");
    private final AtomicLong added = new AtomicLong();
    private final Object rounds = new Object();
    private volatile boolean stopping;
    private volatile @Nullable String broken;
    private volatile Instant witnessedAt = Instant.now();
    private volatile long witnessed;
    private volatile @Nullable Exception lastFailure;

    Ledger(
            DataSource database,
            PlimsollConfig config,
            @All List<EntrySource> sources,
            RuleContents contents,
            RuleHistory history,
            MeterRegistry meters) {
        this.database = database;
        this.sources = sources;
        this.contents = contents;
        this.history = history;
        this.settings = config.ledger();
        try (Connection connection = database.getConnection()) {
            this.origin = ORIGIN + HeadTable.id(connection);
        } catch (SQLException e) {
            throw new IllegalStateException("the log cannot be read", e);
        }
        this.keys = LedgerKeys.read(config, origin);
        this.keeper = keeper();
        this.witnessed = keeper.seen();
        meters.gauge("plimsoll.ledger.witnessed", this, ledger -> ledger.witnessed);
        meters.gauge("plimsoll.ledger.suspended", this, ledger -> ledger.suspended() == null ? 0 : 1);
        meters.gauge(
                "plimsoll.ledger.unwitnessed.seconds",
                this,
                ledger -> ledger.unwitnessedFor().toSeconds());
        thread.setDaemon(true);
    }

    private HeadKeeper keeper() {
        Path file = witnessFile();
        try {
            return HeadKeeper.resume(database, origin, keys, FileWitness.open(file), Clock.systemUTC());
        } catch (IOException e) {
            throw new UncheckedIOException("The witness " + file + " cannot be used: " + e.getMessage(), e);
        } catch (BrokenLedger e) {
            throw new IllegalStateException("The log cannot go on from its witness " + file + ": " + e.getMessage(), e);
        }
    }

    private Path witnessFile() {
        return settings.witnessFile().orElse(settings.directory().resolve(WITNESS));
    }

    void start(@Observes @Priority(BEFORE_ANYTHING_IS_WRITTEN) StartupEvent event) {
        round();
        thread.start();
    }

    void stop(@Observes ShutdownEvent event) throws IOException {
        stopping = true;
        LockSupport.unpark(thread);
        try {
            thread.join(STOP_WAIT_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        keeper.close();
    }

    private void run() {
        while (!stopping && broken == null) {
            LockSupport.parkNanos(this, settings.headInterval().toNanos());
            added.set(0);
            round();
        }
    }

    private void round() {
        Instant begun = Instant.now();
        try {
            keeper.round();
            synchronized (rounds) {
                witnessed = keeper.seen();
                witnessedAt = begun;
                rounds.notifyAll();
            }
            if (lastFailure != null) {
                LOG.info("Tree heads of the log are signed and witnessed again");
                lastFailure = null;
            }
        } catch (BrokenLedger e) {
            broken = e.getMessage();
            LOG.errorf("The log is suspended: %s", e.getMessage());
        } catch (SQLException | IOException | RuntimeException e) {
            if (lastFailure == null) {
                LOG.errorf("Tree heads of the log cannot be signed or witnessed: %s", e);
            }
            lastFailure = e;
        }
    }

    /** Tells that entries were committed, so that a head is made when there are many. */
    public void added(int entries) {
        if (added.addAndGet(entries) >= settings.headEntries()) {
            LockSupport.unpark(thread);
        }
    }

    /**
     * Refuses what would be added to a log that cannot be vouched for.
     *
     * @throws LedgerSuspended when the log does not continue what its witness has seen, or has not been witnessed for
     *     {@code plimsoll.ledger.unwitnessed-limit}
     */
    public void mustBeWritable() {
        String reason = suspended();
        if (reason != null) {
            throw new LedgerSuspended(reason);
        }
    }

    private @Nullable String suspended() {
        String reason = broken;
        if (reason != null) {
            return "The log is suspended, since it is not what was written to it. " + reason;
        }
        return unwitnessedFor().compareTo(settings.unwitnessedLimit()) <= 0
                ? null
                : "The log is suspended, since its witness has not been reached since " + witnessedAt + ": "
                        + lastFailure;
    }

    private Duration unwitnessedFor() {
        return Duration.between(witnessedAt, Instant.now());
    }

    /** How the log is doing. */
    public LedgerState state() {
        return new LedgerState(origin, witnessed, witnessedAt, suspended());
    }

    /** The keys to verify heads with, as C2SP verifier keys, the present one first. */
    public List<String> verifierKeys() {
        return keys.verifierKeys();
    }

    /** Heads in the database of more entries than that, the smallest first. */
    List<TreeHead> heads(long after, int limit) {
        return read(connection -> HeadTable.headsAfter(connection, after, limit));
    }

    /**
     * Proves that an entry is part of the tree of the first head that covers it.
     *
     * @throws ProofNotReady when no head covers it yet
     */
    public InclusionProof proof(long sequence) {
        awaitHead(sequence);
        return read(connection -> InclusionProof.of(connection, sequence));
    }

    /**
     * Verifies all of the log.
     *
     * @throws VerificationBusy when it is being verified already
     */
    Verification verify() {
        if (!oneVerification.tryAcquire()) {
            throw new VerificationBusy();
        }
        try {
            return new LedgerVerifier(database, origin, keys, sources, contents, history)
                    .verify(FileWitness.reading(witnessFile()));
        } catch (SQLException e) {
            throw new LedgerUnreadable(e);
        } finally {
            oneVerification.release();
        }
    }

    /** Writes all entries that a head covers, as an archive. */
    void export(OutputStream out) throws IOException {
        inSnapshot(
                connection -> new LogExport(connection, origin, sources, contents, out).full(ExportText.full(origin)));
    }

    /**
     * Writes some entries with their proofs, as an archive.
     *
     * @param places which, at least one
     * @throws ProofNotReady when no head covers all of them yet
     */
    public void writeDossier(SortedSet<Long> places, OutputStream out) throws IOException {
        inSnapshot(connection -> new LogExport(connection, origin, sources, contents, out)
                .dossier(places, ExportText.dossier(origin, verifierKeys())));
    }

    /**
     * Waits a while until a head covers a place.
     *
     * @throws ProofNotReady when none does
     */
    public void mustBeCovered(long place) {
        awaitHead(place);
        read(connection -> InclusionProof.headCovering(connection, place));
    }

    /** Has a head made now, and waits for it as long as it usually takes. */
    private void awaitHead(long place) {
        long deadline = System.nanoTime() + HEAD_WAIT.toNanos();
        synchronized (rounds) {
            while (witnessed <= place && System.nanoTime() < deadline) {
                LockSupport.unpark(thread);
                try {
                    rounds.wait(HEAD_WAIT.toMillis() / 10);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return;
                }
            }
        }
    }

    /** Places of the entries committed from an instant on and before another. */
    public Places places(Instant from, Instant to) {
        return read(connection -> HeadTable.places(connection, from, to));
    }

    private void inSnapshot(Export export) throws IOException {
        try {
            Snapshot.of(database, connection -> {
                Snapshot.keepMonths(connection);
                export.with(connection);
            });
        } catch (SQLException e) {
            throw new LedgerUnreadable(e);
        }
    }

    @FunctionalInterface
    private interface Export {
        void with(Connection connection) throws SQLException, IOException;
    }

    private <T> T read(Query<T> query) {
        try (Connection connection = database.getConnection()) {
            return query.on(connection);
        } catch (SQLException | BrokenLedger e) {
            throw new LedgerUnreadable(e);
        }
    }

    @FunctionalInterface
    private interface Query<T> {
        T on(Connection connection) throws SQLException;
    }
}
