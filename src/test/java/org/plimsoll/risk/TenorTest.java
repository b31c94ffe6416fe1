package org.plimsoll.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.plimsoll.risk.Decimals.dec;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TenorTest {

    @ParameterizedTest
    @CsvSource({
        // the day itself, the next, and either side of anniversaries
        "2026-01-02, 2026-01-02, 0,   0, 365",
        "2026-01-02, 2026-01-03, 0,   1, 365",
        "2026-01-02, 2027-01-01, 0, 364, 365",
        "2026-01-02, 2027-01-02, 1,   0, 365",
        "2026-01-02, 2027-01-03, 1,   1, 365",
        "2026-01-02, 2028-01-02, 2,   0, 365",
        "2026-01-02, 2031-01-01, 4, 364, 365",
        "2026-01-02, 2031-01-02, 5,   0, 365",
        "2026-01-02, 2031-01-03, 5,   1, 365",
        "2026-01-02, 2056-01-02, 30,  0, 365",
        // 2028 is a leap year: the year from 2 January 2028 has 366 days
        "2026-01-02, 2029-01-01, 2, 365, 366",
        "2026-01-02, 2029-01-02, 3,   0, 365",
        // a year that runs across 29 February 2028
        "2027-03-01, 2028-02-29, 0, 365, 366",
        "2027-03-01, 2028-03-01, 1,   0, 365",
        // from 29 February: its anniversary is 28 February, and 29 February in a leap year
        "2024-02-29, 2025-02-27, 0, 364, 365",
        "2024-02-29, 2025-02-28, 1,   0, 365",
        "2024-02-29, 2025-03-01, 1,   1, 365",
        "2024-02-29, 2028-02-28, 3, 365, 366",
        "2024-02-29, 2028-02-29, 4,   0, 365",
        "2024-02-29, 2028-03-01, 4,   1, 365",
        // to 29 February
        "2023-02-28, 2024-02-28, 1,   0, 365",
        "2023-02-28, 2024-02-29, 1,   1, 366",
        "2023-03-01, 2024-02-29, 0, 365, 366",
        // 1900 and 2100 are no leap years, 2000 is one
        "2099-03-01, 2100-02-28, 0, 364, 365",
        "1999-03-01, 2000-02-29, 0, 365, 366"
    })
    void residualMaturityYears_ofTwoDays_isWholeYearsAndDaysOfTheYear(
            LocalDate from, LocalDate maturity, int years, int days, int daysOfYear) {
        BigDecimal expected = BigDecimal.valueOf(years)
                .add(BigDecimal.valueOf(days).divide(BigDecimal.valueOf(daysOfYear), MathContext.DECIMAL128));

        assertThat(Tenor.residualMaturityYears(from, maturity)).isEqualByComparingTo(expected);
    }

    @Test
    void residualMaturityYears_ofEachDayOfFourYears_risesAndIsWholeOnAnniversariesOnly() {
        LocalDate from = LocalDate.of(2026, 7, 15);
        BigDecimal previous = dec("-1");
        for (LocalDate day = from; day.isBefore(from.plusYears(4)); day = day.plusDays(1)) {
            BigDecimal years = Tenor.residualMaturityYears(from, day);
            boolean anniversary = day.getMonthValue() == 7 && day.getDayOfMonth() == 15;

            assertThat(years).isGreaterThan(previous);
            assertThat(years.remainder(BigDecimal.ONE).signum() == 0).isEqualTo(anniversary);
            previous = years;
        }
    }

    @Test
    void residualMaturityYears_ofMaturedBond_isRefused() {
        LocalDate today = LocalDate.of(2026, 1, 2);

        assertThatThrownBy(() -> Tenor.residualMaturityYears(today, today.minusDays(1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-02T09:00:00Z,           2026-01-02T09:00:00Z, 0",
        "2026-01-02T08:59:59Z,           2026-01-02T09:00:00Z, 1",
        "2026-01-02T08:59:00Z,           2026-01-02T09:00:00Z, 60",
        "2026-01-02T08:58:59.999999999Z, 2026-01-02T09:00:00Z, 61",
        "2026-01-02T08:59:00.000000001Z, 2026-01-02T09:00:00Z, 60",
        "2026-01-02T08:59:59.999999999Z, 2026-01-02T09:00:00Z, 1",
        "2026-01-02T09:00:00.000000001Z, 2026-01-02T09:00:00Z, 0",
        "2026-01-02T09:00:05Z,           2026-01-02T09:00:00Z, 0",
        "2026-01-02T08:59:00.5Z,         2026-01-02T09:00:00.5Z, 60",
        "2025-01-02T09:00:00Z,           2026-01-02T09:00:00Z, 31536000"
    })
    void ageSeconds_ofObservation_isRoundedUpAndNeverBelowZero(Instant at, Instant evaluatedAt, long seconds) {
        assertThat(Tenor.ageSeconds(at, evaluatedAt)).isEqualTo(seconds);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-01T23:59:59.999Z, 2026-01-01",
        "2026-01-02T00:00:00Z,     2026-01-02",
        "2026-01-02T23:59:59Z,     2026-01-02"
    })
    void dateOf_time_isItsUtcDate(Instant time, LocalDate date) {
        assertThat(Tenor.dateOf(time)).isEqualTo(date);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-02, 2026-01-02, 0",
        "2026-01-02, 2026-01-03, 1",
        "2026-02-27, 2026-03-01, 2",
        "2028-02-27, 2028-03-01, 3",
        "2026-01-02, 2026-01-01, -1"
    })
    void days_betweenTwoDays_areCalendarDays(LocalDate from, LocalDate to, long days) {
        assertThat(Tenor.days(from, to)).isEqualTo(days);
    }
}
