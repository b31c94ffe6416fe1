package org.plimsoll.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.plimsoll.ruleset.RuleSetResponses;
import org.plimsoll.status.StatusResponse;

/** The contract describes every field of the answers that are records; those that may be null may be absent. */
class ResponseRecordsTest {
    static Stream<Map.Entry<String, Class<?>>> records() {
        return Map.<String, Class<?>>ofEntries(
                Map.entry("/RuleSetList", RuleSetResponses.RuleSetList.class),
                Map.entry("/RuleSet", RuleSetResponses.RuleSet.class),
                Map.entry("/ActiveVersion", RuleSetResponses.Active.class),
                Map.entry("/Failure", RuleSetResponses.Failure.class),
                Map.entry("/Finding", RuleSetResponses.Finding.class),
                Map.entry("/VersionList", RuleSetResponses.VersionList.class),
                Map.entry("/File", RuleSetResponses.File.class),
                Map.entry("/Status", StatusResponse.class),
                Map.entry("/Status/properties/build", StatusResponse.Build.class),
                Map.entry("/LoadedVersion", StatusResponse.Loaded.class),
                Map.entry("/Status/properties/decisionLog", StatusResponse.Log.class))
                .entrySet()
                .stream();
    }

    @ParameterizedTest
    @MethodSource("records")
    void record_hasTheFieldsOfItsSchema(Map.Entry<String, Class<?>> answer) {
        JsonNode schema = Contract.get().document().requiredAt("/components/schemas" + answer.getKey());
        Set<String> all = new TreeSet<>();
        Set<String> always = new TreeSet<>();
        for (RecordComponent component : answer.getValue().getRecordComponents()) {
            all.add(component.getName());
            boolean nullable = Arrays.stream(component.getAnnotatedType().getAnnotations())
                    .anyMatch(annotation -> annotation.annotationType() == Nullable.class);
            if (!nullable) {
                always.add(component.getName());
            }
        }
        assertThat(Contract.names(schema.required("properties"))).isEqualTo(all);
        assertThat(new TreeSet<>(Contract.texts(schema.required("required")))).isEqualTo(always);
    }
}
