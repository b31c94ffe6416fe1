package org.plimsoll.cases;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What cannot be expected is reported at its line; so is what would hold of any decision. */
final class ExpectationTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}                                                      | CASE_EXPECTS_NOTHING",
                "{pools: {}}                                             | CASE_EXPECTS_NOTHING",
                "{pools: {cross: {}}}                                    | CASE_EXPECTS_NOTHING",
                "{actions: {contains: []}}                               | CASE_EXPECTS_NOTHING",
                "{actions: [{}]}                                         | CASE_EXPECTS_NOTHING",
                "{rules: []}                                             | CASE_EXPECTS_NOTHING",
                "{status: MARGINCALL}                                    | CASE_UNKNOWN_CODE",
                "{status: null}                                          | CASE_WRONG_TYPE",
                "{status: [NO_ACTION]}                                   | CASE_WRONG_TYPE",
                "{pools: [cross]}                                        | CASE_WRONG_TYPE",
                "{pools: {cross: 5}}                                     | CASE_WRONG_TYPE",
                "{pools: {cross: {equity: [5]}}}                         | CASE_WRONG_TYPE",
                "{pools: {cross: {equity: much}}}                        | CASE_BAD_VALUE",
                "{collateral: {bond: {haircut: 8 %}}}                    | CASE_BAD_VALUE",
                "{collateral: {bond: {hairct: 0.08}}}                    | CASE_UNKNOWN_FIELD",
                "{collateral: {bond: {ineligible: maybe}}}               | CASE_WRONG_TYPE",
                "{collateral: {bond: {haircuts: [{kind: BASIS}]}}}       | CASE_UNKNOWN_CODE",
                "{addOns: [{kind: LIQUID}]}                              | CASE_UNKNOWN_CODE",
                "{actions: {type: MARGIN_CALL}}                          | CASE_WRONG_TYPE",
                "{actions: [{type: MARGIN_CAL}]}                         | CASE_UNKNOWN_CODE",
                "{actions: [{type: MARGIN_CALL, ammount: 5}]}            | CASE_UNKNOWN_FIELD",
                "{actions: [{type: MARGIN_CALL, dueBy: tomorrow}]}       | CASE_BAD_VALUE",
                "{warnings: PRICE_STALE}                                 | CASE_WRONG_TYPE",
                "{warnings: [[PRICE_STALE]]}                             | CASE_WRONG_TYPE",
                "{rules: a}                                              | CASE_WRONG_TYPE",
                "{rules: [{a: b}]}                                       | CASE_WRONG_TYPE",
                "{refusal: PRICE_MISSING}                                | CASE_WRONG_TYPE",
                "{refusal: {pointer: /a}}                                | CASE_MISSING_FIELD",
                "{refusal: {code: A, where: /a}}                         | CASE_UNKNOWN_FIELD",
                "{refusal: {code: A}, status: NO_ACTION}                 | CASE_BAD_VALUE",
                "5                                                       | CASE_WRONG_TYPE"
            })
    void expectation_thatMakesNoSense_isReportedAtItsLine(String expect, String code) {
        CaseFile file = CaseTexts.file("id: x\nexpect: " + expect + "\n");

        assertThat(CaseTexts.places(file)).containsExactly(CaseTexts.line(2) + ": " + code);
        assertThat(file.cases()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{status: MARGIN_CALL}",
                "{pools: {cross: {equity: 5, marginRatio: null, leverage: ~, initialExcess: \"~ 1 +- 1\"}}}",
                "{collateral: {bond: {haircut: 0.08, ineligible: true, haircuts: []}}}",
                "{positions: {shares: {pool: cross, liquidationPrice: \"> 5\", requirements: {contains: [{initial: 5}]}}}}",
                "{groups: {cross/ACME: {netNotional: 5}}}",
                "{addOns: [], actions: [], warnings: []}",
                "{actions: [{type: MARGIN_CALL, amount: 5, dueBy: 2026-01-03T09:00:00Z, rank: 1, rule: a}]}",
                "{warnings: {contains: [PRICE_STALE]}, rules: [a, b]}",
                "{refusal: {code: A}}",
                "{refusal: {code: A, pointer: /portfolio}}"
            })
    void expectation_thatMakesSense_isRead(String expect) {
        assertThat(CaseTexts.file("expect: " + expect + "\n").diagnostics()).isEmpty();
    }
}
