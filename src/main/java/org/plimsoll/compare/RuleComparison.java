package org.plimsoll.compare;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.plimsoll.compare.Alignment.Pair;
import org.plimsoll.compare.DrlRules.Rule;
import org.plimsoll.compare.RuleSetComparison.Kind;
import org.plimsoll.compare.RuleSetComparison.RuleChange;
import org.plimsoll.compare.RuleSetComparison.RuleText;

/** Compares rules one by one, wherever in which file they stand. */
final class RuleComparison {
    private RuleComparison() {}

    static List<RuleChange> of(List<Rule> olds, List<Rule> news, Notes notes) {
        List<RuleChange> changes = new ArrayList<>();
        List<Alignment.Key<Rule>> keys = List.of(rule -> List.of(rule.name(), rule.body()), Rule::name, Rule::body);
        for (Pair<Rule> pair : Alignment.of(olds, news, keys)) {
            Kind kind = kind(pair);
            if (kind != null) {
                changes.add(new RuleChange(
                        kind, pair.any().name(), text(pair.oldOne(), notes), text(pair.newOne(), notes)));
            }
        }
        changes.sort(Comparator.comparing(RuleChange::name).thenComparing(RuleChange::kind));
        return changes;
    }

    /** What has become of a rule; null when it is the same, in the same file. */
    private static @Nullable Kind kind(Pair<Rule> pair) {
        Rule before = pair.oldOne();
        Rule after = pair.newOne();
        if (before == null || after == null) {
            return before == null ? Kind.ADDED : Kind.REMOVED;
        }
        if (!before.body().equals(after.body())) {
            return Kind.CHANGED;
        }
        if (!before.name().equals(after.name())) {
            return Kind.RENAMED;
        }
        return before.file().equals(after.file()) ? null : Kind.MOVED;
    }

    private static @Nullable RuleText text(@Nullable Rule rule, Notes notes) {
        return rule == null ? null : new RuleText(rule.name(), rule.file(), rule.line(), notes.shortened(rule.text()));
    }
}
