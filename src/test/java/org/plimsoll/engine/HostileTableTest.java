package org.plimsoll.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.plimsoll.policy.Facts;
import org.plimsoll.policy.MarginRequirement;

/** Decision tables that say one thing to a reader and another to the converter, or that would grow without end. */
@Timeout(120)
class HostileTableTest {
    private static final String FILE = "margins.drl.csv";

    /** A table whose first rule is in row 7; its margin's code is to be filled in. */
    private static final String HEAD = """
            RuleSet,demo,,
            RuleTable margins
            CONDITION,ACTION,NAME
            $p : Position,,
            instrumentType,"insert(new MarginRequirement($p, CODE, $p.id));",
            type,margin,name
            """;

    private static CompileResult compile(String code, String rows) {
        return new RuleSetSample().text(FILE, HEAD.replace("CODE", code) + rows).compile();
    }

    private static List<String> refusals(CompileResult result) {
        assertThat(result.compiled()).isNull();
        return result.diagnostics().stream().map(Diagnostic::toString).toList();
    }

    private static MarginRequirement required(CompileResult result) {
        try (CompiledRuleSet rules = result.orThrow()) {
            return (MarginRequirement) rules.fire(List.of(Facts.position().build()))
                    .get(0)
                    .outcomes()
                    .get(0);
        }
    }

    /** As arguments, {@code 0,5} is an initial margin of 0 and a maintenance margin of 5. */
    @ParameterizedTest
    @ValueSource(strings = {"0,5", "1,500", "1,500.00", "1,500,000", "1.500,00", "-0,5", "12,34"})
    void numberWithAComma_isRefused_notTakenForTwo(String number) {
        assertThat(refusals(compile("$param", "PERPETUAL,\"" + number + "\",a\n")))
                .singleElement()
                .asString()
                .startsWith(FILE + ":7:2: TABLE_CELL_ERROR: Cell B7 holds `" + number
                        + "`, and a comma separates values. ");
    }

    @Test
    void twoValues_withASpaceBetween_areTwo() {
        MarginRequirement required = required(compile("$param", "PERPETUAL,\"0.5, 0.25\",a\n"));
        assertThat(required.initial()).isEqualTo(new BigDecimal("0.5"));
        assertThat(required.maintenance()).isEqualTo(new BigDecimal("0.25"));
    }

    @Test
    void asManyValuesAsTheCodeTakes_areTaken() {
        MarginRequirement required = required(compile("$1, $2", "PERPETUAL,\"7,5\",a\n"));
        assertThat(required.initial()).isEqualTo(new BigDecimal("7"));
        assertThat(required.maintenance()).isEqualTo(new BigDecimal("5"));
    }

    @ParameterizedTest
    @CsvSource({"$1, '1,500', 2, 1", "'$1, $2', '1,500,000', 3, 2", "'$1, $2', 7, 1, 2"})
    void moreOrFewerValuesThanTheCodeTakes_areRefused(String code, String cell, int held, int taken) {
        assertThat(refusals(compile(code, "PERPETUAL,\"" + cell + "\",a\n")))
                .containsExactly(FILE + ":7:2: TABLE_CELL_ERROR: Cell B7 holds " + held
                        + " values, which commas separate, but its column's code takes " + taken + ".");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"15%", "1e3", "=1+1", "+5", "1'500", "1_500", "0.5;", "0.5)", "05", "–5", "½", "٥", "５", "5 EUR"
            })
    void numberInAnotherForm_isRefusedAtItsCell(String number) {
        assertThat(refusals(compile("$param", "PERPETUAL," + number + ",a\n")))
                .singleElement()
                .asString()
                .startsWith(FILE + ":7:2: ");
    }

    /** Spreadsheets show a gap; the converter ends the table there, and every rule below it would be lost. */
    @ParameterizedTest
    @ValueSource(strings = {"\n", ",,\n", "\n\n\n", " , ,\n"})
    void rowBelowAnEmptyRow_isRefused_notLeftOut(String gap) {
        int row = 8 + (int) gap.chars().filter(c -> c == '\n').count();
        assertThat(refusals(compile("$param", "PERPETUAL,5,a\n" + gap + "PERPETUAL,6,b\n")))
                .containsExactly(FILE + ":" + row + ":1: TABLE_CELL_ERROR: Cell A" + row
                        + " stands below an empty row, where the table ends, so that this row would not be a rule; delete"
                        + " the empty row.");
    }

    @Test
    void noteBelowTheTable_isLeftOut() {
        assertThat(required(compile("$param", "PERPETUAL,5,a\n\nApproved by the committee\n"))
                        .initial())
                .isEqualTo(new BigDecimal("5"));
    }

    private static final String SECOND = """
            CONDITION,ACTION,NAME
            $p : Position,,
            instrumentType,"insert(new MarginRequirement($p, $param, $p.id));",
            type,margin,name
            PERPETUAL,7,second
            """;

    @ParameterizedTest
    @ValueSource(strings = {"RuleTabel more", "Rule Table more", "RulesTable more", "RuelTable"})
    void secondTable_thatAMisspeltWordBegins_isRefusedAtTheWord(String begin) {
        assertThat(refusals(compile("$param", "PERPETUAL,5,a\n" + begin + "\n" + SECOND)))
                .containsExactly(FILE + ":8:1: TABLE_CELL_ERROR: Cell A8 is `" + begin
                        + "`; did you mean `RuleTable`? The rows below would not be rules.");
    }

    @Test
    void secondTable_thatNoRuleTableBegins_isRefusedAtItsHeadings() {
        assertThat(refusals(compile("$param", "PERPETUAL,5,a\nsecond table\n" + SECOND)))
                .containsExactly(
                        FILE + ":9:1: TABLE_CELL_ERROR: Cell A9 begins a row of column headings, but no cell in"
                                + " the row above begins with `RuleTable`, so that the rows below would not be rules.");
    }

    @ParameterizedTest
    @CsvSource({"RuleTabel more, 2", "Rule Table more, 2", "first table, 3"})
    void firstTable_thatNoRuleTableBegins_isRefused(String begin, int row) {
        String table = "RuleSet,demo\n" + begin + "\n" + SECOND + HEAD.substring(HEAD.indexOf("RuleTable"));
        assertThat(refusals(new RuleSetSample()
                        .text(FILE, table.replace("CODE", "$param") + "PERPETUAL,5,a\n")
                        .compile()))
                .singleElement()
                .asString()
                .startsWith(FILE + ":" + row + ":1: TABLE_CELL_ERROR: Cell A" + row);
    }

    @Test
    void secondTable_withLettersForHeadings_isRefusedBelowAMisspeltWord() {
        String second = SECOND.replace("CONDITION,ACTION,NAME", "C,A,N");
        assertThat(refusals(compile("$param", "PERPETUAL,5,a\nRuleTabel more\n" + second)))
                .containsExactly(
                        FILE + ":8:1: TABLE_CELL_ERROR: Cell A8 is `RuleTabel more`; did you mean `RuleTable`? The"
                                + " rows below would not be rules.");
    }

    @Test
    void secondTable_isRead_afterAnEmptyRowToo() {
        CompileResult result = compile("$param", "PERPETUAL,5,a\n\nRuleTable more\n" + SECOND);
        try (CompiledRuleSet rules = result.orThrow()) {
            assertThat(rules.rules()).extracting("name").containsExactly("a", "second");
        }
    }

    /** Three hundred times ninety thousand characters in each of ten rows would fill the memory. */
    @Test
    void cellThatItsCodeRepeats_isRefusedBeforeItIsWrittenOut() {
        assertThat(refusals(compile("$param".repeat(300), ("x".repeat(90_000) + ",5,a\n").repeat(10))))
                .first()
                .asString()
                .startsWith(FILE + ":7:1: TABLE_TOO_LARGE: Cell A7 holds more than 2000 characters");
    }

    @Test
    void codeThatRepeatsItsCell_isRefused_howeverShortBothAre() {
        String code = "$param + ".repeat(200) + "1";
        assertThat(refusals(compile(code, ("PERPETUAL," + "9".repeat(30) + ",a\n").repeat(2_000))))
                .containsExactly(FILE + ":1:1: TABLE_TOO_LARGE: The rules of the table would be longer than 4194304"
                        + " characters; use fewer rows, or shorter code.");
    }

    @Test
    void codeThatRepeatsItselfForEachValue_isRefused() {
        String code = "forall(+){" + "1 + ".repeat(400) + "$}";
        assertThat(refusals(compile(code, ("PERPETUAL,\"" + "1,".repeat(900) + "1\",a\n").repeat(5))))
                .singleElement()
                .asString()
                .contains("TABLE_TOO_LARGE");
    }

    @ParameterizedTest
    @ValueSource(ints = {12, 40, 900})
    void bracketsInACell_areRefusedAtTheCell_beforeDroolsReadsThem(int depth) {
        assertThat(refusals(compile("$param", "PERPETUAL," + "(".repeat(depth) + "1" + ")".repeat(depth) + ",a\n")))
                .singleElement()
                .asString()
                .startsWith(FILE + ":7:2: NESTING: Cell B7");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "5); end rule x when $p : Position() then insert(new MarginRequirement($p, 6",
                "5)); /*",
                "5 // ",
                "5, $p.id)); insert(new MarginRequirement($p, 7",
            })
    void cellThatLeavesItsPlace_isRefused_orVisiblySaysMore(String cell) {
        CompileResult result = compile("$param", "PERPETUAL,\"" + cell + "\",a\nPERPETUAL,8,b\n");
        if (cell.endsWith("7")) {
            // Two statements in one cell: both are there to be read.
            assertThat(result.orThrow().rules()).hasSize(2);
        } else {
            assertThat(refusals(result)).isNotEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Import,java.lang.Runtime",
                "Functions,\"function void f() { System.exit(1); }\"",
                "Declare,declare enum E A; end",
                "Queries,query q() Position() end",
                "Variables,java.util.List l",
                "Unit,x.Y",
                "Sequential,true",
            })
    void whatElseATableCanSay_isRefused(String line) {
        String table = HEAD.replace("CODE", "$param").replaceFirst("\n", "\n" + line + "\n");
        assertThat(refusals(new RuleSetSample()
                        .text(FILE, table + "PERPETUAL,5,a\n")
                        .compile()))
                .isNotEmpty();
    }
}
