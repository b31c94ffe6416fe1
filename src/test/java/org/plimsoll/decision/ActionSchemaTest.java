package org.plimsoll.decision;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.plimsoll.contract.Contract;
import org.plimsoll.policy.AccountHealth;
import org.plimsoll.policy.Action;
import org.plimsoll.policy.ActionType;
import org.plimsoll.policy.AutoDeleverage;
import org.plimsoll.policy.CollateralHealth;
import org.plimsoll.policy.DrawInsuranceFund;
import org.plimsoll.policy.Escalate;
import org.plimsoll.policy.Facts;
import org.plimsoll.policy.Hedge;
import org.plimsoll.policy.Liquidate;
import org.plimsoll.policy.MarginCall;
import org.plimsoll.policy.Notify;
import org.plimsoll.policy.PositionHealth;
import org.plimsoll.policy.ReducePosition;
import org.plimsoll.policy.ReleaseCollateral;
import org.plimsoll.policy.RestrictTrading;
import org.plimsoll.policy.SubstituteCollateral;
import org.plimsoll.policy.TopUp;

/** The contract describes what each kind of action carries. */
class ActionSchemaTest {
    private static final AccountHealth POOL = Facts.health("1", "2", "3");
    private static final PositionHealth POSITION = Facts.health(Facts.position().build(), POOL);
    private static final CollateralHealth ASSET =
            Facts.health(Facts.collateral().build(), POOL);
    private static final Set<String> OF_EVERY_ACTION = Set.of("type", "pool", "reason", "rule");

    /** Each kind once with all it can carry. */
    static Stream<Action> complete() {
        BigDecimal one = BigDecimal.ONE;
        return Stream.of(
                new Notify(POSITION, "why"),
                new ReleaseCollateral(POOL, one, "why"),
                new SubstituteCollateral(ASSET, one, "why"),
                new RestrictTrading(POOL, "NEW_RISK", "why"),
                new TopUp(POOL, "BTC", one, "wallet", "why"),
                new MarginCall(POOL, one, "HOUSE", one, Facts.EVALUATED_AT, "why"),
                new ReducePosition(POSITION, one, "why"),
                new Hedge(POOL, "BTC", one, one, "why"),
                new Liquidate(POSITION, one, one, one, "why"),
                new AutoDeleverage(POSITION, 1, one, "why"),
                new DrawInsuranceFund(POOL, one, "why"),
                new Escalate(POSITION, "desk", Facts.EVALUATED_AT, "why"));
    }

    /** The kinds that can carry less. */
    static Stream<Action> brief() {
        return Stream.of(
                new Notify(POOL, "why"),
                new Liquidate(POOL, "why"),
                new Escalate(POOL, "desk", Facts.EVALUATED_AT, "why"));
    }

    @ParameterizedTest
    @MethodSource("complete")
    void action_withAllItCanCarry_hasTheFieldsOfItsSchema(Action action) {
        Set<String> fields = new TreeSet<>(ActionDetails.of(action).keySet());
        onAnAsset()
                .filter(other -> other.type() == action.type())
                .forEach(other -> fields.addAll(ActionDetails.of(other).keySet()));
        fields.addAll(OF_EVERY_ACTION);

        assertThat(Contract.names(schema(action).required("properties"))).isEqualTo(fields);
    }

    /** The kinds that can be about a position or about a pledged asset. */
    static Stream<Action> onAnAsset() {
        return Stream.of(
                new Notify(ASSET, "why"),
                new Liquidate(ASSET, BigDecimal.ONE, BigDecimal.ONE, "why"),
                new Escalate(ASSET, "desk", Facts.EVALUATED_AT, "why"));
    }

    @Test
    void actions_carryAtLeastTheRequiredFieldsOfTheirSchema() {
        Set<ActionType> canCarryLess = new TreeSet<>();
        brief().forEach(action -> {
            canCarryLess.add(action.type());
            assertRequired(action);
        });
        complete().filter(action -> !canCarryLess.contains(action.type())).forEach(this::assertRequired);
    }

    private void assertRequired(Action action) {
        Set<String> required = new TreeSet<>(ActionDetails.of(action).keySet());
        required.addAll(OF_EVERY_ACTION);
        required.remove("rule");
        assertThat(schema(action).required("required"))
                .extracting(JsonNode::asText)
                .containsExactlyInAnyOrderElementsOf(required);
    }

    @Test
    void everyKindOfAction_isDescribed() {
        List<String> kinds = Arrays.stream(ActionType.values()).map(Enum::name).toList();

        assertThat(complete().map(action -> action.type().name())).containsExactlyElementsOf(kinds);
        assertThat(Contract.names(Contract.get().schema("RequiredAction").at("/discriminator/mapping")))
                .isEqualTo(new TreeSet<>(kinds));
        assertThat(Contract.get().schema("RequiredAction").required("oneOf")).hasSize(kinds.size());
    }

    private static JsonNode schema(Action action) {
        String kind = action.type().name();
        String pointer = Contract.get()
                .schema("RequiredAction")
                .at("/discriminator/mapping/" + kind)
                .asText();
        JsonNode schema = Contract.get().schema(pointer.substring(pointer.lastIndexOf('/') + 1));
        assertThat(schema.at("/properties/type/const").asText()).isEqualTo(kind);
        return schema;
    }
}
