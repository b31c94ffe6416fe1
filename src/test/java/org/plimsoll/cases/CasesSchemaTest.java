package org.plimsoll.cases;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.plimsoll.policy.HaircutKind;
import org.plimsoll.portfolio.AccountType;
import org.plimsoll.portfolio.IndexMembership;
import org.plimsoll.portfolio.InstrumentType;
import org.plimsoll.portfolio.IssuerKind;
import org.plimsoll.wire.Requests;

/** The schema that editors use says what the reader accepts: the same fields, the same codes. */
final class CasesSchemaTest {
    private static final Path FILE = Path.of("docs/schemas/cases.schema.json");
    private static final ObjectMapper MAPPER = new ObjectMapper();

    @Test
    void schema_itself_isValid() throws IOException {
        JsonSchema meta = JsonSchemaFactory.getInstance(VersionFlag.V202012)
                .getSchema(MAPPER.readTree("{\"$ref\": \"https://json-schema.org/draft/2020-12/schema\"}"));

        assertThat(meta.validate(schemaJson())).isEmpty();
    }

    static Stream<Map.Entry<String, Shape.Fields>> shapes() {
        return Map.of(
                "expectedPool", Shape.POOL,
                "expectedCollateral", Shape.COLLATERAL,
                "expectedHaircut", Shape.HAIRCUT,
                "expectedPosition", Shape.POSITION,
                "expectedGroup", Shape.GROUP,
                "expectedAddOn", Shape.ADD_ON,
                "expectedAction", Shape.ACTION,
                "expectedRequirement", Shape.REQUIREMENT)
                .entrySet()
                .stream();
    }

    @TestFactory
    Stream<DynamicTest> expectedParts_haveTheReadersFieldsAndCodes() {
        return shapes().map(entry -> DynamicTest.dynamicTest(entry.getKey(), () -> {
            JsonNode properties = schemaJson().at("/$defs/" + entry.getKey() + "/properties");
            assertThat(names(properties)).isEqualTo(entry.getValue().fields().keySet());
            entry.getValue().fields().forEach((name, shape) -> {
                if (shape instanceof Shape.Text text && !text.codes().isEmpty()) {
                    assertThat(texts(properties.at("/" + name + "/enum"))).isEqualTo(text.codes());
                }
            });
        }));
    }

    @Test
    void topLevel_hasTheReadersFields() throws IOException {
        JsonNode definitions = schemaJson().get("$defs");
        Set<String> expectations = new TreeSet<>(Shape.DECISION.fields().keySet());
        expectations.addAll(ExpectationReader.OTHER_FIELDS);

        assertThat(names(definitions.at("/case/properties"))).isEqualTo(new TreeSet<>(CaseReader.CASE_FIELDS));
        assertThat(names(definitions.at("/fixture/properties"))).isEqualTo(new TreeSet<>(CaseReader.INPUT_FIELDS));
        assertThat(names(definitions.at("/expectation/properties"))).isEqualTo(expectations);
        assertThat(texts(definitions.at("/expectation/properties/status/enum")))
                .isEqualTo(((Shape.Text)
                                Objects.requireNonNull(Shape.DECISION.fields().get("status")))
                        .codes());
    }

    @Test
    void submittedParts_haveTheCodesOfTheModel() throws IOException {
        JsonNode definitions = schemaJson().get("$defs");

        assertThat(texts(definitions.at("/instrument/properties/type/enum"))).isEqualTo(names(InstrumentType.class));
        assertThat(texts(definitions.at("/account/properties/type/enum"))).isEqualTo(names(AccountType.class));
        assertThat(texts(definitions.at("/instrument/properties/issuerKind/anyOf/0/enum")))
                .isEqualTo(names(IssuerKind.class));
        assertThat(texts(definitions.at("/instrument/properties/indexMembership/anyOf/0/enum")))
                .isEqualTo(names(IndexMembership.class));
        assertThat(texts(definitions.at("/expectedHaircut/properties/kind/enum")))
                .isEqualTo(names(HaircutKind.class));
    }

    @Test
    void submittedParts_haveTheFieldsTheReaderKnows() throws IOException {
        String everyField =
                "{" + String.join(", ", List.of(part("portfolio"), part("market"), part("instruments"))) + "}";
        String known = CaseFile.read(
                        "cases/a.yaml",
                        ("- {name: a, expect: {rules: [a]}, evaluatedAt: x, "
                                        + everyField.substring(1, everyField.length() - 1) + "}")
                                .getBytes(StandardCharsets.UTF_8))
                .diagnostics()
                .toString();

        assertThat(known).doesNotContain("UNKNOWN_FIELD").contains("CASE_INVALID_TIME");
    }

    @Test
    void submission_withEveryFieldTheReaderKnows_isValid() throws IOException {
        ObjectNode complete = (ObjectNode) MAPPER.readTree(Requests.COMPLETE);
        complete.retain(CaseReader.INPUT_FIELDS);
        complete.put("name", "a").putObject("expect").put("status", "NO_ACTION");
        byte[] file = ("[" + complete + "]").getBytes(StandardCharsets.UTF_8);

        assertThat(validate(file)).isEmpty();
        assertThat(CaseFile.read("cases/a.yaml", file).diagnostics()).isEmpty();
    }

    /** A part of what is submitted with every field of the schema. */
    private static String part(String name) throws IOException {
        JsonNode definitions = schemaJson().get("$defs");
        return switch (name) {
            case "portfolio" ->
                "portfolio: {id: a, baseCurrency: a, account: " + filled(definitions.get("account")) + ", positions: ["
                        + filled(definitions.get("position")) + "], collateral: [" + filled(definitions.get("asset"))
                        + "], balances: [" + filled(definitions.get("money")) + "], loans: ["
                        + filled(definitions.get("money")) + "]}";
            case "market" ->
                "market: {asOf: a, prices: [" + filled(definitions.get("price")) + "], fxRates: ["
                        + filled(definitions.get("fxRate")) + "], riskArrays: [" + filled(definitions.get("riskArray"))
                        + "], returnHistories: [" + filled(definitions.get("returnHistory")) + "]}";
            default -> "instruments: [" + filled(definitions.get("instrument")) + "]";
        };
    }

    private static String filled(JsonNode definition) {
        List<String> fields = new ArrayList<>();
        names(definition.get("properties")).forEach(name -> fields.add(name + ": a"));
        return "{" + String.join(", ", fields) + "}";
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{pools: {cross: {equity: \">= 0\", leverage: null, marginRatio: \"~ 1.5 +- 0.1\"}}}",
                "{actions: [], warnings: {contains: [PRICE_STALE]}, rules: [a]}",
                "{refusal: {code: A, pointer: /a}}"
            })
    void expectation_thatTheReaderAccepts_isValid(String expect) throws IOException {
        assertThat(validate(("- {name: a, evaluatedAt: 2026-01-02T09:00:00Z, expect: " + expect + "}")
                        .getBytes(StandardCharsets.UTF_8)))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{statsu: NO_ACTION}",
                "{status: NOTHING}",
                "{pools: {}}",
                "{pools: {cross: {}}}",
                "{pools: {cross: {equity: much}}}",
                "{pools: {cross: {equity: 8 %}}}",
                "{actions: {contains: []}}",
                "{actions: [{type: MARGIN_CAL}]}",
                "{rules: []}",
                "{refusal: {code: A}, status: NO_ACTION}"
            })
    void expectation_thatTheReaderRefuses_isInvalid(String expect) throws IOException {
        assertThat(validate(("- {name: a, expect: " + expect + "}").getBytes(StandardCharsets.UTF_8)))
                .isNotEmpty();
    }

    @TestFactory
    Stream<DynamicTest> everyShippedCaseFile_isValid() throws IOException {
        return ShippedPacksTest.caseFiles().stream()
                .map(path -> DynamicTest.dynamicTest(
                        path.toString(),
                        () -> assertThat(validate(Files.readAllBytes(path))).isEmpty()));
    }

    private static Set<ValidationMessage> validate(byte[] yaml) throws IOException {
        CaseDiagnostics diagnostics = new CaseDiagnostics("a.yaml");
        YamlNode node = Objects.requireNonNull(YamlParser.parse(yaml, diagnostics));
        JsonSchema schema = JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(schemaJson());
        return schema.validate(MAPPER.readTree(YamlJson.toJson(node)));
    }

    private static JsonNode schemaJson() throws IOException {
        return MAPPER.readTree(Files.readAllBytes(FILE));
    }

    private static Set<String> names(JsonNode properties) {
        Set<String> names = new TreeSet<>();
        properties.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static List<String> names(Class<? extends Enum<?>> type) {
        return Arrays.stream(type.getEnumConstants()).map(Enum::name).toList();
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(element -> texts.add(element.textValue()));
        return texts;
    }
}
