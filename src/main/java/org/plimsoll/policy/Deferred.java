package org.plimsoll.policy;

import java.math.BigDecimal;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A figure that is worked out when it is first asked for, which rules of many versions never do. Working it out must give the
 * same figure each time: several threads may do so at once. Equal to another when the figures are.
 */
public final class Deferred {
    /** The figure, null when there is none; or the work that gives it. */
    private @Nullable Object figureOrWork;

    private Deferred(@Nullable Object figureOrWork) {
        this.figureOrWork = figureOrWork;
    }

    /** A figure that is known. */
    public static Deferred known(@Nullable BigDecimal figure) {
        return new Deferred(figure);
    }

    /** A figure that is still to be worked out. */
    public static Deferred by(Work work) {
        return new Deferred(work);
    }

    /** The figure; null when there is none. */
    public @Nullable BigDecimal orNull() {
        Object kept = figureOrWork;
        if (kept instanceof Work work) {
            kept = work.figure();
            figureOrWork = kept;
        }
        return (BigDecimal) kept;
    }

    /**
     * The figure.
     *
     * @throws NullPointerException when there is none
     */
    public BigDecimal get() {
        return Objects.requireNonNull(orNull());
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Deferred deferred && Objects.equals(orNull(), deferred.orNull());
    }

    @Override
    public int hashCode() {
        return Objects.hashCode(orNull());
    }

    @Override
    public String toString() {
        return String.valueOf(orNull());
    }

    /** How a figure is worked out. */
    @FunctionalInterface
    public interface Work {
        /** The figure; null when there is none. */
        @Nullable
        BigDecimal figure();
    }
}
