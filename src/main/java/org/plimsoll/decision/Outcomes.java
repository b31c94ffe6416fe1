package org.plimsoll.decision;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.plimsoll.policy.Action;
import org.plimsoll.policy.AddOn;
import org.plimsoll.policy.AddOnKind;
import org.plimsoll.policy.AddOnScope;
import org.plimsoll.policy.Collateral;
import org.plimsoll.policy.Fact;
import org.plimsoll.policy.Figure;
import org.plimsoll.policy.Haircut;
import org.plimsoll.policy.HaircutKind;
import org.plimsoll.policy.Ineligible;
import org.plimsoll.policy.MarginRequirement;
import org.plimsoll.policy.Outcome;
import org.plimsoll.policy.Position;
import org.plimsoll.policy.PositionGroup;
import org.plimsoll.policy.Scope;
import org.plimsoll.portfolio.Refusal;

/**
 * The outcomes of one round of firing, sorted by what they are about. Within each list the order is that of the rules'
 * places, so that nothing depends on the order of firing.
 */
final class Outcomes {
    final Map<String, List<Stamped<Haircut>>> haircuts = new TreeMap<>();
    final Map<String, List<Stamped<Ineligible>>> ineligible = new TreeMap<>();
    final Map<String, List<Stamped<MarginRequirement>>> requirements = new TreeMap<>();
    final List<Stamped<AddOn>> addOns = new ArrayList<>();
    final List<Stamped<Figure>> figures = new ArrayList<>();
    final List<Stamped<Action>> actions = new ArrayList<>();

    static Outcomes of(List<Firing> firings) {
        Outcomes sorted = new Outcomes();
        for (Firing firing : firings) {
            for (Outcome outcome : firing.outcomes()) {
                sorted.add(outcome, firing.rule());
            }
        }
        sorted.haircuts.values().forEach(list -> list.sort(Stamped.BY_RULE));
        sorted.ineligible.values().forEach(list -> list.sort(Stamped.BY_RULE));
        sorted.requirements.values().forEach(list -> list.sort(Stamped.BY_RULE));
        sorted.figures.sort(Figures.CANONICAL);
        return sorted;
    }

    /** Refuses outcomes that come after haircuts and requirements are settled. */
    void mustBeActionsOnly() {
        if (!haircuts.isEmpty() || !ineligible.isEmpty() || !requirements.isEmpty() || !addOns.isEmpty()) {
            throw new Refusal(
                    "OUTCOME_AFTER_SETTLEMENT",
                    "A rule on a health fact requires margin or takes a haircut, which is too late: write it on the"
                            + " position, the collateral, the group or the pool.",
                    null);
        }
    }

    /** Key of what margin is required of. The kinds of scope do not share keys. */
    static String scopeKey(AddOnScope scope) {
        if (scope instanceof Collateral) {
            return "collateral " + scope.id();
        }
        if (scope instanceof Position) {
            return "position " + scope.id();
        }
        if (scope instanceof PositionGroup) {
            return "group " + scope.id();
        }
        return "pool " + scope.id();
    }

    /** Key of any fact. The kinds of fact do not share keys. */
    static String factKey(Fact fact) {
        return fact instanceof Scope scope ? scopeKey(scope) : fact.getClass().getSimpleName() + " " + fact.id();
    }

    private void add(Outcome outcome, RuleReference rule) {
        if (outcome instanceof Haircut haircut) {
            Range.fraction("haircut", haircut.rate(), rule);
            Range.code("the kind of a haircut", HaircutKind.class, haircut.kind(), rule);
            put(haircuts, haircut.collateral().id(), new Stamped<>(haircut, rule));
        } else if (outcome instanceof Ineligible judgement) {
            put(ineligible, judgement.collateral().id(), new Stamped<>(judgement, rule));
        } else if (outcome instanceof MarginRequirement requirement) {
            Range.notNegative("initial margin", requirement.initial(), rule);
            Range.notNegative("maintenance margin", requirement.maintenance(), rule);
            put(requirements, scopeKey(requirement.scope()), new Stamped<>(requirement, rule));
        } else if (outcome instanceof AddOn addOn) {
            Range.code("the kind of an add-on", AddOnKind.class, addOn.kind(), rule);
            Range.notNegative("add-on to initial margin", addOn.initial(), rule);
            Range.notNegative("add-on to maintenance margin", addOn.maintenance(), rule);
            addOns.add(new Stamped<>(addOn, rule));
        } else if (outcome instanceof Figure figure) {
            Range.figure(figure.name(), figure.value(), rule);
            figures.add(new Stamped<>(figure, rule));
        } else if (outcome instanceof Action action) {
            actions.add(new Stamped<>(action, rule));
        }
    }

    private static <T> void put(Map<String, List<T>> map, String key, T value) {
        map.computeIfAbsent(key, absent -> new ArrayList<>(1)).add(value);
    }
}
