package org.plimsoll.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.plimsoll.decision.Firing;
import org.plimsoll.policy.Facts;
import org.plimsoll.policy.Haircut;

class CompiledRuleSetTest {
    @Test
    void fire_aMatchingFact_isTraced() {
        CompileResult result = new RuleSetCompiler()
                .compile(RuleSetFiles.of(
                        "demo",
                        Map.of(
                                "ruleset.yaml",
                                "name: demo\ntitle: Demo\npackage: demo\nbaseCurrency: EUR\n",
                                "a.drl",
                                """
                                package demo;
                                import org.plimsoll.policy.*;
                                dialect "mvel"

                                rule "cash"
                                when
                                    $c : Collateral(kind == "CASH", residualMaturityYears > 3, volatility < 0.2B)
                                then
                                    insert(new Haircut($c, 0.005B, "cash"));
                                end

                                rule "mismatch"
                                when
                                    $c : Collateral(kind == "CASH", currencyMismatch == false)
                                then
                                    insert(new Haircut($c, "CURRENCY_MISMATCH", 0.08B, "cash"));
                                end
                                """)));
        assertThat(result.diagnostics()).isEmpty();
        try (CompiledRuleSet rules = result.orThrow()) {
            List<Firing> firings = rules.fire(List.of(Facts.collateral().build()));
            assertThat(firings).hasSize(1);
            assertThat(firings.get(0).outcomes().get(0)).isInstanceOf(Haircut.class);
        }
    }
}
