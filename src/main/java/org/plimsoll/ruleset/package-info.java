/**
 * Rule sets: their versions, files and activations, and the compiled rules that evaluations use.
 *
 * <p>{@link org.plimsoll.ruleset.RuleSetService} is the control plane: it reads and writes the database. {@link
 * org.plimsoll.ruleset.ActiveRuleSets} is the data plane: it hands out compiled rules without touching database, file
 * or compiler. Only this package writes rule-set tables.
 */
@NullMarked
package org.plimsoll.ruleset;

import org.jspecify.annotations.NullMarked;
