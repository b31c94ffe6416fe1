/**
 * The gate in front of the rule compiler. A rule file is arbitrary Java until proven harmless, and Drools computes some
 * honest-looking expressions wrongly without a word; {@link org.plimsoll.engine.gate.RuleGate} admits neither.
 *
 * <p>It admits a language, rather than refusing a list of dangers: a scanner and a parser of its own read the part of DRL
 * that rules need, with exact places; checks resolve every name and type against the vocabulary; decimal literals are made
 * exact; and what is admitted is read again by Drools' own parsers, which must see the very same rules.
 */
@NullMarked
package org.plimsoll.engine.gate;

import org.jspecify.annotations.NullMarked;
