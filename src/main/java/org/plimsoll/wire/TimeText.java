package org.plimsoll.wire;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * Times and dates from ISO-8601 text, of the years 1900 to 9999. A time must say its offset from UTC; a date has no time.
 */
public final class TimeText {
    private static final int LONGEST_TEXT = 40;
    private static final int FIRST_YEAR = 1900;
    private static final int LAST_YEAR = 9999;
    private static final int SECONDS_OF_A_DAY = 86_400;

    private TimeText() {}

    /** Parses {@code 2026-01-02T09:00:00Z} and its like; null when the text is no such time. */
    public static @Nullable Instant instant(String text) {
        int length = text.length();
        if (length == 20 && text.charAt(19) == 'Z') {
            return plainInstant(text);
        }
        if (length < 20 || length > LONGEST_TEXT) {
            return null;
        }
        try {
            Instant instant = Instant.parse(text);
            int year = instant.atOffset(ZoneOffset.UTC).getYear();
            return year < FIRST_YEAR || year > LAST_YEAR ? null : instant;
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static @Nullable Instant plainInstant(String text) {
        LocalDate date = date(text.substring(0, 10));
        int hour = number(text, 11, 13);
        int minute = number(text, 14, 16);
        int second = number(text, 17, 19);
        boolean punctuated = text.charAt(10) == 'T' && text.charAt(13) == ':' && text.charAt(16) == ':';
        if (date == null || !punctuated || hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0) {
            return null;
        }
        if (second > 59) {
            return null;
        }
        return Instant.ofEpochSecond(date.toEpochDay() * SECONDS_OF_A_DAY + hour * 3_600L + minute * 60L + second);
    }

    /** Parses {@code 2026-01-02}; null when the text is no such date. */
    static @Nullable LocalDate date(String text) {
        if (text.length() != 10 || text.charAt(4) != '-' || text.charAt(7) != '-') {
            return null;
        }
        int year = number(text, 0, 4);
        int month = number(text, 5, 7);
        int day = number(text, 8, 10);
        if (year < FIRST_YEAR || month < 1 || day < 1) {
            return null;
        }
        try {
            return LocalDate.of(year, month, day);
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static int number(String text, int start, int end) {
        int number = 0;
        for (int at = start; at < end; at++) {
            int digit = text.charAt(at) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            number = number * 10 + digit;
        }
        return number;
    }
}
