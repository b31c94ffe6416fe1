package org.plimsoll.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class LimitExceededTest {

    @Test
    void positions_oneMoreThanTheLimit_areRefusedAndTheLimitIsRead() {
        String position = "{\"id\": \"p\", \"instrument\": \"i\", \"quantity\": 1}";
        String most = request("positions", position, 100_000);

        assertThat(Requests.read(most).submission().portfolio().positions()).hasSize(100_000);
        assertThat(Requests.outcome(request("positions", position, 100_001)))
                .isEqualTo("413 LIMIT_EXCEEDED@/portfolio/positions/100000");
    }

    @Test
    void otherLists_oneMoreThanTheLimit_areRefused() {
        RequestLimits limits = RequestLimits.DEFAULT;

        assertThat(Requests.outcome(request("collateral", "{}", limits.collateral() + 1)))
                .startsWith("400 MISSING_FIELD@/portfolio/collateral/0/id");
        assertThat(Requests.outcome(
                        request("balances", "{\"currency\": \"EUR\", \"amount\": 1}", limits.balances() + 1)))
                .isEqualTo("413 LIMIT_EXCEEDED@/portfolio/balances/1000");
        assertThat(Requests.outcome(request("loans", "{\"currency\": \"EUR\", \"amount\": 1}", limits.loans() + 1)))
                .isEqualTo("413 LIMIT_EXCEEDED@/portfolio/loans/1000");
    }

    @Test
    void instruments_oneMoreThanTheLimit_areRefused() {
        String many = repeated("{\"id\": \"i\", \"type\": \"CASH\", \"currency\": \"EUR\"}", 100_001);

        assertThat(Requests.outcome("{\"instruments\": " + many + "}"))
                .isEqualTo("413 LIMIT_EXCEEDED@/instruments/100000");
    }

    @Test
    void marketLists_oneMoreThanTheLimit_areRefused() {
        String prices = repeated("{\"instrument\": \"i\", \"price\": 1}", 100_001);
        String rates = repeated("{\"from\": \"EUR\", \"to\": \"USD\", \"rate\": 1}", 10_001);

        assertThat(Requests.outcome("{\"market\": {\"prices\": " + prices + "}}"))
                .isEqualTo("413 LIMIT_EXCEEDED@/market/prices/100000");
        assertThat(Requests.outcome("{\"market\": {\"fxRates\": " + rates + "}}"))
                .isEqualTo("413 LIMIT_EXCEEDED@/market/fxRates/10000");
    }

    @Test
    void riskData_oneMoreThanTheLimit_isRefused() {
        String array = "{\"instrument\": \"i\", \"scenarioSet\": \"s\", \"profits\": []}";
        String history = "{\"instrument\": \"i\", \"returns\": []}";

        assertThat(Requests.outcome("{\"market\": {\"riskArrays\": " + repeated(array, 100_001) + "}}"))
                .isEqualTo("413 LIMIT_EXCEEDED@/market/riskArrays/100000");
        assertThat(Requests.outcome("{\"market\": {\"riskArrays\": [{\"profits\": " + repeated("1", 201) + "}]}}"))
                .isEqualTo("413 LIMIT_EXCEEDED@/market/riskArrays/0/profits/200");
        assertThat(Requests.outcome("{\"market\": {\"returnHistories\": " + repeated(history, 1_001) + "}}"))
                .isEqualTo("413 LIMIT_EXCEEDED@/market/returnHistories/1000");
        assertThat(Requests.outcome(
                        "{\"market\": {\"returnHistories\": [{\"returns\": " + repeated("0.1", 5_001) + "}]}}"))
                .isEqualTo("413 LIMIT_EXCEEDED@/market/returnHistories/0/returns/5000");
    }

    @Test
    void attributes_oneMoreThanTheLimit_areRefused() {
        StringBuilder attributes = new StringBuilder();
        for (int number = 0; number < 100; number++) {
            attributes.append("\"a").append(number).append("\": 1, ");
        }

        assertThat(Requests.outcome(Requests.with("\"desk\"", attributes + "\"desk\"")))
                .isEqualTo("413 LIMIT_EXCEEDED@/portfolio/positions/0/attributes/desk");
    }

    private static String request(String list, String element, int count) {
        return "{\"ruleSet\": \"r\", \"portfolio\": {\"id\": \"p\", \"baseCurrency\": \"EUR\","
                + " \"account\": {\"id\": \"a\", \"type\": \"CASH\"}, \"" + list + "\": " + repeated(element, count)
                + "}}";
    }

    private static String repeated(String element, int count) {
        return "[" + (element + ",").repeat(count - 1) + element + "]";
    }
}
