package org.plimsoll.engine.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.Type;

/** What of the vocabulary rules may use. */
class VocabularyMembersTest {
    private static final Set<String> VALUES = Set.of(
            "Z",
            "I",
            "J",
            "Ljava/lang/Boolean;",
            "Ljava/lang/Integer;",
            "Ljava/lang/Long;",
            "Ljava/lang/String;",
            "Ljava/math/BigDecimal;",
            "Ljava/time/Instant;",
            "Ljava/util/Map;");

    @Test
    void types_areFactsAndOutcomes() {
        assertThat(VocabularyMembers.TYPES)
                .contains(
                        "org/plimsoll/policy/Position",
                        "org/plimsoll/policy/MarginPool",
                        "org/plimsoll/policy/Haircut",
                        "org/plimsoll/policy/MarginCall",
                        "org/plimsoll/policy/Action")
                .doesNotContain(
                        "org/plimsoll/policy/FactContext",
                        "org/plimsoll/policy/Parameters",
                        "org/plimsoll/policy/Functions",
                        "org/plimsoll/policy/Totals");
    }

    @Test
    void calls_giveValuesFactsAndOutcomesOnly() {
        assertThat(VocabularyMembers.CALLS).allSatisfy(call -> {
            String result = call.substring(call.indexOf(')') + 1);
            boolean ofVocabulary = result.startsWith("L")
                    && VocabularyMembers.TYPES.contains(Type.getType(result).getInternalName());
            assertThat(VALUES.contains(result) || ofVocabulary || call.contains(".<init>("))
                    .as(call)
                    .isTrue();
        });
    }

    @Test
    void calls_ofAPosition_areItsPlainFields() {
        Set<String> names = VocabularyMembers.CALLS.stream()
                .filter(call -> call.startsWith("org/plimsoll/policy/Position."))
                .map(call -> call.substring(call.indexOf('.') + 1, call.indexOf('(')))
                .collect(Collectors.toSet());
        assertThat(names)
                .contains("notional", "side", "id", "daysToExpiry", "number", "parameter", "attributes", "evaluatedAt")
                .doesNotContain(
                        "context",
                        "holding",
                        "instrument",
                        "figures",
                        "groupTotals",
                        "poolTotals",
                        "getClass",
                        "hashCode",
                        "equals",
                        "toString",
                        "<init>");
    }

    @Test
    void constructors_areThoseOfOutcomes() {
        Set<String> constructed = VocabularyMembers.CALLS.stream()
                .filter(call -> call.contains(".<init>("))
                .map(call -> call.substring(call.lastIndexOf('/', call.indexOf('.')) + 1, call.indexOf('.')))
                .collect(Collectors.toSet());
        assertThat(constructed)
                .contains("Haircut", "AddOn", "MarginCall", "Escalate")
                .doesNotContain("Position", "Totals");
    }

    @Test
    void allowList_isAsLongAsItsReviewFoundIt() {
        assertThat(AllowedMembers.RULE_CALLS).hasSize(42);
        assertThat(AllowedMembers.RULE_FIELDS).hasSize(6);
    }
}
