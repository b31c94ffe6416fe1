package org.plimsoll.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.plimsoll.contract.Contract;
import org.plimsoll.policy.Action;
import org.plimsoll.policy.AddOnScope;
import org.plimsoll.policy.Code;
import org.plimsoll.policy.Fact;
import org.plimsoll.policy.Outcome;

/** The contract describes each fact and outcome of a full explanation with the fields of the vocabulary. */
final class FiringSchemaTest {
    private static final Map<Class<?>, String> TYPES = Map.of(
            BigDecimal.class, "#/components/schemas/ExactDecimal",
            Instant.class, "#/components/schemas/Time",
            String.class, "string",
            int.class, "integer",
            long.class, "integer",
            Integer.class, "integer",
            Long.class, "integer",
            boolean.class, "boolean");

    static Stream<Class<?>> facts() {
        return Arrays.stream(Fact.class.getPermittedSubclasses());
    }

    static Stream<Class<?>> outcomes() {
        return Stream.concat(
                        Arrays.stream(Outcome.class.getPermittedSubclasses()),
                        Arrays.stream(Action.class.getPermittedSubclasses()))
                .filter(Class::isRecord);
    }

    @ParameterizedTest
    @MethodSource("facts")
    void fact_hasTheFieldsOfTheVocabulary(Class<?> fact) {
        JsonNode schema = Contract.get().schema(fact.getSimpleName() + "Fact");
        Set<String> names = new TreeSet<>(Set.of("type"));
        for (Method field : FiringWriter.FIELDS.get(fact)) {
            names.add(field.getName());
            Code code = field.getAnnotation(Code.class);
            assertThat(typeOf(schema, field.getName()))
                    .as(field.toString())
                    .isEqualTo(
                            code == null
                                    ? TYPES.get(field.getReturnType())
                                    : "#/components/schemas/" + code.value().getSimpleName());
        }
        assertThat(Contract.names(schema.required("properties"))).isEqualTo(names);
        assertThat(schema.at("/properties/type/const").asText()).isEqualTo(fact.getSimpleName());
    }

    @ParameterizedTest
    @MethodSource("outcomes")
    void outcome_hasItsComponents(Class<?> outcome) {
        JsonNode schema = Contract.get().schema(outcome.getSimpleName() + "Outcome");
        Set<String> names = new TreeSet<>(Set.of("type"));
        for (RecordComponent component : outcome.getRecordComponents()) {
            Class<?> type = component.getType();
            Code code = component.getAccessor().getAnnotation(Code.class);
            boolean aboutFact = Fact.class.isAssignableFrom(type) || AddOnScope.class.isAssignableFrom(type);
            if (aboutFact || TYPES.containsKey(type)) {
                names.add(component.getName());
                assertThat(typeOf(schema, component.getName()))
                        .as(component.toString())
                        .isEqualTo(
                                aboutFact
                                        ? "#/components/schemas/FactName"
                                        : code == null
                                                ? TYPES.get(type)
                                                : "#/components/schemas/"
                                                        + code.value().getSimpleName());
            }
        }
        assertThat(Contract.names(schema.required("properties"))).isEqualTo(names);
        assertThat(schema.at("/properties/type/const").asText()).isEqualTo(outcome.getSimpleName());
    }

    @Test
    void factsAndOutcomes_areAllThatIsDescribed() {
        assertThat(Contract.names(Contract.get().schema("Fact").at("/discriminator/mapping")))
                .isEqualTo(new TreeSet<>(facts().map(Class::getSimpleName).toList()));
        assertThat(Contract.names(Contract.get().schema("Outcome").at("/discriminator/mapping")))
                .isEqualTo(new TreeSet<>(outcomes().map(Class::getSimpleName).toList()));
        assertThat(Contract.get().schema("Fact").required("oneOf")).hasSize((int) facts().count());
        assertThat(Contract.get().schema("Outcome").required("oneOf"))
                .hasSize((int) outcomes().count());
    }

    private static String typeOf(JsonNode schema, String field) {
        JsonNode property = schema.at("/properties/" + field);
        return property.path("$ref").asText(property.path("type").asText());
    }
}
