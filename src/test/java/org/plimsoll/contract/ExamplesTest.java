package org.plimsoll.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The example requests are those of the contract and what it describes; requests that are not, are told apart. */
class ExamplesTest {
    private static final String MARGIN_CALL = "margin-call.json";

    static Stream<String> requests() {
        return Contract.examples(".json").stream();
    }

    static Stream<String> batchLines() {
        return Contract.example("batch.ndjson").lines().skip(1);
    }

    @Test
    void examplesOfTheContract_areTheFiles() {
        Map<String, JsonNode> embedded = new TreeMap<>();
        Contract.get()
                .operation("evaluate")
                .node()
                .at("/requestBody/content/application~1json/examples")
                .forEach(example -> embedded.put(example.required("description").asText(), example.required("value")));
        Map<String, JsonNode> files = new TreeMap<>();
        requests().forEach(file -> files.put("examples/" + file, request(file)));

        assertThat(embedded).isEqualTo(files);
    }

    @Test
    void batchExampleOfTheContract_isTheFile() {
        assertThat(Contract.get()
                        .operation("evaluateBatch")
                        .node()
                        .at("/requestBody/content/application~1x-ndjson/examples/fourAccounts/value")
                        .asText())
                .isEqualTo(Contract.example("batch.ndjson"));
    }

    @ParameterizedTest
    @MethodSource("requests")
    void request_isWhatTheContractDescribes(String file) {
        assertThat(Contract.get().violations("EvaluationRequest", request(file)))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("requests")
    void request_withAFieldTooMany_anywhere_isNot(String file) {
        JsonNode request = request(file);
        for (JsonNode object : request.findParents("id")) {
            ((ObjectNode) object).put("quantitee", "1");
            assertThat(Contract.get().violations("EvaluationRequest", request)).isNotEmpty();
            ((ObjectNode) object).remove("quantitee");
        }
        ((ObjectNode) request).put("quantitee", "1");
        assertThat(Contract.get().violations("EvaluationRequest", request)).isNotEmpty();
    }

    @Test
    void answer_withAFieldTooMany_anywhere_isNotDescribed() {
        JsonNode answer = Contract.get()
                .operation("evaluate")
                .node()
                .at("/responses/200/content/application~1json/examples/noAction/value")
                .deepCopy();
        assertThat(Contract.get().violations("DecisionAnswer", answer)).isEmpty();
        List<ObjectNode> objects = objectsOf(answer);
        assertThat(objects).hasSizeGreaterThan(6);
        for (ObjectNode object : objects) {
            object.put("undocumented", "1");
            assertThat(Contract.get().violations("DecisionAnswer", answer)).isNotEmpty();
            object.remove("undocumented");
        }
        assertThat(Contract.get().violations("DecisionResult", answer))
                .as("the head is no part of the result")
                .isNotEmpty();
    }

    private static List<ObjectNode> objectsOf(JsonNode node) {
        List<ObjectNode> objects = new ArrayList<>();
        if (node instanceof ObjectNode object) {
            objects.add(object);
        }
        node.forEach(child -> objects.addAll(objectsOf(child)));
        return objects;
    }

    @Test
    void firstLineOfTheBatch_isAHeader() {
        String header = Contract.example("batch.ndjson").lines().findFirst().orElseThrow();

        assertThat(Contract.get().violations("BatchHeader", json(header))).isEmpty();
        assertThat(Contract.get().violations("BatchLine", json(header))).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("batchLines")
    void otherLineOfTheBatch_isALine(String line) {
        assertThat(Contract.get().violations("BatchLine", json(line))).isEmpty();
        assertThat(Contract.get().violations("BatchHeader", json(line))).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"quantity\": \"8000000\" | \"quantity\": 8000000",
                "\"quantity\": \"8000000\" | \"quantity\": \"8e6\"",
                "\"evaluatedAt\": \"2026-01-02T09:00:00Z\" | \"evaluatedAt\": \"2026-01-02T10:00:00+01:00\"",
                "\"threshold\": \"50000000\" | \"threshold\": 50000000",
                "\"ruleSet\": | \"version\": 1, \"ruleSet\":",
                "\"ruleSet\": | \"explain\": \"full\", \"record\": false, \"ruleSet\":"
            })
    void otherWaysToSayIt_areDescribed(String from, String to) {
        assertThat(Contract.get().violations("EvaluationRequest", with(from, to)))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"quantity\": \"8000000\" | \"quantity\": \"NaN\"",
                "\"quantity\": \"8000000\" | \"quantity\": \"8,000,000\"",
                "\"quantity\": \"8000000\" | \"quantity\": true",
                "\"quantity\": \"8000000\" | \"quantity\": null",
                "\"type\": \"BILATERAL\" | \"type\": \"bilateral\"",
                "\"id\": \"csa-17\" | \"id\": \" \"",
                "\"evaluatedAt\": \"2026-01-02T09:00:00Z\" | \"evaluatedAt\": \"2026-01-02T09:00:00\"",
                "\"maturity\": \"2028-01-02\" | \"maturity\": \"2028-02-30\"",
                "\"creditQualityStep\": 1 | \"creditQualityStep\": 7",
                "\"maturity\": \"2028-01-02\" | \"strike\": \"1\"",
                "\"ruleSet\": | \"version\": 1, \"asOf\": \"2026-01-02T09:00:00Z\", \"ruleSet\":",
                "\"ruleSet\": | \"explain\": \"FULL\", \"ruleSet\":"
            })
    void whatTheServerRefuses_isNotDescribed(String from, String to) {
        assertThat(Contract.get().violations("EvaluationRequest", with(from, to)))
                .isNotEmpty();
    }

    @Test
    void option_needsItsTerms() {
        ObjectNode option = (ObjectNode) json("""
                {"id": "o", "type": "OPTION", "currency": "EUR", "underlying": "u", "optionType": "CALL",
                 "strike": "10", "expiry": "2026-03-20", "exerciseStyle": "EUROPEAN"}""");
        assertThat(Contract.get().violations("Instrument", option)).isEmpty();

        for (String field : Set.of("optionType", "strike", "expiry", "underlying")) {
            ObjectNode incomplete = option.deepCopy();
            incomplete.remove(field);
            assertThat(Contract.get().violations("Instrument", incomplete)).isNotEmpty();
        }
        option.put("type", "BOND");
        assertThat(Contract.get().violations("Instrument", option)).isNotEmpty();
    }

    @Test
    void examples_areSixRequestsAndABatch() {
        assertThat(List.of(requests().count(), batchLines().count())).containsExactly(6L, 4L);
    }

    private static JsonNode request(String file) {
        return json(Contract.example(file));
    }

    private static JsonNode with(String from, String to) {
        String request = Contract.example(MARGIN_CALL);
        int at = request.indexOf(from);
        assertThat(at).isNotNegative();
        return json(request.substring(0, at) + to + request.substring(at + from.length()));
    }

    private static JsonNode json(String text) {
        return Contract.read(text.getBytes(StandardCharsets.UTF_8));
    }
}
