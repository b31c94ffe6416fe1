/**
 * Worked cases: a portfolio in, the figures and actions that must come out, written in YAML by those who know the
 * methodology.
 *
 * <p>{@link org.plimsoll.cases.CaseFile} reads a file, {@link org.plimsoll.cases.CaseRunner} evaluates each {@link
 * org.plimsoll.cases.Case} under a rule set and compares, {@link org.plimsoll.cases.CaseReport} says what passed and
 * which rules no case fires. Files are written by outsiders: reading is strict, and its work bounded by their size.
 */
@NullMarked
package org.plimsoll.cases;

import org.jspecify.annotations.NullMarked;
