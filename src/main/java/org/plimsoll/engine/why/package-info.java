/**
 * Explains rules of a decision from their text: {@link org.plimsoll.engine.why.RuleReadings} says what a rule read, {@link
 * org.plimsoll.engine.why.WhyNotQuestions} why one did not fire. What is true of a fact the rule engine itself tells, by
 * conditions compiled one by one; the text only says which there are.
 */
@NullMarked
package org.plimsoll.engine.why;

import org.jspecify.annotations.NullMarked;
