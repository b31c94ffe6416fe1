package org.plimsoll.ledger;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Findings as they are found; the first of them by place is kept whatever their number. */
final class Findings {
    static final int MOST = 1_000;
    private static final Comparator<Finding> BY_PLACE =
            Comparator.comparing(Finding::sequence, Comparator.nullsLast(Comparator.naturalOrder()));

    private final List<Finding> kept = new ArrayList<>();
    private @Nullable Finding first;
    private long count;

    void add(Finding.Code code, @Nullable Long sequence, @Nullable String decisionId, String message) {
        Finding finding = new Finding(code, sequence, decisionId, message);
        count++;
        if (first == null || BY_PLACE.compare(finding, first) < 0) {
            first = finding;
        }
        if (kept.size() < MOST) {
            kept.add(finding);
        }
    }

    void add(Finding.Code code, long sequence, String message) {
        add(code, sequence, null, message);
    }

    void add(Finding.Code code, String message) {
        add(code, null, null, message);
    }

    /** Kept findings by place, those without a place last. */
    List<Finding> sorted() {
        return kept.stream().sorted(BY_PLACE).toList();
    }

    /** Whether the place of one is known. */
    boolean hasPlace() {
        return first != null && first.sequence() != null;
    }

    @Nullable
    Finding first() {
        return first;
    }

    long count() {
        return count;
    }
}
