package org.plimsoll.ruleset;

import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.plimsoll.lifecycle.Timeline;
import org.plimsoll.platform.NodeName;
import org.plimsoll.platform.PlimsollConfig;

/**
 * Keeps this server informed of what is and will be in force: it listens, asks now and then in case a message was lost, has
 * versions prepared before their instant, and tells {@link ActiveRuleSets}. What it knows holds for a limited time, which is
 * shorter than any activation is announced ahead: a server that hears nothing stops rather than use the wrong version.
 */
@Singleton
final class ActivationWatch {
    private static final Logger LOG = Logger.getLogger(ActivationWatch.class);
    private static final long REPORT_EVERY_MILLIS = 1_000;
    /** What ended just before a reading is in it, so that its end is recorded. */
    private static final Duration LOOK_BACK = Duration.ofMinutes(1);

    private final DataSource database;
    private final ActiveRuleSets registry;
    private final PreparedVersions prepared;
    private final ClockEvents events;
    private final NodeName node;
    private final long leaseMillis;
    private final int pollMillis;
    private final Thread thread;
    private final CountDownLatch firstReading = new CountDownLatch(1);

    private @Nullable ActivationFeed feed;
    private Map<String, Timeline> timelines = Map.of();
    private Set<VersionContent> prepare = Set.of();
    private volatile long nextChangeMillis = Long.MAX_VALUE;
    private volatile boolean eventsOwed;
    private volatile long nextReportMillis;
    /** Everything that was recorded up to then is known here. */
    private volatile Instant shownUpTo = Instant.MIN;

    private volatile boolean stopped;

    ActivationWatch(
            DataSource database,
            ActiveRuleSets registry,
            PreparedVersions prepared,
            ClockEvents events,
            NodeName node,
            PlimsollConfig config) {
        this.database = database;
        this.registry = registry;
        this.prepared = prepared;
        this.events = events;
        this.node = node;
        this.leaseMillis = ActivationTiming.lease(config).toMillis();
        this.pollMillis = (int) config.rules().pollInterval().toMillis();
        this.thread = new Thread(this::run, "activation-watch");
        this.thread.setDaemon(true);
    }

    /** Begins, and waits until what is in force has been read for the first time, if that can be done at all. */
    void start() throws InterruptedException {
        prepared.listen(this::readinessChanged);
        thread.start();
        boolean read = firstReading.await(REPORT_EVERY_MILLIS * 10, TimeUnit.MILLISECONDS);
        if (!read) {
            LOG.warn("The database does not say which versions are in force; the server goes on asking");
        }
    }

    /** Whether this server has begun with whatever begins at an instant. */
    boolean isPast(Instant instant) {
        return !Instant.now().isBefore(instant) && shownUpTo.isAfter(instant);
    }

    private void run() {
        while (!stopped) {
            try {
                refresh();
                if (feed != null) {
                    feed.await((int) Math.max(1, Math.min(pollMillis, nextChangeMillis - System.currentTimeMillis())));
                }
            } catch (SQLException | RuntimeException | Error e) {
                // Not even an error ends this: without it the server would never hear of another activation.
                if (!stopped) {
                    LOG.warnf("What is in force cannot be read: %s", e);
                    reconnectLater();
                }
            }
        }
        close();
    }

    private void refresh() throws SQLException {
        if (feed == null) {
            feed = new ActivationFeed(database.getConnection());
            events.catchUp();
        }
        long readAt = System.nanoTime();
        long now = System.currentTimeMillis();
        ActivationFeed.Reading reading = feed.read(Instant.ofEpochMilli(now).minus(LOOK_BACK));
        if (reading != null) {
            take(reading);
        }
        boolean changes = reading != null || now >= nextChangeMillis;
        if (changes) {
            rebuild();
        }
        // Not before it is shown, or evaluations would trust what was shown before.
        registry.knownUntil(readAt, now + leaseMillis);
        eventsOwed |= changes;
        if (eventsOwed && events.canRecord()) {
            events.record(timelines, Instant.ofEpochMilli(now));
            eventsOwed = false;
        }
        if (reading != null || now >= nextReportMillis) {
            feed.report(node.unique(), prepared.ready(), prepared.failures());
            nextReportMillis = now + REPORT_EVERY_MILLIS;
        }
        shownUpTo = Instant.ofEpochMilli(now);
        firstReading.countDown();
    }

    private void readinessChanged() {
        rebuild();
        // Whoever activates a version waits for the others to have it ready.
        nextReportMillis = 0;
    }

    private synchronized void take(ActivationFeed.Reading reading) {
        timelines = reading.timelines();
        prepare = reading.prepare();
        registry.limit(reading.teams());
    }

    /** Works out anew what is wanted and what is there. */
    private synchronized void rebuild() {
        long now = System.currentTimeMillis();
        prepared.want(wanted(now));
        long next = Long.MAX_VALUE;
        Map<String, InForce> shown = new HashMap<>();
        for (Map.Entry<String, Timeline> timeline : timelines.entrySet()) {
            List<InForce.Span> spans = new ArrayList<>();
            for (Timeline.Span span : timeline.getValue().spans()) {
                InForce.Span mine = span(timeline.getKey(), span);
                if (mine.untilMillis() > now) {
                    spans.add(mine);
                    next = Math.min(next, mine.fromMillis() > now ? mine.fromMillis() : mine.untilMillis());
                }
            }
            shown.put(timeline.getKey(), new InForce(spans));
        }
        nextChangeMillis = next;
        registry.show(shown);
    }

    private InForce.Span span(String ruleSet, Timeline.Span span) {
        VersionContent key = key(ruleSet, span);
        return new InForce.Span(
                span.from().toEpochMilli(),
                span.until() == null ? Long.MAX_VALUE : span.until().toEpochMilli(),
                key,
                key == null ? null : prepared.pinned(key));
    }

    private List<VersionContent> wanted(long now) {
        record Coming(Instant from, VersionContent key) {}
        List<Coming> coming = new ArrayList<>();
        timelines.forEach((ruleSet, timeline) -> timeline.spans().forEach(span -> {
            VersionContent key = key(ruleSet, span);
            if (key != null && (span.until() == null || span.until().toEpochMilli() > now)) {
                coming.add(new Coming(span.from(), key));
            }
        }));
        coming.sort(Comparator.comparing(Coming::from));
        Set<VersionContent> keys = new LinkedHashSet<>();
        coming.forEach(each -> keys.add(each.key));
        keys.addAll(prepare);
        return List.copyOf(keys);
    }

    private static @Nullable VersionContent key(String ruleSet, Timeline.Span span) {
        Integer version = span.entry().version();
        String hash = span.entry().contentHash();
        return version == null || hash == null ? null : new VersionContent(ruleSet, version, hash);
    }

    private void reconnectLater() {
        close();
        try {
            Thread.sleep(pollMillis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stopped = true;
        }
    }

    private void close() {
        ActivationFeed open = feed;
        feed = null;
        if (open != null) {
            try {
                open.close();
            } catch (SQLException e) {
                LOG.debugf("The connection was closed already: %s", e.getMessage());
            }
        }
    }

    void stop(@Observes ShutdownEvent event) {
        stopped = true;
        thread.interrupt();
    }
}
