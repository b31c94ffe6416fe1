package org.plimsoll.lifecycle;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/**
 * What is in force of a rule set, and when: at every instant, of the activations that have begun and not ended, the one that
 * began last. One that ends thus gives way to the one before it. Starts are included, ends are not; no two begin at once.
 */
public final class Timeline {
    /** Nothing was ever activated. */
    public static final Timeline EMPTY = new Timeline(List.of());

    private static final Comparator<Entry> LATEST_LAST =
            Comparator.comparing(Entry::from).thenComparingLong(Entry::sequence);

    private final List<Span> spans;

    /**
     * An activation as recorded.
     *
     * @param sequence order of recording
     * @param version number of the version; null: from then on none is in force
     * @param contentHash identity of the version's files; null when there is no version
     * @param from when it begins
     * @param until when it ends, because it expires or was called off; null when neither. One that ends before it begins never
     *     comes into force
     */
    public record Entry(
            long sequence,
            @Nullable Integer version,
            @Nullable String contentHash,
            Instant from,
            @Nullable Instant until) {}

    /**
     * A stretch of time in which one activation is in force.
     *
     * @param entry the activation
     * @param from when it begins to be in force, for the first time or again
     * @param until when it ceases to be; null when nothing is planned
     */
    public record Span(Entry entry, Instant from, @Nullable Instant until) {
        boolean covers(Instant instant) {
            return !instant.isBefore(from) && (until == null || instant.isBefore(until));
        }
    }

    private Timeline(List<Span> spans) {
        this.spans = List.copyOf(spans);
    }

    /** The timeline that activations make, in whatever order they are given. */
    public static Timeline of(List<Entry> entries) {
        NavigableMap<Instant, Change> changes = new TreeMap<>();
        for (Entry entry : entries) {
            if (entry.until() == null || entry.until().isAfter(entry.from())) {
                changes.computeIfAbsent(entry.from(), Change::new).begin.add(entry);
                if (entry.until() != null) {
                    changes.computeIfAbsent(entry.until(), Change::new).end.add(entry);
                }
            }
        }
        List<Span> spans = new ArrayList<>();
        TreeSet<Entry> begun = new TreeSet<>(LATEST_LAST);
        for (Change change : changes.values()) {
            begun.removeAll(change.end);
            begun.addAll(change.begin);
            continueWith(begun.isEmpty() ? null : begun.last(), change.instant, spans);
        }
        return new Timeline(spans);
    }

    private static void continueWith(@Nullable Entry inForce, Instant from, List<Span> spans) {
        Span last = spans.isEmpty() ? null : spans.get(spans.size() - 1);
        if (last != null && last.until() == null) {
            if (last.entry().equals(inForce)) {
                return;
            }
            spans.set(spans.size() - 1, new Span(last.entry(), last.from(), from));
        }
        if (inForce != null) {
            spans.add(new Span(inForce, from, null));
        }
    }

    /** What begins and ends at an instant. */
    private static final class Change {
        private final Instant instant;
        private final List<Entry> begin = new ArrayList<>();
        private final List<Entry> end = new ArrayList<>();

        Change(Instant instant) {
            this.instant = instant;
        }
    }

    /** Stretches in the order of time, without overlap; between them nothing is in force. */
    public List<Span> spans() {
        return spans;
    }

    /** What is in force at an instant; empty when no activation is. */
    public Optional<Entry> at(Instant instant) {
        return spans.stream()
                .filter(span -> span.covers(instant))
                .map(Span::entry)
                .findFirst();
    }

    /** The version in force at an instant; empty when none is. */
    public Optional<Integer> versionAt(Instant instant) {
        return at(instant).map(Entry::version);
    }

    /**
     * Versions that led to the one in force at an instant, that one first: each was followed by the one before it in this list.
     * What was rolled back, or has expired, is left out: going back goes on from where a rollback went to, never forward again.
     *
     * @param isRollback whether an activation, by its sequence, was one back to an earlier version
     */
    public List<Integer> trail(Instant now, LongPredicate isRollback) {
        Deque<Integer> trail = new ArrayDeque<>();
        Set<Long> begun = new HashSet<>();
        for (Span span : spans) {
            Integer version = span.entry().version();
            if (version != null && !span.from().isAfter(now)) {
                boolean isReturn = !begun.add(span.entry().sequence())
                        || isRollback.test(span.entry().sequence());
                if (isReturn && trail.contains(version)) {
                    while (!version.equals(trail.peek())) {
                        trail.pop();
                    }
                } else if (!version.equals(trail.peek())) {
                    trail.push(version);
                }
            }
        }
        return List.copyOf(trail);
    }

    /** What the activations of a version amount to at an instant. */
    public Effect effect(int version, Instant now) {
        if (versionAt(now).filter(inForce -> inForce == version).isPresent()) {
            return Effect.IN_FORCE;
        }
        List<Span> own = spans.stream()
                .filter(span -> Integer.valueOf(version).equals(span.entry().version()))
                .toList();
        if (own.stream().anyMatch(span -> span.from().isAfter(now))) {
            return Effect.PLANNED;
        }
        if (own.isEmpty()) {
            return Effect.NONE;
        }
        Span last = own.get(own.size() - 1);
        return last.until() != null && last.until().equals(last.entry().until()) ? Effect.RAN_OUT : Effect.OVER;
    }
}
