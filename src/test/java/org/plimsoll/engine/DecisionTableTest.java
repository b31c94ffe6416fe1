package org.plimsoll.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.plimsoll.decision.Firing;
import org.plimsoll.decision.RuleReference;
import org.plimsoll.policy.Facts;
import org.plimsoll.policy.Haircut;
import org.plimsoll.portfolio.IssuerKind;

/** Decision tables written as comma-separated text; what is particular to workbooks is in {@link WorkbookTableTest}. */
class DecisionTableTest {
    /** Rules in rows 7 to 9. */
    static final String TABLE = """
            RuleSet,demo,,,
            ,Regulation (EU) 2016/2251 Annex II,,,
            RuleTable haircut
            CONDITION,CONDITION,CONDITION,ACTION,NAME
            $c : Collateral...,$c : Collateral...,$c : Collateral...,,
            kind,creditQualityStep <= $param,residualMaturityYears <= $paramB,"insert(new Haircut($c, $paramB, ""table 1""));",
            issuer,step,years,haircut,name
            GOVERNMENT_BOND,1,1,0.005,CQS 1 up to 1 year
            GOVERNMENT_BOND,1,5,0.02,CQS 1 up to 5 years
            CORPORATE_BOND,1,1,0.0125,corporate up to 1 year
            """;

    private static CompileResult compile(String table) {
        return new RuleSetSample().text("haircuts.drl.csv", table).compileUngated();
    }

    private static List<String> diagnostics(String table) {
        CompileResult result = compile(table);
        assertThat(result.compiled()).isNull();
        return result.diagnostics().stream().map(Diagnostic::toString).toList();
    }

    @Test
    void rows_areRulesAtTheirRow() {
        try (CompiledRuleSet rules = compile(TABLE).orThrow()) {
            assertThat(rules.rules())
                    .containsExactly(
                            new RuleReference("haircuts.drl.csv", 8, "CQS 1 up to 1 year"),
                            new RuleReference("haircuts.drl.csv", 9, "CQS 1 up to 5 years"),
                            new RuleReference("haircuts.drl.csv", 10, "corporate up to 1 year"));
        }
    }

    @Test
    void rows_thatMatch_fireWithTheExactDecimalOfTheirCell() {
        try (CompiledRuleSet rules = compile(TABLE).orThrow()) {
            List<Firing> firings = rules.fire(List.of(
                    Facts.collateral().bond(IssuerKind.GOVERNMENT, 1, "1").build()));
            assertThat(firings)
                    .extracting(firing -> ((Haircut) firing.outcomes().get(0)).rate())
                    .containsExactlyInAnyOrder(new BigDecimal("0.005"), new BigDecimal("0.02"));
            assertThat(firings).extracting(firing -> firing.rule().line()).containsExactlyInAnyOrder(8, 9);
        }
    }

    @Test
    void rows_withoutAName_areNamedForTheirRow() {
        String unnamed = TABLE.replace(",CQS 1 up to 1 year", ",")
                .replace(",CQS 1 up to 5 years", ",")
                .replace(",corporate up to 1 year", ",");
        try (CompiledRuleSet rules = compile(unnamed).orThrow()) {
            assertThat(rules.rules())
                    .extracting(RuleReference::name)
                    .containsExactly("haircut_8", "haircut_9", "haircut_10");
        }
    }

    @Test
    void tableWithoutRuleSetCell_belongsToTheManifestsPackage() {
        try (CompiledRuleSet rules =
                compile(TABLE.replace("RuleSet,demo,,,", ",,,,")).orThrow()) {
            assertThat(rules.rules()).hasSize(3);
        }
    }

    @Test
    void tableOfAnotherPackage_isRefused() {
        assertThat(diagnostics(TABLE.replace("RuleSet,demo", "RuleSet,other")))
                .singleElement()
                .asString()
                .contains("WRONG_PACKAGE", "`other`");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "0.0125|0.01x25|haircuts.drl.csv:10:4:|Cell D10",
                "<= $paramB|<= $paramB && nothing > 1|haircuts.drl.csv:8:3: UNKNOWN_FIELD: Cell C8: There is no field `nothing`|on Collateral",
                "Haircut($c|Haircot($c|haircuts.drl.csv:8:4: UNKNOWN_OUTCOME: Cell D8: There is no outcome `Haircot`|did you mean `Haircut`?",
                "$c : Collateral...|$c : Colateral...|haircuts.drl.csv:8:1: UNKNOWN_FACT: Cell A8: There is no fact `Colateral`|did you mean `Collateral`?",
            })
    void mistakes_areToldAtTheirCell(String right, String wrong, String start, String part) {
        List<String> found = diagnostics(TABLE.replace(right, wrong));
        assertThat(found).isNotEmpty();
        assertThat(found.get(0)).startsWith(start).contains(part);
    }

    @Test
    void unknownColumnHeading_isToldAtItsCell() {
        assertThat(diagnostics(TABLE.replace("ACTION,NAME", "ZWECK,NAME")))
                .singleElement()
                .asString()
                .startsWith("haircuts.drl.csv:4:4: TABLE_CELL_ERROR: Cell D4 is not understood");
    }

    /** The converter would take all of these by their first letters, and make an action or a name of them. */
    @ParameterizedTest
    @CsvSource({
        "'ACTION,NAME', 'ACTON,NAME', 4:4, Cell D4, `ACTION`",
        "'ACTION,NAME', 'ACTION,NAMEN', 4:5, Cell E4, `NAME`",
        "'CONDITION,CONDITION,C', 'CONDITION,CONDITOIN,C', 4:2, Cell B4, `CONDITION`",
    })
    void misspeltColumnHeading_isToldAtItsCell_withTheRightWord(
            String right, String wrong, String place, String cell, String meant) {
        assertThat(diagnostics(TABLE.replace(right, wrong)))
                .singleElement()
                .asString()
                .startsWith("haircuts.drl.csv:" + place + ": TABLE_CELL_ERROR: " + cell)
                .contains("did you mean " + meant);
    }

    @Test
    void columnHeading_asALetter_isUnderstood() {
        try (CompiledRuleSet rules =
                compile(TABLE.replace("ACTION,NAME", "a,N")).orThrow()) {
            assertThat(rules.rules()).hasSize(3);
        }
    }

    @Test
    void dataUnderNoHeading_isToldAtItsCell() {
        assertThat(diagnostics(TABLE.replace("corporate up to 1 year", "corporate up to 1 year,stray")))
                .singleElement()
                .asString()
                .startsWith("haircuts.drl.csv:10:6: TABLE_CELL_ERROR: Cell F10");
    }

    @Test
    void cellThatClosesItsRule_isRefused() {
        String injected =
                TABLE.replace("0.0125", "\"1B, \"\"\"\")); end rule \"\"x\"\" when then insert(new Haircut(null, 1\"");
        assertThat(diagnostics(injected))
                .isNotEmpty()
                .allSatisfy(told -> assertThat(told).startsWith("haircuts.drl.csv:"));
    }

    @Test
    void templateExpression_isRefused() {
        assertThat(diagnostics(TABLE.replace("0.0125", "@{1+1}")))
                .containsExactly(
                        "haircuts.drl.csv:10:4: TABLE_TEMPLATE: Cell D10 holds a template expression; write its"
                                + " result.");
    }

    @Test
    void quoteLeftOpen_isToldAtItsCell() {
        assertThat(diagnostics(TABLE.replace("CORPORATE_BOND,1", "CORPORATE_BOND,\"1")))
                .containsExactly(
                        "haircuts.drl.csv:10:2: TABLE_CELL_ERROR: Cell B10 opens a quote and does not close it.");
    }

    @Test
    void tableWithoutRules_isRefused() {
        assertThat(diagnostics("RuleSet,demo\n"))
                .containsExactly("haircuts.drl.csv:1:1: TABLE_EMPTY: The sheet has no cell that begins with"
                        + " `RuleTable`, and so no rules.");
        assertThat(diagnostics("\n")).singleElement().asString().contains("TABLE_EMPTY");
    }

    @Test
    void tableWithTooManyRows_isRefused() {
        assertThat(diagnostics("a\n".repeat(10_002))).singleElement().asString().contains("TABLE_TOO_LARGE");
    }

    @Test
    void tableWithTooManyColumns_isRefused() {
        assertThat(diagnostics(",".repeat(100) + "a\n"))
                .containsExactly("haircuts.drl.csv:1:101: TABLE_TOO_LARGE: Cell CW1 is beyond the last column that is"
                        + " taken, the 100th.");
    }
}
