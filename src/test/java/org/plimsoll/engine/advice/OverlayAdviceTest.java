package org.plimsoll.engine.advice;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.plimsoll.engine.BaseFiles;
import org.plimsoll.engine.RuleSetFiles;

/** Advice about an overlay is about what it makes of its base, not about the base. */
class OverlayAdviceTest {
    private static final String HEAD =
            "package base;\nimport org.plimsoll.policy.*;\nimport static org.plimsoll.policy.Functions.*;\ndialect \"mvel\"\n";
    private static final String SHORT = rule("short", "residualMaturityYears <= 1", "0.01B");
    private static final String LONG = rule("long", "residualMaturityYears > 1", "$c.parameter(\"longHaircut\")");

    private static String rule(String name, String condition, String rate) {
        return "rule \"" + name + "\"\nwhen\n    $c : Collateral(kind == \"GOVERNMENT_BOND\", " + condition
                + ")\nthen\n    insert(new Haircut($c, " + rate + ", \"" + name + "\"));\nend\n";
    }

    private static RuleSetFiles base(String value) {
        return RuleSetFiles.of(
                "base",
                Map.of(
                        "ruleset.yaml",
                        "name: base\ntitle: Base\npackage: base\nbaseCurrency: EUR\nparameters:\n  - name: longHaircut\n    value: "
                                + value + "\n  - {name: unread, value: 1}\n",
                        "rules.drl",
                        HEAD + SHORT + LONG));
    }

    private static List<String> findings(RuleSetFiles base, String manifest, String rules) {
        Map<String, String> own = new TreeMap<>();
        own.put(
                "ruleset.yaml",
                "name: house\ntitle: House\nextends: {ruleSet: base, content: \"sha256:" + base.contentHash() + "\"}\n"
                        + manifest);
        if (!rules.isEmpty()) {
            own.put("house.drl", HEAD + rules);
        }
        RuleSetFiles files = BaseFiles.with(RuleSetFiles.of("house", own), base);
        return Advisor.findings(files, files.manifest().orElseThrow(), Advice.MOST_COMPARISONS).stream()
                .map(found -> found.code() + " " + found.file() + ":" + found.line())
                .toList();
    }

    @Test
    void findings_ofTheBaseByItself_areNotRepeated() {
        RuleSetFiles base = base("25");

        assertThat(Advisor.findings(base, base.manifest().orElseThrow(), Advice.MOST_COMPARISONS))
                .extracting(found -> found.code() + " " + found.line())
                .containsExactly("RATE_AS_PERCENTAGE 7", "PARAMETER_UNUSED 8");
        assertThat(findings(base, "", "")).isEmpty();
    }

    @Test
    void gap_thatAWithdrawalLeaves_isTold() {
        RuleSetFiles base = RuleSetFiles.of(
                "base",
                Map.of(
                        "ruleset.yaml",
                        "name: base\ntitle: Base\npackage: base\nbaseCurrency: EUR\n",
                        "rules.drl",
                        HEAD
                                + SHORT
                                + rule("middle", "residualMaturityYears > 1, residualMaturityYears <= 5", "0.02B")
                                + rule("long", "residualMaturityYears > 5", "0.04B")));

        assertThat(findings(base, "", "")).isEmpty();
        assertThat(findings(base, "withdraws: [{rule: middle}]\n", ""))
                .anyMatch(found -> found.startsWith("GAP extends/base/rules.drl:"));
    }

    @Test
    void parameter_ofTheBase_whoseOnlyReaderIsWithdrawn_isNotTheOverlaysFault() {
        assertThat(findings(
                        base("0.2"),
                        "withdraws: [{rule: long}]\n",
                        rule("longer", "residualMaturityYears > 1", "0.3B")))
                .isEmpty();
    }

    @Test
    void parameter_ofTheOverlay_thatNoRuleReads_orThatIsAPercentage_isFoundInItsManifest() {
        assertThat(findings(base("0.2"), "parameters: [{name: extra, value: 1}]\n", ""))
                .containsExactly("PARAMETER_UNUSED ruleset.yaml:4");
        assertThat(findings(base("0.2"), "parameters: [{name: longHaircut, value: 30}]\n", ""))
                .containsExactly("RATE_AS_PERCENTAGE ruleset.yaml:4");
    }

    @Test
    void unusedParameter_ofTheBase_thatTheOverlayReplaces_isFoundInItsManifest() {
        assertThat(findings(base("0.2"), "parameters: [{name: unread, value: 2}]\n", ""))
                .containsExactly("PARAMETER_UNUSED ruleset.yaml:4");
    }
}
