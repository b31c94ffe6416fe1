package org.plimsoll.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.plimsoll.compare.RuleSetComparison.Kind;
import org.plimsoll.compare.RuleSetComparison.ParameterChange;
import org.plimsoll.compare.RuleSetComparison.ValueChange;

/** Manifests are compared by what they come to. */
class ManifestComparisonTest {
    private static final String PLAIN = "name: demo\ntitle: Demo\npackage: demo\nbaseCurrency: EUR\n";

    private static RuleSetComparison compare(String before, String after) {
        return Versions.unrun(Versions.demo("ruleset.yaml", before), Versions.demo("ruleset.yaml", after));
    }

    static Stream<Arguments> everySetting() {
        return Stream.of(
                Arguments.of("description: x", "description", null, "x"),
                Arguments.of("rounding: {scale: 3}", "rounding.scale", "2", "3"),
                Arguments.of("rounding: {requirement: half-up}", "rounding.requirement", "up", "half-up"),
                Arguments.of("rounding: {collateral: half-even}", "rounding.collateral", "down", "half-even"),
                Arguments.of("rounding: {priceScale: 4}", "rounding.priceScale", "8", "4"),
                Arguments.of("uncovered: {position: warn}", "uncovered.position", "refuse", "warn"),
                Arguments.of("uncovered: {collateral: warn}", "uncovered.collateral", "refuse", "warn"),
                Arguments.of("price: {missingCollateral: warn}", "price.missingCollateral", "refuse", "warn"),
                Arguments.of("price: {staleAfter: PT1M}", "price.staleAfter", "never", "PT1M"),
                Arguments.of("price: {stale: warn}", "price.stale", "refuse", "warn"),
                Arguments.of("liquidity: {shareOfDailyVolume: 0.10}", "liquidity.shareOfDailyVolume", "1", "0.1"),
                Arguments.of("overlappingRequirements: warn", "overlappingRequirements", "refuse", "warn"),
                Arguments.of("contradictoryActions: warn", "contradictoryActions", "refuse", "warn"),
                Arguments.of("gates: {casesPass: false}", "gates.casesPass", "true", "false"),
                Arguments.of("gates: {minimumCoverage: 0.5}", "gates.minimumCoverage", "1", "0.5"),
                Arguments.of("gates: {approvals: 2}", "gates.approvals", "1", "2"),
                Arguments.of("sources: [{title: T, reference: R}]", "sources.T", null, "R"));
    }

    @ParameterizedTest
    @MethodSource("everySetting")
    void setting_stated_isComparedWithItsDefault(String yaml, String path, String before, String after) {
        RuleSetComparison comparison = compare(PLAIN, PLAIN + yaml + "\n");
        assertThat(comparison.settings()).containsExactly(new ValueChange(path, before, after));
        assertThat(comparison.parameters()).isEmpty();
    }

    @Test
    void scenarios_areComparedMoveByMove() {
        String before = "scenarios: [{name: a, moves: [{price: -0.2}, {price: 0.2}]}]\n";
        String after = "scenarios: [{name: a, volatility: damped, damping: {days: 30, fewestDays: 1, shortPower: 0.3,"
                + " longPower: 0.13}, moves: [{price: -0.2}, {price: 0.25, weight: 0.50}, {price: 1}]}]\n";

        assertThat(compare(PLAIN + before, PLAIN + after).settings())
                .containsExactly(
                        new ValueChange("scenarios.a.volatility", "relative", "damped"),
                        new ValueChange(
                                "scenarios.a.moves.2",
                                "price 0.2, volatility 0, weight 1",
                                "price 0.25, volatility 0, weight 0.5"),
                        new ValueChange(
                                "scenarios.a.damping", null, "days 30, fewest 1, powers 0.3 and 0.13, at least 0"),
                        new ValueChange("scenarios.a.moves.3", null, "price 1, volatility 0, weight 1"));
    }

    @Test
    void titlePackageAndCurrency_areCompared() {
        RuleSetComparison comparison = compare(PLAIN, "name: demo\ntitle: Other\npackage: other\nbaseCurrency: any\n");
        assertThat(comparison.settings())
                .containsExactly(
                        new ValueChange("title", "Demo", "Other"),
                        new ValueChange("package", "demo", "other"),
                        new ValueChange("baseCurrency", "EUR", "any"));
    }

    @Test
    void default_statedOrReordered_isNoChange() {
        RuleSetComparison comparison = compare(PLAIN, "# with a comment\nrounding: {scale: 2}\n" + PLAIN);
        assertThat(comparison.settings()).isEmpty();
        assertThat(comparison.files().get(0).note()).isEqualTo("no setting differs");
    }

    @Test
    void parameters_areComparedByDay() {
        String before = PLAIN + """
                parameters:
                  - {name: rate, values: [{from: 2026-01-01, value: 0.1}, {from: 2027-01-01, value: 0.2}], source: S}
                  - {name: gone, value: 1}
                  - {name: same, value: 1.0}
                  - {name: cited, value: 2}
                """;
        String after = PLAIN + """
                parameters:
                  - {name: cited, value: 2, source: C}
                  - {name: same, value: 1.00}
                  - {name: rate, values: [{from: 2026-01-01, value: 0.15}, {from: 2028-01-01, value: 0.2}], source: T}
                  - {name: came, value: 7}
                """;
        assertThat(compare(before, after).parameters())
                .containsExactly(
                        new ParameterChange(Kind.ADDED, "came", null, null, "7", null, null),
                        new ParameterChange(Kind.CHANGED, "cited", null, null, null, null, "C"),
                        new ParameterChange(Kind.REMOVED, "gone", null, "1", null, null, null),
                        new ParameterChange(Kind.CHANGED, "rate", "2026-01-01", "0.1", "0.15", "S", "T"),
                        new ParameterChange(Kind.REMOVED, "rate", "2027-01-01", "0.2", null, "S", "T"),
                        new ParameterChange(Kind.ADDED, "rate", "2028-01-01", null, "0.2", "S", "T"));
    }

    @Test
    void manifest_thatCannotBeRead_isNoted() {
        RuleSetComparison comparison = compare(PLAIN, PLAIN + "approvals: 2\n");
        assertThat(comparison.settings()).isEmpty();
        assertThat(comparison.notes())
                .anyMatch(
                        note -> note.startsWith(
                                "ruleset.yaml of the new version cannot be read in full, so that its settings are not compared: line 5: "));
        assertThat(comparison.files().get(0).note()).isEmpty();
    }
}
