package org.plimsoll.benchmark;

import java.math.BigDecimal;

/** A form of the policy together with a portfolio in the shape that it reads. */
public interface Form {
    /** By how much a form that computes in binary floating point may differ, as a fraction of the figure. */
    BigDecimal BINARY_TOLERANCE = new BigDecimal("1E-12");

    /** Applies the whole policy to every position and collateral; this is what is timed. */
    Object evaluate();

    /** The same evaluation, summed up to be compared. */
    Answer answer();

    /** By how much figures may differ from the hand-written form's, as a fraction of them; zero for decimals. */
    default BigDecimal tolerance() {
        return BigDecimal.ZERO;
    }

    /** Lets go of what it holds. */
    default void close() {}
}
