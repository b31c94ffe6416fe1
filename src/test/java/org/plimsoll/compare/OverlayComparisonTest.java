package org.plimsoll.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.plimsoll.compare.RuleSetComparer.Candidate;
import org.plimsoll.compare.RuleSetComparison.FileChange;
import org.plimsoll.compare.RuleSetComparison.Kind;
import org.plimsoll.compare.RuleSetComparison.ValueChange;
import org.plimsoll.engine.BaseFiles;
import org.plimsoll.engine.RuleSetCompiler;
import org.plimsoll.engine.RuleSetFiles;

/** Base and overlay side by side: exactly what the overlay says, and whom it costs what. */
class OverlayComparisonTest {
    private static final String HEAD =
            "package base;\nimport org.plimsoll.policy.*;\nimport static org.plimsoll.policy.Functions.*;\ndialect \"mvel\"\n";

    private static String rule(String kind, String rate) {
        return "rule \"" + kind + "\"\nwhen\n    $c : Collateral(kind == \"" + kind
                + "\")\nthen\n    insert(new Haircut($c, " + rate + ", \"haircut\"));\nend\n";
    }

    private static final RuleSetFiles BASE = RuleSetFiles.of(
            "base",
            Map.of(
                    "ruleset.yaml",
                    "name: base\ntitle: Base\npackage: base\nbaseCurrency: EUR\nparameters: [{name: cash, value: 0.1}]\n",
                    "rules.drl",
                    HEAD + rule("CASH", "$c.parameter(\"cash\")") + rule("GOLD", "0.15B") + rule("EQUITY", "0.25B"),
                    "cases/base.yaml",
                    """
                    - name: cash
                      evaluatedAt: 2026-01-02T09:00:00Z
                      portfolio:
                        id: p
                        baseCurrency: EUR
                        account: {id: a, type: MARGIN, marginMode: CROSS}
                        collateral: [{id: c, instrument: EUR-CASH, quantity: "100"}]
                      instruments: [{id: EUR-CASH, type: CASH, currency: EUR}]
                      expect: {pools: {cross: {equity: 90.00}}}
                    """));

    private static RuleSetFiles overlay(String manifest, String rules) {
        Map<String, String> own = new TreeMap<>();
        own.put(
                "ruleset.yaml",
                "name: house\ntitle: House\nextends: {ruleSet: base, content: \"sha256:" + BASE.contentHash() + "\"}\n"
                        + manifest);
        if (!rules.isEmpty()) {
            own.put("rules.drl", HEAD + rules);
        }
        return BaseFiles.with(RuleSetFiles.of("house", own), BASE);
    }

    private static RuleSetComparison compare(RuleSetFiles before, RuleSetFiles after) {
        return new RuleSetComparer(ComparisonLimits.DEFAULT)
                .compare(
                        new Candidate(before, null, "is not compiled in this test"),
                        new Candidate(after, null, "is not compiled in this test"));
    }

    @Test
    void overlayThatSaysNothing_changesNothingButNames() {
        RuleSetComparison comparison = compare(BASE, overlay("", ""));

        assertThat(comparison.rules()).isEmpty();
        assertThat(comparison.parameters()).isEmpty();
        assertThat(comparison.tables()).isEmpty();
        assertThat(comparison.cases()).isEmpty();
        assertThat(comparison.settings()).extracting(ValueChange::path).containsExactly("name", "title", "extends");
        assertThat(comparison.files())
                .extracting(FileChange::kind, FileChange::path)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(Kind.ADDED, "ruleset.yaml"));
        assertThat(comparison.oldVersion().contentHash()).isEqualTo(BASE.contentHash());
    }

    @Test
    void ruleThatIsReplaced_isChanged_oneThatIsWithdrawnIsRemoved_oneThatIsNewIsAdded() {
        RuleSetFiles house = overlay(
                "withdraws: [{rule: GOLD, source: Minutes}, {rule: EQUITY}]\n",
                rule("GOLD", "0.30B") + rule("COMMODITY", "0.5B"));

        assertThat(compare(BASE, house).rules())
                .extracting(change -> change.kind() + " " + change.name())
                .containsExactly("ADDED COMMODITY", "REMOVED EQUITY", "CHANGED GOLD");
        assertThat(compare(BASE, house).settings())
                .contains(
                        new ValueChange("withdraws.GOLD", null, "Minutes"),
                        new ValueChange("withdraws.EQUITY", null, "withdrawn"));
        assertThat(compare(house, BASE).rules())
                .extracting(change -> change.kind() + " " + change.name())
                .containsExactly("REMOVED COMMODITY", "ADDED EQUITY", "CHANGED GOLD");
    }

    @Test
    void casesOfTheBase_areRunUnderBoth() {
        RuleSetComparison comparison = new RuleSetComparer(ComparisonLimits.DEFAULT)
                .compare(
                        BASE,
                        overlay("parameters: [{name: cash, value: 0.2, source: Minutes}]\n", ""),
                        new RuleSetCompiler());

        assertThat(comparison.parameters())
                .extracting(change -> change.name() + " " + change.oldValue() + " " + change.newValue())
                .containsExactly("cash 0.1 0.2");
        assertThat(comparison.outcomes().changed().get(0).fields())
                .extracting(change -> change.path() + " " + change.oldValue() + " " + change.newValue())
                .contains("pools/cross/equity 90.00 80.00");
    }

    @Test
    void versionsOfAnOverlay_differInWhatTheySay_notInTheBase() {
        RuleSetComparison comparison =
                compare(overlay("withdraws: [{rule: GOLD}]\n", ""), overlay("withdraws: [{rule: EQUITY}]\n", ""));

        assertThat(comparison.rules())
                .extracting(change -> change.kind() + " " + change.name())
                .containsExactly("REMOVED EQUITY", "ADDED GOLD");
        assertThat(comparison.files()).extracting(FileChange::path).isEqualTo(List.of("ruleset.yaml"));
    }
}
