package org.plimsoll.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What needs a session is shown at its place, with the figures that the first fact carries. */
class SessionAdviceTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "$p : Position() | $g : PositionGroup(underlying == $p.underlying, grossNotional > 5)"
                        + " | it has a second pattern; read `groupGrossNotional` of Position instead",
                "$p : Position() | $m : MarginPool(pool == $p.pool, netPayable > 5)"
                        + " | it has a second pattern; read `poolNetPayable` of Position instead",
                "$p : PositionHealth() | $m : AccountHealth(pool == $p.pool, equity < 0)"
                        + " | it has a second pattern; read `poolEquity` of PositionHealth instead",
                "$p : Position() | $m : MarginPool(pool == $p.pool, balances > 5)"
                        + " | it has a second pattern; write the rule on MarginPool or Position alone",
                "$p : MarginPool() | $q : Position(pool == $p.pool, marketValue > 5)"
                        + " | it has a second pattern; write the rule on Position or MarginPool alone",
                "$p : MarginPool() | accumulate(Position(pool == $p.pool, $n : notional); $s : sum($n); $s > 5)"
                        + " | it adds up Position facts; read `grossNotional` or `netNotional` of MarginPool instead",
                "$p : MarginPool() | accumulate(Collateral(pool == $p.pool, $n : marketValue); $s : sum($n); $s > 5)"
                        + " | it adds up Collateral facts; read `collateralMarketValue` of MarginPool instead",
                "$p : MarginPool() | accumulate(Position(pool == $p.pool, $n : notional); $s : count($n); $s > 5)"
                        + " | it adds up Position facts; read `positionCount` of MarginPool instead",
                "$p : MarginPool() | accumulate(Position(pool == $p.pool, $n : notional); $s : max($n); $s > 5)"
                        + " | it adds up Position facts; write the rule on Position or MarginPool alone",
                "$p : MarginPool() | accumulate(Position(pool == $p.pool, instrumentType == \"EQUITY\", $n : notional);"
                        + " $s : sum($n); $s > 5) | it adds up Position facts; write the rule on Position or MarginPool alone",
                "$p : MarginPool() | accumulate(Position(pool == $p.pool, $n : vega); $s : sum($n); $s > 5)"
                        + " | it adds up Position facts; read `vega` of MarginPool instead",
                "$p : PositionGroup() | accumulate(Position(pool == $p.pool, underlying == $p.underlying, $n : delta);"
                        + " $s : sum($n); $s > 5)"
                        + " | it adds up Position facts; read `grossDelta` or `netDelta` of PositionGroup instead",
                "$p : PositionGroup() | accumulate(Position(pool == $p.pool, $n : delta); $s : sum($n); $s > 5)"
                        + " | it adds up Position facts; write the rule on Position or PositionGroup alone",
                "$p : Position() | accumulate(Position(pool == $p.pool, $n : notional); $s : sum($n); $s > 5)"
                        + " | it adds up Position facts; read `poolGrossNotional` of Position instead",
                "$p : Position() | accumulate(Position(pool == $p.pool, underlying == $p.underlying, $n : notional);"
                        + " $s : sum($n); $s > 5)"
                        + " | it adds up Position facts; read `groupGrossNotional` or `groupNetNotional` of Position instead",
                "$p : MarginPool() | not Collateral(pool == $p.pool)"
                        + " | it asks whether there is such a Collateral; read `collateralMarketValue` of MarginPool",
            })
    void ruleThatNeedsASession_isToldWhere_andWhichFigureToRead(String first, String second, String told) {
        CompileResult result = RuleSetSample.rules("rule \"several\"\nwhen\n    " + first + "\n    " + second
                        + "\nthen\n    insert(new Notify($p, \"x\"));\nend\n")
                .compile();
        assertThat(result.diagnostics()).singleElement().satisfies(found -> {
            assertThat(found.toString())
                    .startsWith("rules.drl:7:5: NEEDS_SESSION: Because of this rule all rules of the set are fired in a"
                            + " Drools session, which is slower: " + told);
            assertThat(found.severity()).isEqualTo(Diagnostic.Severity.WARNING);
            assertThat(found.rule()).isEqualTo("several");
        });
    }
}
