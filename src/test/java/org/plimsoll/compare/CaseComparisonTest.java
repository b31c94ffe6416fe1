package org.plimsoll.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import org.junit.jupiter.api.Test;
import org.plimsoll.compare.RuleSetComparison.CaseChange;
import org.plimsoll.compare.RuleSetComparison.FileChange;
import org.plimsoll.compare.RuleSetComparison.Kind;
import org.plimsoll.compare.RuleSetComparison.Of;
import org.plimsoll.compare.RuleSetComparison.OutcomeChange;
import org.plimsoll.compare.RuleSetComparison.Place;
import org.plimsoll.compare.RuleSetComparison.ValueChange;

/** Cases beside cases, files beside files, and all of it as text. */
class CaseComparisonTest {
    private static final String HEAD =
            "package demo;\nimport org.plimsoll.policy.*;\nimport static org.plimsoll.policy.Functions.*;\ndialect \"mvel\"\n\n";
    private static final String RULE = """
            rule "cash"
            when
                $c : Collateral(kind == "CASH")
            then
                insert(new Haircut($c, 0.10B, "cash"));
            end
            """;
    private static final String INPUT = """
              evaluatedAt: 2026-01-02T09:00:00Z
              portfolio:
                id: p
                baseCurrency: EUR
                account: {id: a, type: MARGIN, marginMode: CROSS}
                collateral: [{id: c, instrument: EUR-CASH, quantity: "100"}]
              instruments: [{id: EUR-CASH, type: CASH, currency: EUR}]
            """;
    private static final String FIRST = "- name: first\n" + INPUT + "  expect: {pools: {cross: {equity: 90.00}}}\n";
    private static final String SECOND =
            "- name: second\n" + INPUT.replace("\"100\"", "\"200\"") + "  expect: {status: NO_ACTION}\n";

    private static Versions version(String rule, String cases) {
        return Versions.demo("rules.drl", HEAD + rule).with("cases/a.yaml", cases);
    }

    @Test
    void cases_addedRemovedChangedRenamedAndMoved() {
        Versions before = version(RULE, FIRST + SECOND);
        assertThat(Versions.unrun(before, version(RULE, FIRST)).cases())
                .containsExactly(new CaseChange(
                        Kind.REMOVED, "second", new Place("cases/a.yaml", 10), null, false, java.util.List.of()));
        assertThat(Versions.unrun(version(RULE, FIRST), before).cases())
                .extracting(CaseChange::kind, CaseChange::name)
                .containsExactly(tuple(Kind.ADDED, "second"));
        assertThat(Versions.unrun(before, version(RULE, FIRST.replace("90.00", "91") + SECOND))
                        .cases())
                .singleElement()
                .satisfies(change -> {
                    assertThat(change.kind()).isEqualTo(Kind.CHANGED);
                    assertThat(change.submitsOtherwise()).isFalse();
                    assertThat(change.values())
                            .containsExactly(new ValueChange("expect.pools.cross.equity", "90.00", "91"));
                });
        assertThat(Versions.unrun(before, version(RULE, FIRST + SECOND.replace("200", "300")))
                        .cases())
                .singleElement()
                .satisfies(change -> {
                    assertThat(change.name()).isEqualTo("second");
                    assertThat(change.submitsOtherwise()).isTrue();
                    assertThat(change.values()).isEmpty();
                });
        assertThat(Versions.unrun(before, version(RULE, FIRST + SECOND.replace("second", "other")))
                        .cases())
                .extracting(CaseChange::kind, CaseChange::name)
                .containsExactly(tuple(Kind.RENAMED, "other"));
        assertThat(Versions.unrun(before, version(RULE, FIRST).with("cases/b.yaml", SECOND))
                        .cases())
                .singleElement()
                .satisfies(change -> {
                    assertThat(change.kind()).isEqualTo(Kind.MOVED);
                    assertThat(change.newPlace()).isEqualTo(new Place("cases/b.yaml", 1));
                });
    }

    @Test
    void cases_inAnotherOrder_areNoChange() {
        RuleSetComparison comparison =
                Versions.unrun(version(RULE, FIRST + SECOND), version(RULE, SECOND + "# note\n" + FIRST));
        assertThat(comparison.cases()).isEmpty();
        assertThat(comparison.files()).extracting(FileChange::note).containsExactly("no case differs");
    }

    @Test
    void case_thatCannotBeRead_isNoted() {
        RuleSetComparison comparison =
                Versions.unrun(version(RULE, FIRST + SECOND), version(RULE, FIRST + SECOND.replace("expect", "expct")));
        assertThat(comparison.notes())
                .anyMatch(note -> note.startsWith("cases/a.yaml of the new version cannot be read in full, so that some"
                        + " of its cases are left out: line "));
    }

    @Test
    void case_writtenOtherwise_isEvaluatedAsEitherVersionWritesIt() {
        RuleSetComparison comparison = Versions.run(
                version(RULE, FIRST), version(RULE.replace("0.10B", "0.20B"), FIRST.replace("90.00", "80.00")));
        assertThat(comparison.outcomes().evaluated()).isEqualTo(2);
        assertThat(comparison.outcomes().passedOld()).isEqualTo(1);
        assertThat(comparison.outcomes().passedNew()).isEqualTo(1);
        assertThat(comparison.outcomes().changed())
                .extracting(OutcomeChange::of, OutcomeChange::passesOld, OutcomeChange::passesNew)
                .containsExactly(tuple(Of.OLD, true, false), tuple(Of.NEW, false, true));
    }

    @Test
    void reason_reworded_isWordingOnly() {
        RuleSetComparison comparison =
                Versions.run(version(RULE, FIRST), version(RULE.replace("\"cash\"));", "\"money\"));"), FIRST));
        assertThat(comparison.outcomes().changed()).singleElement().satisfies(change -> {
            assertThat(change.wordingOnly()).isTrue();
            assertThat(change.passesNew()).isTrue();
            assertThat(change.fields())
                    .containsExactly(new ValueChange("collateral/c/haircuts/BASE/reason", "cash", "money"));
        });
    }

    @Test
    void rule_renamed_changesNoOutcome() {
        RuleSetComparison comparison = Versions.run(
                version(RULE, FIRST), version("\n" + RULE.replace("rule \"cash\"", "rule \"money\""), FIRST));
        assertThat(comparison.rules()).hasSize(1);
        assertThat(comparison.outcomes().evaluated()).isEqualTo(1);
        assertThat(comparison.outcomes().changed()).isEmpty();
    }

    @Test
    void decimals_more_changeNoOutcome() {
        Versions before = version(RULE, FIRST);
        RuleSetComparison comparison = Versions.run(
                before, before.with("ruleset.yaml", before.text("ruleset.yaml") + "rounding: {scale: 4}\n"));
        assertThat(comparison.settings()).hasSize(1);
        assertThat(comparison.outcomes().changed()).isEmpty();
    }

    @Test
    void files_movedAddedAndRemoved_withSizes() {
        Versions before = Versions.demo("README.md", "four").with("LICENSE", "x");
        Versions after = before.without("README.md")
                .without("LICENSE")
                .with("GUIDE.md", "four")
                .with("N.md", "12");
        assertThat(Versions.unrun(before, after).files())
                .extracting(FileChange::kind, FileChange::path)
                .containsExactly(
                        tuple(Kind.MOVED, "GUIDE.md"), tuple(Kind.REMOVED, "LICENSE"), tuple(Kind.ADDED, "N.md"));
        FileChange added = Versions.unrun(before, after).files().get(2);
        assertThat(Versions.there(added.newFile()).bytes()).isEqualTo(2);
        // printf 12 | sha256sum
        assertThat(Versions.there(added.newFile()).sha256())
                .isEqualTo("6b51d431df5d7f141cbececcf79edf3dd861c3b4069f0b11661a3eefacbba918");
        assertThat(added.oldFile()).isNull();
    }

    @Test
    void limits_leaveOut_andSaySo() {
        Versions before = version("", "[]");
        Versions after = version(
                RULE + RULE.replace("rule \"cash\"", "rule \"two\"") + RULE.replace("rule \"cash\"", "rule \"three\""),
                FIRST);
        RuleSetComparison comparison = Versions.unrun(before, after, new ComparisonLimits(2, 10, 1, 1));
        assertThat(comparison.rules()).hasSize(2);
        assertThat(Versions.there(comparison.rules().get(0).newRule()).text()).isEqualTo("rule \"cash…");
        assertThat(comparison.notes()).contains("Of 3 differing rules the first 2 are shown.");
    }

    @Test
    void text_isForReading() {
        RuleSetComparison comparison =
                Versions.run(version(RULE, FIRST + SECOND), version(RULE.replace("0.10B", "0.20B"), FIRST + SECOND));
        assertThat(RuleSetComparisonText.of(comparison).replaceAll("[0-9a-f]{12}", "HASH"))
                .isEqualTo("""
                demo: HASH -> HASH

                outcomes of cases
                  ~ first  (cases/a.yaml:1)
                      NO_ACTION; passes under the old, FAILS under the new
                      pools/cross/equity: 90.00 -> 80.00
                      pools/cross/collateralValue: 90.00 -> 80.00
                      pools/cross/initialExcess: 90.00 -> 80.00
                      pools/cross/maintenanceExcess: 90.00 -> 80.00
                      collateral/c/haircut: 0.1 -> 0.2
                      collateral/c/haircuts/BASE/rate: 0.1 -> 0.2
                      collateral/c/value: 90.00 -> 80.00
                  ~ second  (cases/a.yaml:10)
                      NO_ACTION; passes under both
                      pools/cross/equity: 180.00 -> 160.00
                      pools/cross/collateralValue: 180.00 -> 160.00
                      pools/cross/initialExcess: 180.00 -> 160.00
                      pools/cross/maintenanceExcess: 180.00 -> 160.00
                      collateral/c/haircut: 0.1 -> 0.2
                      collateral/c/haircuts/BASE/rate: 0.1 -> 0.2
                      collateral/c/value: 180.00 -> 160.00

                rules
                  ~ changed "cash"  (rules.drl:6)
                        rule "cash"
                        when
                            $c : Collateral(kind == "CASH")
                        then
                      -     insert(new Haircut($c, 0.10B, "cash"));
                      +     insert(new Haircut($c, 0.20B, "cash"));
                        end

                files
                  ~ changed rules.drl  (213 bytes)

                1 rule, 0 table rows, 0 parameter values, 0 settings and 0 cases differ; 2 of 2 cases come out otherwise; 2 pass under the old version, 1 under the new.
                """);
    }
}
