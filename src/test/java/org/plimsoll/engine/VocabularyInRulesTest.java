package org.plimsoll.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.plimsoll.engine.Vocabulary.FactType;
import org.plimsoll.engine.Vocabulary.Field;

/** Some names of fields cannot be used in rules: Drools takes them for something else. None of ours may be one of them. */
class VocabularyInRulesTest {
    private static final String HEAD = """
            package demo;
            import org.plimsoll.policy.*;
            dialect "mvel"
            """;

    @Test
    void everyField_isReadable_inConditionsAndConsequences() {
        StringBuilder drl = new StringBuilder(HEAD);
        List<String> conditions = new ArrayList<>();
        for (FactType fact : Vocabulary.STANDARD.facts().values()) {
            for (Field field : fact.fields().values()) {
                conditions.add(
                        "rule \"%s %s\"\nwhen\n$f : %s(%s)\nthen\nx = $f.%s;\ninsert(new Notify($f, \"a\"));\nend\n"
                                .formatted(fact.name(), field.name(), fact.name(), condition(field), field.name()));
            }
        }
        conditions.forEach(drl::append);
        CompileResult result = new RuleSetCompiler()
                .compile(RuleSetFiles.of(
                        "demo",
                        Map.of(
                                Manifest.FILE,
                                "name: demo\ntitle: Demo\npackage: demo\nbaseCurrency: EUR\n",
                                "fields.drl",
                                drl.toString())));
        assertThat(result.diagnostics()).isEmpty();
        assertThat(conditions).hasSizeGreaterThan(150);
        result.orThrow().close();
    }

    private static String condition(Field field) {
        return switch (field.type().getSimpleName()) {
            case "String" -> field.name() + " == \"A\"";
            case "boolean" -> field.name() + " == true";
            case "Map" -> field.name() + "[\"a\"] == \"A\"";
            case "Instant", "LocalDate" -> field.name() + " != null";
            default -> field.name() + " > 1";
        };
    }
}
