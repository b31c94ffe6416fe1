/**
 * The life of a rule-set version, as rules of its own: which step may follow which ({@link
 * org.plimsoll.lifecycle.Lifecycle}), who may take it ({@link org.plimsoll.lifecycle.FourEyes}), and what is in force when
 * ({@link org.plimsoll.lifecycle.Timeline}). Pure: knows neither database nor clock.
 */
@NullMarked
package org.plimsoll.lifecycle;

import org.jspecify.annotations.NullMarked;
