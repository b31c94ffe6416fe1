package org.plimsoll.decisionlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class GroupCommitTest {
    private static final long PATIENCE_SECONDS = 60;

    private final FakeStore store = new FakeStore();

    @Test
    void submit_whileACommitIsUnderWay_sharesTheNextOne() throws Exception {
        try (GroupCommit log = log(100, 50)) {
            CompletableFuture<Void> first = log.submit(Decisions.any());
            store.awaitCommit();
            List<CompletableFuture<Void>> others = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                others.add(log.submit(Decisions.any()));
            }
            store.letCommit();
            get(first);
            store.awaitCommit();
            assertThat(others).noneMatch(CompletableFuture::isDone);
            store.letCommit();
            for (CompletableFuture<Void> other : others) {
                get(other);
            }
            assertThat(store.groups).extracting(List::size).containsExactly(1, 20);
            assertThat(log.state().commits()).isEqualTo(2);
            assertThat(log.state().records()).isEqualTo(21);
        }
    }

    @Test
    void submit_beforeTheCommitReturned_isNotDone() throws Exception {
        try (GroupCommit log = log(10, 10)) {
            CompletableFuture<Void> durable = log.submit(Decisions.any());
            store.awaitCommit();
            assertThat(durable).isNotDone();
            store.letCommit();
            get(durable);
            assertThat(log.state().lastCommitAt()).isNotNull();
        }
    }

    @Test
    void submit_moreThanAGroupHolds_isSplitAtTheLimit() throws Exception {
        try (GroupCommit log = log(100, 8)) {
            List<CompletableFuture<Void>> all = new ArrayList<>();
            all.add(log.submit(Decisions.any()));
            store.awaitCommit();
            for (int i = 0; i < 20; i++) {
                all.add(log.submit(Decisions.any()));
            }
            store.letAllCommit();
            for (CompletableFuture<Void> durable : all) {
                get(durable);
            }
            assertThat(store.groups).extracting(List::size).containsExactly(1, 8, 8, 4);
        }
    }

    @Test
    void submit_manyBytes_fillAGroup() throws Exception {
        long bytes = Decisions.any().bytes();
        try (GroupCommit log = new GroupCommit(store, settings(100, 50, 3 * bytes), FakeListener.NONE)) {
            List<CompletableFuture<Void>> all = new ArrayList<>();
            all.add(log.submit(Decisions.any()));
            store.awaitCommit();
            for (int i = 0; i < 7; i++) {
                all.add(log.submit(Decisions.any()));
            }
            store.letAllCommit();
            for (CompletableFuture<Void> durable : all) {
                get(durable);
            }
            assertThat(store.groups).extracting(List::size).containsExactly(1, 3, 3, 1);
        }
    }

    @Test
    void submit_whenTheLineIsFull_isRefusedAtOnce() throws Exception {
        try (GroupCommit log = log(3, 10)) {
            CompletableFuture<Void> first = log.submit(Decisions.any());
            store.awaitCommit();
            List<CompletableFuture<Void>> waiting =
                    List.of(log.submit(Decisions.any()), log.submit(Decisions.any()), log.submit(Decisions.any()));
            assertThat(log.state().waiting()).isEqualTo(3);
            assertThatThrownBy(() -> log.submit(Decisions.any()))
                    .isInstanceOf(DecisionLogUnavailable.class)
                    .hasMessageContaining("Too many");
            store.letAllCommit();
            get(first);
            for (CompletableFuture<Void> durable : waiting) {
                get(durable);
            }
        }
    }

    @Test
    void submit_whileTheStoreFails_isRefusedAtOnce_andTakenAgainWhenItRecovers() throws Exception {
        store.letAllCommit();
        try (GroupCommit log = log(100, 10)) {
            store.failure = new SQLException("gone", "08006");
            CompletableFuture<Void> failed = log.submit(Decisions.any());
            assertThatThrownBy(() -> get(failed))
                    .hasCauseInstanceOf(DecisionLogUnavailable.class)
                    .hasRootCauseMessage("gone");
            assertThat(log.state().writable()).isFalse();
            assertThatThrownBy(() -> log.submit(Decisions.any())).isInstanceOf(DecisionLogUnavailable.class);

            store.failure = null;
            awaitWritable(log);
            get(log.submit(Decisions.any()));
            assertThat(store.groups).hasSize(1);
        }
    }

    @Test
    void submit_beforeTheStoreFailed_isRefusedWithTheRest() throws Exception {
        try (GroupCommit log = log(100, 1)) {
            CompletableFuture<Void> first = log.submit(Decisions.any());
            store.awaitCommit();
            CompletableFuture<Void> behind = log.submit(Decisions.any());
            store.failure = new SQLException("gone", "57P01");
            store.letCommit();
            assertThatThrownBy(() -> get(first)).hasCauseInstanceOf(DecisionLogUnavailable.class);
            assertThatThrownBy(() -> get(behind)).hasCauseInstanceOf(DecisionLogUnavailable.class);
            assertThat(store.groups).isEmpty();
        }
    }

    @Test
    void submit_aRecordTheStoreRejects_doesNotSpoilThoseBesideIt() throws Exception {
        DecisionRecord bad = Decisions.any();
        store.rejected = bad.id();
        try (GroupCommit log = log(100, 10)) {
            CompletableFuture<Void> first = log.submit(Decisions.any());
            store.awaitCommit();
            CompletableFuture<Void> good = log.submit(Decisions.any());
            CompletableFuture<Void> rejected = log.submit(bad);
            CompletableFuture<Void> alsoGood = log.submit(Decisions.any());
            store.letAllCommit();
            get(first);
            get(good);
            get(alsoGood);
            assertThatThrownBy(() -> get(rejected)).hasCauseInstanceOf(DecisionRejected.class);
            assertThat(log.state().writable()).isTrue();
            assertThat(store.groups).extracting(List::size).containsExactly(1, 1, 1);
        }
    }

    @Test
    void submit_thenCancelled_isNotWritten() throws Exception {
        try (GroupCommit log = log(100, 10)) {
            CompletableFuture<Void> first = log.submit(Decisions.any());
            store.awaitCommit();
            CompletableFuture<Void> cancelled = log.submit(Decisions.any());
            CompletableFuture<Void> last = log.submit(Decisions.any());
            cancelled.cancel(false);
            store.letAllCommit();
            get(first);
            get(last);
            assertThat(store.groups).extracting(List::size).containsExactly(1, 1);
        }
    }

    @Test
    void submit_whenTheCommitTakesTooLong_isRefused_inLineAndUnderWay() throws Exception {
        GroupCommit.Settings hasty =
                new GroupCommit.Settings(10, 1, Long.MAX_VALUE, 1, Duration.ofMillis(5), Duration.ofMillis(100));
        try (GroupCommit log = new GroupCommit(store, hasty, FakeListener.NONE)) {
            CompletableFuture<Void> underWay = log.submit(Decisions.any());
            store.awaitCommit();
            CompletableFuture<Void> inLine = log.submit(Decisions.any());

            for (CompletableFuture<Void> late : List.of(underWay, inLine)) {
                assertThatThrownBy(() -> get(late))
                        .hasCauseInstanceOf(DecisionLogUnavailable.class)
                        .hasMessageContaining("could not be recorded in time");
            }
            store.letAllCommit();
        }
        assertThat(store.groups).as("a record refused in line is not written").hasSize(1);
    }

    @Test
    void close_withRecordsInLine_writesThemFirst() throws Exception {
        GroupCommit log = log(100, 2);
        List<CompletableFuture<Void>> all = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            all.add(log.submit(Decisions.any()));
        }
        store.letAllCommit();
        log.close();
        assertThat(all).allMatch(durable -> durable.isDone() && !durable.isCompletedExceptionally());
        assertThat(store.groups.stream().mapToInt(List::size).sum()).isEqualTo(9);
        assertThatThrownBy(() -> log.submit(Decisions.any()))
                .isInstanceOf(DecisionLogUnavailable.class)
                .hasMessageContaining("shutting down");
    }

    private GroupCommit log(int queueCapacity, int groupRecords) {
        return new GroupCommit(store, settings(queueCapacity, groupRecords, Long.MAX_VALUE), FakeListener.NONE);
    }

    private static GroupCommit.Settings settings(int queueCapacity, int groupRecords, long groupBytes) {
        return new GroupCommit.Settings(
                queueCapacity, groupRecords, groupBytes, 1, Duration.ofMillis(5), Duration.ofMinutes(10));
    }

    private static void get(CompletableFuture<Void> durable) throws Exception {
        try {
            durable.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    private static void awaitWritable(GroupCommit log) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!log.state().writable() && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
        assertThat(log.state().writable()).isTrue();
    }

    private enum FakeListener implements GroupCommit.Listener {
        NONE;

        @Override
        public void committed(int groupSize, Duration took) {}

        @Override
        public void failed() {}
    }

    /** A store whose commits wait until the test lets them go on. */
    private static final class FakeStore implements DecisionStore {
        private final Semaphore entered = new Semaphore(0);
        private final Semaphore allowed = new Semaphore(0);
        final List<List<DecisionRecord>> groups = new CopyOnWriteArrayList<>();
        volatile @Nullable SQLException failure;
        volatile @Nullable UUID rejected;

        void awaitCommit() throws InterruptedException {
            assertThat(entered.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        }

        void letCommit() {
            allowed.release();
        }

        void letAllCommit() {
            allowed.release(1_000_000);
        }

        @Override
        public void commit(List<Draft> drafts) throws SQLException {
            List<DecisionRecord> group = drafts.stream().map(Draft::decision).toList();
            entered.release();
            allowed.acquireUninterruptibly();
            probe();
            for (DecisionRecord decision : group) {
                if (decision.id().equals(rejected)) {
                    throw new SQLException("duplicate", "23505");
                }
            }
            groups.add(group);
        }

        @Override
        public void probe() throws SQLException {
            SQLException down = failure;
            if (down != null) {
                throw down;
            }
        }

        @Override
        public void rehearse() throws SQLException {
            probe();
        }

        @Override
        public Optional<StoredDecision> find(UUID id) {
            return Optional.empty();
        }

        @Override
        public void between(long from, long to, Consumer<StoredDecision> reader) {}

        @Override
        public Optional<String> entry(UUID id) {
            return Optional.empty();
        }
    }
}
