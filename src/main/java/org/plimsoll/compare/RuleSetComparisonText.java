package org.plimsoll.compare;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.plimsoll.compare.RuleSetComparison.CaseChange;
import org.plimsoll.compare.RuleSetComparison.CellChange;
import org.plimsoll.compare.RuleSetComparison.ColumnChange;
import org.plimsoll.compare.RuleSetComparison.FileChange;
import org.plimsoll.compare.RuleSetComparison.FileContent;
import org.plimsoll.compare.RuleSetComparison.Kind;
import org.plimsoll.compare.RuleSetComparison.Of;
import org.plimsoll.compare.RuleSetComparison.OutcomeChange;
import org.plimsoll.compare.RuleSetComparison.ParameterChange;
import org.plimsoll.compare.RuleSetComparison.Place;
import org.plimsoll.compare.RuleSetComparison.RowChange;
import org.plimsoll.compare.RuleSetComparison.RuleChange;
import org.plimsoll.compare.RuleSetComparison.RuleText;
import org.plimsoll.compare.RuleSetComparison.TableChange;
import org.plimsoll.compare.RuleSetComparison.ValueChange;

/**
 * A comparison for reading in a terminal. Lines of what came begin with {@code +}, of what went with {@code -}, of what
 * changed with {@code ~}, after blanks.
 */
public final class RuleSetComparisonText {
    private static final int SHORT_HASH = 12;
    private static final String NONE = "none";

    private final StringBuilder text = new StringBuilder();

    private RuleSetComparisonText() {}

    /** Renders a comparison; lines end with a line feed. */
    public static String of(RuleSetComparison comparison) {
        RuleSetComparisonText writer = new RuleSetComparisonText();
        writer.write(comparison);
        return writer.text.toString();
    }

    private void write(RuleSetComparison comparison) {
        String before = comparison.oldVersion().name();
        String after = comparison.newVersion().name();
        line(before + ": " + shortHash(comparison.oldVersion().contentHash()) + " -> "
                + (before.equals(after) ? "" : after + ": ")
                + shortHash(comparison.newVersion().contentHash()));
        comparison.notes().forEach(note -> line("note: " + note));
        heading("outcomes of cases", !comparison.outcomes().changed().isEmpty());
        comparison.outcomes().changed().forEach(this::outcome);
        heading("rules", !comparison.rules().isEmpty());
        comparison.rules().forEach(this::rule);
        heading("decision tables", !comparison.tables().isEmpty());
        comparison.tables().forEach(this::table);
        heading("parameters", !comparison.parameters().isEmpty());
        comparison.parameters().forEach(this::parameter);
        heading("settings", !comparison.settings().isEmpty());
        comparison.settings().forEach(setting -> value("  ", setting));
        heading("cases as written", !comparison.cases().isEmpty());
        comparison.cases().forEach(this::written);
        heading("files", !comparison.files().isEmpty());
        comparison.files().forEach(this::file);
        if (!comparison.same()) {
            line("");
            line(summary(comparison));
        }
    }

    /** One sentence: how many rules, rows, parameters, settings and cases differ, and how many cases come out otherwise. */
    static String summary(RuleSetComparison comparison) {
        int rows = comparison.tables().stream()
                .mapToInt(table -> table.rows().size())
                .sum();
        RuleSetComparison.Outcomes outcomes = comparison.outcomes();
        String cases = outcomes.evaluated() == 0
                ? "no case was evaluated"
                : outcomes.changed().size() + " of " + counted(outcomes.evaluated(), "case")
                        + " come out otherwise; " + outcomes.passedOld() + " pass under the old version, "
                        + outcomes.passedNew() + " under the new";
        return counted(comparison.rules().size(), "rule") + ", " + counted(rows, "table row") + ", "
                + counted(comparison.parameters().size(), "parameter value") + ", "
                + counted(comparison.settings().size(), "setting") + " and "
                + counted(comparison.cases().size(), "case") + " differ; " + cases + ".";
    }

    private static String counted(int count, String what) {
        return count + " " + what + (count == 1 ? "" : "s");
    }

    private void outcome(OutcomeChange change) {
        String status = change.oldStatus().equals(change.newStatus())
                ? change.newStatus()
                : change.oldStatus() + " -> " + change.newStatus();
        line("  ~ " + change.name() + "  (" + place(change.place()) + of(change.of()) + ")");
        line("      " + status + "; " + passes(change) + (change.wordingOnly() ? "; only the wording differs" : ""));
        change.fields().forEach(field -> value("      ", field));
        if (change.moreFields() > 0) {
            line("      and " + counted(change.moreFields(), "more field"));
        }
    }

    private static String of(Of of) {
        return switch (of) {
            case BOTH -> "";
            case OLD -> ", as the old version writes it";
            case NEW -> ", as the new version writes it";
        };
    }

    private static String passes(OutcomeChange change) {
        if (change.passesOld() == change.passesNew()) {
            return change.passesOld() ? "passes under both" : "fails under both";
        }
        return change.passesOld()
                ? "passes under the old, FAILS under the new"
                : "fails under the old, passes under the new";
    }

    private void rule(RuleChange change) {
        RuleText before = change.oldRule();
        RuleText after = change.newRule();
        String name = before != null && after != null && !before.name().equals(after.name())
                ? "\"" + before.name() + "\" -> \"" + after.name() + "\""
                : "\"" + change.name() + "\"";
        line("  " + sign(change.kind()) + " " + word(change.kind()) + " " + name + "  (" + places(before, after) + ")");
        if (change.kind() == Kind.MOVED || change.kind() == Kind.RENAMED) {
            return;
        }
        String oldText = before == null ? "" : before.text();
        String newText = after == null ? "" : after.text();
        LineDifference.of(oldText, newText).forEach(line -> line("      " + line));
    }

    private static String places(@Nullable RuleText before, @Nullable RuleText after) {
        return places(
                before == null ? null : new Place(before.file(), before.line()),
                after == null ? null : new Place(after.file(), after.line()));
    }

    private static String places(@Nullable Place before, @Nullable Place after) {
        if (before == null || after == null || before.equals(after)) {
            return after != null ? place(after) : before != null ? place(before) : "";
        }
        return place(before) + " -> " + place(after);
    }

    private void table(TableChange change) {
        String moved = change.kind() == Kind.MOVED ? change.oldFile() + " -> " : "";
        line("  " + sign(change.kind()) + " " + word(change.kind()) + " " + moved + change.file()
                + (change.name().isEmpty() ? "" : ", table " + change.name()));
        change.settings().forEach(setting -> value("    ", setting));
        change.columns().forEach(this::column);
        change.rows().forEach(this::row);
    }

    private void column(ColumnChange change) {
        line("    " + sign(change.kind()) + " column \"" + change.heading() + "\"");
        change.values().forEach(value -> value("        ", value));
    }

    private void row(RowChange change) {
        String number = change.newRow() == null
                ? "row " + change.oldRow()
                : "row " + change.newRow()
                        + (change.oldRow() == null || change.oldRow().equals(change.newRow())
                                ? ""
                                : ", was " + change.oldRow());
        line("    " + sign(change.kind()) + " " + word(change.kind()) + " " + change.row() + "  (" + number + ")");
        for (CellChange cell : change.cells()) {
            String name = cell.newCell() == null ? cell.oldCell() : cell.newCell();
            String where = "        " + (name == null ? "" : name + " ") + cell.heading() + ": ";
            line(where + difference(change.kind(), cell.oldValue(), cell.newValue()));
        }
    }

    private static String difference(Kind kind, @Nullable String before, @Nullable String after) {
        return switch (kind) {
            case ADDED -> or(after);
            case REMOVED -> or(before);
            case CHANGED, RENAMED, MOVED -> or(before) + " -> " + or(after);
        };
    }

    private void parameter(ParameterChange change) {
        String from = change.from() == null ? "" : " from " + change.from();
        boolean valued = change.oldValue() != null || change.newValue() != null;
        line("  " + sign(change.kind()) + " " + change.name() + from
                + (valued ? ": " + difference(change.kind(), change.oldValue(), change.newValue()) : ""));
        if (or(change.oldSource()).equals(or(change.newSource())) || change.kind() != Kind.CHANGED) {
            String source = change.newSource() == null ? change.oldSource() : change.newSource();
            if (source != null) {
                line("      source: " + source);
            }
        } else {
            line("      source: " + or(change.oldSource()) + " -> " + or(change.newSource()));
        }
    }

    private void written(CaseChange change) {
        line("  " + sign(change.kind()) + " " + word(change.kind()) + " " + change.name() + "  ("
                + places(change.oldPlace(), change.newPlace()) + ")");
        if (change.submitsOtherwise()) {
            line("      submits something else");
        }
        change.values().forEach(value -> value("      ", value));
    }

    private void file(FileChange change) {
        FileContent before = change.oldFile();
        FileContent after = change.newFile();
        String path =
                change.kind() == Kind.MOVED && before != null ? before.path() + " -> " + change.path() : change.path();
        String size = before == null || after == null || before.bytes() == after.bytes()
                ? bytes(after == null ? before : after) + " bytes"
                : bytes(before) + " -> " + bytes(after) + " bytes";
        line("  " + sign(change.kind()) + " " + word(change.kind()) + " " + path + "  (" + size + ")"
                + (change.note().isEmpty() ? "" : ": " + change.note()));
    }

    private static String bytes(@Nullable FileContent content) {
        return content == null ? "0" : Long.toString(content.bytes());
    }

    private void value(String indent, ValueChange change) {
        line(indent + change.path() + ": " + or(change.oldValue()) + " -> " + or(change.newValue()));
    }

    private void heading(String heading, boolean any) {
        if (any) {
            line("");
            line(heading);
        }
    }

    private static String or(@Nullable String value) {
        return value == null ? NONE : value;
    }

    private static String place(Place place) {
        return place.file() + ":" + place.line();
    }

    private static String shortHash(String hash) {
        return hash.substring(0, Math.min(SHORT_HASH, hash.length()));
    }

    private static String word(Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    private static String sign(Kind kind) {
        return switch (kind) {
            case ADDED -> "+";
            case REMOVED -> "-";
            case CHANGED, RENAMED, MOVED -> "~";
        };
    }

    /** One line, whatever is in it: control characters of a file must not reach a terminal. */
    private void line(String line) {
        text.append(line.replaceAll("\\p{Cntrl}", " ")).append('\n');
    }
}
