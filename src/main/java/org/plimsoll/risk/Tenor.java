package org.plimsoll.risk;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/** Lengths of time as margin rules measure them. Days are calendar days, UTC. */
public final class Tenor {
    private Tenor() {}

    /** The UTC date of a time. */
    public static LocalDate dateOf(Instant time) {
        return time.atZone(ZoneOffset.UTC).toLocalDate();
    }

    /**
     * Years from a day to a later one: the whole years, and the days left divided by the days of the year they fall in
     * (which runs from one anniversary of {@code from} to the next). An anniversary is a whole number, the day itself is
     * zero. The anniversary of 29 February is 28 February in a year without one.
     *
     * @param from first day
     * @param maturity last day, not before {@code from}
     * @return zero or above; the fraction in {@link MathContext#DECIMAL128}
     * @throws IllegalArgumentException when {@code maturity} is before {@code from}
     */
    public static BigDecimal residualMaturityYears(LocalDate from, LocalDate maturity) {
        if (maturity.isBefore(from)) {
            throw new IllegalArgumentException("matured on " + maturity + ", before " + from);
        }
        long wholeYears = ChronoUnit.YEARS.between(from, maturity);
        LocalDate lastAnniversary = from.plusYears(wholeYears);
        BigDecimal years = BigDecimal.valueOf(wholeYears);
        long days = ChronoUnit.DAYS.between(lastAnniversary, maturity);
        if (days == 0) {
            return years;
        }
        long daysOfYear = ChronoUnit.DAYS.between(lastAnniversary, from.plusYears(wholeYears + 1));
        return years.add(BigDecimal.valueOf(days).divide(BigDecimal.valueOf(daysOfYear), MathContext.DECIMAL128));
    }

    /** Whole days from a day to another, below zero when the other is earlier. */
    public static long days(LocalDate from, LocalDate to) {
        return ChronoUnit.DAYS.between(from, to);
    }

    /**
     * Seconds between an observation and the evaluation, rounded up, so that whatever is older than a limit in whole
     * seconds also counts more seconds than the limit. Zero for an observation dated after the evaluation.
     */
    public static long ageSeconds(Instant observedAt, Instant evaluatedAt) {
        if (!observedAt.isBefore(evaluatedAt)) {
            return 0;
        }
        Duration age = Duration.between(observedAt, evaluatedAt);
        return age.getNano() == 0 ? age.getSeconds() : age.getSeconds() + 1;
    }
}
