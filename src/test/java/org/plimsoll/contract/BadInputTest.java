package org.plimsoll.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is sent: the answer says in time what is wrong and where, and the next good request is answered. */
@QuarkusTest
class BadInputTest {
    private static final String MARGIN_CALL = Contract.example("margin-call.json");
    private static final int MILLION = 1_000_000;

    @AfterEach
    void goodRequest_afterwards_isAnswered() {
        Response response = Calls.evaluate(MARGIN_CALL);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.<String>path("status")).isEqualTo("MARGIN_CALL");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"ruleSet\": | \"version\": 0, \"ruleSet\": | 422 | OUT_OF_RANGE | /version",
                "\"ruleSet\": | \"version\": 1, \"asOf\": \"2026-01-02T09:00:00Z\", \"ruleSet\": | 422 | CONFLICTING_FIELDS | /asOf",
                "\"ruleSet\": | \"asOf\": \"1999-01-01T00:00:00Z\", \"ruleSet\": | 422 | NO_VERSION_AT | /asOf",
                "\"ruleSet\": | \"explain\": \"FULL\", \"ruleSet\": | 422 | UNKNOWN_CODE | /explain",
                "\"ruleSet\": | \"ruleSet\": \"a\", \"ruleSet\": | 400 | DUPLICATE_FIELD | /ruleSet",
                "\"threshold\": | \"threshold\": \"1\", \"threshold\": | 400 | DUPLICATE_FIELD | /portfolio/account/attributes/threshold",
                "\"type\": \"BILATERAL\" | \"type\": \"bilateral\" | 422 | UNKNOWN_CODE | /portfolio/account/type",
                "\"type\": \"BILATERAL\" | \"type\": 1 | 400 | WRONG_TYPE | /portfolio/account/type",
                "\"type\": \"BILATERAL\", | `` | 400 | MISSING_FIELD | /portfolio/account/type",
                "\"balances\": [ | \"balances\": [ 1, | 400 | WRONG_TYPE | /portfolio/balances/0",
                "\"id\": \"corporate\" | \"id\": \"bund\" | 422 | COLLATERAL_DUPLICATE | /portfolio/collateral/1/id",
                "\"id\": \"IRS-5Y-RECEIVE\" | \"id\": \"IRS-10Y-PAY\" | 422 | INSTRUMENT_CONFLICT | /instruments/1/id",
                "\"quantity\": \"100000000\" | \"quantity\": \"0\" | 422 | POSITION_QUANTITY_ZERO | /portfolio/positions/0/quantity",
                "\"quantity\": \"8000000\" | \"quantity\": \"-8000000\" | 422 | COLLATERAL_QUANTITY_NEGATIVE | /portfolio/collateral/0/quantity",
                "\"quantity\": \"8000000\" | \"quantity\": \"Infinity\" | 422 | INVALID_DECIMAL | /portfolio/collateral/0/quantity",
                "\"quantity\": \"8000000\" | \"quantity\": \"1e-400\" | 422 | NUMBER_TOO_PRECISE | /portfolio/collateral/0/quantity",
                "\"quantity\": \"8000000\" | \"quantity\": \"1e999999999\" | 422 | NUMBER_TOO_LARGE | /portfolio/collateral/0/quantity",
                "\"quantity\": \"8000000\" | \"quantity\": NaN | 400 | MALFORMED_JSON | /portfolio/collateral/0/quantity",
                "\"type\": \"SWAP\", | \"type\": \"SWAP\", \"multiplier\": \"-1\", | 422 | MULTIPLIER_NOT_POSITIVE | /instruments/0/multiplier",
                "\"type\": \"SWAP\", | \"type\": \"SWAP\", \"strike\": \"1\", | 422 | OPTION_TERMS_UNEXPECTED | /instruments/0/strike",
                "\"maturity\": \"2035-06-16\" | \"maturity\": \"2035-02-30\" | 422 | INVALID_DATE | /instruments/0/maturity",
                "\"maturity\": \"2035-06-16\" | \"maturity\": \"2025-06-16\" | 422 | INSTRUMENT_MATURED | /instruments/0/maturity",
                "{ \"instrument\": \"SMALL-CAP-SHARE\", \"price\": | { \"instrument\": \"OTHER\", \"price\": | 422 | COLLATERAL_PRICE_MISSING | /portfolio/collateral/2/instrument",
                "{ \"instrument\": \"IRS-10Y-PAY\", \"price\": | { \"instrument\": \"OTHER\", \"price\": | 422 | PRICE_MISSING | /portfolio/positions/0/instrument",
                "\"from\": \"USD\" | \"from\": \"GBP\" | 422 | FX_RATE_MISSING | /instruments/3/currency",
                "\"rate\": \"0.92\" | \"rate\": \"0\" | 422 | FX_RATE_NOT_POSITIVE | /market/fxRates/0/rate",
                "\"evaluatedAt\": \"2026-01-02T09:00:00Z\" | \"evaluatedAt\": \"2026-01-02T09:00:00\" | 422 | INVALID_TIME | /evaluatedAt",
                "\"evaluatedAt\": \"2026-01-02T09:00:00Z\" | \"evaluatedAt\": \"2026-01-02T08:00:00Z\" | 422 | MARKET_FROM_FUTURE | /market/asOf"
            })
    void value_thatMeansNothing_isRefusedWhereItStands(
            String from, String to, int status, String code, String pointer) {
        JsonNode problem = ResponsesTest.described("evaluate", status, Calls.evaluate(with(from, to)));

        assertThat(problem.required("errors"))
                .extracting(error -> error.required("code").asText() + " "
                        + error.path("pointer").asText())
                .contains(code + " " + pointer);
    }

    @Test
    void option_thatHasExpired_isRefusedWhereItStands() {
        String request = with("\"instruments\": [", """
                "instruments": [
                { "id": "OPTION", "type": "OPTION", "currency": "EUR", "underlying": "SMALL-CAP-SHARE",
                  "optionType": "CALL", "strike": "20", "expiry": "2026-01-01" },""");
        String held = request.replaceFirst(
                "\"positions\": \\[",
                "\"positions\": [ { \"id\": \"option\", \"instrument\": \"OPTION\", \"quantity\": \"1\" },");
        JsonNode problem = ResponsesTest.described("evaluate", 422, Calls.evaluate(held));

        assertThat(problem.required("errors"))
                .extracting(error -> error.required("code").asText() + " "
                        + error.path("pointer").asText())
                .contains("OPTION_EXPIRED /instruments/0/expiry");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{\"portfolio\":", "{\"portfolio\":[", "[{\"a\":"})
    void nesting_ofAHundredThousandBrackets_isMalformed(String bracket) {
        JsonNode problem = ResponsesTest.described("evaluate", 400, Calls.evaluate(bracket.repeat(100_000)));

        assertThat(problem.at("/errors/0/message").asText()).isNotBlank();
        ResponsesTest.described("evaluateBatch", 400, Calls.evaluateBatch(bracket.repeat(100_000)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"id\": \"csa-17\" | \"id\": \"%s\" | 422 | /portfolio/id",
                "\"counterparty\": \"Bank A\" | \"counterparty\": \"%s\" | 422 | /portfolio/account/attributes/counterparty",
                "\"quantity\": \"8000000\" | \"quantity\": \"%s\" | 422 | /portfolio/collateral/0/quantity",
                "\"maturity\": \"2035-06-16\" | \"maturity\": \"%s\" | 422 | /instruments/0/maturity",
                "\"type\": \"BILATERAL\" | \"type\": \"%s\" | 422 | /portfolio/account/type",
                "\"requestId\": \"margin-call-1\" | \"requestId\": \"%s\" | 422 | /requestId"
            })
    void text_ofAMegabyte_isRefusedWhereItStands(String from, String to, int status, String pointer) {
        String request = with(from, to.replace("%s", "9".repeat(MILLION)));
        Response response = Calls.evaluate(request);
        JsonNode problem = ResponsesTest.described("evaluate", status, response);

        assertThat(problem.at("/errors/0/pointer").asText()).isEqualTo(pointer);
        assertThat(response.asByteArray()).hasSizeLessThan(2_000);
    }

    @Test
    void name_ofAMegabyte_isMalformed_andNotSentBack() {
        Response response = Calls.evaluate("{\"" + "x".repeat(MILLION) + "\": 1}");

        ResponsesTest.described("evaluate", 400, response);
        assertThat(response.asByteArray()).hasSizeLessThan(2_000);
    }

    @Test
    void unknownFields_ofAMegabyte_areListedUpToALimit() {
        StringBuilder request = new StringBuilder("{");
        for (int i = 0; i < 100_000; i++) {
            request.append("\"f").append(i).append("\":1,");
        }
        JsonNode problem = ResponsesTest.described("evaluate", 400, Calls.evaluate(request + "\"ruleSet\":\"x\"}"));

        assertThat(problem.required("errors")).hasSize(50);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16", "UTF-16LE", "UTF-32", "ISO-8859-1"})
    void bytes_thatAreNotUtf8_areMalformed(String charset) {
        String request = with("\"csa-17\"", "\"f\u00fcnf\"");
        JsonNode problem = ResponsesTest.described(
                "evaluate", 400, Calls.evaluate("evaluator", request.getBytes(Charset.forName(charset))));

        assertThat(problem.at("/errors/0/code").asText()).isIn("INVALID_ENCODING", "MALFORMED_JSON");
    }

    @ParameterizedTest
    @ValueSource(ints = {0x00, 0x80, 0xC0, 0xF5, 0xFF})
    void byte_thatIsNoText_isMalformed(int bad) {
        byte[] request = MARGIN_CALL.getBytes(StandardCharsets.UTF_8);
        request[MARGIN_CALL.indexOf("csa-17")] = (byte) bad;

        ResponsesTest.described("evaluate", 400, Calls.evaluate("evaluator", request));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\u0000", "\\ud800", "\\u001b[31m", "\\n"})
    void character_thatHasNoPlaceInAName_isRefused(String escape) {
        JsonNode problem = ResponsesTest.described(
                "evaluate", 422, Calls.evaluate(with("\"id\": \"csa-17\"", "\"id\": \"" + escape + "\"")));

        assertThat(problem.at("/errors/0/pointer").asText()).isEqualTo("/portfolio/id");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/xml", "application/octet-stream", "image/png"})
    void contentType_ofAnotherKind_isNotTaken(String type) {
        byte[] body = MARGIN_CALL.getBytes(StandardCharsets.UTF_8);

        ResponsesTest.described(
                "evaluate",
                415,
                Calls.as("evaluator").contentType(type).body(body).post("/v1/evaluations"));
        ResponsesTest.described(
                "evaluateBatch",
                415,
                Calls.as("evaluator").contentType(type).body(body).post("/v1/evaluations/batch"));
    }

    /** The server does not inflate, so a bomb is only a small body that is not UTF-8. */
    @Test
    void compressedBody_isMalformed_andNotInflated() {
        byte[] bomb = gzip(new byte[100 << 20]);
        assertThat(bomb).hasSizeLessThan(1 << 20);
        RequestSpecification request = Calls.as("evaluator")
                .header("Content-Encoding", "gzip")
                .contentType("application/json")
                .body(bomb);
        JsonNode problem = ResponsesTest.described("evaluate", 400, request.post("/v1/evaluations"));

        assertThat(problem.at("/errors/0/code").asText()).isEqualTo("INVALID_ENCODING");
        ResponsesTest.described(
                "evaluateBatch",
                400,
                Calls.as("evaluator")
                        .header("Content-Encoding", "gzip")
                        .contentType("application/x-ndjson")
                        .body(bomb)
                        .post("/v1/evaluations/batch"));
    }

    @ParameterizedTest
    @CsvSource({
        "listRuleSets, /v1/rulesets?after=%00",
        "getRuleSet, /v1/rulesets/%00",
        "getRuleSet, /v1/rulesets/a%00b",
        "listRuleSetVersions, /v1/rulesets/%00/versions",
        "getRuleSetVersion, /v1/rulesets/%00/versions/1",
        "getRuleSetFile, /v1/rulesets/eu-collateral-haircuts/versions/1/files/%00",
        "getActiveVersion, /v1/rulesets/%00/active",
        "getRuleSetArchive, /v1/rulesets/%00/versions/1/archive",
        "getCheckReport, /v1/rulesets/%00/versions/1/check",
        "listActivations, /v1/rulesets/%00/activations",
        "getTeams, /v1/rulesets/%00/teams",
        "listAuditEvents, /v1/audit/events?ruleSet=%00",
        "getDecision, /v1/decisions/%00",
        "getStatus, /v1/status?x=%00"
    })
    void address_thatCannotBeRead_isMalformed(String operation, String path) {
        ResponsesTest.described(
                operation, 400, Calls.as("auditor").urlEncodingEnabled(false).get(path));
    }

    /** Written to the socket, since no client would send it. The server's HTTP library answers, without a word. */
    @ParameterizedTest
    @ValueSource(strings = {"/v1/rulesets/%zz", "/v1/rulesets/%", "/v1/rulesets?after=%zz", "/v1/rulesets?limit=%"})
    void address_thatIsNone_isABadRequest(String path) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", RestAssured.port)) {
            socket.setSoTimeout(20_000);
            String login =
                    java.util.Base64.getEncoder().encodeToString("auditor:auditor".getBytes(StandardCharsets.UTF_8));
            String request = "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Basic " + login
                    + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            String response = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(response).startsWith("HTTP/1.1 400 ");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "getRuleSet, /v1/rulesets/%ED%A0%80",
        "getRuleSetFile, /v1/rulesets/eu-collateral-haircuts/versions/1/files/..%2F..%2Fpom.xml",
        "getRuleSetFile, /v1/rulesets/eu-collateral-haircuts/versions/1/files/%2500",
        "getDecision, /v1/decisions/1-1-1-1-1"
    })
    void address_thatNothingHas_isNotFound(String operation, String path) {
        ResponsesTest.described(
                operation, 404, Calls.as("auditor").urlEncodingEnabled(false).get(path));
    }

    @Test
    void address_thatIsVeryLong_isNotFound() {
        ResponsesTest.described("getRuleSet", 404, Calls.as("auditor").get("/v1/rulesets/" + "x".repeat(3_000)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"%ED%A0%80", "%F0%9F%98%80", "~"})
    void cursor_thatNobodyHandedOut_endsTheListOrIsRefused(String after) {
        Response response = Calls.as("auditor").urlEncodingEnabled(false).get("/v1/rulesets?after=" + after);

        assertThat(response.statusCode()).isIn(200, 400);
        ResponsesTest.described("listRuleSets", response.statusCode(), response);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "\"", "W/", "W/\"x", ",,,", "\"a\" \"b\"", "\u00e4"})
    void entityTag_thatCannotBeRead_isIgnoredOrRefused(String tag) {
        for (String header : List.of("If-None-Match", "If-Match")) {
            Response response =
                    Calls.as("auditor").header(header, tag).get("/v1/rulesets/eu-collateral-haircuts/active");

            assertThat(response.statusCode()).isIn(200, 400, 412);
            ResponsesTest.described("getActiveVersion", response.statusCode(), response);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "/", "a/b/c", "*/*;q=x", "application/json;q=9"})
    void acceptHeader_thatCannotBeRead_isNoServerError(String accept) {
        Response response = Calls.as("auditor").header("Accept", accept).get("/v1/status");

        assertThat(response.statusCode()).isLessThan(500);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "/", "application/json;charset=x", "application/json;charset=\"", ";"})
    void contentTypeHeader_thatCannotBeRead_isNoServerError(String type) {
        Response response = Calls.as("evaluator")
                .header("Content-Type", type)
                .body(MARGIN_CALL.getBytes(StandardCharsets.UTF_8))
                .post("/v1/evaluations");

        assertThat(response.statusCode()).isLessThan(500);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Basic", "Basic !", "Basic eA==", "Basic OjpB", "Bearer", "Bearer x", "Digest x", "x"})
    void credentials_thatCannotBeRead_areNoCredentials(String header) {
        ResponsesTest.described(
                "getStatus",
                401,
                Calls.anonymous().header("Authorization", header).get("/v1/status"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"evaluator:", "evaluator:wrong", "nobody:nobody", ":", "evaluator:evaluator2"})
    void credentials_thatAreWrong_areNoCredentials(String credentials) {
        String encoded = java.util.Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));

        ResponsesTest.described(
                "getStatus",
                401,
                Calls.anonymous().header("Authorization", "Basic " + encoded).get("/v1/status"));
    }

    private static String with(String from, String to) {
        int at = MARGIN_CALL.indexOf(from);
        assertThat(at).as(from).isNotNegative();
        return MARGIN_CALL.substring(0, at) + (to == null ? "" : to) + MARGIN_CALL.substring(at + from.length());
    }

    private static byte[] gzip(byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
