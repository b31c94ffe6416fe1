package org.plimsoll.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.plimsoll.policy.ScenarioSet;
import org.plimsoll.policy.ScenarioSet.PriceMove;
import org.plimsoll.policy.ScenarioSet.Scenario;
import org.plimsoll.policy.ScenarioSet.VolatilityMove;

/** Scenario sets of a manifest, each mistake at its place. */
class ScenarioSetReaderTest {
    private static final String HEAD = "name: demo\ntitle: Demo\npackage: demo\nbaseCurrency: EUR\nscenarios:\n";

    private final List<Diagnostic> diagnostics = new ArrayList<>();

    private Optional<Manifest> read(String scenarios) {
        return ManifestReader.read(RuleSetFiles.of("demo", Map.of()), HEAD + scenarios, diagnostics);
    }

    @Test
    void set_thatSaysTheLeast_isRelativeAndCountsInFull() {
        Map<String, ScenarioSet> sets = read("  - {name: a, moves: [{price: -0.15}]}\n")
                .orElseThrow()
                .terms()
                .scenarioSetsAt(Instant.EPOCH);

        assertThat(sets)
                .containsExactly(Map.entry(
                        "a",
                        new ScenarioSet(
                                PriceMove.RELATIVE,
                                VolatilityMove.RELATIVE,
                                null,
                                List.of(new Scenario(new BigDecimal("-0.15"), BigDecimal.ZERO, BigDecimal.ONE)))));
    }

    @Test
    void versions_applyFromTheirDay() {
        Manifest manifest = read("  - name: a\n    versions:\n      - {from: 2026-01-01, moves: [{price: 0.1}]}\n"
                        + "      - {from: 2026-07-01, moves: [{price: 0.2}]}\n")
                .orElseThrow();

        assertThat(List.of(
                        "2025-12-31T23:59:59Z", "2026-01-01T00:00:00Z", "2026-06-30T23:59:59Z", "2026-07-01T00:00:00Z"))
                .extracting(time -> manifest.terms().scenarioSetsAt(Instant.parse(time)))
                .extracting(sets -> sets.isEmpty()
                        ? ""
                        : sets.values()
                                .iterator()
                                .next()
                                .scenarios()
                                .get(0)
                                .price()
                                .toPlainString())
                .containsExactly("", "0.1", "0.1", "0.2");
    }

    @ParameterizedTest
    @CsvSource({
        "'  - {name: a}', MANIFEST_BAD_VALUE, 6, 12",
        "'  - {name: a, moves: []}', MANIFEST_BAD_VALUE, 6, 22",
        "'  - {name: a, moves: [{price: -1.01}]}', MANIFEST_BAD_VALUE, 6, 31",
        "'  - {name: a, moves: [{volatility: 0.1}]}', MANIFEST_MISSING_KEY, 6, 23",
        "'  - {name: a, moves: [{price: 8%}]}', MANIFEST_BAD_VALUE, 6, 31",
        "'  - {name: a, moves: [{price: 0.1, weight: 1.01}]}', MANIFEST_BAD_VALUE, 6, 44",
        "'  - {name: a, moves: [{price: 0.1, wieght: 1}]}', MANIFEST_UNKNOWN_KEY, 6, 36",
        "'  - {name: a, price: absolute, moves: [{price: 0.1}]}', MANIFEST_BAD_VALUE, 6, 22",
        "'  - {name: a, volatility: damped, moves: [{price: 0.1}]}', MANIFEST_BAD_VALUE, 6, 27",
        "'  - {name: a, damping: {days: 30, fewestDays: 1, shortPower: 0, longPower: 0}, moves: [{price: 0}]}', "
                + "MANIFEST_BAD_VALUE, 6, 5",
        "'  - {name: a, volatility: damped, damping: {days: 30, fewestDays: 1, shortPower: 0}, moves: [{price: 0}]}', "
                + "MANIFEST_MISSING_KEY, 6, 44",
        "'  - {name: a, moves: [{price: 0}], versions: [{from: 2026-01-01, moves: [{price: 0}]}]}', "
                + "MANIFEST_BAD_VALUE, 6, 12",
        "'  - {name: a, versions: [{moves: [{price: 0}]}]}', MANIFEST_MISSING_KEY, 6, 26",
        "'  - {name: a, versions: [{from: 2026-01-01, moves: [{price: 0}]}, {from: 2026-01-01, moves: [{price: 0}]}]}', "
                + "MANIFEST_DUPLICATE_KEY, 6, 74",
        "'  - {name: a b, moves: [{price: 0}]}', MANIFEST_BAD_VALUE, 6, 12"
    })
    void mistake_isFoundInItsPlace(String set, String code, int line, int column) {
        assertThat(read(set)).isEmpty();
        assertThat(diagnostics)
                .extracting(Diagnostic::code, Diagnostic::file, Diagnostic::line, Diagnostic::column)
                .containsExactly(tuple(code, Manifest.FILE, line, column));
    }

    @Test
    void set_statedTwice_isRefused() {
        assertThat(read("  - {name: a, moves: [{price: 0}]}\n  - {name: a, moves: [{price: 0}]}\n"))
                .isEmpty();
        assertThat(diagnostics)
                .extracting(Diagnostic::code, Diagnostic::line)
                .containsExactly(tuple("MANIFEST_DUPLICATE_KEY", 7));
    }

    @Test
    void rangeMoves_mayBeLargerThanThePrice() {
        assertThat(read("  - {name: a, price: range, moves: [{price: -3}]}\n")).isPresent();
    }

    @Test
    void sets_moreThanAnyoneNeeds_areRefused() {
        StringBuilder many = new StringBuilder();
        for (int i = 0; i <= 200; i++) {
            many.append("{price: 0},");
        }
        assertThat(read("  - {name: a, moves: [" + many + "]}")).isEmpty();
        assertThat(diagnostics).extracting(Diagnostic::code).containsExactly("MANIFEST_BAD_VALUE");
    }
}
