package org.plimsoll.risk;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What any text, number or date in a submission must be: names of 1 to 128 characters, attribute values of up to 1,000,
 * no control characters, at most 100 attributes for one object; numbers of at most 30 digits before and 18 after the
 * decimal point (trailing zeros aside); dates from 1900 to 9999.
 */
final class Plausibility {
    static final int NAME_CHARACTERS = 128;
    static final int VALUE_CHARACTERS = 1_000;
    static final int ATTRIBUTES = 100;
    static final int INTEGER_DIGITS = 30;
    static final int FRACTION_DIGITS = 18;
    static final Instant EARLIEST = Instant.parse("1900-01-01T00:00:00Z");
    static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999999999Z");
    private static final LocalDate EARLIEST_DAY = LocalDate.of(1900, 1, 1);
    private static final LocalDate LATEST_DAY = LocalDate.of(9999, 12, 31);
    private static final int LONGEST_BITS = 512;

    private final Problems problems;

    Plausibility(Problems problems) {
        this.problems = problems;
    }

    /** Checks a name that must not be blank. The pointer is the list, the index and the field. */
    void name(String text, String list, int index, String field) {
        if (!isPlainName(text)) {
            reportText(text, NAME_CHARACTERS, Problems.at(list, index, field));
        }
    }

    void name(String text, String pointer) {
        if (!isPlainName(text)) {
            reportText(text, NAME_CHARACTERS, pointer);
        }
    }

    void optionalName(@Nullable String text, String list, int index, String field) {
        if (text != null) {
            name(text, list, index, field);
        }
    }

    void number(@Nullable BigDecimal value, String list, int index, String field) {
        if (value == null || isPlausible(value)) {
            return;
        }
        String pointer = Problems.at(list, index, field);
        if (hasTooManyIntegerDigits(value)) {
            problems.add(
                    SubmissionCode.NUMBER_TOO_LARGE,
                    "A number may have " + INTEGER_DIGITS + " digits before the decimal point; send a smaller one.",
                    pointer);
            return;
        }
        problems.add(
                SubmissionCode.NUMBER_TOO_PRECISE,
                "A number may have " + FRACTION_DIGITS + " digits after the decimal point; round it.",
                pointer);
    }

    void time(Instant time, String pointer) {
        if (time.isBefore(EARLIEST) || time.isAfter(LATEST)) {
            reportDate(pointer);
        }
    }

    void time(Instant time, String list, int index, String field) {
        if (time.isBefore(EARLIEST) || time.isAfter(LATEST)) {
            reportDate(Problems.at(list, index, field));
        }
    }

    void day(@Nullable LocalDate day, String list, int index, String field) {
        if (day != null && (day.isBefore(EARLIEST_DAY) || day.isAfter(LATEST_DAY))) {
            reportDate(Problems.at(list, index, field));
        }
    }

    void attributes(Map<String, String> attributes, String owner) {
        if (attributes.isEmpty() || arePlain(attributes)) {
            return;
        }
        String pointer = owner + "/attributes";
        if (attributes.size() > ATTRIBUTES) {
            problems.add(
                    SubmissionCode.TOO_MANY_ATTRIBUTES,
                    "At most " + ATTRIBUTES + " attributes are taken here; send only those that rules read.",
                    pointer);
            return;
        }
        // The map's own order differs from run to run; problems must not.
        new TreeMap<>(attributes).forEach((name, value) -> {
            if (!isPlainName(name)) {
                reportText(name, NAME_CHARACTERS, pointer);
            }
            if (value.length() > VALUE_CHARACTERS || hasForbiddenCharacters(value)) {
                reportText(value, VALUE_CHARACTERS, isPlainName(name) ? pointer + "/" + escaped(name) : pointer);
            }
        });
    }

    /** Attributes of an element of a list. */
    void attributes(Map<String, String> attributes, String list, int index) {
        if (!attributes.isEmpty()) {
            attributes(attributes, list + "/" + index);
        }
    }

    private static boolean arePlain(Map<String, String> attributes) {
        if (attributes.size() > ATTRIBUTES) {
            return false;
        }
        for (Map.Entry<String, String> attribute : attributes.entrySet()) {
            String value = attribute.getValue();
            if (!isPlainName(attribute.getKey())
                    || value.length() > VALUE_CHARACTERS
                    || hasForbiddenCharacters(value)) {
                return false;
            }
        }
        return true;
    }

    /** The nearest time in range: a check goes on after a time out of range, and must not fail over it. */
    static Instant clamped(Instant time) {
        if (time.isBefore(EARLIEST)) {
            return EARLIEST;
        }
        return time.isAfter(LATEST) ? LATEST : time;
    }

    static boolean isPlausible(BigDecimal value) {
        return !hasTooManyIntegerDigits(value) && !hasTooManyFractionDigits(value);
    }

    private static boolean hasTooManyIntegerDigits(BigDecimal value) {
        if (value.unscaledValue().bitLength() > LONGEST_BITS) {
            return true;
        }
        return value.signum() == 0
                ? value.scale() < -INTEGER_DIGITS
                : (long) value.precision() - value.scale() > INTEGER_DIGITS;
    }

    private static boolean hasTooManyFractionDigits(BigDecimal value) {
        return value.scale() > FRACTION_DIGITS && value.stripTrailingZeros().scale() > FRACTION_DIGITS;
    }

    private static boolean isPlainName(String text) {
        return text.length() <= NAME_CHARACTERS && !text.isBlank() && !hasForbiddenCharacters(text);
    }

    private static boolean hasForbiddenCharacters(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isISOControl(c)) {
                return true;
            }
            if (Character.isSurrogate(c)) {
                boolean pair = Character.isHighSurrogate(c)
                        && i + 1 < text.length()
                        && Character.isLowSurrogate(text.charAt(i + 1));
                if (!pair) {
                    return true;
                }
                i++;
            }
        }
        return false;
    }

    private void reportText(String text, int mostCharacters, String pointer) {
        if (text.length() > mostCharacters) {
            problems.add(
                    SubmissionCode.TEXT_TOO_LONG,
                    "This text has " + text.length() + " characters; at most " + mostCharacters + " are taken.",
                    pointer);
            return;
        }
        if (text.isBlank()) {
            problems.add(SubmissionCode.TEXT_BLANK, "This text is empty; send a name.", pointer);
            return;
        }
        problems.add(
                SubmissionCode.TEXT_CHARACTERS,
                "This text holds control characters or half a surrogate pair; send printable characters.",
                pointer);
    }

    private void reportDate(String pointer) {
        problems.add(SubmissionCode.DATE_OUT_OF_RANGE, "Send a date from the year 1900 to the year 9999.", pointer);
    }

    private static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }
}
