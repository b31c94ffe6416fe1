package org.plimsoll.engine.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an author is told: one mistake once, and with what to write instead. */
class GateMessagesTest {
    private static final String IMPORTS = """
            import org.plimsoll.policy.*;
            import static org.plimsoll.policy.Functions.*;
            """;
    private static final String HEAD = "package house;\n" + IMPORTS;
    private static final String DEPOSIT = """
            rule "deposit"
            when
                $p : Position(instrumentType == "EQUITY", $n : notional)
            then
                deposit = max($n * 0.3, 20);
                insert(new MarginRequirement($p, deposit, "deposit"));
                insert(new AddOn($p, "OTHER", $p.notional * 0.01, "fee"));
            end
            rule "deposit of funds"
            when
                $p : Position(instrumentType == "FUND")
            then
                insert(new MarginRequirement($p, max($p.notional, 5), "deposit"));
            end
            """;

    @Test
    void honestRules_areNotFoundFaultWith() {
        assertThat(told(HEAD + DEPOSIT)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"package house;", "package house", "package house // ours"})
    void dialectThatIsNotStated_isSupplied_inTheLineOfThePackage(String first) {
        String drl = first + "\n" + IMPORTS + DEPOSIT;
        GateResult result = RuleGate.inspect("house.drl", drl, Set.of());
        assertThat(result.diagnostics()).isEmpty();
        assertThat(result.admittedDrl().lines().findFirst())
                .hasValueSatisfying(
                        line -> assertThat(line.stripTrailing()).isEqualTo("package house; dialect \"mvel\""));
        assertThat(result.admittedDrl().lines()).hasSameSizeAs(drl.lines().toList());
    }

    @Test
    void dialectThatIsStated_isNotRepeated() {
        GateResult result = RuleGate.inspect("house.drl", HEAD + "dialect \"mvel\"\n" + DEPOSIT, Set.of());
        assertThat(result.admittedDrl()).containsOnlyOnce("dialect");
    }

    @ParameterizedTest
    @ValueSource(strings = {"house-margin", "house.margin", "house-rule", "house-2", "House", "house-"})
    void packageThatIsNoSingleWord_isToldOnce(String name) {
        assertThat(told("package " + name + ";\n" + IMPORTS + DEPOSIT))
                .singleElement()
                .asString()
                .startsWith(
                        "1:9 PACKAGE: The package is not a single lower-case word. Begin the file with `package` and"
                                + " the word that the manifest gives for `package`");
    }

    @Test
    void missingImport_isToldOnce_whereItIsFirstNeeded() {
        assertThat(told("package house;\nimport static org.plimsoll.policy.Functions.*;\n" + DEPOSIT))
                .containsExactly("5:10 IMPORT: `Position` is not imported. Write `import org.plimsoll.policy.*;`.");
        assertThat(told("package house;\nimport org.plimsoll.policy.*;\n" + DEPOSIT))
                .containsExactly("7:15 IMPORT_STATIC: The function `max` is not imported. Write `import static"
                        + " org.plimsoll.policy.Functions.*;`.");
    }

    @Test
    void misspeltImport_isToldOnce() {
        assertThat(told(HEAD.replace("policy.*", "polcy.*") + DEPOSIT)).hasSize(1);
    }

    @Test
    void misspeltFact_isToldOnce_andNotWhereverItsVariableIsUsed() {
        assertThat(told(HEAD
                        + DEPOSIT.replace(
                                "Position(instrumentType == \"EQUITY\"", "Positon(instrumentType == \"EQUITY\"")))
                .singleElement()
                .asString()
                .contains("UNKNOWN_FACT: There is no fact `Positon`; did you mean `Position`?");
        assertThat(told(HEAD
                        + rule(
                                "$m : MarginPool() accumulate(Positon(pool == $m.pool, $n : notional); $sum : sum($n))",
                                "insert(new AddOn($m, \"OTHER\", $sum, \"x\"));")))
                .hasSize(1);
    }

    @Test
    void patternWithoutVariable_isToldOnce_withThePatternToWrite() {
        assertThat(told(HEAD
                        + DEPOSIT.replace(
                                "$p : Position(instrumentType == \"EQUITY\"", "Position(instrumentType == \"EQUITY\"")))
                .singleElement()
                .asString()
                .contains("UNKNOWN_NAME: `$p` is not known here; write `$p : Position(...)` in the condition.");
        assertThat(told(HEAD
                        + DEPOSIT.replace(
                                "$p : Position(instrumentType == \"FUND\"", "Position(instrumentType == \"FUND\"")))
                .singleElement()
                .asString()
                .contains("UNKNOWN_NAME: `$p` is not known here; write `$p : Position(...)` in the condition.");
    }

    static Stream<Arguments> mistakes() {
        String position = "$p : Position()";
        String health = "$a : AccountHealth()";
        return Stream.of(
                arguments(
                        position,
                        "insert(new MarginRequirement($p, $p.getNotional() * 0.1, \"x\"));",
                        "METHOD: There is no `getNotional` on Position: write `notional`."),
                arguments(
                        position,
                        "insert(new MarginRequirement($p, BigDecimal.valueOf(0.15) * $p.notional, \"x\"));",
                        "METHOD: Every number is an exact decimal: write `0.15` instead of"),
                arguments(
                        position,
                        "insert(new MarginRequirement($p, new BigDecimal(\"0.15\") * $p.notional, \"x\"));",
                        "NEW_OBJECT: Every number is an exact decimal: write `0.15` instead of"),
                arguments(
                        position,
                        "insert(new MarginRequirement($p, BigDecimal.valueOf($p.quantity), \"x\"));",
                        "METHOD: Every number is an exact decimal: write it as it is, such as `0.1`, instead of"),
                arguments(
                        "$p : Position(accountAttributes[\"limit\"] > 2)",
                        "insert(new MarginRequirement($p, 1, \"x\"));",
                        "TYPE: `accountAttributes[\"limit\"]`, a text, is compared with a number"),
                arguments(
                        "$p : Position(\"EQUITY\" == notional)",
                        "insert(new MarginRequirement($p, 1, \"x\"));",
                        "TYPE: A text is compared with `notional`, a decimal; do you mean"),
                arguments(
                        health,
                        "insert(new MarginCall($a, 100, \"INITIAL\", 4, \"short\"));",
                        "is a time, and this is a number; write `endOfBusinessDayAfter($a, 4)` or `hoursAfter($a, 4)`."),
                arguments(
                        "$m : MarginPool()",
                        "insert(new Liquidate($m, 0.5, \"x\"));",
                        "and this is MarginPool; it takes AccountHealth, CollateralHealth or PositionHealth: write the"
                                + " rule on one of them."),
                arguments(
                        health,
                        "insert(new Liquidate($a, 0.5, 3, \"x\"));",
                        "and this is AccountHealth; with AccountHealth its forms are `Liquidate(subject, closeFactor,"
                                + " reason)` or `Liquidate(subject, reason)`."),
                arguments(
                        health,
                        "insert(new Liquidate($a));",
                        "is not given 1 arguments. Its forms are: `Liquidate(subject, closeFactor, reason)` or"
                                + " `Liquidate(subject, reason)`."),
                arguments(
                        "$p : Position(quantity == \"FUTURE\")",
                        "insert(new MarginRequirement($p, 1, \"x\"));",
                        "TYPE: `quantity`, a decimal, is compared with a text; do you mean `instrumentType =="
                                + " \"FUTURE\"`?"),
                arguments(
                        "$p : Position(type == \"FUTURE\")",
                        "insert(new MarginRequirement($p, 1, \"x\"));",
                        "`instrumentType`"));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void mistake_isToldOnce_withWhatToWrite(String when, String then, String expected) {
        assertThat(told(HEAD + rule(when, then))).singleElement().asString().contains(expected);
    }

    private static String rule(String when, String then) {
        return "rule \"r\"\nwhen\n    " + when + "\nthen\n    " + then + "\nend\n";
    }

    private static List<String> told(String drl) {
        return RuleGate.inspect("house.drl", drl, Set.of()).diagnostics().stream()
                .map(found -> found.line() + ":" + found.column() + " " + found.code() + ": " + found.message())
                .toList();
    }
}
