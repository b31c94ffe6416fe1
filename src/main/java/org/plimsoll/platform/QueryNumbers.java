package org.plimsoll.platform;

import org.jspecify.annotations.Nullable;

/** Whole numbers in query parameters. */
public final class QueryNumbers {
    private static final int DEFAULT_LIMIT = 50;
    private static final int MOST = 200;

    private QueryNumbers() {}

    /**
     * How many items a page may have.
     *
     * @param limit the parameter; 50 when null
     * @throws InvalidParameter when it is not a number from 1 to 200
     */
    public static int limit(@Nullable String limit) {
        return limit == null ? DEFAULT_LIMIT : parse("limit", limit, MOST);
    }

    /**
     * A number from one on.
     *
     * @param name the parameter's name
     * @param value the parameter
     * @param most the largest it may be
     * @throws InvalidParameter when it is not
     */
    public static int parse(String name, String value, int most) {
        try {
            int number = Integer.parseInt(value);
            if (number >= 1 && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw invalid(name, most);
        }
        throw invalid(name, most);
    }

    /**
     * A number from zero on, such as a place in a long list.
     *
     * @throws InvalidParameter when it is not
     */
    public static long parseLong(String name, String value) {
        try {
            long number = Long.parseLong(value);
            if (number >= 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw new InvalidParameter("The query parameter '" + name + "' takes a whole number.");
        }
        throw new InvalidParameter("The query parameter '" + name + "' takes a whole number.");
    }

    private static InvalidParameter invalid(String name, int most) {
        return new InvalidParameter("The query parameter '" + name + "' takes a whole number from 1 to " + most + ".");
    }
}
