package org.plimsoll.policy;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import org.plimsoll.portfolio.Refusal;
import org.plimsoll.statistics.BackTest;

/** The functions that rules may call. Exact on decimals; divisions and roots in {@link MathContext#DECIMAL128}. */
public final class Functions {
    private static final long MOST_DAYS = 3650;
    private static final int BUSINESS_DAYS_A_WEEK = 5;
    private static final BigDecimal LARGEST_WHOLE_NUMBER = BigDecimal.valueOf(999_999_999);

    private Functions() {}

    /** The larger of two. */
    public static BigDecimal max(BigDecimal a, BigDecimal b) {
        return a.max(b);
    }

    /** The largest of three. */
    public static BigDecimal max(BigDecimal a, BigDecimal b, BigDecimal c) {
        return a.max(b).max(c);
    }

    /** The smaller of two. */
    public static BigDecimal min(BigDecimal a, BigDecimal b) {
        return a.min(b);
    }

    /** The smallest of three. */
    public static BigDecimal min(BigDecimal a, BigDecimal b, BigDecimal c) {
        return a.min(b).min(c);
    }

    /** The same amount without its sign. */
    public static BigDecimal abs(BigDecimal a) {
        return a.abs();
    }

    /** The same amount with the other sign. */
    public static BigDecimal negate(BigDecimal a) {
        return a.negate();
    }

    /** The amount when it is above zero, and zero when it is not. */
    public static BigDecimal positive(BigDecimal a) {
        return a.max(BigDecimal.ZERO);
    }

    /** Square root of an amount of zero or above. */
    public static BigDecimal squareRoot(BigDecimal a) {
        return a.sqrt(MathContext.DECIMAL128);
    }

    /** The smallest multiple of {@code step} that is not below the amount; {@code step} is above zero. */
    public static BigDecimal roundUpTo(BigDecimal amount, BigDecimal step) {
        return amount.divide(step, 0, RoundingMode.CEILING).multiply(step);
    }

    /** The largest multiple of {@code step} that is not above the amount; {@code step} is above zero. */
    public static BigDecimal roundDownTo(BigDecimal amount, BigDecimal step) {
        return amount.divide(step, 0, RoundingMode.FLOOR).multiply(step);
    }

    /**
     * A figure that moves along a straight line while another does, such as a rate that grows with open interest.
     *
     * @param measure the other: at or below {@code from} the figure is {@code atFrom}, at or above {@code to} it is {@code
     *     atTo}
     * @param from where the line begins
     * @param to where it ends; not below {@code from}. Where both are the same the figure jumps above it
     * @param atFrom the figure where the line begins
     * @param atTo the figure where it ends
     * @throws ArithmeticException when the line ends before it begins
     */
    public static BigDecimal interpolated(
            BigDecimal measure, BigDecimal from, BigDecimal to, BigDecimal atFrom, BigDecimal atTo) {
        if (to.compareTo(from) < 0) {
            throw new ArithmeticException("a line ends before it begins");
        }
        if (measure.compareTo(from) <= 0) {
            return atFrom;
        }
        if (measure.compareTo(to) >= 0) {
            return atTo;
        }
        // Multiplied before it is divided: a third of 0.9 is exact, and 0.9 times a third is not.
        return atTo.subtract(atFrom)
                .multiply(measure.subtract(from))
                .divide(to.subtract(from), MathContext.DECIMAL128)
                .add(atFrom);
    }

    /**
     * A requirement read from a row of a tier table: initial margin = notional × initial rate; maintenance margin =
     * notional × maintenance rate − maintenance amount. The position's liquidation price follows from it.
     *
     * @param position position required of
     * @param number number of the tier, the lowest being 1
     * @param floor notional from which the tier applies; the floor belongs to the tier
     * @param initialRate initial margin for one unit of notional, a fraction
     * @param maintenanceRate maintenance margin for one unit of notional, a fraction
     * @param maintenanceAmount amount deducted, zero or above
     * @param reason why, in words
     */
    public static MarginRequirement tieredRequirement(
            Position position,
            int number,
            BigDecimal floor,
            BigDecimal initialRate,
            BigDecimal maintenanceRate,
            BigDecimal maintenanceAmount,
            String reason) {
        return new MarginRequirement(
                position,
                position.notional().multiply(initialRate),
                position.notional().multiply(maintenanceRate).subtract(maintenanceAmount),
                new MarginTier(number, floor, maintenanceRate, maintenanceAmount),
                reason);
    }

    /**
     * A requirement that the rule has worked out in full, and how fast it varies with the price. For venues whose formula
     * is not notional × rate − amount, and for rates that are no finite decimals: one third of a notional is exact where
     * the notional times one third is not.
     *
     * @param position position required of
     * @param number number of the tier, the lowest being 1
     * @param floor notional from which the tier applies; the floor belongs to the tier
     * @param initial initial margin, zero or above
     * @param maintenance maintenance margin, zero or above
     * @param maintenanceRate what one more unit of notional adds to the maintenance margin, a fraction; zero when the
     *     requirement does not vary with the price
     * @param reason why, in words
     */
    public static MarginRequirement requirementInTier(
            Position position,
            int number,
            BigDecimal floor,
            BigDecimal initial,
            BigDecimal maintenance,
            BigDecimal maintenanceRate,
            String reason) {
        BigDecimal amount = position.notional().multiply(maintenanceRate).subtract(maintenance);
        return new MarginRequirement(
                position, initial, maintenance, new MarginTier(number, floor, maintenanceRate, amount), reason);
    }

    /**
     * The same number as an integer.
     *
     * @throws Refusal {@code NOT_A_WHOLE_NUMBER} when it has a fraction or more than nine digits
     */
    public static int wholeNumber(BigDecimal number) {
        if (number.abs().compareTo(LARGEST_WHOLE_NUMBER) > 0
                || number.stripTrailingZeros().scale() > 0) {
            throw new Refusal(
                    "NOT_A_WHOLE_NUMBER", "A rule needs a whole number, not " + number.toPlainString() + ".", null);
        }
        return number.intValueExact();
    }

    /** So many hours after the evaluation time; at once for a number below zero, and at most ten years of 365 days. */
    public static Instant hoursAfter(Fact fact, long hours) {
        return fact.evaluatedAt().plus(Duration.ofHours(Math.max(0, Math.min(hours, MOST_DAYS * 24))));
    }

    /** End of the business day (Monday to Friday, UTC; no holidays) that is so many after the evaluation's. */
    public static Instant endOfBusinessDayAfter(Fact fact, int days) {
        ZonedDateTime day = fact.evaluatedAt().atZone(ZoneOffset.UTC);
        int left = (int) Math.min(days, MOST_DAYS);
        if (left > 0) {
            // Business days are counted alike from a weekend and from the Friday before it, and five make a week.
            while (isWeekend(day)) {
                day = day.minusDays(1);
            }
            day = day.plusWeeks(left / BUSINESS_DAYS_A_WEEK);
            left %= BUSINESS_DAYS_A_WEEK;
        }
        while (left > 0) {
            day = day.plusDays(1);
            if (!isWeekend(day)) {
                left--;
            }
        }
        return day.with(LocalTime.of(23, 59, 59)).toInstant();
    }

    /**
     * Kupiec's likelihood ratio: how far the exceptions of a back-test are from those expected. It is above 3.841 in 5 % of
     * the tests of a model that is right, above 6.635 in 1 %. Ten decimals.
     *
     * @param observations days tested
     * @param exceptions days on which the loss exceeded the margin
     * @param probability probability of such a day that the model states, such as 0.01
     */
    public static BigDecimal kupiecRatio(BigDecimal observations, BigDecimal exceptions, BigDecimal probability) {
        return BackTest.kupiecRatio(observations, exceptions, probability);
    }

    /**
     * How likely a ratio at least as large as Kupiec's is when the model is right: below 0.05 the model is rejected at 95
     * %. Ten decimals.
     */
    public static BigDecimal kupiecPValue(BigDecimal observations, BigDecimal exceptions, BigDecimal probability) {
        return BackTest.kupiecPValue(observations, exceptions, probability);
    }

    /** How likely at most so many exceptions are, each with the same probability: the binomial distribution. */
    public static BigDecimal probabilityOfAtMost(
            BigDecimal exceptions, BigDecimal observations, BigDecimal probability) {
        return BackTest.probabilityOfAtMost(exceptions, observations, probability);
    }

    /**
     * Number of exceptions at which the yellow zone of the traffic light begins: the least of which it is at least 95 %
     * likely that no more occur.
     */
    public static BigDecimal yellowZoneStart(BigDecimal observations, BigDecimal confidence) {
        return BackTest.yellowZoneStart(observations, confidence);
    }

    /**
     * Number of exceptions at which the red zone of the traffic light begins: the least of which it is at least 99.99 %
     * likely that no more occur.
     */
    public static BigDecimal redZoneStart(BigDecimal observations, BigDecimal confidence) {
        return BackTest.redZoneStart(observations, confidence);
    }

    private static boolean isWeekend(ZonedDateTime day) {
        return day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY;
    }
}
