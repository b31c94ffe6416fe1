package org.plimsoll.retention;

import jakarta.inject.Singleton;
import java.time.Period;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.plimsoll.platform.PlimsollConfig;

/** How long decisions are kept. */
@Singleton
final class Retention {
    /** No regulation that margin decisions fall under asks for less; the database's function refuses less, too. */
    private static final int LEAST_MONTHS = 60;

    private final @Nullable Period kept;

    Retention(PlimsollConfig config) {
        this.kept = config.decisionLog().retention().map(Retention::checked).orElse(null);
    }

    /** How long; nothing when for ever. */
    Optional<Period> kept() {
        return Optional.ofNullable(kept);
    }

    /**
     * A period that decisions may be kept for.
     *
     * @throws IllegalArgumentException when it has days, or is shorter than five years
     */
    static Period checked(Period period) {
        if (period.getDays() != 0
                || period.toTotalMonths() < LEAST_MONTHS
                || period.toTotalMonths() > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("plimsoll.decision-log.retention is " + period
                    + "; it takes whole years or months, at least five years, such as P10Y");
        }
        return period;
    }
}
