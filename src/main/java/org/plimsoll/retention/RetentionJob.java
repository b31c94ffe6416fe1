package org.plimsoll.retention;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Period;
import java.time.YearMonth;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Lets months expire, at the start and daily; of several servers one at a time. What fails is tried again. */
@Singleton
final class RetentionJob {
    private static final Logger LOG = Logger.getLogger(RetentionJob.class);
    private static final Duration DAILY = Duration.ofDays(1);
    private static final Duration AGAIN = Duration.ofMinutes(10);

    private final Retention retention;
    private final MonthExpiry months;
    private @Nullable ScheduledExecutorService worker;

    RetentionJob(Retention retention, MonthExpiry months) {
        this.retention = retention;
        this.months = months;
    }

    void start(@Observes StartupEvent event) {
        Period kept = retention.kept().orElse(null);
        if (kept == null) {
            return;
        }
        ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread daemon = new Thread(task, "retention");
            daemon.setDaemon(true);
            return daemon;
        });
        worker = thread;
        thread.execute(() -> round(thread, kept));
    }

    private void round(ScheduledExecutorService thread, Period kept) {
        Duration pause = AGAIN;
        try {
            pause = expireAll(kept) ? DAILY : AGAIN;
        } catch (SQLException | RuntimeException | Error e) {
            // Not even an error ends this: without it nothing would ever expire again.
            LOG.warnf("Which months of decisions are to expire cannot be found out: %s", e);
        }
        if (!thread.isShutdown()) {
            thread.schedule(() -> round(thread, kept), pause.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /** Whether all that were due have expired. One that cannot does not keep the others from it. */
    private boolean expireAll(Period kept) throws SQLException {
        boolean all = true;
        List<YearMonth> due = months.due(kept);
        for (YearMonth month : due) {
            try {
                months.expire(month, kept)
                        .ifPresent(expired -> LOG.infof(
                                "%d decisions of %s have expired: they are kept for %s",
                                expired.decisions(), month, kept));
            } catch (RuntimeException e) {
                all = false;
                LOG.warnf("Decisions of %s cannot expire now: %s", month, reason(e));
            }
        }
        return all;
    }

    private static String reason(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return String.valueOf(cause.getMessage());
    }

    void stop(@Observes ShutdownEvent event) {
        if (worker != null) {
            worker.shutdownNow();
        }
    }
}
