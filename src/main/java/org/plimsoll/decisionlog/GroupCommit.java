package org.plimsoll.decisionlog;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Commits records in groups: a writer takes all that wait, up to a limit, and commits them together, while the next
 * ones gather behind it. A lone record is committed at once; under load a commit carries many.
 *
 * <p>When the store fails, everything that waits is refused at once, and so is everything that arrives, until a probe
 * of the store succeeds again. Nobody has to help.
 */
final class GroupCommit implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(GroupCommit.class);
    private static final long POLL_MILLIS = 200;
    private static final long DRAIN_SECONDS = 10;
    /** How often it is looked whether a record has waited for too long. */
    private static final long LOOK_MILLIS = 50;

    private final DecisionStore store;
    private final Settings settings;
    private final Listener listener;
    private final BlockingQueue<Entry> queue;
    private final List<Writer> writers = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final AtomicLong commits = new AtomicLong();
    private final AtomicLong records = new AtomicLong();
    private volatile @Nullable Throwable failure;
    private volatile @Nullable Instant lastCommitAt;

    GroupCommit(DecisionStore store, Settings settings, Listener listener) {
        this.store = store;
        this.settings = settings;
        this.listener = listener;
        this.queue = new LinkedBlockingQueue<>(settings.queueCapacity());
        for (int i = 1; i <= settings.writers(); i++) {
            Writer writer = new Writer();
            writers.add(writer);
            threads.add(daemon(writer, "decision-log-" + i));
        }
        threads.forEach(Thread::start);
        daemon(this::refuseLate, "decision-log-deadlines").start();
    }

    private static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    /**
     * Puts a record in line.
     *
     * @return completes when the record is durable; fails with {@link DecisionLogUnavailable}, at the latest when the time it
     *     may take is over, or {@link DecisionRejected}. Cancelling it takes a record that is still in line out of it
     * @throws DecisionLogUnavailable when the line is full, or the store is failing
     */
    CompletableFuture<Void> submit(DecisionRecord decision) {
        if (closed.getCount() == 0) {
            throw new DecisionLogUnavailable("The server is shutting down.", null);
        }
        Throwable down = failure;
        if (down != null) {
            throw new DecisionLogUnavailable("The decision log cannot be written.", down);
        }
        Entry entry = new Entry(DecisionStore.Draft.of(decision), System.nanoTime(), new CompletableFuture<>());
        if (!queue.offer(entry)) {
            throw new DecisionLogUnavailable("Too many decisions wait to be recorded.", null);
        }
        if (closed.getCount() == 0 && queue.remove(entry)) {
            throw new DecisionLogUnavailable("The server is shutting down.", null);
        }
        return entry.durable();
    }

    LogState state() {
        Throwable down = failure;
        return new LogState(
                down == null,
                queue.size(),
                settings.queueCapacity(),
                commits.get(),
                records.get(),
                lastCommitAt,
                down == null ? null : String.valueOf(down.getMessage()));
    }

    /** Takes no more records, and waits a while until those in line are written. */
    @Override
    public void close() {
        closed.countDown();
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(DRAIN_SECONDS);
        for (Thread thread : threads) {
            try {
                long millis = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
                thread.join(Math.max(1, millis));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        refuseWaiting(new IllegalStateException("closed"));
    }

    private void refuseWaiting(Throwable cause) {
        List<Entry> waiting = new ArrayList<>();
        queue.drainTo(waiting);
        waiting.forEach(entry -> entry.refuse(cause));
    }

    /** One look at the clock for all records instead of a timer for each. */
    private void refuseLate() {
        try {
            while (threads.stream().anyMatch(Thread::isAlive)) {
                Thread.sleep(LOOK_MILLIS);
                long now = System.nanoTime();
                for (Writer writer : writers) {
                    writer.written.forEach(entry -> entry.refuseIfLate(now, settings.timeout()));
                }
                Iterator<Entry> waiting = queue.iterator();
                while (waiting.hasNext() && waiting.next().refuseIfLate(now, settings.timeout())) {
                    // Those behind came later.
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private final class Writer implements Runnable {
        /** The group whose commit is under way. */
        private volatile List<Entry> written = List.of();

        @Override
        public void run() {
            while (closed.getCount() > 0 || !queue.isEmpty()) {
                try {
                    if (failure != null) {
                        recover();
                    } else {
                        writeNext();
                    }
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return;
                } catch (Error e) {
                    // Such as no memory left. A writer that is gone would never recover.
                    LOG.error("Unexpected failure of the decision log", e);
                    failure = e;
                }
            }
        }

        private void recover() throws InterruptedException {
            Throwable cause = failure;
            if (cause != null) {
                refuseWaiting(cause);
            }
            try {
                store.rehearse();
                failure = null;
                LOG.info("The decision log can be written again");
            } catch (SQLException | RuntimeException e) {
                failure = e;
                closed.await(settings.retryInterval().toMillis(), TimeUnit.MILLISECONDS);
            }
        }

        private void writeNext() throws InterruptedException {
            Entry first = queue.poll(POLL_MILLIS, TimeUnit.MILLISECONDS);
            if (first == null) {
                return;
            }
            List<Entry> group = new ArrayList<>();
            long bytes = 0;
            Entry next = first;
            while (next != null) {
                if (!next.durable().isDone()) {
                    group.add(next);
                    bytes += next.draft().decision().bytes();
                }
                boolean full = group.size() >= settings.groupRecords() || bytes >= settings.groupBytes();
                next = full ? null : queue.poll();
            }
            if (!group.isEmpty()) {
                written = group;
                write(group);
                written = List.of();
            }
        }

        private void write(List<Entry> group) {
            long start = System.nanoTime();
            try {
                store.commit(group.stream().map(Entry::draft).toList());
            } catch (SQLException | RuntimeException e) {
                if (isAboutData(e)) {
                    rejectOrSplit(group, e);
                } else {
                    fail(group, e);
                }
                return;
            } catch (Error e) {
                // Nobody may be left waiting, whatever went wrong.
                fail(group, e);
                return;
            }
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            lastCommitAt = Instant.now();
            commits.incrementAndGet();
            records.addAndGet(group.size());
            listener.committed(group.size(), took);
            group.forEach(entry -> entry.durable().complete(null));
        }

        /** One record that the store refuses must not take those beside it along. */
        private void rejectOrSplit(List<Entry> group, Exception cause) {
            if (group.size() == 1) {
                Entry entry = group.get(0);
                entry.durable()
                        .completeExceptionally(
                                new DecisionRejected(entry.draft().decision(), cause));
                return;
            }
            group.forEach(entry -> write(List.of(entry)));
        }

        private void fail(List<Entry> group, Throwable cause) {
            if (failure == null) {
                LOG.errorf("The decision log cannot be written: %s", cause);
            }
            failure = cause;
            listener.failed();
            group.forEach(entry -> entry.refuse(cause));
        }

        /** SQLSTATE classes 22 (data) and 23 (integrity): the store works, the record does not. */
        private boolean isAboutData(Exception e) {
            String state = e instanceof SQLException sql ? sql.getSQLState() : null;
            return state != null && (state.startsWith("22") || state.startsWith("23"));
        }
    }

    private record Entry(DecisionStore.Draft draft, long since, CompletableFuture<Void> durable) {
        boolean refuseIfLate(long now, Duration timeout) {
            boolean late = now - since >= timeout.toNanos();
            if (late) {
                durable.completeExceptionally(
                        new DecisionLogUnavailable("The decision could not be recorded in time.", null));
            }
            return late;
        }

        void refuse(Throwable cause) {
            durable.completeExceptionally(new DecisionLogUnavailable("The decision log cannot be written.", cause));
        }
    }

    /** Hears of every attempt. */
    interface Listener {
        void committed(int groupSize, Duration took);

        void failed();
    }

    /**
     * Limits.
     *
     * @param queueCapacity records that may wait
     * @param groupRecords most records in a group
     * @param groupBytes bytes from which a group is full
     * @param writers threads that write
     * @param retryInterval pause between probes of a failing store
     * @param timeout how long a record may take from its submission until it is durable
     */
    record Settings(
            int queueCapacity,
            int groupRecords,
            long groupBytes,
            int writers,
            Duration retryInterval,
            Duration timeout) {}
}
