package org.plimsoll.engine;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.NavigableMap;
import org.jspecify.annotations.Nullable;
import org.plimsoll.decision.PolicyTerms;

/**
 * What a rule set says of itself, in {@code ruleset.yaml}.
 *
 * @param name its name, which is its folder's
 * @param title its name for readers
 * @param description what it is for; null when it does not say
 * @param packageName package of every rule file
 * @param terms how portfolios are evaluated under it
 * @param parameters values its rules read, in the order of the file
 * @param gates what a version must pass before it can go live
 * @param sources what it was written from
 */
public record Manifest(
        String name,
        String title,
        @Nullable String description,
        String packageName,
        PolicyTerms terms,
        List<Parameter> parameters,
        Gates gates,
        List<Source> sources) {
    /** Path of the manifest within a rule set's folder. */
    public static final String FILE = "ruleset.yaml";

    public Manifest {
        parameters = List.copyOf(parameters);
        sources = List.copyOf(sources);
    }

    /**
     * A number that rules read by name.
     *
     * @param name its name
     * @param values value from each day on; a value without a day applies from the beginning
     * @param source where it comes from; null when the manifest does not say
     */
    public record Parameter(
            String name,
            NavigableMap<LocalDate, BigDecimal> values,
            @Nullable String source) {}

    /**
     * What a version must pass before it can go live.
     *
     * @param casesPass whether every case must pass
     * @param minimumCoverage share of rules that cases must fire, zero to one
     * @param approvals number of people, other than the author, who must approve
     * @param worstFinding the worst finding that does not stop a version; an error always does
     */
    public record Gates(boolean casesPass, BigDecimal minimumCoverage, int approvals, WorstFinding worstFinding) {
        public static final Gates DEFAULT = new Gates(true, BigDecimal.ONE, 1, WorstFinding.WARNING);
    }

    /** The worst finding that does not stop a version. */
    public enum WorstFinding {
        NONE,
        INFO,
        WARNING;

        /** Whether a finding of this severity stops a version. */
        public boolean isExceededBy(Diagnostic.Severity severity) {
            return switch (severity) {
                case ERROR -> true;
                case WARNING -> this != WARNING;
                case INFO -> this == NONE;
            };
        }
    }

    /**
     * A source of the rules.
     *
     * @param title what it is
     * @param reference article, section or page; null when the whole is meant
     * @param url where it can be read; null when it cannot be linked
     */
    public record Source(
            String title,
            @Nullable String reference,
            @Nullable String url) {}
}
