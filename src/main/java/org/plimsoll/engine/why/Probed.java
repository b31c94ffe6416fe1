package org.plimsoll.engine.why;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.plimsoll.engine.WrittenRules.Written;
import org.plimsoll.engine.gate.Node;

/**
 * A rule taken apart, each part with the probes that test it.
 *
 * @param rule the rule
 * @param patterns what it is about
 * @param ties what ties its patterns together, or says that something is not there: as written
 */
record Probed(Written rule, List<Pattern> patterns, List<String> ties) {
    /**
     * A pattern.
     *
     * @param reads what its conditions read
     * @param parts conditions on its fact alone, {@code &&} taken apart
     */
    record Pattern(FactReads reads, List<Part> parts) {
        String type() {
            return reads.type().name();
        }
    }

    /**
     * A condition on one fact.
     *
     * @param text as written
     * @param node as parsed
     * @param probe name of the probe that tests it
     * @param sides both sides when it compares; empty when it does not
     */
    record Part(String text, Node node, String probe, List<Side> sides) {}

    /**
     * A side of a comparison.
     *
     * @param text as written
     * @param node as parsed
     * @param probe name of the probe that works it out; null when it is a literal or a single read
     */
    record Side(String text, Node node, @Nullable String probe) {}
}
