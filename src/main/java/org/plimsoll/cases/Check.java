package org.plimsoll.cases;

/**
 * One thing a case expected, beside what came out.
 *
 * @param path what it is about, such as {@code pools.cross.initialMargin}
 * @param expected as the case wrote it
 * @param actual as the decision has it; {@code none} for nothing
 * @param passed whether the one is what the other asks for
 * @param line where the case expects it, counted from one
 */
public record Check(String path, String expected, String actual, boolean passed, int line) {}
