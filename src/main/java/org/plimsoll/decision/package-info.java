/**
 * From facts and the outcomes of rules to a decision: the accounting identity of each margin pool, required actions,
 * status and explanation. Pure; the rules themselves are reached through {@link org.plimsoll.decision.PolicyRules}.
 */
@NullMarked
package org.plimsoll.decision;

import org.jspecify.annotations.NullMarked;
