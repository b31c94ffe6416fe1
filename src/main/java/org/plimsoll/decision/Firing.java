package org.plimsoll.decision;

import java.util.List;
import org.plimsoll.policy.Fact;
import org.plimsoll.policy.Outcome;

/**
 * One firing of a rule.
 *
 * @param rule the rule
 * @param facts facts it matched, in the order of its patterns
 * @param outcomes what it inserted, in the order of its statements
 */
public record Firing(RuleReference rule, List<Fact> facts, List<Outcome> outcomes) {}
