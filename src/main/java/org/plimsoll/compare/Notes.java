package org.plimsoll.compare;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keeps a comparison within its limits, and says what was left out. */
final class Notes {
    private final ComparisonLimits limits;
    private final List<String> notes = new ArrayList<>();

    Notes(ComparisonLimits limits) {
        this.limits = limits;
    }

    ComparisonLimits limits() {
        return limits;
    }

    void add(String sentence) {
        notes.add(sentence);
    }

    List<String> all() {
        return List.copyOf(notes);
    }

    /** The first changes of many, with a note of how many are left out. */
    <T> List<T> first(List<T> changes, String what) {
        if (changes.size() <= limits.changes()) {
            return changes;
        }
        add("Of " + changes.size() + " differing " + what + " the first " + limits.changes() + " are shown.");
        return changes.subList(0, limits.changes());
    }

    String shortened(String text) {
        return text.length() <= limits.textLength() ? text : text.substring(0, limits.textLength()) + "…";
    }

    @Nullable
    String shortenedIfAny(@Nullable String text) {
        return text == null ? null : shortened(text);
    }
}
