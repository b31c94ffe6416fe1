package org.plimsoll.compare;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.plimsoll.cases.Case;
import org.plimsoll.compare.Alignment.Pair;
import org.plimsoll.compare.RuleSetComparison.CaseChange;
import org.plimsoll.compare.RuleSetComparison.Kind;
import org.plimsoll.compare.RuleSetComparison.Place;
import org.plimsoll.compare.RuleSetComparison.ValueChange;

/** Compares cases as they are written, wherever they stand: what they submit and what they expect. */
final class CaseComparison {
    private CaseComparison() {}

    /** The cases of both versions, each beside what it has become. */
    static List<Pair<Case>> pairs(List<Case> olds, List<Case> news) {
        return Alignment.of(
                olds,
                news,
                List.of(
                        one -> List.of(one.file(), one.name()),
                        Case::name,
                        one -> one.submission() == null ? null : Arrays.asList(one.submission(), one.expects())));
    }

    static List<CaseChange> changes(List<Pair<Case>> pairs, Notes notes) {
        List<CaseChange> changes = new ArrayList<>();
        for (Pair<Case> pair : pairs) {
            CaseChange change = change(pair, notes);
            if (change != null) {
                changes.add(change);
            }
        }
        changes.sort(Comparator.comparing(CaseComparison::file)
                .thenComparing(CaseChange::name)
                .thenComparing(CaseChange::kind));
        return changes;
    }

    private static String file(CaseChange change) {
        Place place = change.newPlace() == null ? change.oldPlace() : change.newPlace();
        return place == null ? "" : place.file();
    }

    private static @Nullable CaseChange change(Pair<Case> pair, Notes notes) {
        Case before = pair.oldOne();
        Case after = pair.newOne();
        if (before == null || after == null) {
            Kind kind = before == null ? Kind.ADDED : Kind.REMOVED;
            return new CaseChange(kind, pair.any().name(), place(before), place(after), false, List.of());
        }
        boolean otherwise = !after.submitsTheSameAs(before);
        List<ValueChange> values = new ArrayList<>();
        for (ValueChange value : ManifestComparison.values(said(before), said(after))) {
            values.add(new ValueChange(
                    value.path(), notes.shortenedIfAny(value.oldValue()), notes.shortenedIfAny(value.newValue())));
        }
        Kind kind = null;
        if (otherwise || values.stream().anyMatch(value -> !value.path().equals("name"))) {
            kind = Kind.CHANGED;
        } else if (!values.isEmpty()) {
            kind = Kind.RENAMED;
        } else if (!before.file().equals(after.file())) {
            kind = Kind.MOVED;
        }
        return kind == null ? null : new CaseChange(kind, after.name(), place(before), place(after), otherwise, values);
    }

    private static Map<String, String> said(Case one) {
        Map<String, String> said = new LinkedHashMap<>();
        said.put("name", one.name());
        if (one.id() != null) {
            said.put("id", one.id());
        }
        if (one.source() != null) {
            said.put("source", one.source());
        }
        one.expects().forEach((path, text) -> said.put("expect." + path, text));
        return said;
    }

    private static @Nullable Place place(@Nullable Case one) {
        return one == null ? null : new Place(one.file(), one.line());
    }
}
