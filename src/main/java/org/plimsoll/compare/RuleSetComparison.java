package org.plimsoll.compare;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What differs between two versions of a rule set, the old one and the new one. Plain values in a stable order: the same
 * two versions give the same comparison, byte for byte once written as JSON.
 *
 * @param oldVersion the version compared with
 * @param newVersion the version compared
 * @param same whether both consist of the same bytes
 * @param notes what the reader must know of the comparison itself: what could not be read, run or shown
 * @param files by path
 * @param rules rules of DRL files, by name; rows of decision tables are in {@code tables}
 * @param settings settings of the manifest that differ, in the manifest's order
 * @param parameters values of the manifest's parameters that differ, by name and day
 * @param tables decision tables, by path
 * @param cases cases that differ as they are written, by file and name
 * @param outcomes which cases come out otherwise
 */
public record RuleSetComparison(
        Version oldVersion,
        Version newVersion,
        boolean same,
        List<String> notes,
        List<FileChange> files,
        List<RuleChange> rules,
        List<ValueChange> settings,
        List<ParameterChange> parameters,
        List<TableChange> tables,
        List<CaseChange> cases,
        Outcomes outcomes) {

    public RuleSetComparison {
        notes = List.copyOf(notes);
        files = List.copyOf(files);
        rules = List.copyOf(rules);
        settings = List.copyOf(settings);
        parameters = List.copyOf(parameters);
        tables = List.copyOf(tables);
        cases = List.copyOf(cases);
    }

    /** What became of something. */
    public enum Kind {
        ADDED,
        REMOVED,
        CHANGED,
        /** The same under another name. */
        RENAMED,
        /** The same in another place. */
        MOVED
    }

    /** Of which version something is. */
    public enum Of {
        BOTH,
        OLD,
        NEW
    }

    /**
     * One of the two versions.
     *
     * @param contentHash identity of the version
     * @param compiles whether its rules can be fired
     */
    public record Version(String name, String contentHash, boolean compiles) {}

    /** Where something stands; the line is counted from one. */
    public record Place(String file, int line) {}

    /** A value that differs; null where there is none. */
    public record ValueChange(
            String path,
            @Nullable String oldValue,
            @Nullable String newValue) {}

    /**
     * A file.
     *
     * @param path its path; the new one when it was moved
     * @param oldFile null when it was added
     * @param newFile null when it was removed
     * @param note what the change comes to, when that is little; empty otherwise
     */
    public record FileChange(
            Kind kind,
            String path,
            @Nullable FileContent oldFile,
            @Nullable FileContent newFile,
            String note) {}

    /** A file's content by its SHA-256, in hexadecimal, and its size. */
    public record FileContent(String path, String sha256, long bytes) {}

    /**
     * A rule.
     *
     * @param name its name; the new one when it was renamed
     * @param oldRule null when it was added
     * @param newRule null when it was removed
     */
    public record RuleChange(
            Kind kind,
            String name,
            @Nullable RuleText oldRule,
            @Nullable RuleText newRule) {}

    /** A rule as its author wrote it. */
    public record RuleText(String name, String file, int line, String text) {}

    /**
     * A value of a parameter.
     *
     * @param from day from which it applies, as {@code 2026-01-31}; null when it applies from the beginning, or when only
     *     the parameter's source differs
     * @param oldValue null when there was none
     * @param newValue null when there is none any more
     * @param oldSource where the old value came from; null when the manifest did not say
     * @param newSource where the new value comes from; null when the manifest does not say
     */
    public record ParameterChange(
            Kind kind,
            String name,
            @Nullable String from,
            @Nullable String oldValue,
            @Nullable String newValue,
            @Nullable String oldSource,
            @Nullable String newSource) {}

    /**
     * A decision table.
     *
     * @param name what its {@code RuleTable} cell calls it
     * @param file its file; the new one when it was moved
     * @param oldFile its file in the old version; null when it was added
     * @param settings cells above the table, such as {@code Import}, that differ
     * @param columns what differs in the columns themselves
     * @param rows rows that differ
     */
    public record TableChange(
            Kind kind,
            String name,
            String file,
            @Nullable String oldFile,
            List<ValueChange> settings,
            List<ColumnChange> columns,
            List<RowChange> rows) {
        public TableChange {
            settings = List.copyOf(settings);
            columns = List.copyOf(columns);
            rows = List.copyOf(rows);
        }
    }

    /**
     * A column of a decision table.
     *
     * @param heading its heading; the new one when that differs
     * @param values what differs: {@code kind}, {@code pattern}, {@code code} or {@code heading}; all of them for a column
     *     that was added or removed
     */
    public record ColumnChange(Kind kind, String heading, List<ValueChange> values) {
        public ColumnChange {
            values = List.copyOf(values);
        }
    }

    /**
     * A row of a decision table.
     *
     * @param row its rule name, or its conditions where rows are not named
     * @param oldRow number of the row in its sheet; null when it was added
     * @param newRow number of the row in its sheet; null when it was removed
     * @param cells cells that differ by the heading of their column; every filled cell of an added or removed row
     */
    public record RowChange(
            Kind kind,
            String row,
            @Nullable Integer oldRow,
            @Nullable Integer newRow,
            List<CellChange> cells) {
        public RowChange {
            cells = List.copyOf(cells);
        }
    }

    /**
     * A cell of a decision table.
     *
     * @param heading heading of its column
     * @param oldCell its name in the sheet, such as {@code D14}; null when it was not there
     * @param newCell its name in the sheet; null when it is not there any more
     */
    public record CellChange(
            String heading,
            @Nullable String oldCell,
            @Nullable String newCell,
            @Nullable String oldValue,
            @Nullable String newValue) {}

    /**
     * A case as it is written.
     *
     * @param name its name; the new one when it was renamed
     * @param oldPlace null when it was added
     * @param newPlace null when it was removed
     * @param submitsOtherwise whether it submits something else
     * @param values expectations, and its name, id or source, that differ
     */
    public record CaseChange(
            Kind kind,
            String name,
            @Nullable Place oldPlace,
            @Nullable Place newPlace,
            boolean submitsOtherwise,
            List<ValueChange> values) {
        public CaseChange {
            values = List.copyOf(values);
        }
    }

    /**
     * What came of evaluating every case of both versions under both versions. A case that the versions write differently
     * is evaluated as either writes it.
     *
     * @param evaluated number of cases evaluated
     * @param passedOld how many of them pass under the old version
     * @param passedNew how many of them pass under the new version
     * @param changed those that come out otherwise, by file and line
     */
    public record Outcomes(int evaluated, int passedOld, int passedNew, List<OutcomeChange> changed) {
        /** No case was evaluated. */
        public static final Outcomes NONE = new Outcomes(0, 0, 0, List.of());

        public Outcomes {
            changed = List.copyOf(changed);
        }
    }

    /**
     * A case that comes out otherwise.
     *
     * @param name name of the case
     * @param place where it stands, in the new version unless only the old one has it
     * @param of which version writes the case so
     * @param oldStatus status of the decision under the old version; {@code REFUSED} without one
     * @param newStatus status of the decision under the new version; {@code REFUSED} without one
     * @param passesOld whether it passes under the old version
     * @param passesNew whether it passes under the new version
     * @param wordingOnly whether nothing but the wording of reasons and messages differs
     * @param fields what differs, in the decision's order
     * @param moreFields number of further fields that differ and are left out
     */
    public record OutcomeChange(
            String name,
            Place place,
            Of of,
            String oldStatus,
            String newStatus,
            boolean passesOld,
            boolean passesNew,
            boolean wordingOnly,
            List<ValueChange> fields,
            int moreFields) {
        public OutcomeChange {
            fields = List.copyOf(fields);
        }
    }
}
