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
 * @param vintage the day, edition or version of what it was written from; null when it does not say
 * @param packageName package of every rule file
 * @param base the rule set that it extends; null when it stands alone. What it does not state is what its base states
 * @param withdrawals rules of its base that do not hold under it
 * @param terms how portfolios are evaluated under it
 * @param parameters values its rules read, in the order of the file, those of its base first
 * @param gates what a version must pass before it can go live
 * @param sources what it was written from, and what its base was
 */
public record Manifest(
        String name,
        String title,
        @Nullable String description,
        @Nullable String vintage,
        String packageName,
        @Nullable Base base,
        List<Withdrawal> withdrawals,
        PolicyTerms terms,
        List<Parameter> parameters,
        Gates gates,
        List<Source> sources) {
    /** Path of the manifest within a rule set's folder. */
    public static final String FILE = "ruleset.yaml";

    public Manifest {
        withdrawals = List.copyOf(withdrawals);
        parameters = List.copyOf(parameters);
        sources = List.copyOf(sources);
    }

    /**
     * The rule set that an overlay extends.
     *
     * @param ruleSet its name
     * @param contentHash identity of the very files that are extended; see {@link RuleSetFiles#contentHash()}
     */
    public record Base(String ruleSet, String contentHash) {
        /** The content as a manifest states it. */
        public String content() {
            return "sha256:" + contentHash;
        }
    }

    /**
     * A rule of the base that does not hold under an overlay.
     *
     * @param rule its name; a row of a table has one too
     * @param source where that was decided; null when the manifest does not say
     * @param line line of the manifest that says so
     */
    public record Withdrawal(String rule, @Nullable String source, int line) {}

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
