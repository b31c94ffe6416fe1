package org.plimsoll.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;
import static org.plimsoll.risk.Decimals.dec;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.plimsoll.portfolio.Instruments;
import org.plimsoll.portfolio.OpenPosition;
import org.plimsoll.portfolio.Portfolios;
import org.plimsoll.portfolio.Problem;
import org.plimsoll.portfolio.Refusal;
import org.plimsoll.portfolio.Submission;

/** Limits on texts, numbers and dates, on both sides. */
class PlausibilityTest {
    private static final String THIRTY_DIGITS = "999999999999999999999999999999";

    @ParameterizedTest
    @ValueSource(
            strings = {
                THIRTY_DIGITS,
                "-" + THIRTY_DIGITS,
                THIRTY_DIGITS + ".999999999999999999",
                "1E29",
                "0.000000000000000001",
                "1E-18",
                "1.0000000000000000000000000000",
                "0E-100",
                "0E+30"
            })
    void number_withinItsLimits_isPlausible(BigDecimal number) {
        assertThat(Plausibility.isPlausible(number)).isTrue();
        assertThat(problems(position("p", number)))
                .allMatch(problem -> problem.code().equals("POSITION_QUANTITY_ZERO"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1000000000000000000000000000000",
                "-1000000000000000000000000000000",
                "1E30",
                "1E400",
                "9.9E2147483640",
                "0E+31"
            })
    void number_withTooManyDigitsBeforeThePoint_isRefused(BigDecimal number) {
        assertThat(problems(position("p", number)))
                .extracting(Problem::code, Problem::pointer)
                .contains(tuple("NUMBER_TOO_LARGE", "/portfolio/positions/0/quantity"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0000000000000000001", "1E-19", "1E-400", "1.0000000000000000001", "9E-2147483640"})
    void number_withTooManyDigitsAfterThePoint_isRefused(BigDecimal number) {
        assertThat(problems(position("p", number)))
                .extracting(Problem::code, Problem::pointer)
                .containsExactly(tuple("NUMBER_TOO_PRECISE", "/portfolio/positions/0/quantity"));
    }

    @Test
    void number_ofAMillionDigits_isRefusedWithoutDelay() {
        BigDecimal monster = new BigDecimal(BigInteger.ONE.shiftLeft(3_321_928), 999_990);
        long started = System.nanoTime();

        assertThat(Plausibility.isPlausible(monster)).isFalse();
        assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofMillis(500));
    }

    @Test
    void name_ofTheLongestLength_isTaken() {
        assertThat(problems(position("p".repeat(128), BigDecimal.ONE))).isEmpty();
        assertThat(problems(position("p".repeat(129), BigDecimal.ONE)))
                .extracting(Problem::code, Problem::pointer)
                .containsExactly(tuple("TEXT_TOO_LONG", "/portfolio/positions/0/id"));
    }

    @Test
    void message_aboutALongText_isShort() {
        List<Problem> problems = problems(position("p".repeat(1_000_000), BigDecimal.ONE));

        assertThat(problems).hasSize(1);
        assertThat(problems.get(0).message()).hasSizeLessThan(200).contains("1000000");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\u0000b", "a\nb", "\u007f", "\u0085", "a\ud800", "\udc00a", "\ud800\ud800"})
    void name_withUnprintableCharacters_isRefused(String name) {
        assertThat(problems(position(name, BigDecimal.ONE)))
                .extracting(Problem::code)
                .containsExactly("TEXT_CHARACTERS");
    }

    @ParameterizedTest
    @ValueSource(strings = {"BTC/USDT:USDT", "Zürich 5%", "深圳", "\ud83d\ude80", "a\"b\\c", "~"})
    void name_withPrintableCharacters_isTaken(String name) {
        assertThat(problems(position(name, BigDecimal.ONE))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\u2003"})
    void name_withoutCharacters_isRefused(String name) {
        assertThat(problems(position(name, BigDecimal.ONE)))
                .extracting(Problem::code)
                .containsExactly("TEXT_BLANK");
    }

    @Test
    void attributes_atTheLimit_areTaken() {
        assertThat(problems(withAttributes(attributes(100)))).isEmpty();
        assertThat(problems(withAttributes(attributes(101))))
                .extracting(Problem::code, Problem::pointer)
                .containsExactly(tuple("TOO_MANY_ATTRIBUTES", "/portfolio/positions/0/attributes"));
    }

    @Test
    void attribute_ofTheLongestLength_isTaken() {
        assertThat(problems(withAttributes(Map.of("note", "x".repeat(1000))))).isEmpty();
        assertThat(problems(withAttributes(Map.of("a/b~c", "x".repeat(1001)))))
                .extracting(Problem::code, Problem::pointer)
                .containsExactly(tuple("TEXT_TOO_LONG", "/portfolio/positions/0/attributes/a~1b~0c"));
    }

    @Test
    void attribute_withEmptyValue_isTaken() {
        assertThat(problems(withAttributes(Map.of("note", "")))).isEmpty();
    }

    @Test
    void attributes_thatAreWrong_areReportedInTheOrderOfTheirNames() {
        assertThat(problems(withAttributes(Map.of("c", "\u0000", "a", "\u0000", "b", "fine", "", "blank name"))))
                .extracting(Problem::code, Problem::pointer)
                .containsExactly(
                        tuple("TEXT_BLANK", "/portfolio/positions/0/attributes"),
                        tuple("TEXT_CHARACTERS", "/portfolio/positions/0/attributes/a"),
                        tuple("TEXT_CHARACTERS", "/portfolio/positions/0/attributes/c"));
    }

    @Test
    void date_outsideItsRange_isRefused() {
        Submission early = Portfolios.in("EUR")
                .evaluatedAt("1899-12-31T23:59:59Z")
                .price("X", "1")
                .submission();
        Submission late = Portfolios.in("EUR")
                .evaluatedAt(Instant.MAX)
                .position("p", "B", "1")
                .instrument(Instruments.bond("B", "EUR", "+10000-01-01"))
                .submission();
        Submission limits = Portfolios.in("EUR")
                .evaluatedAt("9999-12-31T23:59:59Z")
                .instrument(Instruments.bond("B", "EUR", "9999-12-31"))
                .price("X", "1", "1900-01-01T00:00:00Z")
                .submission();

        assertThat(problems(early))
                .extracting(Problem::code, Problem::pointer)
                .containsExactly(
                        tuple("DATE_OUT_OF_RANGE", "/evaluatedAt"),
                        tuple("DATE_OUT_OF_RANGE", "/market/asOf"),
                        tuple("DATE_OUT_OF_RANGE", "/market/prices/0/at"));
        assertThat(problems(late))
                .extracting(Problem::code, Problem::pointer)
                .containsExactly(
                        tuple("PRICE_MISSING", "/portfolio/positions/0/instrument"),
                        tuple("DATE_OUT_OF_RANGE", "/evaluatedAt"),
                        tuple("DATE_OUT_OF_RANGE", "/instruments/0/maturity"),
                        tuple("DATE_OUT_OF_RANGE", "/market/asOf"),
                        tuple("MARKET_FROM_FUTURE", "/market/asOf"));
        assertThat(problems(limits)).isEmpty();
    }

    private static Submission position(String id, BigDecimal quantity) {
        return submission(new OpenPosition(id, "X", quantity, null, null, null, Map.of()));
    }

    private static Submission withAttributes(Map<String, String> attributes) {
        return submission(new OpenPosition("p", "X", dec("1"), null, null, null, attributes));
    }

    private static Submission submission(OpenPosition position) {
        return Portfolios.in("EUR")
                .instrument(Instruments.equity("X", "EUR"))
                .price("X", "1")
                .position(position)
                .submission();
    }

    private static Map<String, String> attributes(int count) {
        Map<String, String> attributes = new HashMap<>();
        for (int i = 0; i < count; i++) {
            attributes.put("name" + i, "value");
        }
        return attributes;
    }

    private static List<Problem> problems(Submission submission) {
        @Nullable Refusal refusal = catchThrowableOfType(Refusal.class, () -> SubmissionCheck.check(submission));
        return refusal == null ? List.of() : refusal.problems();
    }
}
