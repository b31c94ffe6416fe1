package org.plimsoll.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.plimsoll.contract.Contract;
import org.plimsoll.decision.ExplanationNode;
import org.plimsoll.decision.WhyNot;
import org.plimsoll.engine.CompiledRuleSet;
import org.plimsoll.engine.RuleSetCompiler;
import org.plimsoll.engine.RuleSetFiles;
import org.plimsoll.engine.why.ExplainedDecision;
import org.plimsoll.engine.why.ExplainedDecision.Question;

/** The contract describes explanations, and every field of them. */
final class ExplanationSchemaTest {
    private static final Map<String, JsonNode> WRITTEN = new TreeMap<>();

    @BeforeAll
    static void write() throws IOException {
        WRITTEN.put(
                "margin-call",
                explained(
                        "eu-collateral-haircuts",
                        "margin-call",
                        new Question("units in a UCITS", "RELEASE_COLLATERAL", null)));
        WRITTEN.put(
                "scan",
                explained(
                        "portfolio-scan", "library/portfolio-scan", new Question("CME SPAN", "MARGIN_CALL", "cross")));
        WRITTEN.put(
                "strategies",
                explained(
                        "us-strategy-margin",
                        "library/us-strategy-margin",
                        new Question("minimum equity", null, null)));
    }

    private static JsonNode explained(String pack, String example, Question question) throws IOException {
        RuleSetCompiler compiler = new RuleSetCompiler();
        try (CompiledRuleSet rules =
                compiler.compile(RuleSetFiles.read(Path.of("rules", pack))).orThrow()) {
            byte[] request = Files.readAllBytes(Path.of("examples", example + ".json"));
            ExplainedDecision explained = ExplainedDecision.made(
                    compiler,
                    rules,
                    new RequestReader(RequestLimits.DEFAULT)
                            .read(request, Instant.EPOCH)
                            .submission());
            DecisionSeal seal = new DecisionSeal(
                    "019b7d9a-1a00-7c31-9d3a-2f2f6f1b7a10", "a1".repeat(32), "b2".repeat(32), "c3".repeat(32));
            return new ObjectMapper().readTree(ExplanationWriter.write(seal, explained, explained.whyNot(question)));
        }
    }

    @Test
    void explanations_areWhatTheContractDescribes() {
        WRITTEN.forEach((name, json) -> assertThat(Contract.get().violations("Explanation", json))
                .as(name)
                .isEmpty());
    }

    @ParameterizedTest
    @CsvSource({
        "Explanation, why",
        "ExplainedRuleSet, contentHash",
        "ExplanationLine, counts",
        "RuleReading, values",
        "RuleValue, value",
        "WhyNot, question",
        "WhyNotRule, verdict",
        "WhyNotFact, conditions",
        "TestedCondition, truth"
    })
    void schema_hasTheFieldsThatAreWritten(String schema, String telling) {
        Set<String> written = new TreeSet<>();
        WRITTEN.values().forEach(json -> collect(json, telling, written));
        assertThat(written)
                .isEqualTo(Contract.names(Contract.get().schema(schema).required("properties")));
    }

    private static void collect(JsonNode node, String telling, Set<String> into) {
        boolean isCondition = node.has("condition");
        if (node.has(telling) && (!isCondition || telling.equals("truth"))) {
            into.addAll(Contract.names(node));
        }
        node.forEach(child -> collect(child, telling, into));
    }

    @Test
    void codes_areThoseOfTheContract() {
        assertThat(codes("ExplanationLine", "kind")).isEqualTo(names(ExplanationNode.Kind.values()));
        assertThat(codes("ExplanationLine", "counts")).isEqualTo(names(ExplanationNode.Counts.values()));
        assertThat(codes("WhyNotRule", "verdict")).isEqualTo(names(WhyNot.Verdict.values()));
        assertThat(codes("TestedCondition", "truth")).isEqualTo(names(WhyNot.Truth.values()));
    }

    private static List<String> codes(String schema, String field) {
        List<String> codes = new ArrayList<>();
        Contract.get()
                .schema(schema)
                .at("/properties/" + field)
                .required("enum")
                .forEach(code -> codes.add(code.textValue()));
        return codes;
    }

    private static List<String> names(Enum<?>[] codes) {
        return Arrays.stream(codes).map(Enum::name).toList();
    }
}
