package org.plimsoll.cases;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What the figures that a case expects rest on. */
public enum CaseBasis {
    /** They are printed in the source: a document, a regulation's table, another system's own test. */
    PUBLISHED,
    /** They follow from the formula or table that the source states, worked out apart from the rules. */
    DERIVED,
    /** They are the author's own: a house convention, a boundary, a refusal. */
    HOUSE;

    static final List<String> WORDS =
            Arrays.stream(values()).map(CaseBasis::word).toList();

    /** As a case writes it: in small letters. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The basis of a word; null when there is none. */
    static @Nullable CaseBasis ofWord(String word) {
        return Arrays.stream(values())
                .filter(basis -> basis.word().equals(word))
                .findFirst()
                .orElse(null);
    }
}
