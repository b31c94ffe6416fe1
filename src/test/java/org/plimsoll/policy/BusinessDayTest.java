package org.plimsoll.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Business days are Monday to Friday; a day ends at 23:59:59 UTC. */
class BusinessDayTest {
    private static MarginPool poolOn(LocalDate day) {
        return new MarginPool(
                Facts.context().evaluatedAt(day + "T09:00:00Z").build(),
                MarginPool.CROSS,
                Facts.NO_TOTALS,
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                BigDecimal.ZERO);
    }

    /** Days from a calendar of January 2026, whose first is a Thursday. */
    @ParameterizedTest
    @CsvSource({
        "2026-01-02, 0, 2026-01-02",
        "2026-01-02, 1, 2026-01-05",
        "2026-01-02, 5, 2026-01-09",
        "2026-01-02, 6, 2026-01-12",
        "2026-01-03, 0, 2026-01-03",
        "2026-01-03, 1, 2026-01-05",
        "2026-01-03, 5, 2026-01-09",
        "2026-01-04, 1, 2026-01-05",
        "2026-01-04, 6, 2026-01-12",
        "2026-01-05, 4, 2026-01-09",
        "2026-01-05, 5, 2026-01-12",
        "2026-01-07, 3, 2026-01-12",
        "2026-01-07, -1, 2026-01-07",
    })
    void endOfBusinessDayAfter_countsMondayToFriday(LocalDate from, int days, LocalDate expected) {
        assertThat(Functions.endOfBusinessDayAfter(poolOn(from), days))
                .isEqualTo(expected.atTime(23, 59, 59).toInstant(ZoneOffset.UTC));
    }

    @Test
    void endOfBusinessDayAfter_fromEveryDayOfAWeek_isAsManyWeekdaysAway() {
        for (LocalDate from = LocalDate.of(2026, 1, 5); from.getDayOfMonth() < 12; from = from.plusDays(1)) {
            LocalDate day = from;
            for (int count = 1; count <= 30; count++) {
                do {
                    day = day.plusDays(1);
                } while (day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY);
                Instant end = day.atTime(23, 59, 59).toInstant(ZoneOffset.UTC);
                assertThat(Functions.endOfBusinessDayAfter(poolOn(from), count))
                        .as("%s after %s", count, from)
                        .isEqualTo(end);
            }
        }
    }
}
