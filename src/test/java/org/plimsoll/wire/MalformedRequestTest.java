package org.plimsoll.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class MalformedRequestTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "{\"ruleSet\"",
                "{\"ruleSet\":",
                "{\"ruleSet\": \"a",
                "{\"ruleSet\": \"a\"",
                "{\"ruleSet\": \"a\",}",
                "{'ruleSet': 'a'}",
                "{ruleSet: \"a\"}",
                "{\"ruleSet\": \"a\" \"version\": 1}",
                "{\"version\": 01}",
                "{\"version\": +1}",
                "{\"version\": .5}",
                "{\"version\": 1.}",
                "{\"version\": 0x10}",
                "{\"version\": NaN}",
                "{\"version\": Infinity}",
                "{\"version\": -Infinity}",
                "{\"version\": tru}",
                "{\"ruleSet\": \"\\x41\"}",
                "{\"ruleSet\": \"\\u12\"}",
                "{\"ruleSet\": \"line\nbreak\"}",
                "{\"ruleSet\": \"a\"} // comment",
                "/* comment */ {}",
                "{\"ruleSet\": \"a\"]",
                "nonsense"
            })
    void text_notJson_isMalformed(String json) {
        assertThat(Requests.outcome(json)).startsWith("400 ").contains("MALFORMED_JSON@");
    }

    @Test
    void trailingText_afterTheRequest_isMalformed() {
        assertThat(Requests.outcome(Requests.COMPLETE + "{}")).isEqualTo("400 MALFORMED_JSON@");
        assertThat(Requests.outcome(Requests.COMPLETE + "]")).isEqualTo("400 MALFORMED_JSON@");
        assertThat(Requests.outcome(Requests.COMPLETE + "1")).isEqualTo("400 MALFORMED_JSON@");
        assertThat(Requests.outcome(Requests.COMPLETE + " \n\t ")).isEqualTo("200");
    }

    @Test
    void syntaxError_message_namesLineAndColumn() {
        assertThat(Requests.messages("{\n  \"ruleSet\": \"ü\",\n  \"version\": NaN }"))
                .isEqualTo("400 Not valid JSON at line 3, column 14, near 'NaN }'.");
        assertThat(Requests.messages("{\"requestId\": \"ü\", \"ruleSet\": x}"))
                .isEqualTo("400 Not valid JSON at line 1, column 31, near 'x}'.");
        assertThat(Requests.messages("{\"portfolio\": {"))
                .isEqualTo("400 Not valid JSON at line 1, column 16, near the end of the text.");
    }

    @Test
    void syntaxError_insideTheRequest_pointsToTheValueBeingRead() {
        assertThat(Requests.outcome(Requests.with("\"-1.5\"", "-1.5.3")))
                .isEqualTo("400 MALFORMED_JSON@/portfolio/positions/0/quantity");
    }

    @ParameterizedTest
    @ValueSource(ints = {0xFF, 0xC0, 0x80, 0xF5})
    void bytes_notUtf8_areMalformed(int bad) {
        byte[] json = "{\"ruleSet\": \"a?\"}".getBytes(StandardCharsets.UTF_8);
        json[14] = (byte) bad;

        assertThat(Requests.outcome(json, problem -> problem.code() + " " + problem.message()))
                .isEqualTo("400 INVALID_ENCODING Not UTF-8 at line 1, column 15.");
    }

    @Test
    void bytes_overlongOrSurrogate_areMalformed() {
        byte[] overlong = {'"', (byte) 0xC0, (byte) 0xAF, '"'};
        byte[] surrogate = {'"', (byte) 0xED, (byte) 0xA0, (byte) 0x80, '"'};
        byte[] cut = {'"', (byte) 0xE2, (byte) 0x82};

        assertThat(Stream.of(overlong, surrogate, cut).map(bytes -> Requests.outcome(bytes, problem -> problem.code())))
                .containsOnly("400 INVALID_ENCODING");
    }

    @Test
    void bytes_otherUnicodeEncodings_areMalformed() {
        assertThat(Stream.of(StandardCharsets.UTF_16, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)
                        .map(charset ->
                                Requests.outcome(Requests.COMPLETE.getBytes(charset), problem -> problem.code())))
                .containsOnly("400 INVALID_ENCODING");
    }

    @Test
    void nesting_deep_isMalformedWithoutOverflowingTheStack() {
        assertThat(Requests.outcome("{\"portfolio\": " + "[".repeat(1_000_000)))
                .startsWith("400 WRONG_TYPE@/portfolio, NESTED_TOO_DEEP@/portfolio/0/0");
        assertThat(Requests.outcome("[".repeat(1_000_000))).contains("NESTED_TOO_DEEP@/0");
        assertThat(Requests.outcome("{\"a\":".repeat(1_000_000))).contains("NESTED_TOO_DEEP@/a/a/a");
    }

    static Stream<Arguments> wrongTypes() {
        return Stream.of(
                Arguments.of("\"requestId\": \"r-1\"", "\"requestId\": 1", "/requestId"),
                Arguments.of("\"ruleSet\": \"eu-collateral-haircuts\"", "\"ruleSet\": {}", "/ruleSet"),
                Arguments.of("\"version\": 3", "\"version\": \"3\"", "/version"),
                Arguments.of("\"version\": 3", "\"version\": 3.5", "/version"),
                Arguments.of("\"explain\": \"full\"", "\"explain\": true", "/explain"),
                Arguments.of("\"record\": false", "\"record\": \"false\"", "/record"),
                Arguments.of("\"record\": false", "\"record\": 0", "/record"),
                Arguments.of(
                        "\"evaluatedAt\": \"2026-01-02T09:00:00Z\"", "\"evaluatedAt\": 1767344400", "/evaluatedAt"),
                Arguments.of("\"baseCurrency\": \"EUR\"", "\"baseCurrency\": [\"EUR\"]", "/portfolio/baseCurrency"),
                Arguments.of("{\"desk\": \"A/1\"}", "[\"desk\"]", "/portfolio/positions/0/attributes"),
                Arguments.of("{\"desk\": \"A/1\"}", "{\"a/b~c\": true}", "/portfolio/positions/0/attributes/a~1b~0c"),
                Arguments.of("{\"desk\": \"A/1\"}", "{\"desk\": null}", "/portfolio/positions/0/attributes/desk"),
                Arguments.of("{\"desk\": \"A/1\"}", "{\"desk\": {\"x\": 1}}", "/portfolio/positions/0/attributes/desk"),
                Arguments.of("\"-1.5\"", "true", "/portfolio/positions/0/quantity"),
                Arguments.of("\"-1.5\"", "[1]", "/portfolio/positions/0/quantity"),
                Arguments.of("\"-1.5\"", "{\"value\": 1}", "/portfolio/positions/0/quantity"),
                Arguments.of(
                        "\"creditQualityStep\": 1", "\"creditQualityStep\": \"1\"", "/instruments/0/creditQualityStep"),
                Arguments.of("\"maturity\": \"2028-01-02\"", "\"maturity\": 2028", "/instruments/0/maturity"),
                Arguments.of("{ \"currency\": \"USD\", \"amount\": \"100000\" }", "null", "/portfolio/loans/0"),
                Arguments.of("{ \"currency\": \"USD\", \"amount\": \"100000\" }", "[]", "/portfolio/loans/0"),
                Arguments.of("[ { \"currency\": \"USD\", \"amount\": \"100000\" } ]", "{}", "/portfolio/loans"),
                Arguments.of("[ { \"currency\": \"USD\", \"amount\": \"100000\" } ]", "\"\"", "/portfolio/loans"));
    }

    @ParameterizedTest
    @MethodSource("wrongTypes")
    void value_ofWrongType_isMalformed(String text, String replacement, String pointer) {
        assertThat(Requests.outcome(Requests.with(text, replacement))).isEqualTo("400 WRONG_TYPE@" + pointer);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "1", "\"a\"", "true", "null", "[{}]"})
    void root_notAnObject_isMalformed(String json) {
        assertThat(Requests.outcome(json)).isEqualTo("400 WRONG_TYPE@");
    }

    @Test
    void wrongType_message_saysWhatWasExpectedAndFound() {
        assertThat(Requests.messages(Requests.with("\"-1.5\"", "true")))
                .isEqualTo("400 Expected a decimal number or a decimal number in quotes, found true or false.");
    }

    static Stream<Arguments> unknownFields() {
        return Stream.of(
                Arguments.of("\"requestId\"", "\"requestID\"", "/requestID", "requestId"),
                Arguments.of("\"baseCurrency\"", "\"baseCurency\"", "/portfolio/baseCurency", "baseCurrency"),
                Arguments.of("\"tier\"", "\"teir\"", "/portfolio/account/teir", "tier"),
                Arguments.of(
                        "\"isolatedMargin\"",
                        "\"isolated_margin\"",
                        "/portfolio/positions/0/isolated_margin",
                        "isolatedMargin"),
                Arguments.of("\"multiplier\": \"1\"", "\"multipler\": \"1\"", "/instruments/1/multipler", "multiplier"),
                Arguments.of("\"fxRates\"", "\"fxrates\"", "/market/fxrates", "fxRates"),
                Arguments.of("\"bid\"", "\"bidd\"", "/market/prices/0/bidd", "bid"));
    }

    @ParameterizedTest
    @MethodSource("unknownFields")
    void field_unknown_isMalformedAndTheNearestIsOffered(
            String text, String replacement, String pointer, String nearest) {
        String json = Requests.with(text, replacement);

        assertThat(Requests.outcome(json)).contains("UNKNOWN_FIELD@" + pointer).startsWith("400 ");
        assertThat(Requests.messages(json)).contains("Did you mean '" + nearest + "'?");
    }

    @Test
    void field_unknownWithoutLikeness_listsTheKnown() {
        assertThat(Requests.messages(Requests.with("\"tier\": \"retail\"", "\"colour\": \"retail\"")))
                .isEqualTo("400 There is no field 'colour' here. Known: id, type, marginMode, tier, attributes.");
    }

    @Test
    void field_unknownAndHuge_isCutShortInTheMessage() {
        String message = Requests.messages(Requests.with("\"tier\"", "\"" + "x".repeat(4_000) + "\""));

        assertThat(message).hasSizeLessThan(200);
    }

    static Stream<Arguments> missingFields() {
        return Stream.of(
                Arguments.of("\"ruleSet\": \"eu-collateral-haircuts\",", "/ruleSet"),
                Arguments.of("\"id\": \"csa-17\",", "/portfolio/id"),
                Arguments.of("\"baseCurrency\": \"EUR\",", "/portfolio/baseCurrency"),
                Arguments.of("\"id\": \"bank-a\",", "/portfolio/account/id"),
                Arguments.of("\"type\": \"BILATERAL\",", "/portfolio/account/type"),
                Arguments.of("\"id\": \"p1\",", "/portfolio/positions/0/id"),
                Arguments.of("\"instrument\": \"BTC-PERP\", \"quantity\"", "/portfolio/positions/0/instrument"),
                Arguments.of("\"quantity\": \"-1.5\",", "/portfolio/positions/0/quantity"),
                Arguments.of("\"currency\": \"USD\", \"amount\"", "/portfolio/loans/0/currency"),
                Arguments.of("\"type\": \"BOND\",", "/instruments/0/type"),
                Arguments.of("\"asOf\": \"2026-01-02T08:59:58Z\",", "/market/asOf"),
                Arguments.of("\"price\": \"0.9950\",", "/market/prices/0/price"),
                Arguments.of("\"rate\": \"0.92\",", "/market/fxRates/0/rate"));
    }

    @ParameterizedTest
    @MethodSource("missingFields")
    void field_missing_isMalformed(String text, String pointer) {
        String kept = text.endsWith(",") ? "" : text.substring(text.indexOf(',') + 1);

        assertThat(Requests.outcome(Requests.with(text, kept))).isEqualTo("400 MISSING_FIELD@" + pointer);
    }

    @Test
    void field_requiredAndNull_isMissing() {
        assertThat(Requests.outcome(Requests.with("\"quantity\": \"-1.5\"", "\"quantity\": null")))
                .isEqualTo("400 MISSING_FIELD@/portfolio/positions/0/quantity");
    }

    static Stream<Arguments> duplicateFields() {
        return Stream.of(
                Arguments.of("\"version\": 3", "\"version\": 3, \"version\": 3", "/version"),
                Arguments.of("\"version\": 3", "\"version\": 3, \"vers\\u0069on\": 4", "/version"),
                Arguments.of("\"tier\": \"retail\"", "\"tier\": null, \"tier\": \"a\"", "/portfolio/account/tier"),
                Arguments.of("{\"a\": \"b\"}", "{\"a\": \"b\", \"a\": \"c\"}", "/instruments/1/attributes/a"),
                Arguments.of("\"bid\": \"0.9940\"", "\"bid\": 1, \"bid\": 2", "/market/prices/0/bid"));
    }

    @ParameterizedTest
    @MethodSource("duplicateFields")
    void field_givenTwice_isMalformed(String text, String replacement, String pointer) {
        assertThat(Requests.outcome(Requests.with(text, replacement))).isEqualTo("400 DUPLICATE_FIELD@" + pointer);
    }

    @Test
    void severalProblems_ofShapeAndMeaning_areReportedTogetherAsMalformed() {
        String json = Requests.with("\"-1.5\"", "\"NaN\"")
                .replace("\"tier\"", "\"teir\"")
                .replace("\"GOVERNMENT\"", "7");

        assertThat(Requests.outcome(json))
                .isEqualTo("400 UNKNOWN_FIELD@/portfolio/account/teir,"
                        + " INVALID_DECIMAL@/portfolio/positions/0/quantity, WRONG_TYPE@/instruments/0/issuerKind");
    }

    @Test
    void problems_beyondTheLimit_endTheReading() {
        StringBuilder unknown = new StringBuilder();
        for (int number = 0; number < 200; number++) {
            unknown.append("\"x").append(number).append("\": 1, ");
        }

        String outcome = Requests.outcome("{" + unknown + "\"ruleSet\": \"r\"}");

        assertThat(outcome.split(", ")).hasSize(RequestLimits.DEFAULT.problems());
    }
}
