package org.plimsoll.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the gate refuses in the rule of a table's row is told at the row's cell, by its name and content. */
class DecisionTableCellsTest {
    /** Rules in rows 7 and 8. */
    private static final String TABLE = """
            RuleSet,demo,,,,

            RuleTable Other assets
            NAME,CONDITION,CONDITION,ACTION,ACTION
            ,$c : Collateral...,$c : Collateral...,,
            ,"kind in (forall(,){""$""})",residualMaturityYears <= $paramB,haircut = $paramB;,"insert(new Haircut($c, haircut, ""$param""));"
            rule,kind is one of,years,haircut,reason
            gold,GOLD,,0.15,gold: 15 %
            bonds,"BANK_BOND,CORPORATE_BOND",5,0.2,bonds: 20 %
            """;

    private static CompileResult compile(String table) {
        return new RuleSetSample().text("assets.drl.csv", table).compile();
    }

    private static List<String> diagnostics(String right, String wrong) {
        assertThat(TABLE).contains(right);
        CompileResult result = compile(TABLE.replace(right, wrong));
        assertThat(result.succeeded()).isFalse();
        return result.diagnostics().stream().map(Diagnostic::toString).toList();
    }

    @Test
    void table_withoutMistake_compiles() {
        assertThat(compile(TABLE).diagnostics()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "0.15,gold|\"0,15\",gold|8:4: TABLE_CELL_ERROR: Cell D8 holds `0,15`, and a comma separates values.|In a decimal, write 0.15.",
                "5,0.2|\"5,5\",0.2|9:3: |In a decimal, write 5.5.",
                "gold,GOLD|gold,GLOD|8:2: UNKNOWN_CODE: Cell B8 (\"GLOD\"): |did you mean GOLD?",
                "0.15,gold|15 %,gold|8:4: |Cell D8 (\"15 %\"): ",
                "0.15,gold|1e3,gold|8:4: NUMBER_FORMAT: Cell D8 (\"1e3\"): |plain",
                "bonds,\"B|bonds!,\"B|9:1: RULE_NAME: Cell A9 (\"bonds!\"): |plain words",
            })
    void mistakeInACell_isToldAtTheCell_withItsContent(String right, String wrong, String start, String part) {
        assertThat(diagnostics(right, wrong).get(0))
                .startsWith("assets.drl.csv:" + start)
                .contains(part);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "0.15,gold|,gold|8:4: |Cell D8, under \"haircut\", is empty or missing",
                "0.15,gold: 15 %|0.15|8:5: NO_OUTCOME: |Cell E8, under \"reason\", is empty or missing",
                "GOLD,,0.15|GOLD,0.15|8:4: |Cell E8, under \"reason\", is empty or missing",
                "gold,GOLD,|gold,,|8:2: |Cell B8, under \"kind is one of\", is empty or missing",
            })
    void emptyOrMissingCell_isNamed_withItsHeading(String right, String wrong, String start, String part) {
        assertThat(diagnostics(right, wrong).get(0))
                .startsWith("assets.drl.csv:" + start)
                .contains(part);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "Haircut($c|Haircot($c|8:5: |Cell E8 (\"gold: 15 %\"), in the code of E6: ",
                "residualMaturityYears|residualMaturity|9:3: UNKNOWN_FIELD: |Cell C9 (\"5\"), in the code of C6: ",
                "$c : Collateral...|$c : Colateral...|8:2: UNKNOWN_FACT: |Cell B8 (\"GOLD\"), in the pattern of B5: ",
            })
    void mistakeInWhatACellIsFilledInto_isToldAtTheCell_withItsOrigin(
            String right, String wrong, String start, String part) {
        assertThat(diagnostics(right, wrong).get(0))
                .startsWith("assets.drl.csv:" + start)
                .contains(part);
    }

    @ParameterizedTest
    @CsvSource({"RuelTable Other", "Rule Table Other", "RuleTabel Other", "RulTable"})
    void misspeltRuleTable_isToldAtItsLine(String wrong) {
        assertThat(diagnostics("RuleTable Other", wrong))
                .singleElement()
                .satisfies(found -> assertThat(found)
                        .startsWith("assets.drl.csv:3:1: TABLE_EMPTY: Cell A3 is `" + wrong)
                        .endsWith("did you mean `RuleTable`?"));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '~',
            delimiter = '|',
            value = {"gold: 15 %|gold\": 15 %\"", "gold: 15 %|\"gold\": 15 %", "gold: 15 %|gold \"\"15 %\"\""})
    void quoteInTheMiddleOfACell_isRefused(String right, String wrong) {
        assertThat(diagnostics(right, wrong))
                .containsExactly(
                        "assets.drl.csv:8:5: TABLE_CELL_ERROR: Cell E8 has a quote in the middle; put the whole"
                                + " cell in quotes, and write a quote within it twice.");
    }
}
