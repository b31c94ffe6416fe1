package org.plimsoll.decision;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.plimsoll.policy.Requirement;
import org.plimsoll.policy.Scope;
import org.plimsoll.portfolio.Problem;
import org.plimsoll.portfolio.Refusal;

/**
 * Which requirement counts for what. The wider replaces the narrower: a strategy's requirement replaces its legs', a group's
 * its members' and strategies', a pool's that of all within.
 */
final class Requirements {
    private final Outcomes outcomes;
    private final Strictness overlapping;
    private final List<Problem> warnings;

    Requirements(Outcomes outcomes, Strictness overlapping, List<Problem> warnings) {
        this.outcomes = outcomes;
        this.overlapping = overlapping;
        this.warnings = warnings;
    }

    /** The requirement on the scope itself, and the rules that said it; null when no rule did. */
    @Nullable
    Required on(Scope scope) {
        List<Stamped<Requirement>> all = outcomes.requirements.get(Outcomes.scopeKey(scope));
        if (all == null) {
            return null;
        }
        if (all.size() == 1) {
            Requirement only = all.get(0).outcome();
            return new Required(only.initial(), only.maintenance(), only, all);
        }
        String said = "Rules '" + all.get(0).rule().name() + "' and '"
                + all.get(1).rule().name() + "' both set the margin of " + Outcomes.scopeKey(scope) + ".";
        if (overlapping == Strictness.REFUSE) {
            throw new Refusal("OVERLAPPING_REQUIREMENTS", said, null);
        }
        warnings.add(new Problem("OVERLAPPING_REQUIREMENTS", said + " The larger figure is used.", null));
        return larger(all);
    }

    private static Required larger(List<Stamped<Requirement>> all) {
        Requirement leading = all.get(0).outcome();
        BigDecimal initial = BigDecimal.ZERO;
        BigDecimal maintenance = BigDecimal.ZERO;
        for (Stamped<Requirement> each : all) {
            Requirement requirement = each.outcome();
            initial = initial.max(requirement.initial());
            if (requirement.maintenance().compareTo(maintenance) > 0) {
                maintenance = requirement.maintenance();
                leading = requirement;
            }
        }
        return new Required(initial, maintenance, leading, new ArrayList<>(all));
    }

    /**
     * A requirement on one scope.
     *
     * @param initial initial margin
     * @param maintenance maintenance margin
     * @param leading the requirement that maintenance margin comes from
     * @param said every requirement on the scope, with its rule
     */
    record Required(BigDecimal initial, BigDecimal maintenance, Requirement leading, List<Stamped<Requirement>> said) {}
}
