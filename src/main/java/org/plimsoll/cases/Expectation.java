package org.plimsoll.cases;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that a case expects.
 *
 * @param decision of the decision; null when only rules or a refusal are expected
 * @param rules names of rules that must fire
 * @param refusal what the evaluation must be refused with; null when it must not be
 * @param line where it stands
 */
record Expectation(
        Expected.@Nullable Fields decision,
        List<Expected.RuleName> rules,
        @Nullable RefusalExpected refusal,
        int line) {

    /** A problem that a refusal must name; {@code pointer} is null when it may be anywhere. */
    record RefusalExpected(String code, @Nullable String pointer, int line) {
        String text() {
            return "refused: " + code + (pointer == null ? "" : " at " + pointer);
        }
    }
}
