package org.plimsoll.decision;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.plimsoll.policy.Fact;
import org.plimsoll.policy.Outcome;

/**
 * One firing of a rule. Immutable. There is one for every outcome, or nearly, and most are of one fact and insert one
 * outcome, so it holds these without a list around each.
 */
public final class Firing {
    private final RuleReference rule;
    private final Object facts;
    private final Object outcomes;

    private Firing(RuleReference rule, Object facts, Object outcomes) {
        this.rule = rule;
        this.facts = facts;
        this.outcomes = outcomes;
    }

    /**
     * A firing.
     *
     * @param rule the rule
     * @param facts facts it matched, in the order of its patterns; not to be changed any more
     * @param outcomes what it inserted, in the order of its statements; not to be changed any more
     */
    public Firing(RuleReference rule, List<Fact> facts, List<Outcome> outcomes) {
        this(rule, (Object) facts, outcomes);
    }

    /**
     * A firing of a rule with one pattern that inserted one outcome.
     *
     * @param fact the fact it matched; null when it matched an outcome
     */
    public static Firing of(RuleReference rule, @Nullable Fact fact, Outcome outcome) {
        return new Firing(rule, fact == null ? List.of() : fact, outcome);
    }

    /** A firing of a rule with one pattern, as {@link #of(RuleReference, Fact, Outcome)}, that inserted any number of outcomes. */
    public static Firing of(RuleReference rule, @Nullable Fact fact, List<Outcome> outcomes) {
        return new Firing(rule, fact == null ? List.of() : fact, outcomes);
    }

    /** The rule. */
    public RuleReference rule() {
        return rule;
    }

    /** Facts it matched, in the order of its patterns. */
    @SuppressWarnings("unchecked")
    public List<Fact> facts() {
        return facts instanceof Fact fact ? List.of(fact) : (List<Fact>) facts;
    }

    /** What it inserted, in the order of its statements. */
    @SuppressWarnings("unchecked")
    public List<Outcome> outcomes() {
        return outcomes instanceof Outcome outcome ? List.of(outcome) : (List<Outcome>) outcomes;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Firing firing
                && rule.equals(firing.rule)
                && facts().equals(firing.facts())
                && outcomes().equals(firing.outcomes());
    }

    @Override
    public int hashCode() {
        return Objects.hash(rule, facts(), outcomes());
    }

    @Override
    public String toString() {
        return rule + " " + facts() + " -> " + outcomes();
    }
}
