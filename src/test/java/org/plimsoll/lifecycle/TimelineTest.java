package org.plimsoll.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.plimsoll.lifecycle.Timeline.Entry;
import org.plimsoll.lifecycle.Timeline.Span;

/** Instants are written as seconds: {@code entry(1, 2, 10, 20)} is the first, of version 2, from 10 until 20. */
class TimelineTest {
    private static final int HORIZON = 12;

    @Test
    void start_isIncluded_andEndIsNot() {
        Timeline timeline = Timeline.of(List.of(entry(1, 7, 10, 20)));

        assertThat(timeline.versionAt(at(10).minusMillis(1))).isEmpty();
        assertThat(timeline.versionAt(at(10))).contains(7);
        assertThat(timeline.versionAt(at(20).minusMillis(1))).contains(7);
        assertThat(timeline.versionAt(at(20))).isEmpty();
    }

    @Test
    void nothingActivated_nothingIsInForce() {
        assertThat(Timeline.EMPTY.spans()).isEmpty();
        assertThat(Timeline.EMPTY.at(at(0))).isEmpty();
        assertThat(Timeline.EMPTY.effect(1, at(0))).isEqualTo(Effect.NONE);
    }

    @Test
    void trail_leavesOutWhatWasRolledBack_andWhatExpired() {
        Timeline forward = Timeline.of(List.of(entry(1, 1, 10, null), entry(2, 2, 20, null), entry(3, 3, 30, null)));
        assertThat(forward.trail(at(29), sequence -> false)).containsExactly(2, 1);
        assertThat(forward.trail(at(30), sequence -> false)).containsExactly(3, 2, 1);

        Timeline back = Timeline.of(
                List.of(entry(1, 1, 10, null), entry(2, 2, 20, null), entry(3, 3, 30, null), entry(4, 2, 40, null)));
        assertThat(back.trail(at(40), sequence -> sequence == 4)).containsExactly(2, 1);
        assertThat(back.trail(at(40), sequence -> false)).containsExactly(2, 3, 2, 1);

        Timeline expired = Timeline.of(List.of(entry(1, 1, 10, null), entry(2, 2, 20, 30)));
        assertThat(expired.trail(at(25), sequence -> false)).containsExactly(2, 1);
        assertThat(expired.trail(at(30), sequence -> false)).containsExactly(1);
    }

    @Test
    void next_takesOverAtItsStart() {
        Timeline timeline = Timeline.of(List.of(entry(1, 1, 10, null), entry(2, 2, 20, null)));

        assertThat(timeline.versionAt(at(20).minusNanos(1))).contains(1);
        assertThat(timeline.versionAt(at(20))).contains(2);
        assertThat(timeline.spans())
                .containsExactly(
                        new Span(entry(1, 1, 10, null), at(10), at(20)), new Span(entry(2, 2, 20, null), at(20), null));
    }

    @Test
    void expiry_givesWayToTheOneBefore() {
        Timeline timeline = Timeline.of(List.of(entry(1, 1, 10, null), entry(2, 2, 20, 30)));

        assertThat(timeline.versionAt(at(29))).contains(2);
        assertThat(timeline.versionAt(at(30))).contains(1);
        assertThat(timeline.spans()).hasSize(3);
    }

    @Test
    void expiry_passesOverTheOneBefore_whenThatHasEndedToo() {
        Timeline timeline = Timeline.of(List.of(entry(1, 1, 10, null), entry(2, 2, 20, 25), entry(3, 3, 22, 30)));

        assertThat(timeline.versionAt(at(24))).contains(3);
        assertThat(timeline.versionAt(at(25))).contains(3);
        assertThat(timeline.versionAt(at(30))).contains(1);
    }

    @Test
    void expiry_withNothingBefore_leavesAGap() {
        Timeline timeline = Timeline.of(List.of(entry(1, 1, 10, 20), entry(2, 2, 30, null)));

        assertThat(timeline.versionAt(at(20))).isEmpty();
        assertThat(timeline.versionAt(at(29))).isEmpty();
        assertThat(timeline.versionAt(at(30))).contains(2);
        assertThat(timeline.spans()).hasSize(2);
    }

    @Test
    void expiryAtTheStartOfTheNext_leavesNoGap() {
        Timeline timeline = Timeline.of(List.of(entry(1, 1, 10, 20), entry(2, 2, 20, null)));

        assertThat(timeline.versionAt(at(20))).contains(2);
        assertThat(timeline.spans()).extracting(Span::from).containsExactly(at(10), at(20));
    }

    @Test
    void calledOff_neverComesIntoForce() {
        Entry atItsStart = entry(2, 2, 20, 20);
        Entry before = entry(3, 3, 25, 15);
        Timeline timeline = Timeline.of(List.of(entry(1, 1, 10, null), atItsStart, before));

        assertThat(timeline.spans()).containsExactly(new Span(entry(1, 1, 10, null), at(10), null));
        assertThat(timeline.effect(2, at(5))).isEqualTo(Effect.NONE);
        assertThat(timeline.effect(3, at(99))).isEqualTo(Effect.NONE);
    }

    @Test
    void equalStarts_goToTheOneRecordedLast() {
        Entry first = entry(1, 1, 10, null);
        Entry second = entry(2, 2, 10, 20);

        for (Timeline timeline : List.of(Timeline.of(List.of(first, second)), Timeline.of(List.of(second, first)))) {
            assertThat(timeline.versionAt(at(10))).contains(2);
            assertThat(timeline.versionAt(at(20))).contains(1);
        }
    }

    @Test
    void none_isInForceAsAnActivation_withoutAVersion() {
        Timeline timeline = Timeline.of(List.of(entry(1, 1, 10, null), entry(2, null, 20, null), entry(3, 3, 30, 40)));

        assertThat(timeline.versionAt(at(19))).contains(1);
        assertThat(timeline.at(at(20))).contains(entry(2, null, 20, null));
        assertThat(timeline.versionAt(at(20))).isEmpty();
        assertThat(timeline.versionAt(at(30))).contains(3);
        assertThat(timeline.versionAt(at(40)))
                .as("none, not the version before none")
                .isEmpty();
    }

    @Test
    void effect_ofAVersion_isToldByTime() {
        Timeline timeline = Timeline.of(List.of(entry(1, 1, 10, null), entry(2, 2, 20, 30), entry(3, 3, 50, null)));

        assertThat(timeline.effect(1, at(9))).isEqualTo(Effect.PLANNED);
        assertThat(timeline.effect(1, at(10))).isEqualTo(Effect.IN_FORCE);
        assertThat(timeline.effect(1, at(25)))
                .as("it comes back when version 2 runs out")
                .isEqualTo(Effect.PLANNED);
        assertThat(timeline.effect(1, at(30))).isEqualTo(Effect.IN_FORCE);
        assertThat(timeline.effect(1, at(50))).isEqualTo(Effect.OVER);
        assertThat(timeline.effect(2, at(19))).isEqualTo(Effect.PLANNED);
        assertThat(timeline.effect(2, at(20))).isEqualTo(Effect.IN_FORCE);
        assertThat(timeline.effect(2, at(30))).isEqualTo(Effect.RAN_OUT);
        assertThat(timeline.effect(4, at(30))).isEqualTo(Effect.NONE);
    }

    @Test
    void effect_ofAVersionThatWasTakenOverBeforeItsEnd_isOver() {
        Timeline timeline = Timeline.of(List.of(entry(1, 1, 10, 30), entry(2, 2, 20, null)));

        assertThat(timeline.effect(1, at(20))).isEqualTo(Effect.OVER);
        assertThat(timeline.effect(1, at(30))).isEqualTo(Effect.OVER);
    }

    @Test
    void effect_ofAVersionActivatedTwice_isThatOfTheLast() {
        Timeline timeline = Timeline.of(List.of(entry(1, 1, 10, 20), entry(2, 2, 20, null), entry(3, 1, 30, null)));

        assertThat(timeline.effect(1, at(25))).isEqualTo(Effect.PLANNED);
        assertThat(timeline.effect(1, at(30))).isEqualTo(Effect.IN_FORCE);
        assertThat(timeline.effect(2, at(30))).isEqualTo(Effect.OVER);
    }

    /** By definition: of those that have begun and not ended, the one that began last, and was recorded last. */
    private static Optional<Entry> inForce(List<Entry> entries, Instant instant) {
        return entries.stream()
                .filter(entry -> !entry.from().isAfter(instant))
                .filter(entry -> entry.until() == null || entry.until().isAfter(instant))
                .max(Comparator.comparing(Entry::from).thenComparing(Entry::sequence));
    }

    @Property
    void timeline_isItsDefinition_atEveryInstant_inWhateverOrder(
            @ForAll("activations") List<Entry> entries, @ForAll Random random) {
        List<Entry> shuffled = entries.stream().collect(Collectors.toList());
        Collections.shuffle(shuffled, random);
        Timeline timeline = Timeline.of(shuffled);

        for (int second = -1; second <= HORIZON + 1; second++) {
            for (Instant instant :
                    List.of(at(second).minusNanos(1), at(second), at(second).plusMillis(500))) {
                Optional<Entry> expected = inForce(entries, instant);
                assertThat(timeline.at(instant)).isEqualTo(expected);
                assertThat(timeline.versionAt(instant)).isEqualTo(expected.map(Entry::version));
                assertThat(timeline.spans().stream().filter(span -> span.covers(instant)))
                        .hasSizeLessThan(2);
            }
        }
    }

    @Property
    void spans_areInOrder_withoutOverlap_andNeverEmpty(@ForAll("activations") List<Entry> entries) {
        List<Span> spans = Timeline.of(entries).spans();

        for (int i = 0; i < spans.size(); i++) {
            Instant until = spans.get(i).until();
            if (i < spans.size() - 1) {
                assertThat(until).isNotNull().isBeforeOrEqualTo(spans.get(i + 1).from());
            }
            if (until != null) {
                assertThat(until).isAfter(spans.get(i).from());
            }
        }
    }

    @Property
    void effect_agreesWithWhatIsInForce(@ForAll("activations") List<Entry> entries) {
        Timeline timeline = Timeline.of(entries);
        for (int second = -1; second <= HORIZON + 1; second++) {
            Instant now = at(second);
            for (int version = 1; version <= 3; version++) {
                boolean inForce = isInForce(entries, version, now);
                boolean later = later(entries, version, now);
                boolean earlier = earlier(entries, version, now);
                Effect effect = timeline.effect(version, now);

                assertThat(effect == Effect.IN_FORCE).isEqualTo(inForce);
                assertThat(effect == Effect.PLANNED).isEqualTo(!inForce && later);
                assertThat(effect == Effect.NONE).isEqualTo(!inForce && !later && !earlier);
            }
        }
    }

    private static boolean isInForce(List<Entry> entries, int version, Instant instant) {
        return inForce(entries, instant)
                .map(Entry::version)
                .filter(number -> number == version)
                .isPresent();
    }

    private static boolean later(List<Entry> entries, int version, Instant now) {
        return IntStream.rangeClosed(-1, HORIZON + 1)
                .mapToObj(TimelineTest::at)
                .filter(instant -> instant.isAfter(now))
                .anyMatch(instant -> isInForce(entries, version, instant));
    }

    private static boolean earlier(List<Entry> entries, int version, Instant now) {
        return IntStream.rangeClosed(-1, HORIZON + 1)
                .mapToObj(TimelineTest::at)
                .filter(instant -> instant.isBefore(now))
                .anyMatch(instant -> isInForce(entries, version, instant));
    }

    /** Few instants and versions, so that much coincides. */
    @Provide
    Arbitrary<List<Entry>> activations() {
        Arbitrary<Integer> version = Arbitraries.integers().between(1, 3).injectNull(0.2);
        Arbitrary<Integer> from = Arbitraries.integers().between(0, HORIZON);
        Arbitrary<Integer> until = Arbitraries.integers().between(0, HORIZON).injectNull(0.5);
        return Combinators.combine(version, from, until)
                .as((number, start, end) -> entry(0, number, start, end))
                .list()
                .ofMaxSize(8)
                .map(entries -> IntStream.range(0, entries.size())
                        .mapToObj(i -> new Entry(
                                i + 1,
                                entries.get(i).version(),
                                entries.get(i).contentHash(),
                                entries.get(i).from(),
                                entries.get(i).until()))
                        .toList());
    }

    private static Entry entry(long sequence, @Nullable Integer version, int from, @Nullable Integer until) {
        return new Entry(
                sequence,
                version,
                version == null ? null : "hash " + version,
                at(from),
                until == null ? null : at(until));
    }

    private static Instant at(int second) {
        return Instant.ofEpochSecond(second);
    }
}
