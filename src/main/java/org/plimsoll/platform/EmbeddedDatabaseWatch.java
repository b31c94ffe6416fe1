package org.plimsoll.platform;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Starts the embedded PostgreSQL again when its main process has ended without being asked to: on the same folder and
 * port, so that the server's connections find it. A single process of PostgreSQL that is killed is PostgreSQL's own
 * affair: the main process recovers from that.
 */
final class EmbeddedDatabaseWatch implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(EmbeddedDatabaseWatch.class);
    private static final Duration LOOK_EVERY = Duration.ofMillis(200);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    /** One that ends sooner counts as one that did not start. */
    private static final Duration FIRM_AFTER = Duration.ofSeconds(2);

    /** Far longer than it takes to replay {@code max_wal_size}. */
    private static final Duration RECOVERY_WAIT = Duration.ofMinutes(5);

    private static final Duration CLOSE_WAIT = Duration.ofSeconds(5);

    private final DataDirectory directory;
    private final Postmaster postmaster;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread;
    private ProcessHandle process;
    private long startedAt = System.nanoTime();

    private EmbeddedDatabaseWatch(DataDirectory directory, ProcessHandle process, Postmaster postmaster) {
        this.directory = directory;
        this.process = process;
        this.postmaster = postmaster;
        this.thread = new Thread(this::watch, "embedded-database-watch");
        thread.setDaemon(true);
    }

    /**
     * Watches the PostgreSQL that runs on a folder.
     *
     * @throws EmbeddedDatabaseException when none does
     */
    static EmbeddedDatabaseWatch begin(DataDirectory directory, int port) throws IOException {
        ProcessHandle process = directory
                .postmaster()
                .orElseThrow(() -> new EmbeddedDatabaseException(
                        "The embedded PostgreSQL in " + directory.cluster() + " ended as soon as it was started.",
                        null));
        Path program = Path.of(process.info().command().orElseThrow());
        EmbeddedDatabaseWatch watch =
                new EmbeddedDatabaseWatch(directory, process, new Postmaster(program, directory.cluster(), port));
        watch.thread.start();
        return watch;
    }

    private void watch() {
        Duration pause = Duration.ZERO;
        try {
            while (!closed.await(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
                if (DataDirectory.isPostgres(process)) {
                    continue;
                }
                boolean firm = System.nanoTime() - startedAt > FIRM_AFTER.toNanos();
                pause = firm ? Duration.ZERO : longer(pause);
                LOG.errorf(
                        "The embedded PostgreSQL (process %d) is gone; starting it again on %s, port %d%s",
                        process.pid(),
                        directory.cluster(),
                        postmaster.port(),
                        pause.isZero() ? "" : ", in " + seconds(pause));
                long missedAt = System.nanoTime();
                if (!startAgain(pause)) {
                    return;
                }
                startedAt = System.nanoTime();
                LOG.infof(
                        "The embedded PostgreSQL runs again (process %d), %s after it was missed",
                        process.pid(), seconds(Duration.ofNanos(startedAt - missedAt)));
            }
        } catch (InterruptedException e) {
            LOG.debug("No longer watching the embedded PostgreSQL", e);
        }
    }

    /** Tries until it succeeds, the folder is gone, or the server stops. */
    private boolean startAgain(Duration firstPause) throws InterruptedException {
        Duration pause = firstPause;
        while (!closed.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
            if (!directory.hasCluster()) {
                LOG.errorf(
                        "The embedded PostgreSQL is not started again: its folder %s is gone. Nothing is evaluated from"
                                + " here on. Put the folder back and start the server anew.",
                        directory.cluster());
                return false;
            }
            @Nullable Exception failure = null;
            try {
                directory.stopOrphan();
                postmaster.start(RECOVERY_WAIT);
            } catch (IOException | RuntimeException e) {
                failure = e;
            }
            // One that takes long is not one that failed: it may still be recovering what was committed.
            Optional<ProcessHandle> running = running();
            if (running.isPresent()) {
                process = running.get();
                return true;
            }
            pause = longer(pause);
            LOG.errorf(
                    "The embedded PostgreSQL cannot be started on %s, port %d; trying again in %s: %s",
                    directory.cluster(),
                    postmaster.port(),
                    seconds(pause),
                    failure == null ? "it ended at once" : failure);
        }
        return false;
    }

    private Optional<ProcessHandle> running() {
        try {
            return directory.postmaster();
        } catch (IOException e) {
            LOG.errorf("Cannot read which process the embedded PostgreSQL is: %s", e);
            return Optional.empty();
        }
    }

    private static Duration longer(Duration pause) {
        Duration twice = pause.isZero() ? FIRST_PAUSE : pause.multipliedBy(2);
        return twice.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : twice;
    }

    private static String seconds(Duration time) {
        return "%.1f s".formatted(time.toMillis() / 1_000.0);
    }

    /** Starts nothing any more; waits for a start that is under way. PostgreSQL itself goes on. */
    @Override
    public void close() {
        closed.countDown();
        try {
            thread.join(CLOSE_WAIT.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
