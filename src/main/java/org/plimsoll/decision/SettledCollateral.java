package org.plimsoll.decision;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.plimsoll.policy.Collateral;
import org.plimsoll.policy.Haircut;
import org.plimsoll.policy.HaircutKind;
import org.plimsoll.policy.Ineligible;

/**
 * What a pledged asset counts for.
 *
 * @param collateral the asset
 * @param haircut sum of the haircuts that apply, at most one; one when it is not eligible or not covered
 * @param value market value × (1 − haircut), not yet rounded
 * @param haircuts the haircuts that apply: the largest of each kind, in the order of kinds
 * @param ineligible why it counts for nothing; null when it is eligible
 * @param covered whether a rule spoke of it
 */
record SettledCollateral(
        Collateral collateral,
        BigDecimal haircut,
        BigDecimal value,
        List<Stamped<Haircut>> haircuts,
        @Nullable Stamped<Ineligible> ineligible,
        boolean covered) {

    static SettledCollateral of(Collateral collateral, Outcomes outcomes) {
        List<Stamped<Ineligible>> judgements = outcomes.ineligible.getOrDefault(collateral.id(), List.of());
        List<Stamped<Haircut>> applied = largestOfEachKind(outcomes.haircuts.getOrDefault(collateral.id(), List.of()));
        if (!judgements.isEmpty()) {
            return new SettledCollateral(collateral, BigDecimal.ONE, BigDecimal.ZERO, applied, judgements.get(0), true);
        }
        boolean covered = false;
        BigDecimal sum = BigDecimal.ZERO;
        for (Stamped<Haircut> haircut : applied) {
            covered |= haircut.outcome().kind().equals("BASE");
            sum = sum.add(haircut.outcome().rate());
        }
        if (!covered) {
            return new SettledCollateral(collateral, BigDecimal.ONE, BigDecimal.ZERO, applied, null, false);
        }
        BigDecimal rate = sum.min(BigDecimal.ONE);
        BigDecimal value = collateral.marketValue().multiply(BigDecimal.ONE.subtract(rate));
        return new SettledCollateral(collateral, rate, value, applied, null, true);
    }

    /** Whether it counts for anything. */
    boolean eligible() {
        return ineligible == null;
    }

    private static List<Stamped<Haircut>> largestOfEachKind(List<Stamped<Haircut>> haircuts) {
        if (haircuts.size() < 2) {
            return haircuts;
        }
        Map<HaircutKind, Stamped<Haircut>> largest = new TreeMap<>();
        for (Stamped<Haircut> haircut : haircuts) {
            largest.merge(
                    HaircutKind.valueOf(haircut.outcome().kind()),
                    haircut,
                    (first, second) ->
                            second.outcome().rate().compareTo(first.outcome().rate()) > 0 ? second : first);
        }
        return new ArrayList<>(largest.values());
    }
}
