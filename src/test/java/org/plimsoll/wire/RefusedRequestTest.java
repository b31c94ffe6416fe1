package org.plimsoll.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RefusedRequestTest {
    private static final String QUANTITY = "/portfolio/positions/0/quantity";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "NaN",
                "Infinity",
                "-Infinity",
                "",
                " 1",
                "1 ",
                "+1",
                "1,5",
                "1.",
                ".5",
                "1e",
                "1e+",
                "0x1F",
                "--1",
                "1_0",
                "ten",
                "1.2.3",
                "-",
                "١"
            })
    void decimal_notOne_isRefused(String text) {
        assertThat(Requests.outcome(Requests.with("\"-1.5\"", "\"" + text + "\"")))
                .isEqualTo("422 INVALID_DECIMAL@" + QUANTITY);
    }

    @ParameterizedTest
    @CsvSource({
        "1e400, LARGE",
        "-1e400, LARGE",
        "1e31, LARGE",
        "0.001e33, LARGE",
        "1E999999999, LARGE",
        "1e2147483648, LARGE",
        "1e99999999999999999999, LARGE",
        "1234567890123456789012345678901, LARGE",
        "1234567890123456789012345678901.5, LARGE",
        "0.1234567890123456789, PRECISE",
        "1e-400, PRECISE",
        "1e-999999999, PRECISE",
        "1e-99999999999999999999, PRECISE",
        "1e-19, PRECISE",
        "1000e-22, PRECISE"
    })
    void decimal_outOfRange_isRefusedAsTextAndAsNumber(String text, String code) {
        assertThat(Requests.outcome(Requests.with("\"-1.5\"", "\"" + text + "\"")))
                .isEqualTo("422 NUMBER_TOO_" + code + "@" + QUANTITY);
        assertThat(Requests.outcome(Requests.with("\"-1.5\"", text)))
                .isEqualTo("422 NUMBER_TOO_" + code + "@" + QUANTITY);
    }

    @Test
    void decimal_ofAMillionDigits_isRefused() {
        assertThat(Requests.outcome(Requests.with("\"-1.5\"", "9".repeat(1_000_000))))
                .isEqualTo("422 NUMBER_TOO_LARGE@" + QUANTITY);
        assertThat(Requests.outcome(Requests.with("\"-1.5\"", "\"" + "9".repeat(1_000_000) + "\"")))
                .isEqualTo("422 NUMBER_TOO_LARGE@" + QUANTITY);
        assertThat(Requests.outcome(Requests.with("\"-1.5\"", "0." + "3".repeat(1_000_000))))
                .isEqualTo("422 NUMBER_TOO_PRECISE@" + QUANTITY);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "-0, 0",
        "0.1, 0.1",
        "-1234.50, -1234.50",
        "1e3, 1000",
        "1.5E+3, 1500",
        "25e-1, 2.5",
        "0e999999999999, 0",
        "123456789012345678, 123456789012345678",
        "9999999999999999999, 9999999999999999999",
        "0.12345678901234567, 0.12345678901234567",
        "0.123456789012345678, 0.123456789012345678",
        "123456789012345678901234567890, 123456789012345678901234567890",
        "123456789012345678901234567890.123456789012345678, 123456789012345678901234567890.123456789012345678",
        "1e29, 100000000000000000000000000000",
        "1e-18, 0.000000000000000001",
        "1.0000000000000000000000000, 1"
    })
    void decimal_inRange_isExactAsTextAndAsNumber(String text, BigDecimal expected) {
        for (String form : new String[] {text, "\"" + text + "\""}) {
            BigDecimal quantity = Requests.read(Requests.with("\"-1.5\"", form))
                    .submission()
                    .portfolio()
                    .positions()
                    .get(0)
                    .quantity();

            assertThat(quantity).isEqualByComparingTo(expected);
            assertThat(quantity.scale()).isBetween(0, 18);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-01-02",
                "2026-01-02T09:00:00",
                "2026-01-02 09:00:00Z",
                "2026-02-30T09:00:00Z",
                "2026-13-01T09:00:00Z",
                "2026-01-02T24:00:01Z",
                "2026-01-02T09:60:00Z",
                "2026-01-02T09:00:61Z",
                "2O26-01-02T09:00:00Z",
                "0000-01-01T00:00:00Z",
                "1899-12-31T23:59:59Z",
                "+1000000000-01-01T00:00:00Z",
                "now"
            })
    void time_notOne_isRefused(String text) {
        assertThat(Requests.outcome(Requests.with(
                        "\"evaluatedAt\": \"2026-01-02T09:00:00Z\"", "\"evaluatedAt\": \"" + text + "\"")))
                .isEqualTo("422 INVALID_TIME@/evaluatedAt");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-02T09:00:00Z, 2026-01-02T09:00:00Z",
        "2026-01-02T09:00:00.125Z, 2026-01-02T09:00:00.125Z",
        "2026-01-02T09:00:00.123456789Z, 2026-01-02T09:00:00.123456789Z",
        "2026-01-02T10:00:00+01:00, 2026-01-02T09:00:00Z",
        "2024-02-29T00:00:00Z, 2024-02-29T00:00:00Z",
        "1900-01-01T00:00:00Z, 1900-01-01T00:00:00Z",
        "9999-12-31T23:59:59Z, 9999-12-31T23:59:59Z"
    })
    void time_withOffset_isRead(String text, java.time.Instant expected) {
        assertThat(Requests.read(Requests.with(
                                "\"evaluatedAt\": \"2026-01-02T09:00:00Z\"", "\"evaluatedAt\": \"" + text + "\""))
                        .submission()
                        .evaluatedAt())
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2028-02-30",
                "2027-02-29",
                "28-01-02",
                "2028-1-2",
                "2028/01/02",
                "2028-01-02T00:00:00Z",
                "1899-12-31"
            })
    void date_notOne_isRefused(String text) {
        assertThat(Requests.outcome(Requests.with("\"2028-01-02\"", "\"" + text + "\"")))
                .isEqualTo("422 INVALID_DATE@/instruments/0/maturity");
    }

    static Stream<Arguments> unknownCodes() {
        return Stream.of(
                Arguments.of("\"BILATERAL\"", "\"BILATERALL\"", "/portfolio/account/type", "BILATERAL"),
                Arguments.of("\"CROSS\"", "\"cross\"", "/portfolio/account/marginMode", "CROSS"),
                Arguments.of("\"ISOLATED\"", "\"ISOLATE\"", "/portfolio/positions/0/marginMode", "ISOLATED"),
                Arguments.of("\"PERPETUAL\"", "\"PERPETAUL\"", "/instruments/1/type", "PERPETUAL"),
                Arguments.of("\"GOVERNMENT\"", "\"GOVERMENT\"", "/instruments/0/issuerKind", "GOVERNMENT"),
                Arguments.of("\"CALL\"", "\"CAL\"", "/instruments/2/optionType", "CALL"),
                Arguments.of("\"EUROPEAN\"", "\"EUROPAEN\"", "/instruments/2/exerciseStyle", "EUROPEAN"),
                Arguments.of("\"MAIN_INDEX\"", "\"MAIN-INDEX\"", "/instruments/2/indexMembership", "MAIN_INDEX"),
                Arguments.of("\"full\"", "\"FULL\"", "/explain", "full"));
    }

    @ParameterizedTest
    @MethodSource("unknownCodes")
    void code_unknown_isRefusedAndTheNearestIsOffered(String text, String replacement, String pointer, String nearest) {
        String json = Requests.with(text, replacement);

        assertThat(Requests.outcome(json)).isEqualTo("422 UNKNOWN_CODE@" + pointer);
        assertThat(Requests.messages(json)).endsWith("Did you mean '" + nearest + "'?");
    }

    @Test
    void text_atItsLimit_isReadAndBeyondIsRefused() {
        String longest = "x".repeat(128);

        assertThat(Requests.read(Requests.with("\"id\": \"p1\"", "\"id\": \"" + longest + "\""))
                        .submission()
                        .portfolio()
                        .positions()
                        .get(0)
                        .id())
                .isEqualTo(longest);
        assertThat(Requests.outcome(Requests.with("\"id\": \"p1\"", "\"id\": \"" + longest + "x\"")))
                .isEqualTo("422 TEXT_TOO_LONG@/portfolio/positions/0/id");
    }

    @Test
    void attribute_atItsLimit_isReadAndBeyondIsRefused() {
        String longest = "x".repeat(1_000);

        assertThat(Requests.outcome(Requests.with("\"A/1\"", "\"" + longest + "\"")))
                .isEqualTo("200");
        assertThat(Requests.outcome(Requests.with("\"A/1\"", "\"" + longest + "x\"")))
                .isEqualTo("422 TEXT_TOO_LONG@/portfolio/positions/0/attributes/desk");
        assertThat(Requests.outcome(Requests.with("\"desk\"", "\"" + "d".repeat(129) + "\"")))
                .startsWith("422 TEXT_CHARACTERS@/portfolio/positions/0/attributes/ddd");
    }

    @Test
    void text_ofAMillionCharacters_isRefused() {
        assertThat(Requests.outcome(Requests.with("\"retail\"", "\"" + "x".repeat(1_000_000) + "\"")))
                .isEqualTo("422 TEXT_TOO_LONG@/portfolio/account/tier");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\u0000", "a\\nb", "\\u007f", "\\ud800", "\\udc00x", "\\udc00\\ud800"})
    void text_withControlOrHalfCharacter_isRefused(String text) {
        assertThat(Requests.outcome(Requests.with("\"retail\"", "\"" + text + "\"")))
                .isEqualTo("422 TEXT_CHARACTERS@/portfolio/account/tier");
        assertThat(Requests.outcome(Requests.with("\"desk\"", "\"" + text + "\"")))
                .startsWith("422 TEXT_CHARACTERS@");
    }

    @Test
    void text_empty_isRefusedExceptAsAttribute() {
        assertThat(Requests.outcome(Requests.with("\"id\": \"p1\"", "\"id\": \"\"")))
                .isEqualTo("422 TEXT_BLANK@/portfolio/positions/0/id");
        assertThat(Requests.outcome(Requests.with("\"A/1\"", "\"\""))).isEqualTo("200");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "2147483648", "1e5", "99999999999999999999"})
    void creditQualityStep_notASmallWholeNumber_isRefused(String step) {
        assertThat(Requests.outcome(Requests.with("\"creditQualityStep\": 1", "\"creditQualityStep\": " + step)))
                .isEqualTo(
                        step.contains("e")
                                ? "400 WRONG_TYPE@/instruments/0/creditQualityStep"
                                : "422 OUT_OF_RANGE@/instruments/0/creditQualityStep");
    }

    @Test
    void optionTerms_missing_areRefused() {
        assertThat(Requests.outcome(Requests.with("\"strike\": \"120.5\", \"expiry\": \"2026-06-19\",", "")))
                .isEqualTo("422 OPTION_TERMS_MISSING@/instruments/2/strike,"
                        + " OPTION_TERMS_MISSING@/instruments/2/expiry");
        assertThat(Requests.outcome(Requests.with("\"optionType\": \"CALL\",", "")))
                .isEqualTo("422 OPTION_TERMS_MISSING@/instruments/2/optionType");
    }

    @Test
    void version_zero_isRefused() {
        assertThat(Requests.outcome(Requests.with("\"version\": 3", "\"version\": 0")))
                .isEqualTo("422 OUT_OF_RANGE@/version");
    }

    @Test
    void versionAndAsOf_together_areRefused() {
        assertThat(Requests.outcome(
                        Requests.with("\"version\": 3", "\"version\": 3, \"asOf\": \"2026-01-01T00:00:00Z\"")))
                .isEqualTo("422 CONFLICTING_FIELDS@/asOf");
    }

    @Test
    void expiry_onABond_isToldToBeItsMaturity() {
        assertThat(Requests.messages(Requests.with("\"maturity\"", "\"expiry\": \"2030-01-01\", \"maturity\"")))
                .contains("Only an OPTION has the field 'expiry'. The last day of any other instrument is its"
                        + " 'maturity'.");
    }

    @Test
    void optionTerms_onABond_areRefused() {
        assertThat(Requests.outcome(Requests.with("\"maturity\"", "\"strike\": 5, \"maturity\"")))
                .isEqualTo("422 OPTION_TERMS_UNEXPECTED@/instruments/0/strike");
    }

    @Test
    void severalProblems_ofMeaning_areReportedTogether() {
        String json = Requests.with("\"-1.5\"", "\"NaN\"")
                .replace("\"GOVERNMENT\"", "\"GOVT\"")
                .replace("\"2028-01-02\"", "\"2028-02-30\"")
                .replace("\"0.92\"", "1e400");

        assertThat(Requests.outcome(json))
                .isEqualTo("422 INVALID_DECIMAL@" + QUANTITY
                        + ", UNKNOWN_CODE@/instruments/0/issuerKind, INVALID_DATE@/instruments/0/maturity,"
                        + " NUMBER_TOO_LARGE@/market/fxRates/0/rate");
    }
}
