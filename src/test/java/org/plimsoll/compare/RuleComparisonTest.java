package org.plimsoll.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.plimsoll.compare.RuleSetComparison.Kind;
import org.plimsoll.compare.RuleSetComparison.RuleChange;

/** Rules are compared by what they say, not by where or how it is written. */
class RuleComparisonTest {
    private static final String HEAD = "package demo;\nimport org.plimsoll.policy.*;\ndialect \"mvel\"\n\n";
    private static final String CASH = """
            rule "cash"
            when
                $c : Collateral(kind == "CASH")
            then
                insert(new Haircut($c, 0.00B, "cash: // none"));
            end
            """;
    private static final String GOLD = """
            rule "gold"
            when
                $c : Collateral(kind == "GOLD")
            then
                insert(new Haircut($c, 0.15B, "gold"));
            end
            """;

    private static Versions rules(String... rules) {
        return Versions.demo("rules.drl", HEAD + String.join("\n", rules));
    }

    private static RuleSetComparison compare(Versions before, Versions after) {
        return Versions.unrun(before, after);
    }

    @Test
    void sameRules_reformattedAndCommented_areNoChange_butTheFileIs() {
        String rewritten = """
                // Where this comes from
                rule   "cash" /* of any currency */ when $c:Collateral( kind=="CASH" )
                then insert( new Haircut( $c, 0.00B, "cash: // none" ) ) ; end
                """;
        RuleSetComparison comparison = compare(rules(CASH, GOLD), rules(GOLD, rewritten));
        assertThat(comparison.rules()).isEmpty();
        assertThat(comparison.files())
                .singleElement()
                .satisfies(file ->
                        assertThat(file.note()).isEqualTo("only comments, layout or the order of rules differ"));
    }

    @Test
    void versionThatNeedsASession_isNoted_whenTheOldOneDidNot() {
        String tied = CASH.replace("    $c : Collateral(kind == \"CASH\")", """
                    $c : Collateral(kind == "CASH")
                    not Position(pool == $c.pool)\
                """);
        RuleSetComparison slower = Versions.run(rules(CASH), rules(tied));
        assertThat(slower.notes())
                .containsExactly("The old version's rules are called directly; the new one's are fired in a Drools"
                        + " session, which is slower, because of rule 'cash'.");
        assertThat(Versions.run(rules(tied), rules(CASH)).notes()).isEmpty();
        assertThat(Versions.run(rules(CASH), rules(CASH, GOLD)).notes()).isEmpty();
    }

    @Test
    void number_changed_isAChangedRule_withTextAndPlaceOnBothSides() {
        RuleSetComparison comparison =
                compare(rules(CASH, GOLD), rules("// a line more\n" + CASH, GOLD.replace("0.15B", "0.2B")));
        assertThat(comparison.rules()).singleElement().satisfies(change -> {
            assertThat(change.kind()).isEqualTo(Kind.CHANGED);
            assertThat(change.name()).isEqualTo("gold");
            assertThat(Versions.there(change.oldRule()).line()).isEqualTo(12);
            assertThat(Versions.there(change.newRule()).line()).isEqualTo(13);
            assertThat(Versions.there(change.oldRule()).text()).isEqualTo(GOLD.strip());
            assertThat(Versions.there(change.newRule()).text()).contains("0.2B").doesNotContain("0.15B");
        });
        assertThat(comparison.files().get(0).note()).isEmpty();
    }

    @Test
    void text_inQuotes_thatLooksLikeAComment_counts() {
        assertThat(compare(rules(CASH), rules(CASH.replace("// none", "// nothing")))
                        .rules())
                .extracting(RuleChange::kind)
                .containsExactly(Kind.CHANGED);
        assertThat(compare(rules(CASH), rules(CASH.replace("cash: //", "cash:  //")))
                        .rules())
                .extracting(RuleChange::kind)
                .containsExactly(Kind.CHANGED);
    }

    @Test
    void rule_addedAndRemoved_areToldApart() {
        RuleSetComparison comparison = compare(rules(CASH), rules(GOLD));
        assertThat(comparison.rules())
                .extracting(RuleChange::kind, RuleChange::name)
                .containsExactly(tuple(Kind.REMOVED, "cash"), tuple(Kind.ADDED, "gold"));
        assertThat(comparison.rules().get(0).newRule()).isNull();
        assertThat(comparison.rules().get(1).oldRule()).isNull();
    }

    @Test
    void rule_inAnotherFile_isMoved() {
        RuleSetComparison comparison = compare(rules(CASH, GOLD), rules(CASH).with("metals.drl", HEAD + GOLD));
        assertThat(comparison.rules()).singleElement().satisfies(change -> {
            assertThat(change.kind()).isEqualTo(Kind.MOVED);
            assertThat(Versions.there(change.oldRule()).file()).isEqualTo("rules.drl");
            assertThat(Versions.there(change.newRule()).file()).isEqualTo("metals.drl");
        });
    }

    @Test
    void rule_underAnotherName_isRenamed_evenInAnotherFile() {
        String renamed = GOLD.replace("rule \"gold\"", "rule \"bullion\"");
        RuleSetComparison comparison = compare(rules(CASH, GOLD), rules(CASH).with("metals.drl", HEAD + renamed));
        assertThat(comparison.rules()).singleElement().satisfies(change -> {
            assertThat(change.kind()).isEqualTo(Kind.RENAMED);
            assertThat(Versions.there(change.oldRule()).name()).isEqualTo("gold");
            assertThat(Versions.there(change.newRule()).name()).isEqualTo("bullion");
        });
    }

    @Test
    void rule_renamedAndChanged_isOneThatWentAndOneThatCame() {
        String other = GOLD.replace("rule \"gold\"", "rule \"bullion\"").replace("0.15B", "0.2B");
        assertThat(compare(rules(GOLD), rules(other)).rules())
                .extracting(RuleChange::kind)
                .containsExactlyInAnyOrder(Kind.ADDED, Kind.REMOVED);
    }

    @Test
    void head_changed_isSaidOfTheFile() {
        RuleSetComparison comparison =
                compare(rules(CASH), rules(CASH).edited("rules.drl", "dialect \"mvel\"", "dialect \"java\""));
        assertThat(comparison.rules()).isEmpty();
        assertThat(comparison.files().get(0).note()).isEqualTo("package, imports or dialect differ");
    }

    @Test
    void rule_ofAFileThatIsRefused_isComparedAllTheSame() {
        String hostile = "rule \"x\" when then Runtime.getRuntime().exec(\"a\"); end";
        RuleSetComparison comparison = Versions.run(rules(CASH), rules(CASH, hostile));
        assertThat(comparison.rules())
                .extracting(RuleChange::kind, RuleChange::name)
                .containsExactly(tuple(Kind.ADDED, "x"));
        assertThat(comparison.newVersion().compiles()).isFalse();
        assertThat(comparison.oldVersion().compiles()).isTrue();
        assertThat(comparison.notes())
                .singleElement()
                .asString()
                .startsWith("The cases were not run: the new version does not compile (rules.drl:12:");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "a == b | a==b | true",
                "a - -b | a--b | false",
                "a - b | a -b | true",
                "new X | newX | false",
                "f( a , b ) ; | f(a,b); | true",
                "( ) { | (){ | true",
                "'a  b' | 'a b' | false",
                "a /* x */ b | a b | true",
                "a/* x */b | ab | false",
                "\"it's\" x | \"it's\"x | true",
                "# note | note | false",
                "\"a\\\" // b\" | \"a\\\" // c\" | false",
            })
    void layout_isLeftOut_butNothingElse(String one, String other, boolean same) {
        assertThat(DrlPieces.joined(DrlPieces.of(one)).equals(DrlPieces.joined(DrlPieces.of(other))))
                .isEqualTo(same);
    }

    @Test
    void rules_areFound_whateverTheirSyntax() {
        String drl =
                "package p;\r\nrule short\r\nwhen then x.end = 1; end rule 'a' when\nrule \"b\" then \"end\"; end\nquery q A() end";
        DrlRules read = DrlRules.read("f.drl", drl.getBytes(StandardCharsets.UTF_8));
        assertThat(read.head()).isEqualTo("package p;");
        assertThat(read.rules())
                .extracting(DrlRules.Rule::name, DrlRules.Rule::line)
                .containsExactly(tuple("short", 2), tuple("a", 3), tuple("b", 4), tuple("q", 5));
        assertThat(read.rules().get(2).text()).isEqualTo("rule \"b\" then \"end\"; end");
    }
}
