package org.plimsoll.ruleset;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is and will be in force of a rule set, with the rules that are ready: what an evaluation looks at. Immutable.
 *
 * @param spans stretches of time, in order; between them nothing is in force
 */
record InForce(List<Span> spans) {
    InForce {
        spans = List.copyOf(spans);
    }

    /**
     * A stretch of time.
     *
     * @param fromMillis when it begins, in milliseconds since 1970
     * @param untilMillis when it ends; {@link Long#MAX_VALUE} when that is not planned
     * @param key the version in force; null when it is meant that none is
     * @param loaded its rules; null when this server does not have them ready
     */
    record Span(
            long fromMillis,
            long untilMillis,
            @Nullable VersionContent key,
            @Nullable LoadedRuleSet loaded) {}

    /** What is in force at an instant; null when nothing is. */
    @Nullable
    Span at(long millis) {
        for (Span span : spans) {
            if (millis < span.untilMillis) {
                return millis >= span.fromMillis ? span : null;
            }
        }
        return null;
    }
}
