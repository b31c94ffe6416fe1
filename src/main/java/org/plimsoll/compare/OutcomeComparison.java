package org.plimsoll.compare;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.plimsoll.cases.Case;
import org.plimsoll.cases.CaseOutcome;
import org.plimsoll.cases.CaseRunner;
import org.plimsoll.compare.Alignment.Pair;
import org.plimsoll.compare.RuleSetComparison.Of;
import org.plimsoll.compare.RuleSetComparison.OutcomeChange;
import org.plimsoll.compare.RuleSetComparison.Outcomes;
import org.plimsoll.compare.RuleSetComparison.Place;
import org.plimsoll.compare.RuleSetComparison.ValueChange;
import org.plimsoll.engine.CompiledRuleSet;

/** Evaluates every case of both versions under both versions. */
final class OutcomeComparison {
    private final CaseRunner before;
    private final CaseRunner after;
    private final Notes notes;

    private OutcomeComparison(CompiledRuleSet before, CompiledRuleSet after, Notes notes) {
        this.before = runner(before);
        this.after = runner(after);
        this.notes = notes;
    }

    private static CaseRunner runner(CompiledRuleSet rules) {
        return CaseRunner.of(rules);
    }

    static Outcomes of(List<Pair<Case>> pairs, CompiledRuleSet before, CompiledRuleSet after, Notes notes) {
        List<Evaluated> cases = cases(pairs);
        if (cases.size() > notes.limits().cases()) {
            notes.add(
                    "Of " + cases.size() + " cases the first " + notes.limits().cases() + " are evaluated.");
            cases = cases.subList(0, notes.limits().cases());
        }
        return new OutcomeComparison(before, after, notes).evaluate(cases);
    }

    /** A case as one of the versions writes it, or both. */
    private record Evaluated(Case tested, Of of) {}

    private static List<Evaluated> cases(List<Pair<Case>> pairs) {
        List<Evaluated> cases = new ArrayList<>();
        for (Pair<Case> pair : pairs) {
            Case old = pair.oldOne();
            Case present = pair.newOne();
            if (old != null
                    && present != null
                    && present.submitsTheSameAs(old)
                    && present.expects().equals(old.expects())) {
                cases.add(new Evaluated(present, Of.BOTH));
                continue;
            }
            if (old != null) {
                cases.add(new Evaluated(old, Of.OLD));
            }
            if (present != null) {
                cases.add(new Evaluated(present, Of.NEW));
            }
        }
        cases.sort(Comparator.comparing((Evaluated one) -> one.tested().file())
                .thenComparingInt(one -> one.tested().line())
                .thenComparing(Evaluated::of));
        return cases;
    }

    private Outcomes evaluate(List<Evaluated> cases) {
        int passedOld = 0;
        int passedNew = 0;
        List<OutcomeChange> changes = new ArrayList<>();
        for (Evaluated one : cases) {
            Run oldRun = new Run(before, one.tested());
            Run newRun = new Run(after, one.tested());
            passedOld += oldRun.passed ? 1 : 0;
            passedNew += newRun.passed ? 1 : 0;
            OutcomeChange change = change(one, oldRun, newRun);
            if (change != null) {
                changes.add(change);
            }
        }
        return new Outcomes(cases.size(), passedOld, passedNew, notes.first(changes, "cases that come out otherwise"));
    }

    private @Nullable OutcomeChange change(Evaluated one, Run oldRun, Run newRun) {
        List<ValueChange> all =
                OutcomeFields.changes(OutcomeFields.of(oldRun.outcome()), OutcomeFields.of(newRun.outcome()));
        if (all.isEmpty() && oldRun.passed == newRun.passed) {
            return null;
        }
        List<ValueChange> shown = all.stream()
                .limit(notes.limits().fields())
                .map(field -> new ValueChange(
                        field.path(), notes.shortenedIfAny(field.oldValue()), notes.shortenedIfAny(field.newValue())))
                .toList();
        return new OutcomeChange(
                one.tested().name(),
                new Place(one.tested().file(), one.tested().line()),
                one.of(),
                OutcomeFields.status(oldRun.outcome()),
                OutcomeFields.status(newRun.outcome()),
                oldRun.passed,
                newRun.passed,
                OutcomeFields.wordingOnly(all),
                shown,
                all.size() - shown.size());
    }

    /** A case that was run, with what came out. */
    private static final class Run {
        private final boolean passed;
        private @Nullable CaseOutcome seen;

        Run(CaseRunner runner, Case tested) {
            this.passed = runner.run(tested, outcome -> seen = outcome).passed();
        }

        CaseOutcome outcome() {
            if (seen == null) {
                throw new IllegalStateException("a case that was run has an outcome");
            }
            return seen;
        }
    }
}
