package org.plimsoll.benchmark.service;

import java.math.BigDecimal;
import org.plimsoll.benchmark.BenchmarkPolicy;
import org.plimsoll.benchmark.BenchmarkPolicy.Cut;
import org.plimsoll.benchmark.BenchmarkPolicy.Tier;

/**
 * The policy as two Cerbos resource policies, one rule with a condition for each of the 40 rules. A permission cannot carry
 * an amount, so each rule gives it as an output. Conditions and outputs are CEL, which computes in doubles.
 */
final class CerbosPolicy {
    private static final String HEAD = """
            apiVersion: api.cerbos.dev/v1
            resourcePolicy:
              version: default
              resource: %s
              rules:
            """;
    private static final String RULE = """
                - name: %s
                  actions: ["%s"]
                  effect: EFFECT_ALLOW
                  roles: ["*"]
                  condition:
                    match:
                      expr: |-
                        %s
                  output:
                    when:
                      ruleActivated: |-
                        %s
            """;

    private CerbosPolicy() {}

    static String positions() {
        StringBuilder policy = new StringBuilder(HEAD.formatted("position"));
        for (String underlying : BenchmarkPolicy.UNDERLYINGS) {
            for (Tier tier : BenchmarkPolicy.tiers()) {
                policy.append(RULE.formatted(
                        underlying + "-tier-" + tier.number(),
                        "tier",
                        "R.attr.underlying == \"%s\" && R.attr.notional >= %s && R.attr.notional < %s"
                                .formatted(underlying, number(tier.floor()), number(tier.ceiling())),
                        "R.attr.notional * %s - %s".formatted(number(tier.rate()), number(tier.amount()))));
            }
            policy.append(RULE.formatted(
                    underlying + "-thin-market",
                    "add-on",
                    "R.attr.underlying == \"%s\" && R.attr.daysToLiquidate > %s"
                            .formatted(underlying, number(BenchmarkPolicy.DAYS_TO_LIQUIDATE)),
                    "R.attr.notional * " + number(BenchmarkPolicy.ADD_ON_RATE)));
        }
        return policy.toString();
    }

    static String collateral() {
        StringBuilder policy = new StringBuilder(HEAD.formatted("collateral"));
        for (Cut cut : BenchmarkPolicy.CUTS) {
            policy.append(RULE.formatted(
                    cut.kind(), "haircut", "R.attr.kind == \"%s\"".formatted(cut.kind()), number(cut.rate())));
        }
        return policy.toString();
    }

    private static String number(BigDecimal figure) {
        return Double.toString(figure.doubleValue());
    }
}
