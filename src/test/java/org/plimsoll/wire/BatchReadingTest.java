package org.plimsoll.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.plimsoll.portfolio.MarketData;
import org.plimsoll.portfolio.Problem;

final class BatchReadingTest {
    private static final RequestReader READER = new RequestReader(RequestLimits.DEFAULT);

    @Test
    void header_saysWhatTheLinesShare() {
        BatchHeader header = READER.readBatchHeader(bytes("""
                        {"ruleSet": "r", "version": 2, "explain": "none", "record": false,
                         "evaluatedAt": "2026-01-02T09:00:00Z",
                         "instruments": [{"id": "i", "type": "EQUITY", "currency": "EUR"}],
                         "market": {"asOf": "2026-01-02T08:00:00Z", "prices": [{"instrument": "i", "price": 1}]}}
                        """), Requests.NOW);

        assertThat(header.ruleSet()).isEqualTo("r");
        assertThat(header.version()).isEqualTo(2);
        assertThat(header.explain()).isEqualTo(Explain.NONE);
        assertThat(header.record()).isFalse();
        assertThat(header.evaluatedAt()).isEqualTo(Instant.parse("2026-01-02T09:00:00Z"));
        assertThat(header.instruments()).hasSize(1);
        assertThat(header.market().prices()).hasSize(1);
    }

    @Test
    void header_smallest_defaultsApply() {
        assertThat(READER.readBatchHeader(bytes("{\"ruleSet\": \"r\"}"), Requests.NOW))
                .isEqualTo(new BatchHeader(
                        "r",
                        null,
                        null,
                        Explain.RULES,
                        true,
                        Requests.NOW,
                        List.of(),
                        new MarketData(Requests.NOW, List.of(), List.of())));
    }

    @Test
    void line_hasAPortfolioAndAName() {
        BatchLine line = READER.readBatchLine(
                bytes("{\"requestId\": \"7\", \"portfolio\": {\"id\": \"p\", \"baseCurrency\": \"EUR\","
                        + " \"account\": {\"id\": \"a\", \"type\": \"CASH\"}}}"));

        assertThat(line.requestId()).isEqualTo("7");
        assertThat(line.portfolio().id()).isEqualTo("p");
    }

    @Test
    void line_withFieldsOfTheHeader_isMalformed() {
        assertThatThrownBy(() -> READER.readBatchLine(bytes("{\"ruleSet\": \"r\"}")))
                .isInstanceOfSatisfying(
                        MalformedRequest.class,
                        e -> assertThat(e.problems())
                                .extracting(Problem::code, Problem::pointer)
                                .containsExactly(
                                        tuple("UNKNOWN_FIELD", "/ruleSet"), tuple("MISSING_FIELD", "/portfolio")));
    }

    @Test
    void header_withPortfolio_isMalformed() {
        assertThatThrownBy(() -> READER.readBatchHeader(bytes("{\"ruleSet\": \"r\", \"portfolio\": {}}"), Requests.NOW))
                .isInstanceOfSatisfying(
                        MalformedRequest.class,
                        e -> assertThat(e.problems())
                                .extracting(Problem::pointer)
                                .containsExactly("/portfolio"));
    }

    private static byte[] bytes(String json) {
        return json.getBytes(StandardCharsets.UTF_8);
    }
}
