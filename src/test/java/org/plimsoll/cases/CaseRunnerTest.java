package org.plimsoll.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * 10 shares at 100, a bond of 1,000 less 2 %, 400 in cash: equity 2,380; initial margin half of 1,000, maintenance a
 * quarter. With a loan of 2,000 equity is 380 and 120 are missing to the initial margin.
 */
final class CaseRunnerTest {
    private static final String LOAN = "portfolio: {loans: [{currency: EUR, amount: 2000}]}\n";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{status: NO_ACTION, actions: [], warnings: []}",
                "{pools: {cross: {equity: 2380, collateralValue: 980, initialMargin: 500, maintenanceMargin: 250}}}",
                "{pools: {cross: {initialExcess: 1880.0, maintenanceExcess: \">= 2130\", marginRatio: 9.52}}}",
                "{pools: {cross: {leverage: \"~ 0.42 +- 0.001\", requirements: []}}}",
                "{collateral: {bond: {marketValue: 1000, haircut: 0.02, value: 980, ineligible: false}}}",
                "{collateral: {bond: {haircuts: [{kind: BASE, rate: 0.020, reason: two percent, rule: collateral}]}}}",
                "{positions: {shares: {notional: 1000, initialMargin: 500, unrealizedPnl: null, pool: cross}}}",
                "{positions: {shares: {requirements: {contains: [{maintenance: 250}]}}}}",
                "{rules: [collateral, half of the notional]}"
            })
    void case_whoseExpectationsHold_passes(String expect) {
        CaseResult result = run("expect: " + expect + "\n");

        assertThat(result.failures()).isEmpty();
        assertThat(result.passed()).isTrue();
        assertThat(result.checks()).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{status: MARGIN_CALL}",
                "{pools: {cross: {equity: 2380.01}}}",
                "{pools: {cross: {equity: \"< 2380\"}}}",
                "{pools: {cross: {leverage: null}}}",
                "{pools: {other: {equity: 0}}}",
                "{collateral: {bond: {ineligible: true}}}",
                "{collateral: {bond: {haircuts: []}}}",
                "{collateral: {bond: {haircuts: [{rule: half of the notional}]}}}",
                "{positions: {shares: {unrealizedPnl: 0}}}",
                "{positions: {shares: {pool: isolated}}}",
                "{groups: {cross/ACME: {netNotional: 1000}}}",
                "{actions: [{type: NOTIFY}]}",
                "{actions: {contains: [{type: NOTIFY}]}}",
                "{addOns: [{initial: 5}]}",
                "{warnings: [PRICE_STALE]}",
                "{warnings: {contains: [PRICE_STALE]}}",
                "{rules: [short position]}",
                "{refusal: {code: PRICE_MISSING}}"
            })
    void case_whoseExpectationDoesNotHold_failsAtItsLine(String expect) {
        CaseResult result = run("id: x\nexpect: " + expect + "\n");

        assertThat(result.passed()).isFalse();
        assertThat(result.failures())
                .hasSize(1)
                .allSatisfy(check -> assertThat(check.line()).isEqualTo(CaseTexts.line(2)));
    }

    @Test
    void action_comparedOnTheFieldsItNames_passes() {
        CaseResult result = run(LOAN + """
                        expect:
                          status: MARGIN_CALL
                          actions:
                            - {type: MARGIN_CALL, amount: 120, currency: EUR, basis: INITIAL, pool: cross,
                               dueBy: 2026-01-03T09:00:00.000Z, rule: call for what is missing}
                        """);

        assertThat(result.failures()).isEmpty();
    }

    @Test
    void action_withAnotherAmount_isShownBesideTheActualOne() {
        CaseResult result = run(LOAN + "expect:\n  actions: [{type: MARGIN_CALL, amount: 121, currency: EUR}]\n");

        assertThat(result.failures())
                .containsExactly(new Check("actions[0].amount", "121", "120.00", false, CaseTexts.line(3)));
        assertThat(result.checks()).hasSize(3);
    }

    @Test
    void failure_asADiagnostic_namesFileLineCaseAndBothFigures() {
        CaseResult result = run("expect: {pools: {cross: {equity: 2381}}}\n");

        Case tested = result.tested();
        assertThat(result.diagnostics())
                .extracting(Object::toString)
                .containsExactly(tested.file() + ":" + CaseTexts.line(1) + ":1: CASE_FAILED: case '" + tested.name()
                        + "': pools.cross.equity is 2380.00, expected 2381");
    }

    @Test
    void actions_whereNoneAreExpected_areShown() {
        CaseResult result = run(LOAN + "expect: {actions: []}\n");

        assertThat(result.failures()).hasSize(1);
        assertThat(result.failures().get(0).actual()).startsWith("type MARGIN_CALL, pool cross, amount 120.00");
    }

    @Test
    void refusal_expected_passesWithCodeAndPointer() {
        String unknown = "portfolio: {positions: [{id: shares, instrument: WHAT}]}\n";

        assertThat(run(unknown + "expect: {refusal: {code: INSTRUMENT_UNKNOWN}}\n")
                        .failures())
                .isEmpty();
        assertThat(run(unknown
                                + "expect: {refusal: {code: INSTRUMENT_UNKNOWN,"
                                + " pointer: /portfolio/positions/0/instrument}}\n")
                        .failures())
                .isEmpty();
        assertThat(run(unknown + "expect: {refusal: {code: INSTRUMENT_UNKNOWN, pointer: /portfolio}}\n")
                        .passed())
                .isFalse();
        assertThat(run(unknown + "expect: {refusal: {code: PRICE_MISSING}}\n").passed())
                .isFalse();
    }

    @Test
    void refusal_notExpected_failsAndSaysWhy() {
        CaseResult result = run(
                "portfolio: {positions: [{id: shares, instrument: WHAT}]}\nexpect: {pools: {cross: {equity: 1}}}\n");

        assertThat(result.failures()).hasSize(1);
        assertThat(result.failures().get(0).expected()).isEqualTo("a decision");
        assertThat(result.failures().get(0).actual())
                .startsWith("refused: INSTRUMENT_UNKNOWN at /portfolio/positions/0/instrument (");
    }

    @Test
    void refusalOfTheInput_expected_passes() {
        String huge = "portfolio: {positions: [{id: shares, quantity: 1e400}]}\n";

        assertThat(run(huge + "expect: {refusal: {code: NUMBER_TOO_LARGE, pointer: /portfolio/positions/0/quantity}}\n")
                        .failures())
                .isEmpty();
        assertThat(run(huge + "expect: {refusal: {code: PRICE_MISSING}}\n").passed())
                .isFalse();
    }

    @Test
    void firedRules_areRecorded() {
        assertThat(run("expect: {status: NO_ACTION}\n").fired())
                .containsExactlyInAnyOrder(ShareRules.HAIRCUT, ShareRules.MARGIN);
        assertThat(run(LOAN + "expect: {status: MARGIN_CALL}\n").fired())
                .containsExactlyInAnyOrderElementsOf(List.of(ShareRules.HAIRCUT, ShareRules.MARGIN, ShareRules.CALL));
    }

    private static CaseResult run(String fields) {
        return ShareRules.runner().run(CaseTexts.only(CaseTexts.file(fields)));
    }
}
