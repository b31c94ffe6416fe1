package org.plimsoll.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.plimsoll.engine.CompileResult;
import org.plimsoll.engine.CompiledRuleSet;
import org.plimsoll.engine.RuleSetCompiler;
import org.plimsoll.engine.RuleSetFiles;

/** Figures that rules state, days they read, and what else they may say of pledged assets, from rule to case. */
class FigureRulesTest {
    private static final String MANIFEST = """
            name: loans
            title: Loans
            package: loans
            baseCurrency: USD
            """;

    private static final String HEAD = """
            package loans;
            import org.plimsoll.policy.*;
            import static org.plimsoll.policy.Functions.*;
            dialect "mvel"
            """;

    private static final String RULES = HEAD + """
            rule "threshold until June"
            when
                $c : Collateral(since("2026-01-01"), priorTo("2026-06-01"))
            then
                insert(new Haircut($c, 0.20, "liquidation threshold of 80 %"));
                insert(new Figure($c, "borrowingCapacity", $c.marketValue * 0.75, "loan to value of 75 %"));
                insert(new AddOn($c, "OTHER", $c.marketValue * 0.05, 0, "between the two weights"));
            end
            rule "threshold from June"
            when
                $c : Collateral(since("2026-06-01"))
            then
                insert(new Haircut($c, 0.25, "liquidation threshold of 75 %"));
                insert(new Figure($c, "borrowingCapacity", $c.marketValue * 0.7, "loan to value of 70 %"));
            end
            rule "health factor"
            when
                $a : AccountHealth(loans > 0)
            then
                insert(new Figure($a, "healthFactor", $a.collateralValue / $a.loans, "collateral over debt"));
                insert(new Figure($a, "borrowingCapacity", $a.sumOf("borrowingCapacity"), "of all collateral"));
            end
            rule "half of the debt may be repaid"
            when
                $c : CollateralHealth(largestOfPool, poolCollateralValue < poolLoans)
            then
                insert(new Figure($c, "capacityLeft", $c.figure("borrowingCapacity"), "its own"));
                insert(new Liquidate($c, $c.poolLargestLoan * 0.5 / $c.price, 0.5, "the health factor is below one"));
            end
            """;

    private static final String CASES = """
            fixtures:
              account:
                evaluatedAt: 2026-05-31T23:59:59Z
                portfolio:
                  id: p
                  baseCurrency: USD
                  account: {id: a, type: LENDING, marginMode: CROSS}
                  collateral:
                    - {id: eth, instrument: ETH, quantity: 4}
                    - {id: btc, instrument: BTC, quantity: 0.04}
                  loans: [{currency: USD, amount: 9000}]
                instruments:
                  - {id: ETH, type: CRYPTO_ASSET, currency: USD}
                  - {id: BTC, type: CRYPTO_ASSET, currency: USD}
                market:
                  asOf: 2026-05-31T23:59:59Z
                  prices: [{instrument: ETH, price: 2000}, {instrument: BTC, price: 50000}]
            cases:
              - name: the last second of May
                basis: house
                uses: account
                expect:
                  figures:
                    pool cross: {healthFactor: "~ 0.889", borrowingCapacity: 7500}
                    collateral eth: {borrowingCapacity: 6000, capacityLeft: 6000}
                    collateral btc: {borrowingCapacity: 1500, capacityLeft: null}
                  addOns: [{scope: collateral eth, initial: 400, maintenance: 0}, {scope: collateral btc, initial: 100}]
                  pools: {cross: {initialMargin: 500}}
                  actions: [{type: LIQUIDATE, collateral: eth, quantity: 2.25, closeFactor: 0.5}]
              - name: the first second of June
                uses: account
                evaluatedAt: 2026-06-01T00:00:00Z
                expect:
                  figures: {pool cross: {healthFactor: "~ 0.83333", borrowingCapacity: 7000}}
                  addOns: []
              - name: no table before January
                basis: derived
                uses: account
                evaluatedAt: 2025-12-31T23:59:59Z
                market: {asOf: 2025-12-31T00:00:00Z}
                expect: {refusal: {code: UNCOVERED_COLLATERAL}}
            """;

    private static CompileResult compile(String rules) {
        TreeMap<String, byte[]> files = new TreeMap<>();
        files.put("ruleset.yaml", MANIFEST.getBytes(StandardCharsets.UTF_8));
        files.put("loans.drl", rules.getBytes(StandardCharsets.UTF_8));
        files.put("cases/loans.yaml", CASES.getBytes(StandardCharsets.UTF_8));
        return new RuleSetCompiler().compile(new RuleSetFiles("loans", files));
    }

    @Test
    void figures_daysAndAddOnsOfAssets_areReportedSummedAndRead() {
        try (CompiledRuleSet compiled = compile(RULES).orThrow()) {
            CaseReport report = CaseReport.of(compiled);

            assertThat(report.diagnostics()).isEmpty();
            assertThat(report.results())
                    .allSatisfy(result -> assertThat(result.diagnostics())
                            .as(result.tested().name())
                            .isEmpty());
            assertThat(report.results())
                    .extracting(result -> result.tested().basis())
                    .containsExactly(CaseBasis.HOUSE, null, CaseBasis.DERIVED);
            assertThat(report.unfired()).isEmpty();
        }
    }

    @Test
    void figure_withTwoValues_isRefused() {
        String twice = RULES + """
                rule "another health factor"
                when
                    $a : AccountHealth(loans > 0)
                then
                    insert(new Figure($a, "healthFactor", 1, "another"));
                end
                """;
        try (CompiledRuleSet compiled = compile(twice).orThrow()) {
            assertThat(CaseReport.of(compiled).results().get(0).diagnostics().toString())
                    .contains("FIGURE_CONTRADICTION");
        }
    }

    @Test
    void basis_thatIsNone_isAFindingWithTheNearest() {
        CaseFile file = CaseFile.read(
                "cases/a.yaml", CASES.replace("basis: house", "basis: publisht").getBytes(StandardCharsets.UTF_8));

        assertThat(file.diagnostics()).singleElement().satisfies(found -> {
            assertThat(found.code()).isEqualTo("CASE_UNKNOWN_CODE");
            assertThat(found.message()).contains("published");
        });
    }
}
