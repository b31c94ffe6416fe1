package org.plimsoll.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.plimsoll.engine.Overlays.CASH;
import static org.plimsoll.engine.Overlays.HEAD;
import static org.plimsoll.engine.Overlays.base;
import static org.plimsoll.engine.Overlays.compile;
import static org.plimsoll.engine.Overlays.found;
import static org.plimsoll.engine.Overlays.house;
import static org.plimsoll.engine.Overlays.manifest;
import static org.plimsoll.engine.Overlays.own;
import static org.plimsoll.engine.Overlays.rule;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.plimsoll.decision.RuleReference;
import org.plimsoll.decision.Strictness;
import org.plimsoll.engine.Manifest.WorstFinding;

/** A rule set that extends another: what it inherits, replaces, withdraws, and what it may not do. */
class OverlayTest {
    private static final String SILVER = rule("silver", "kind == \"COMMODITY\"", "0.3B");

    private static List<String> rules(RuleSetFiles files) {
        try (CompiledRuleSet compiled = compile(files).orThrow()) {
            return compiled.rules().stream()
                    .map(rule -> rule.file() + ": " + rule.name())
                    .toList();
        }
    }

    @Test
    void rules_areThoseOfTheBase_inItsFiles_andItsOwn() {
        assertThat(rules(house("", SILVER)))
                .containsExactly(
                        "extends/base/bonds.drl.csv: government bond",
                        "extends/base/bonds.drl.csv: corporate bond",
                        "extends/base/rules.drl: cash",
                        "extends/base/rules.drl: gold",
                        "house.drl: silver");
    }

    @Test
    void ownRules_areThoseThatCasesMustFire() {
        try (CompiledRuleSet compiled = compile(house("", SILVER)).orThrow()) {
            assertThat(compiled.ownRules()).extracting(RuleReference::name).containsExactly("silver");
        }
        try (CompiledRuleSet compiled = compile(base()).orThrow()) {
            assertThat(compiled.ownRules()).hasSize(4);
        }
    }

    @Test
    void withdrawn_ruleAndRowOfATable_areGone_andTheRestStaysWhereItWas() {
        try (CompiledRuleSet compiled = compile(house("withdraws: [{rule: cash}, {rule: government bond}]\n", SILVER))
                .orThrow()) {
            assertThat(compiled.rules())
                    .contains(
                            new RuleReference("extends/base/rules.drl", 12, "gold"),
                            new RuleReference("extends/base/bonds.drl.csv", 11, "corporate bond"))
                    .extracting(RuleReference::name)
                    .containsExactlyInAnyOrder("gold", "corporate bond", "silver");
        }
    }

    @Test
    void withdrawn_allOfAFile_leavesTheOthers() {
        assertThat(rules(house("withdraws: [{rule: cash}, {rule: gold}]\n", SILVER)))
                .containsExactly(
                        "extends/base/bonds.drl.csv: government bond",
                        "extends/base/bonds.drl.csv: corporate bond",
                        "house.drl: silver");
    }

    @Test
    void nameOfTheBase_isTaken_unlessItsRuleIsWithdrawn() {
        String golden = rule("gold", "kind == \"GOLD\"", "0.25B");

        assertThat(found(house("", golden))).containsExactly("DUPLICATE_RULE house.drl:6");
        assertThat(rules(house("withdraws: [{rule: gold}]\n", golden)))
                .contains("house.drl: gold")
                .doesNotContain("extends/base/rules.drl: gold");
    }

    @Test
    void withdrawn_ruleThatIsNotThere_isAFindingWithTheNearestName() {
        Diagnostic found = compile(house("withdraws:\n  - rule: gold\n  - rule: goverment bond\n", ""))
                .diagnostics()
                .get(0);

        assertThat(found.code()).isEqualTo("WITHDRAWN_RULE_UNKNOWN");
        assertThat(found.line()).isEqualTo(6);
        assertThat(found.message()).contains("did you mean `government bond`?");
    }

    @Test
    void withdrawn_ownRule_isNotOneOfTheBase() {
        assertThat(found(house("withdraws: [{rule: silver}]\n", SILVER)))
                .containsExactly("WITHDRAWN_RULE_UNKNOWN ruleset.yaml:4");
    }

    @Test
    void manifest_withoutSettings_hasThoseOfTheBase() {
        Manifest base = base().manifest().orElseThrow();
        Manifest house = house("", SILVER).manifest().orElseThrow();

        assertThat(house.terms()).isEqualTo(base.terms());
        assertThat(house.gates()).isEqualTo(base.gates());
        assertThat(house.parameters()).isEqualTo(base.parameters());
        assertThat(house.sources()).isEqualTo(base.sources());
        assertThat(house.packageName()).isEqualTo("base");
        assertThat(house.name()).isEqualTo("house");
        assertThat(house.base()).isEqualTo(new Manifest.Base("base", base().contentHash()));
    }

    @Test
    void manifest_settings_replaceThoseOfTheBase_oneByOne() {
        Manifest house = house("""
                rounding: {requirement: up}
                uncovered: {collateral: warn}
                price: {stale: warn}
                parameters:
                  - {name: dated, value: 7, source: the house}
                  - {name: added, value: 3}
                gates: {approvals: 3}
                sources: [{title: Minutes}]
                """, SILVER).manifest().orElseThrow();

        assertThat(house.terms().rounding().scale()).isEqualTo(4);
        assertThat(house.terms().rounding().requirement()).isEqualTo(RoundingMode.CEILING);
        assertThat(house.terms().uncoveredPosition()).isEqualTo(Strictness.WARN);
        assertThat(house.terms().uncoveredCollateral()).isEqualTo(Strictness.WARN);
        assertThat(house.terms().stalePrice()).isEqualTo(Strictness.WARN);
        assertThat(house.terms().staleAfter()).isEqualTo(Duration.ofDays(4));
        assertThat(house.terms().shareOfDailyVolume()).isEqualTo("0.25");
        assertThat(house.terms().overlappingRequirements()).isEqualTo(Strictness.WARN);
        assertThat(house.parameters())
                .extracting(Manifest.Parameter::name)
                .containsExactly("cashHaircut", "dated", "added");
        assertThat(house.terms().parameters().get("dated")).isEqualTo(Map.of(LocalDate.MIN, new BigDecimal("7")));
        assertThat(house.parameters().get(1).source()).isEqualTo("the house");
        assertThat(house.gates()).isEqualTo(new Manifest.Gates(true, new BigDecimal("0.9"), 3, WorstFinding.INFO));
        assertThat(house.sources()).extracting(Manifest.Source::title).containsExactly("The regulation", "Minutes");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "casesPass: false | true",
                "minimumCoverage: 0.89 | true",
                "minimumCoverage: 0.9 | false",
                "minimumCoverage: 1 | false",
                "approvals: 1 | true",
                "approvals: 2 | false",
                "worstFinding: warning | true",
                "worstFinding: info | false",
                "worstFinding: none | false"
            })
    void gate_canBeMadeStricter_notLower(String gate, boolean lowered) {
        assertThat(found(house("gates: {" + gate + "}\n", SILVER)))
                .isEqualTo(lowered ? List.of("GATE_LOWERED ruleset.yaml:4") : List.of());
    }

    @Test
    void baseCurrency_ofAnAmount_isNoOther_butAnyCanBecomeOne() {
        assertThat(found(house("baseCurrency: USD\n", SILVER)))
                .containsExactly("EXTENDS_OTHER_CURRENCY ruleset.yaml:4");
        assertThat(found(house("baseCurrency: any\n", SILVER)))
                .containsExactly("EXTENDS_OTHER_CURRENCY ruleset.yaml:4");
        assertThat(found(house("baseCurrency: EUR\n", SILVER))).isEmpty();

        RuleSetFiles any = base().with(
                        Manifest.FILE,
                        Overlays.BASE_MANIFEST
                                .replace("baseCurrency: EUR", "baseCurrency: any")
                                .getBytes(StandardCharsets.UTF_8));
        RuleSetFiles narrowed = BaseFiles.with(own(manifest(any, "baseCurrency: USD\n"), Map.of()), any);
        assertThat(narrowed.manifest().orElseThrow().terms().baseCurrency()).isEqualTo("USD");
    }

    @Test
    void package_isThatOfTheBase() {
        assertThat(found(house("package: base\n", SILVER))).isEmpty();
        assertThat(found(house("package: house\n", SILVER))).containsExactly("EXTENDS_OTHER_PACKAGE ruleset.yaml:4");

        RuleSetFiles other = BaseFiles.with(
                own(
                        manifest(base(), ""),
                        Map.of("house.drl", (HEAD + SILVER).replace("package base", "package house"))),
                base());
        assertThat(found(other)).containsExactly("WRONG_PACKAGE house.drl:1");
    }

    @Test
    void base_thatIsNotThere_isAFindingThatSaysWhatToDo() {
        RuleSetFiles alone = own(manifest(base(), ""), Map.of("house.drl", HEAD + SILVER));
        Diagnostic found = compile(alone).diagnostics().get(0);

        assertThat(found.toString()).startsWith("ruleset.yaml:3:10: EXTENDS_MISSING: ");
        assertThat(found.message()).contains("--base", "approved version", base().contentHash());
    }

    @Test
    void base_editedByHand_withAFileMoreOrLess_isNotTheOneThatIsMeant() {
        RuleSetFiles house = house("", SILVER);
        List<RuleSetFiles> edited = List.of(
                house.with("extends/base/rules.drl", (HEAD + CASH).getBytes(StandardCharsets.UTF_8)),
                house.with("extends/base/README.md", "The base. ".getBytes(StandardCharsets.UTF_8)),
                house.with("extends/base/more.md", new byte[0]),
                house.without("extends/base/README.md"));
        for (RuleSetFiles files : edited) {
            assertThat(found(files)).containsExactly("EXTENDS_DIFFERS ruleset.yaml:3");
            assertThat(files.manifest()).isEmpty();
        }
        assertThat(found(house)).isEmpty();
    }

    @Test
    void base_thatExtendsAnother_isRefused_whateverTheDepth() {
        RuleSetFiles house = house("", SILVER);
        RuleSetFiles tower = BaseFiles.with(
                RuleSetFiles.of(
                        "tower", Map.of(Manifest.FILE, manifest(house, "").replace("name: house", "name: tower"))),
                house);

        assertThat(found(tower)).containsExactly("EXTENDS_NESTED ruleset.yaml:3");
    }

    @Test
    void ruleSet_thatExtendsItself_isRefused() {
        RuleSetFiles itself = BaseFiles.with(
                RuleSetFiles.of(
                        "base", Map.of(Manifest.FILE, manifest(base(), "").replace("name: house", "name: base"))),
                base());

        assertThat(found(itself)).containsExactly("EXTENDS_ITSELF ruleset.yaml:3");
    }

    @ParameterizedTest
    @CsvSource({"extends/other/rules.drl", "extends/rules.drl", "Extends/base/rules.drl", "EXTENDS/x.md"})
    void file_whereOnlyThoseOfTheBaseMayBe_isRefused(String path) {
        RuleSetFiles strayed = house("", SILVER).with(path, (HEAD + SILVER).getBytes(StandardCharsets.UTF_8));

        assertThat(found(strayed)).containsExactly("EXTENDS_OTHER_FILES " + path + ":1");
    }

    @Test
    void baseFiles_ofWhatTheManifestDoesNotName_areRefused() {
        RuleSetFiles unnamed = base().with("extends/other/rules.drl", (HEAD + SILVER).getBytes(StandardCharsets.UTF_8));

        assertThat(found(unnamed)).containsExactly("EXTENDS_OTHER_FILES extends/other/rules.drl:1");
    }

    @Test
    void path_outOfTheFolder_isNoFileOfABase() {
        RuleSetFiles tricked = house("", SILVER)
                .with("extends/base/../../rules.drl", (HEAD + SILVER).getBytes(StandardCharsets.UTF_8));

        assertThat(tricked.inadmissible()).extracting(Diagnostic::code).containsExactly("BAD_FILE_NAME");
        assertThat(found(tricked)).containsExactly("EXTENDS_DIFFERS ruleset.yaml:3");
    }

    @Test
    void limits_countTheFilesOfTheBase() {
        RuleSetFiles base = base();
        for (int i = base.files().size(); i < EngineLimits.DEFAULT.files(); i++) {
            base = base.with("notes/" + i + ".md", new byte[0]);
        }
        RuleSetFiles house = BaseFiles.with(own(manifest(base, ""), Map.of()), base);

        assertThat(base.inadmissible()).isEmpty();
        assertThat(house.inadmissible()).extracting(Diagnostic::code).containsExactly("TOO_MANY_FILES");
        assertThat(found(house)).containsExactly("TOO_MANY_FILES ruleset.yaml:1");
    }

    @Test
    void files_ofABase_areWhatItConsistsOf_andItsHashItsOwn() {
        RuleSetFiles house = house("", SILVER);

        assertThat(BaseFiles.of(house, "base").contentHash()).isEqualTo(base().contentHash());
        assertThat(BaseFiles.without(house).files()).containsOnlyKeys("house.drl", Manifest.FILE);
        assertThat(house.contentHash()).isNotEqualTo(BaseFiles.without(house).contentHash());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "extends: {ruleSet: base} | MANIFEST_MISSING_KEY",
                "extends: {ruleSet: base, content: abc} | MANIFEST_BAD_VALUE",
                "extends: {ruleSet: ../base, content: abc} | MANIFEST_BAD_VALUE",
                "extends: base | MANIFEST_WRONG_TYPE",
                "withdraws: [{rule: cash}] | MANIFEST_BAD_VALUE",
                "withdraws: [{row: 3}] | MANIFEST_MISSING_KEY"
            })
    void manifest_thatSaysItWrongly_isRefusedAtItsLine(String line, String code) {
        RuleSetFiles files =
                base().with(Manifest.FILE, (Overlays.BASE_MANIFEST + line + "\n").getBytes(StandardCharsets.UTF_8));

        assertThat(found(files)).contains(code + " ruleset.yaml:16");
    }

    @Test
    void withdrawal_statedTwice_isRefused() {
        assertThat(found(house("withdraws: [{rule: cash}, {rule: cash}]\n", SILVER)))
                .containsExactly("MANIFEST_DUPLICATE_KEY ruleset.yaml:4");
    }

    @Test
    void gate_refusesInAnOverlay_whatItRefusesAnywhere() {
        String harmful = "rule \"x\"\nwhen\n    $c : Collateral()\nthen\n    System.exit(1);\nend\n";

        assertThat(found(house("", harmful))).isNotEmpty().allMatch(found -> found.contains("house.drl:"));
    }

    @Test
    void ruleThatIsWithdrawn_isNotReadForItsParameters_butTheBasesAreThere() {
        String own = rule("silver", "kind == \"COMMODITY\"", "$c.parameter(\"cashHaircut\")");

        assertThat(found(house("withdraws: [{rule: cash}]\n", own))).isEmpty();
        assertThat(found(house("", own.replace("cashHaircut", "cashHaircuts"))))
                .containsExactly("UNKNOWN_PARAMETER house.drl:10");
    }
}
