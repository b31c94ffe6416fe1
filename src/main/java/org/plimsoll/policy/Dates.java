package org.plimsoll.policy;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.plimsoll.portfolio.Refusal;

/** Days as rules write them. */
final class Dates {
    private Dates() {}

    static LocalDate dayOf(FactContext context) {
        return LocalDate.ofInstant(context.evaluatedAt(), ZoneOffset.UTC);
    }

    /** The gate refuses what is no day; this is for callers without one. */
    static LocalDate parse(String date) {
        try {
            return LocalDate.parse(date);
        } catch (DateTimeException e) {
            throw new Refusal("NOT_A_DATE", "A rule needs a day such as 2022-11-01, not '" + date + "'.", null);
        }
    }
}
