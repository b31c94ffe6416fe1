package org.plimsoll.engine;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.plimsoll.engine.Vocabulary.Argument;
import org.plimsoll.engine.Vocabulary.FactType;
import org.plimsoll.engine.Vocabulary.Field;
import org.plimsoll.engine.Vocabulary.OutcomeType;
import org.plimsoll.engine.Vocabulary.Phase;
import org.plimsoll.engine.Vocabulary.Signature;

class VocabularyTest {
    private final Vocabulary vocabulary = Vocabulary.STANDARD;

    @Test
    void facts_areSortedIntoTheTwoCalls() {
        assertThat(vocabulary.facts()).hasSize(7);
        assertThat(vocabulary.facts().values())
                .filteredOn(fact -> fact.phase() == Phase.HEALTH)
                .extracting(FactType::name)
                .containsExactly("AccountHealth", "CollateralHealth", "PositionHealth");
    }

    @Test
    void fields_ofPosition_haveTypesNullabilityAndCodes() {
        FactType position = fact("Position");
        assertThat(field(position, "notional").type()).isEqualTo(BigDecimal.class);
        assertThat(field(position, "notional").nullable()).isFalse();
        assertThat(field(position, "strike").nullable()).isTrue();
        assertThat(field(position, "side").codes()).containsExactly("LONG", "SHORT");
        assertThat(field(position, "currency").codes()).isNull();
        assertThat(field(position, "attributes").type()).isEqualTo(Map.class);
        assertThat(field(position, "accountType").codes()).contains("MARGIN");
    }

    @Test
    void fields_ofPosition_leaveOutStructureAndObjectMethods() {
        assertThat(fact("Position").fields())
                .doesNotContainKeys("context", "holding", "instrument", "figures", "toString", "hashCode", "getClass");
    }

    @Test
    void lookups_ofPosition_takeAName() {
        assertThat(fact("Position").lookups())
                .containsOnlyKeys(
                        "accountAmount",
                        "accountNumber",
                        "amount",
                        "number",
                        "parameter",
                        "parameterInBaseCurrency",
                        "priorTo",
                        "since");
    }

    @Test
    void constructors_ofHaircut_nameTheirArguments() {
        List<Signature> constructors = outcome("Haircut").constructors();
        assertThat(constructors)
                .extracting(Signature::toString)
                .containsExactly(
                        "Haircut(Collateral collateral, BigDecimal rate, String reason)",
                        "Haircut(Collateral collateral, String kind, BigDecimal rate, String reason)");
        Argument kind = constructors.get(1).arguments().get(1);
        assertThat(kind.codes()).contains("BASE", "CURRENCY_MISMATCH");
    }

    @Test
    void outcomes_areSortedIntoTheTwoCalls() {
        assertThat(outcome("Haircut").phase()).isEqualTo(Phase.SETTLEMENT);
        assertThat(outcome("MarginCall").phase()).isEqualTo(Phase.HEALTH);
        assertThat(vocabulary.outcomes()).hasSize(17);
        assertThat(outcome("Figure").phase()).isEqualTo(Phase.HEALTH);
    }

    @Test
    void functions_includeEveryOverload() {
        assertThat(vocabulary.functions().get("max")).hasSize(2);
    }

    @Test
    void nearest_aSlipOfThePen_isFound() {
        var fields = fact("Position").fields().keySet();
        assertThat(Vocabulary.nearest("notinal", fields)).hasValue("notional");
        assertThat(Vocabulary.nearest("Notional", fields)).hasValue("notional");
        assertThat(Vocabulary.nearest("GOVERMENT_BOND", List.of("CORPORATE_BOND", "GOVERNMENT_BOND")))
                .hasValue("GOVERNMENT_BOND");
    }

    @Test
    void nearest_anUnrelatedWord_isEmpty() {
        assertThat(Vocabulary.nearest("zebra", List.of("notional", "price"))).isEmpty();
        assertThat(Vocabulary.didYouMean("zebra", List.of("notional", "price"))).isEqualTo(".");
    }

    private FactType fact(String name) {
        return requireNonNull(vocabulary.facts().get(name));
    }

    private OutcomeType outcome(String name) {
        return requireNonNull(vocabulary.outcomes().get(name));
    }

    private static Field field(FactType fact, String name) {
        return requireNonNull(fact.fields().get(name));
    }
}
