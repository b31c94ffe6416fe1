package org.plimsoll.engine.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.plimsoll.policy.AddOn;
import org.plimsoll.policy.Facts;
import org.plimsoll.policy.Outcome;
import org.plimsoll.policy.Position;

/**
 * Rules that are put together at random together with what they mean, by the rules of arithmetic and logic and not by any
 * parser: {@code ||} binds less than {@code &&}, that less than comparisons, sums and products. What the gate admits must
 * mean that to Drools. More rules: {@code -Dplimsoll.fuzz.rules=2000 -Dplimsoll.seed=1}.
 */
class ReadingFuzzTest {
    private static final int RULES = Integer.getInteger("plimsoll.fuzz.rules", 150);
    private static final String HEAD = "package fuzz;\nimport org.plimsoll.policy.*;\n"
            + "import static org.plimsoll.policy.Functions.*;\ndialect \"mvel\"\n";
    private static final Position POSITION = Facts.position().build();
    private static final List<String> FIELDS =
            List.of("notional", "price", "size", "multiplier", "quantity", "marketValue");

    private final Random random = new Random(Long.getLong("plimsoll.seed", 20_260_102L));

    /** A part of a rule, and its value. */
    private record Meant<T>(String text, T value) {}

    private static BigDecimal field(String name) {
        return switch (name) {
            case "notional" -> POSITION.notional();
            case "price" -> POSITION.price();
            case "size" -> POSITION.size();
            case "multiplier" -> POSITION.multiplier();
            case "quantity" -> POSITION.quantity();
            case "marketValue" -> POSITION.marketValue();
            default -> throw new IllegalArgumentException(name);
        };
    }

    private <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    private Meant<BigDecimal> number() {
        String text = random.nextBoolean()
                ? String.valueOf(1 + random.nextInt(5_000))
                : random.nextInt(20) + "." + (1 + random.nextInt(999));
        return new Meant<>(text, new BigDecimal(text));
    }

    private Meant<BigDecimal> field(String scope, int depth) {
        if (depth > 0 && random.nextInt(3) == 0) {
            Meant<BigDecimal> inner = sum(scope, depth - 1);
            return new Meant<>("(" + inner.text + ")", inner.value);
        }
        String name = pick(FIELDS);
        return new Meant<>(scope + name, field(name));
    }

    private Meant<BigDecimal> product(String scope, int depth) {
        Meant<BigDecimal> left = field(scope, depth);
        for (int i = random.nextInt(3); i > 0; i--) {
            Meant<BigDecimal> right = random.nextBoolean() ? number() : field(scope, depth);
            boolean divides = random.nextInt(3) == 0 && right.value.signum() != 0;
            left = divides
                    ? new Meant<>(
                            left.text + " / " + right.text, left.value.divide(right.value, MathContext.DECIMAL128))
                    : new Meant<>(
                            left.text + " * " + right.text, left.value.multiply(right.value, MathContext.DECIMAL128));
        }
        return left;
    }

    private Meant<BigDecimal> sum(String scope, int depth) {
        Meant<BigDecimal> left = product(scope, depth);
        for (int i = random.nextInt(3); i > 0; i--) {
            Meant<BigDecimal> right = random.nextInt(3) == 0 ? number() : product(scope, depth);
            left = random.nextBoolean()
                    ? new Meant<>(left.text + " + " + right.text, left.value.add(right.value, MathContext.DECIMAL128))
                    : new Meant<>(
                            left.text + " - " + right.text, left.value.subtract(right.value, MathContext.DECIMAL128));
        }
        return left;
    }

    private Meant<Boolean> comparison() {
        Meant<BigDecimal> left = sum("", 1);
        Meant<BigDecimal> right = random.nextBoolean() ? number() : sum("", 1);
        if (random.nextInt(6) == 0) {
            right = left;
        }
        int order = left.value.compareTo(right.value);
        return switch (random.nextInt(6)) {
            case 0 -> new Meant<>(left.text + " < " + right.text, order < 0);
            case 1 -> new Meant<>(left.text + " <= " + right.text, order <= 0);
            case 2 -> new Meant<>(left.text + " > " + right.text, order > 0);
            case 3 -> new Meant<>(left.text + " >= " + right.text, order >= 0);
            case 4 -> new Meant<>(left.text + " == " + right.text, order == 0);
            default -> new Meant<>(left.text + " != " + right.text, order != 0);
        };
    }

    private Meant<Boolean> test(int depth) {
        if (depth > 0 && random.nextInt(3) == 0) {
            Meant<Boolean> inner = either(depth - 1);
            return random.nextBoolean()
                    ? new Meant<>("(" + inner.text + ")", inner.value)
                    : new Meant<>("!(" + inner.text + ")", !inner.value);
        }
        if (random.nextInt(5) == 0) {
            boolean holds = random.nextBoolean();
            String id = holds ? POSITION.id() : "another";
            return random.nextBoolean()
                    ? new Meant<>("id in (\"x\", \"" + id + "\")", holds)
                    : new Meant<>("id not in (\"x\", \"" + id + "\")", !holds);
        }
        return comparison();
    }

    private Meant<Boolean> both(int depth) {
        return joined(" && ", () -> test(depth), true);
    }

    private Meant<Boolean> either(int depth) {
        return joined(" || ", () -> both(depth), false);
    }

    private Meant<Boolean> joined(String operator, Supplier<Meant<Boolean>> part, boolean all) {
        Meant<Boolean> left = part.get();
        for (int i = random.nextInt(3); i > 0; i--) {
            Meant<Boolean> right = part.get();
            left = new Meant<>(
                    left.text + operator + right.text, all ? left.value && right.value : left.value || right.value);
        }
        return left;
    }

    private Meant<BigDecimal> call() {
        Meant<BigDecimal> one = sum("$p.", 1);
        Meant<BigDecimal> other = sum("$p.", 1);
        return switch (random.nextInt(4)) {
            case 0 -> new Meant<>("max(" + one.text + ", " + other.text + ")", one.value.max(other.value));
            case 1 -> new Meant<>("min(" + one.text + ", " + other.text + ")", one.value.min(other.value));
            case 2 -> new Meant<>("abs(" + one.text + ")", one.value.abs());
            default -> one;
        };
    }

    @Test
    void whatIsAdmitted_meansWhatItSays() {
        StringBuilder admitted = new StringBuilder(HEAD);
        Map<String, Meant<Boolean>> conditions = new HashMap<>();
        Map<String, Meant<BigDecimal>> values = new HashMap<>();
        List<String> refused = new ArrayList<>();
        for (int i = 0; i < RULES; i++) {
            Meant<Boolean> condition = either(i % 3);
            Meant<BigDecimal> value = call();
            String rule = "rule \"condition " + i + "\"\nwhen\n    $p : Position(" + condition.text
                    + ")\nthen\n    insert(new AddOn($p, \"OTHER\", 1, \"x\"));\nend\n"
                    + "rule \"value " + i + "\"\nwhen\n    $p : Position()\nthen\n    r = " + value.text
                    + ";\n    insert(new AddOn($p, \"OTHER\", r, \"x\"));\nend\n";
            GateResult result = RuleGate.inspect("fuzz.drl", HEAD + rule, Set.of());
            if (result.admitted()) {
                admitted.append(rule);
                conditions.put("condition " + i, condition);
                values.put("value " + i, value);
            } else {
                refused.add(result.diagnostics().get(0).code());
            }
        }
        // What is refused is so for its size, or because Drools would compute it wrongly or cannot read it.
        assertThat(new TreeSet<>(refused))
                .isSubsetOf(
                        "FILE_TOO_LARGE",
                        "TOO_LONG",
                        "LOGIC_BUDGET",
                        "NESTING",
                        "NUMBER_FIRST",
                        "NUMBER_SIZE",
                        "PARSERS_DISAGREE");
        assertThat(conditions).hasSizeGreaterThan(RULES / 3);
        String drl = RuleGate.inspect("fuzz.drl", admitted.toString(), Set.of()).admittedDrl();
        try (ExecutableModel model = ExecutableModel.of(Map.of("fuzz.drl", drl))) {
            assertThat(model.errors()).isEmpty();
            Map<String, List<Outcome>> said = model.fire(List.of(POSITION));
            conditions.forEach((name, condition) ->
                    assertThat(said.containsKey(name)).as(condition.text).isEqualTo(condition.value));
            values.forEach((name, value) -> assertThat(
                            ((AddOn) Objects.requireNonNull(said.get(name)).get(0)).initial())
                    .as(value.text)
                    .isEqualByComparingTo(value.value));
        }
        System.out.println("readings: " + conditions.size() + " conditions and " + values.size() + " values are what"
                + " they say, " + refused.size() + " pairs refused");
    }
}
