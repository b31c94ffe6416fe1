/**
 * Advice about rules that compile but are probably wrong: {@link org.plimsoll.engine.advice.Advisor} reads the rules of a
 * compiled rule set as the gate does and compares them with each other and with what the vocabulary's figures can be.
 * Nothing of the rule set is run.
 *
 * <p>A rule's condition becomes a union of boxes: in each, a set of values for every figure, code or relation that it
 * tests. Sets are exact: decimals, with ends that belong to them or do not. What is not understood is compared by how it is
 * written, and a claim that would rest on it is not made.
 */
@NullMarked
package org.plimsoll.engine.advice;

import org.jspecify.annotations.NullMarked;
