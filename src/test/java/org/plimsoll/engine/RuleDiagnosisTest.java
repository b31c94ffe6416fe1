package org.plimsoll.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an author is told: which place, which word, what to write instead. */
class RuleDiagnosisTest {
    private static List<Diagnostic> diagnose(String drl) {
        CompileResult result = RuleSetSample.rules(drl).compileUngated();
        assertThat(result.compiled()).isNull();
        assertThat(result.diagnostics()).allSatisfy(diagnostic -> {
            assertThat(diagnostic.message()).doesNotContain("Lambda", "java.", "drools", "Exception");
            assertThat(diagnostic.message()).hasSizeLessThan(400);
        });
        return result.diagnostics();
    }

    /** One rule from line 4: {@code when} on 5, the condition on 6, {@code then} on 7, the consequence from 8. */
    private static String rule(String condition, String consequence) {
        return "rule \"r\"\nwhen\n" + condition + "\nthen\n" + consequence + "\nend\n";
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "$p : Position(notinal > 5B)|6:15: UNKNOWN_FIELD: There is no field `notinal` on Position; did you mean `notional`?",
                "$p : Position(side == \"LONG\", notional > prise * 2B)|6:42: UNKNOWN_FIELD: There is no field `prise` on Position; did you mean `price`?",
                "$p : Position($n : notinal)|6:20: UNKNOWN_FIELD: There is no field `notinal` on Position; did you mean `notional`?",
                "$p : Positon(notional > 5B)|6:6: UNKNOWN_FACT: There is no fact `Positon`; did you mean `Position`?",
                "$p : Haircut(rate > 5B)|6:6: UNKNOWN_FACT: `Haircut` is an outcome; a condition can only be about a fact.",
                "$p : Position(numbr(\"x\") > 5B)|6:15: UNKNOWN_FUNCTION: There is no function `numbr`; did you mean `number`?",
                "$p : Position(number(\"x\", 1B, 2B) > 5B)|6:15: WRONG_ARGUMENTS: `number` is given 3 arguments; it is written number(String name) or number(String name, BigDecimal otherwise).",
            })
    void condition_withAnUnknownWord_isPlacedAndCorrected(String condition, String expected) {
        List<Diagnostic> found = diagnose(rule(condition, "  insert(new MarginRequirement($p, 1B, \"x\"));"));
        assertThat(found).extracting(Diagnostic::toString).containsExactly("rules.drl:" + expected);
        assertThat(found).extracting(Diagnostic::rule).containsExactly("r");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "insert(new MarginRequirement($p, $p.notinal * 0.2B, \"x\"));|8:37: UNKNOWN_FIELD: There is no field `notinal` on Position; did you mean `notional`?",
                "base = 1B; insert(new MarginRequirement($p, bse, \"x\"));|8:45: UNKNOWN_NAME: `bse` is given no value in this rule; did you mean `base`?",
                "insert(new MarginRequirement($q, 1B, \"x\"));|8:30: UNKNOWN_NAME: Nothing is called `$q` in this rule's condition; did you mean `$p`?",
                "insert(new MarginRequirment($p, 1B, \"x\"));|8:12: UNKNOWN_OUTCOME: There is no outcome `MarginRequirment`; did you mean `MarginRequirement`?",
                "insert(new Haircut($p, 1B, \"x\"));|8:12: WRONG_ARGUMENTS: `Haircut` cannot be made from (Position, BigDecimal, String); it is written Haircut(Collateral collateral, BigDecimal rate, String reason) or Haircut(Collateral collateral, String kind, BigDecimal rate, String reason).",
                "insert(new Ineligible($p));|8:12: WRONG_ARGUMENTS: `Ineligible` is given 1 arguments; it is written Ineligible(Collateral collateral, String reason).",
                "insert(new MarginRequirement($p, mx(1B, 2B), \"x\"));|8:34: UNKNOWN_FUNCTION: There is no function `mx`; did you mean `max`?",
                "insert(new MarginRequirement($p, max(\"a\", 2B), \"x\"));|8:38: WRONG_ARGUMENTS: `\"a\"` cannot stand here in `max`, which is written max(BigDecimal a, BigDecimal b) or max(BigDecimal a, BigDecimal b, BigDecimal c).",
                "insert(new MarginRequirement($p, 1B, \"x\");|8:7: SYNTAX_ERROR: This bracket is not closed before the end of the statement.",
                "insert(new MarginRequirement($p, 1B, \"x\")));|8:43: SYNTAX_ERROR: This bracket closes nothing; take it away.",
            })
    void consequence_withAnUnknownWord_isPlacedAndCorrected(String consequence, String expected) {
        List<Diagnostic> found = diagnose(rule("$p : Position()", consequence));
        assertThat(found).extracting(Diagnostic::toString).containsExactly("rules.drl:" + expected);
    }

    @Test
    void consequence_ofSeveralLines_isPlacedAtItsOwn() {
        List<Diagnostic> found = diagnose(rule("$p : Position()", """
                base = 1B;
                if ($p.notional > 5B) {
                    base = 2B;
                } else {
                    base = max($p.quantity, "a");
                }
                insert(new MarginRequirement($p, base, "x"));"""));
        assertThat(found).hasSize(1);
        assertThat(found.get(0).line()).isEqualTo(12);
        assertThat(found.get(0).column()).isEqualTo(29);
        assertThat(found.get(0).code()).isEqualTo("WRONG_ARGUMENTS");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "rule \"r\"\\nwhen\\n$p : Position(notional > )\\nthen\\nend|6:26|`)` is not expected here.",
                "rule \"r\"\\nwhen\\n$p : Position(notional > 5B\\nthen\\nend|7:1|`then` comes before the condition is complete; close the bracket of the pattern above it.",
                "rule \"r\"\\nwen\\n$p : Position(notional > 5B)\\nthen\\nend|5:1|`wen` is not expected here; did you mean `when`?",
                "rle \"r\"\\nwhen\\n$p : Position()\\nthen\\nend|4:1|`rle` is not expected here; did you mean `rule`?",
            })
    void syntaxError_isPlacedAndExplained(String drl, String place, String message) {
        List<Diagnostic> found = diagnose(drl.replace("\\n", "\n") + "\n");
        assertThat(found.get(0).toString()).isEqualTo("rules.drl:" + place + ": SYNTAX_ERROR: " + message);
    }

    @Test
    void syntaxError_ofARuleWithoutEnd_namesTheEnd() {
        List<Diagnostic> found = diagnose("rule \"r\"\nwhen\n$p : Position()\nthen\ninsert(1);\n");
        assertThat(found).hasSize(1);
        assertThat(found.get(0).message()).contains("close it with `end`");
    }

    @Test
    void errors_ofSeveralRules_areAllReported() {
        String good = rule("$p : Position()", "insert(new MarginRequirement($p, 1B, \"x\"));");
        List<Diagnostic> found = diagnose(good.replace("\"r\"", "\"good\"")
                + rule("$p : Position(notinal > 1B)", "").replace("\"r\"", "\"one\"")
                + rule("$p : Position()", "insert(new Haircut($p, 1B, \"x\"));").replace("\"r\"", "\"two\"")
                + rule("$p : Position(notional == \"abc\")", "").replace("\"r\"", "\"three\""));
        assertThat(found).extracting(Diagnostic::rule).contains("one", "two").doesNotContain("good");
    }

    @Test
    void errors_inTwoFiles_areSortedByPlace() {
        CompileResult result = RuleSetSample.rules(rule("$p : Position(notinal > 1B)", ""))
                .text("a.drl", RuleSetSample.HEAD + rule("$p : Postion()", "").replace("\"r\"", "\"s\""))
                .compileUngated();
        assertThat(result.diagnostics())
                .extracting(diagnostic -> diagnostic.file() + ":" + diagnostic.line() + ":" + diagnostic.code())
                .containsExactly("a.drl:6:UNKNOWN_FACT", "rules.drl:6:UNKNOWN_FIELD");
    }

    @Test
    void wrongPackage_isPlacedAtItsStatement() {
        CompileResult result = new RuleSetSample()
                .text("a.drl", "// comment\npackage other;\nrule \"r\"\nwhen\nthen\nend\n")
                .compileUngated();
        assertThat(result.diagnostics())
                .extracting(Diagnostic::toString)
                .containsExactly("a.drl:2:1: WRONG_PACKAGE: The package is `other`; every file of this rule set must"
                        + " begin with `package demo;`, as its manifest says.");
    }

    @Test
    void duplicateName_namesTheOtherPlace() {
        CompileResult result = RuleSetSample.rules(rule("$p : Position()", "x = 1B;"))
                .text("z.drl", RuleSetSample.HEAD + "\n" + rule("$p : Position()", "x = 1B;"))
                .compileUngated();
        assertThat(result.diagnostics())
                .extracting(Diagnostic::toString)
                .containsExactly(
                        "z.drl:5:1: DUPLICATE_RULE: There is a rule of this name in rules.drl, line 4; names must differ.");
    }

    @Test
    void mixedPhases_areRefused() {
        List<Diagnostic> found = diagnose(rule("$p : Position()\n$h : AccountHealth(pool == \"cross\")", "x = 1B;"));
        assertThat(found)
                .extracting(Diagnostic::toString)
                .containsExactly(
                        "rules.drl:7:1: MIXED_PHASES: AccountHealth appears only when requirements are settled,"
                                + " and Position only before; a rule cannot be about both.");
    }
}
