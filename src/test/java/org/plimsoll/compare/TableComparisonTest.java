package org.plimsoll.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.plimsoll.compare.RuleSetComparison.CellChange;
import org.plimsoll.compare.RuleSetComparison.Kind;
import org.plimsoll.compare.RuleSetComparison.RowChange;
import org.plimsoll.compare.RuleSetComparison.TableChange;
import org.plimsoll.compare.RuleSetComparison.ValueChange;

/** Decision tables are compared by row and column heading, not by row number. */
class TableComparisonTest {
    private static final String FILE = "haircuts.drl.csv";
    private static final String NAMED = """
            RuleSet,demo
            Notes,haircuts

            RuleTable haircuts
            NAME,CONDITION,CONDITION,ACTION,ACTION
            ,$c : Collateral...,$c : Collateral...,,
            ,"kind == ""$param""\",creditQualityStep >= $param,rate = $paramB;,"insert(new Haircut($c, rate, ""$param""));"
            rule,kind,step from,haircut,reason
            cash,CASH,,0,cash
            bond one,GOVERNMENT_BOND,1,0.01,bond of step 1
            bond two,GOVERNMENT_BOND,2,0.02,bond of step 2
            """;
    private static final String UNNAMED = NAMED.replace("NAME,COND", "DESCRIPTION,COND");

    private static TableChange only(String before, String after) {
        RuleSetComparison comparison = Versions.unrun(Versions.demo(FILE, before), Versions.demo(FILE, after));
        assertThat(comparison.rules()).isEmpty();
        assertThat(comparison.tables()).hasSize(1);
        return comparison.tables().get(0);
    }

    @Test
    void cell_changed_isNamedByRowAndHeading() {
        TableChange change = only(NAMED, NAMED.replace("2,0.02", "2,0.025"));
        assertThat(change.kind()).isEqualTo(Kind.CHANGED);
        assertThat(change.name()).isEqualTo("haircuts");
        assertThat(change.rows()).singleElement().satisfies(row -> {
            assertThat(row.row()).isEqualTo("bond two");
            assertThat(row.oldRow()).isEqualTo(11);
            assertThat(row.cells()).containsExactly(new CellChange("haircut", "D11", "D11", "0.02", "0.025"));
        });
    }

    @Test
    void row_inserted_isOneAddedRow_andNothingElse() {
        TableChange change = only(NAMED, NAMED.replace("bond one,", "gold,GOLD,,0.15,gold\nbond one,"));
        assertThat(change.rows()).singleElement().satisfies(row -> {
            assertThat(row.kind()).isEqualTo(Kind.ADDED);
            assertThat(row.row()).isEqualTo("gold");
            assertThat(row.oldRow()).isNull();
            assertThat(row.newRow()).isEqualTo(10);
            assertThat(row.cells())
                    .extracting(CellChange::heading, CellChange::newCell, CellChange::newValue)
                    .containsExactly(
                            tuple("rule", "A10", "gold"),
                            tuple("kind", "B10", "GOLD"),
                            tuple("haircut", "D10", "0.15"),
                            tuple("reason", "E10", "gold"));
        });
    }

    @Test
    void row_removed_isOneRemovedRow() {
        TableChange change = only(NAMED, NAMED.replace("cash,CASH,,0,cash\n", ""));
        assertThat(change.rows())
                .extracting(RowChange::kind, RowChange::row, RowChange::oldRow, RowChange::newRow)
                .containsExactly(tuple(Kind.REMOVED, "cash", 9, null));
    }

    @Test
    void row_renamed_isOneRow_alsoWhenOthersMoveAround() {
        String moved = NAMED.replace("cash,CASH,,0,cash\n", "") + "money,CASH,,0,cash\n";
        assertThat(only(NAMED, moved).rows())
                .extracting(RowChange::kind, RowChange::row)
                .containsExactly(tuple(Kind.RENAMED, "money"));
    }

    @Test
    void rows_inAnotherOrder_areNoChange() {
        String reordered = NAMED.replace("cash,CASH,,0,cash\n", "") + "cash,CASH,,0,cash\n";
        RuleSetComparison comparison = Versions.unrun(Versions.demo(FILE, NAMED), Versions.demo(FILE, reordered));
        assertThat(comparison.tables()).isEmpty();
        assertThat(comparison.files())
                .singleElement()
                .satisfies(file ->
                        assertThat(file.note()).isEqualTo("no cell differs, but perhaps their order or format"));
    }

    @Test
    void rowsWithoutNames_areFoundByTheirConditions() {
        TableChange change = only(
                UNNAMED,
                UNNAMED.replace("bond one,", "gold,GOLD,,0.15,gold\nbond one,").replace("2,0.02", "2,0.03"));
        assertThat(change.rows())
                .extracting(RowChange::kind, RowChange::row)
                .containsExactly(
                        tuple(Kind.ADDED, "kind GOLD"), tuple(Kind.CHANGED, "kind GOVERNMENT_BOND, step from 2"));
    }

    @Test
    void rowWithoutName_whoseConditionChanged_isOneChangedRow() {
        TableChange change = only(UNNAMED, UNNAMED.replace("GOVERNMENT_BOND,2,", "GOVERNMENT_BOND,3,"));
        assertThat(change.rows()).singleElement().satisfies(row -> {
            assertThat(row.kind()).isEqualTo(Kind.CHANGED);
            assertThat(row.cells()).containsExactly(new CellChange("step from", "C11", "C11", "2", "3"));
        });
    }

    @Test
    void tableOfManyRowsWithoutNames_allOfThemOther_isComparedInTime() {
        StringBuilder before = new StringBuilder(UNNAMED);
        StringBuilder after = new StringBuilder(UNNAMED);
        for (int i = 0; i < 9_000; i++) {
            before.append("old,A")
                    .append(i)
                    .append(",,0.")
                    .append(i)
                    .append(",a")
                    .append(i)
                    .append('\n');
            after.append("new,B")
                    .append(i)
                    .append(",,1.")
                    .append(i)
                    .append(",b")
                    .append(i)
                    .append('\n');
        }
        RuleSetComparison comparison = assertTimeout(
                Duration.ofSeconds(20),
                () -> Versions.unrun(Versions.demo(FILE, before.toString()), Versions.demo(FILE, after.toString())));
        assertThat(comparison.tables().get(0).rows()).hasSize(2_000);
        assertThat(comparison.notes())
                .contains("Of 18000 differing rows of haircuts.drl.csv the first 2000 are shown.");
    }

    @Test
    void comparisonInTheColumnsCode_changed_isSaid() {
        TableChange change = only(NAMED, NAMED.replace("Step >= $param", "Step > $param"));
        assertThat(change.rows()).isEmpty();
        assertThat(change.columns()).singleElement().satisfies(column -> {
            assertThat(column.heading()).isEqualTo("step from");
            assertThat(column.values())
                    .containsExactly(
                            new ValueChange("code", "creditQualityStep >= $param", "creditQualityStep > $param"));
        });
    }

    @Test
    void column_inserted_movesNoCell_andHeadingRenamed_isSaid() {
        String inserted = NAMED.replace("NAME,CONDITION,CONDITION,", "NAME,CONDITION,CONDITION,CONDITION,")
                .replace("$c : Collateral...,,", "$c : Collateral...,$c : Collateral...,,")
                .replace(",creditQualityStep", ",\"currency == \"\"$param\"\"\",creditQualityStep")
                .replace("kind,step from", "kind,currency,step from")
                .replace("CASH,,", "CASH,,,")
                .replace("BOND,1", "BOND,,1")
                .replace("BOND,2", "BOND,,2")
                .replace(",reason", ",words");
        TableChange change = only(NAMED, inserted);
        assertThat(change.rows()).isEmpty();
        assertThat(change.columns())
                .extracting(column -> column.kind(), column -> column.heading())
                .containsExactly(tuple(Kind.ADDED, "currency"), tuple(Kind.CHANGED, "words"));
    }

    @Test
    void actions_inAnotherOrder_areSaid() {
        String swapped = """
                RuleTable t
                NAME,ACTION,ACTION
                ,,
                ,a = $param;,b = $param;
                rule,first,second
                x,1,2
                """;
        String other = swapped.replace("a = $param;,b = $param;", "b = $param;,a = $param;")
                .replace("first,second", "second,first")
                .replace("x,1,2", "x,2,1");
        TableChange change = only(swapped, other);
        assertThat(change.rows()).isEmpty();
        assertThat(change.columns()).singleElement().satisfies(column -> {
            assertThat(column.kind()).isEqualTo(Kind.MOVED);
            assertThat(column.values()).containsExactly(new ValueChange("order", "first, second", "second, first"));
        });
    }

    @Test
    void cellsAboveTheTable_areCompared() {
        TableChange change = only(NAMED, NAMED.replace("Notes,haircuts", "Notes,haircuts of 2026"));
        assertThat(change.settings()).containsExactly(new ValueChange("Notes", "haircuts", "haircuts of 2026"));
    }

    @Test
    void table_addedRemovedAndMoved() {
        Versions without = Versions.demo("README.md", "x");
        Versions with = without.with(FILE, NAMED);
        assertThat(Versions.unrun(without, with).tables()).singleElement().satisfies(table -> {
            assertThat(table.kind()).isEqualTo(Kind.ADDED);
            assertThat(table.columns()).hasSize(5);
            assertThat(table.rows()).extracting(RowChange::row).containsExactly("cash", "bond one", "bond two");
        });
        assertThat(Versions.unrun(with, without).tables())
                .extracting(TableChange::kind)
                .containsExactly(Kind.REMOVED);
        assertThat(Versions.unrun(with, without.with("other.drl.csv", NAMED)).tables())
                .singleElement()
                .satisfies(table -> {
                    assertThat(table.kind()).isEqualTo(Kind.MOVED);
                    assertThat(table.oldFile()).isEqualTo(FILE);
                    assertThat(table.file()).isEqualTo("other.drl.csv");
                    assertThat(table.rows()).isEmpty();
                });
    }

    @Test
    void twoTablesOfASheet_areComparedApart() {
        String two = NAMED + "\n" + NAMED.substring(NAMED.indexOf("RuleTable")).replace("haircuts", "others");
        TableChange change = only(two, two.substring(0, two.length() - 1) + " or more\n");
        assertThat(change.name()).isEqualTo("others");
        assertThat(change.rows()).hasSize(1);
    }

    @Test
    void file_thatIsNoWorkbook_isNoted() {
        RuleSetComparison comparison =
                Versions.unrun(Versions.demo("a.drl.xlsx", "no workbook"), Versions.demo("a.drl.xlsx", "nor this"));
        assertThat(comparison.tables()).isEmpty();
        assertThat(comparison.notes())
                .anyMatch(note -> note.startsWith("a.drl.xlsx of the new version cannot be read in full"));
        assertThat(comparison.files().get(0).note()).isEmpty();
    }
}
