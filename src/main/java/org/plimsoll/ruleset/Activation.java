package org.plimsoll.ruleset;

import java.time.Instant;

/**
 * An activation: from its instant on, until the next one, the version was in force.
 *
 * @param ruleSet name of the rule set
 * @param version number of the version
 * @param at when it came into force
 * @param by who brought it into force
 * @param reason why
 */
public record Activation(String ruleSet, int version, Instant at, String by, String reason) {}
