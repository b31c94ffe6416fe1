package org.plimsoll.cases;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.plimsoll.decision.Decision;
import org.plimsoll.policy.ActionType;
import org.plimsoll.policy.AddOnKind;
import org.plimsoll.policy.HaircutKind;

/** What can be expected of a decision: the fields of each part, and what kind of value each is. */
sealed interface Shape {

    /** A decimal or whole number, or none. */
    record Figure() implements Shape {}

    /** A text; one of a closed set when {@code codes} is not empty. */
    record Text(List<String> codes) implements Shape {}

    /** A time. */
    record Time() implements Shape {}

    /** Whether there is such a thing. */
    record Presence() implements Shape {}

    /** The name of a rule. */
    record RuleName() implements Shape {}

    /** Fields by name. */
    record Fields(Map<String, Shape> fields) implements Shape {
        Fields with(String name, Shape shape) {
            Map<String, Shape> more = new LinkedHashMap<>(fields);
            more.put(name, shape);
            return new Fields(more);
        }

        Fields with(Shape shape, String... names) {
            Map<String, Shape> more = new LinkedHashMap<>(fields);
            for (String name : names) {
                more.put(name, shape);
            }
            return new Fields(more);
        }
    }

    /** Elements of a list, by their id. */
    record ById(Fields element) implements Shape {}

    /** Figures by the subject they are about, then by name. */
    record Named() implements Shape {}

    /** Elements of a list, all of them or some. */
    record Elements(Fields element) implements Shape {}

    /** Codes of the warnings, all of them or some. */
    record Codes() implements Shape {}

    Shape FIGURE = new Figure();
    Shape TEXT = new Text(List.of());
    Fields NONE = new Fields(Map.of());

    Fields REQUIREMENT =
            NONE.with(FIGURE, "initial", "maintenance").with("reason", TEXT).with("rule", new RuleName());

    Fields POOL = NONE.with(
                    FIGURE,
                    "equity",
                    "collateralValue",
                    "initialMargin",
                    "maintenanceMargin",
                    "initialExcess",
                    "maintenanceExcess",
                    "marginRatio",
                    "leverage")
            .with("requirements", new Elements(REQUIREMENT));

    Fields HAIRCUT = NONE.with("kind", codes(HaircutKind.class))
            .with("rate", FIGURE)
            .with("reason", TEXT)
            .with("rule", new RuleName());

    Fields COLLATERAL = NONE.with(FIGURE, "marketValue", "haircut", "value")
            .with("haircuts", new Elements(HAIRCUT))
            .with("ineligible", new Presence());

    Fields POSITION = NONE.with("pool", TEXT)
            .with(
                    FIGURE,
                    "marketValue",
                    "notional",
                    "unrealizedPnl",
                    "initialMargin",
                    "maintenanceMargin",
                    "liquidationPrice")
            .with("requirements", new Elements(REQUIREMENT));

    Fields GROUP = NONE.with("pool", TEXT)
            .with(FIGURE, "grossNotional", "netNotional", "initialMargin", "maintenanceMargin")
            .with("requirements", new Elements(REQUIREMENT));

    Fields ADD_ON = NONE.with(TEXT, "scope", "pool")
            .with("kind", codes(AddOnKind.class))
            .with(FIGURE, "initial", "maintenance")
            .with("reason", TEXT)
            .with("rule", new RuleName());

    Fields ACTION = NONE.with("type", codes(ActionType.class))
            .with(TEXT, "pool", "position", "collateral", "currency", "basis", "restriction")
            .with(TEXT, "asset", "source", "underlying", "recipient", "reason")
            .with(
                    FIGURE,
                    "amount",
                    "minimumTransferAmount",
                    "quantity",
                    "residualDelta",
                    "bankruptcyPrice",
                    "closeFactor",
                    "rank")
            .with("dueBy", new Time())
            .with("rule", new RuleName());

    /** What can be expected of a decision as a whole. */
    Fields DECISION = NONE.with(
                    "status",
                    new Text(Stream.concat(
                                    Stream.of(Decision.NO_ACTION),
                                    Arrays.stream(ActionType.values()).map(Enum::name))
                            .toList()))
            .with("pools", new ById(POOL))
            .with("collateral", new ById(COLLATERAL))
            .with("positions", new ById(POSITION))
            .with("groups", new ById(GROUP))
            .with("addOns", new Elements(ADD_ON))
            .with("figures", new Named())
            .with("actions", new Elements(ACTION))
            .with("warnings", new Codes());

    private static Text codes(Class<? extends Enum<?>> type) {
        return new Text(Arrays.stream(type.getEnumConstants()).map(Enum::name).collect(Collectors.toList()));
    }
}
