/**
 * Fires the rules of a compiled rule set. {@link org.plimsoll.engine.execution.Execution} has two implementations with the
 * same answers in the same order: {@link org.plimsoll.engine.execution.DirectExecution} calls the conditions and
 * consequences that the rule compiler generated itself, found through an index, and is for rules with one pattern; {@link
 * org.plimsoll.engine.execution.SessionExecution} gives the facts to a Drools session, and is for whatever else there is.
 */
@NullMarked
package org.plimsoll.engine.execution;

import org.jspecify.annotations.NullMarked;
