/**
 * What stands between rule files and the machine they run on. A rule file is compiled to Java classes, so it is a
 * program, and a hostile one until proven harmless.
 *
 * <ul>
 *   <li>{@link org.plimsoll.engine.sandbox.VocabularyClassLoader} shows the compiler the vocabulary and little else;
 *   <li>{@link org.plimsoll.engine.sandbox.ClassAdmission} reads every generated class and refuses whatever is not on an
 *       exact list of calls, or could run for ever;
 *   <li>{@link org.plimsoll.engine.sandbox.RuleClassLoader} defines admitted classes only, with
 *       {@link org.plimsoll.engine.sandbox.Budget} ticks woven in;
 *   <li>{@link org.plimsoll.engine.sandbox.MatchCost} bounds the work that Drools does between two ticks.
 * </ul>
 *
 * The first layer, the lint on rule text, is elsewhere: nothing here relies on it.
 */
@NullMarked
package org.plimsoll.engine.sandbox;

import org.jspecify.annotations.NullMarked;
