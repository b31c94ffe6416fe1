package org.plimsoll.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.plimsoll.decision.Firing;
import org.plimsoll.decision.RuleReference;
import org.plimsoll.policy.Collateral;
import org.plimsoll.policy.Facts;
import org.plimsoll.policy.Haircut;
import org.plimsoll.policy.MarginRequirement;
import org.plimsoll.policy.Position;
import org.plimsoll.portfolio.IssuerKind;

final class FiringWriterTest {
    private static final RuleReference RULE = new RuleReference("a.drl", 7, "rule one");

    @Test
    void fact_isWrittenWithThePlainFieldsOfTheVocabularySortedByName() throws IOException {
        Position position = Facts.position().build();

        JsonNode fact = write(new Firing(RULE, List.of(position), List.of())).at("/facts/0");

        assertThat(fact.get("type").textValue()).isEqualTo("Position");
        assertThat(fact.get("id").textValue()).isEqualTo(position.id());
        assertThat(new BigDecimal(fact.get("notional").textValue())).isEqualByComparingTo(position.notional());
        assertThat(fact.get("evaluatedAt").textValue())
                .isEqualTo(position.evaluatedAt().toString());
        assertThat(fact.has("toString") || fact.has("hashCode") || fact.has("figures"))
                .isFalse();
        List<String> names = new ArrayList<>();
        fact.fieldNames().forEachRemaining(names::add);
        assertThat(names.subList(1, names.size())).isSorted().hasSizeGreaterThan(20);
    }

    @Test
    void fact_saysNothingTwice_underTheNameOfAGetter() throws IOException {
        Collateral bond = Facts.collateral().bond(IssuerKind.CORPORATE, 1, "2").build();
        Firing firing = new Firing(RULE, List.of(bond), List.of());

        for (JsonNode fact : write(firing).get("facts")) {
            List<String> names = new ArrayList<>();
            fact.fieldNames().forEachRemaining(names::add);
            assertThat(names).contains("issuer", "issuerKind").noneMatch(name -> name.startsWith("get"));
        }
    }

    @Test
    void outcome_isWrittenWithItsComponentsAndItsSubjectByName() throws IOException {
        Collateral collateral = Facts.collateral().build();
        Haircut haircut = new Haircut(collateral, new BigDecimal("0.02"), "bond");

        JsonNode outcome =
                write(new Firing(RULE, List.of(collateral), List.of(haircut))).at("/outcomes/0");

        assertThat(outcome.toString())
                .isEqualTo("{\"type\":\"Haircut\",\"collateral\":\"Collateral " + collateral.id()
                        + "\",\"kind\":\"BASE\",\"rate\":\"0.02\",\"reason\":\"bond\"}");
    }

    @Test
    void factsOfEveryKind_canBeWritten() throws IOException {
        Position position = Facts.position().build();
        Firing firing = new Firing(
                RULE,
                List.of(
                        position,
                        Facts.collateral().build(),
                        Facts.pool(),
                        Facts.group("BTC"),
                        Facts.health("1", "2", "3")),
                List.of(new MarginRequirement(position, new BigDecimal("10"), "ten")));

        assertThat(write(firing).get("facts"))
                .extracting(fact -> fact.get("type").textValue())
                .containsExactly("Position", "Collateral", "MarginPool", "PositionGroup", "AccountHealth");
    }

    private static JsonNode write(Firing firing) throws IOException {
        JsonWriter json = new JsonWriter(100);
        FiringWriter.write(json, firing);
        return new ObjectMapper().readTree(json.bytes());
    }
}
