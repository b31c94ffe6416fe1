package org.plimsoll.decision;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.plimsoll.decision.ExplanationNode.Counts;
import org.plimsoll.decision.ExplanationNode.Kind;
import org.plimsoll.policy.AccountHealth;
import org.plimsoll.policy.AddOn;
import org.plimsoll.policy.GrossRequirement;
import org.plimsoll.policy.PositionGroup;
import org.plimsoll.policy.Requirement;
import org.plimsoll.policy.RiskModel.WorstScenario;
import org.plimsoll.policy.RiskScope;
import org.plimsoll.policy.Scope;
import org.plimsoll.policy.Strategy;

/**
 * What a pool's margin consists of: requirements that count, and add-ons. Those that a wider one replaces (ADR 3) go beside,
 * so that nobody looks for them in vain.
 */
final class MarginLines {
    private final Settled settled;
    private final ExplanationRules rules;
    private final Rounded rounded;

    MarginLines(Settled settled, ExplanationRules rules, Rounded rounded) {
        this.settled = settled;
        this.rules = rules;
        this.rounded = rounded;
    }

    ExplanationNode of(AccountHealth pool, boolean initial, Counts counts) {
        ExplanationSum sum = new ExplanationSum();
        Requirements.Required ofPool = settled.poolRequirements().get(pool.id());
        String wider = null;
        if (ofPool != null) {
            wider = "pool " + pool.id();
            sum.with(requirement(pool.marginPool(), ofPool, initial, null));
        }
        Map<String, String> groups = groups(pool, initial, wider, sum);
        strategies(pool, initial, groups, wider, sum);
        positions(pool, initial, groups, wider, sum);
        for (Stamped<AddOn> addOn : settled.addOns()) {
            if (addOn.outcome().scope().pool().equals(pool.id())) {
                sum.with(addOn(addOn, initial));
            }
        }
        return sum.of(
                initial ? Kind.INITIAL_MARGIN : Kind.MAINTENANCE_MARGIN,
                counts,
                (initial ? "initial" : "maintenance") + " margin of pool " + pool.id(),
                rounded.requirement(initial ? pool.initialMargin() : pool.maintenanceMargin()));
    }

    /** Adds groups; what replaces the requirements within each, by underlying. */
    private Map<String, String> groups(
            AccountHealth pool, boolean initial, @Nullable String wider, ExplanationSum sum) {
        Map<String, String> replacing = new HashMap<>();
        settled.groups().entrySet().stream()
                .filter(entry -> entry.getKey().pool().equals(pool.id()))
                .sorted(Comparator.comparing(entry -> entry.getKey().id()))
                .forEach(entry -> {
                    PositionGroup group = entry.getKey();
                    replacing.put(group.underlying(), "group " + group.id());
                    sum.with(requirement(group, entry.getValue(), initial, wider));
                });
        return replacing;
    }

    private void strategies(
            AccountHealth pool,
            boolean initial,
            Map<String, String> groups,
            @Nullable String wider,
            ExplanationSum sum) {
        settled.strategies().entrySet().stream()
                .filter(entry -> entry.getKey().pool().equals(pool.id()))
                .sorted(Comparator.comparing(entry -> entry.getKey().id()))
                .forEach(entry -> {
                    Strategy strategy = entry.getKey();
                    String by = wider == null ? groups.get(strategy.underlying()) : wider;
                    sum.with(requirement(strategy, entry.getValue(), initial, by));
                });
    }

    private void positions(
            AccountHealth pool,
            boolean initial,
            Map<String, String> groups,
            @Nullable String wider,
            ExplanationSum sum) {
        settled.positions().stream()
                .filter(position -> position.position().pool().equals(pool.id()))
                .sorted(Comparator.comparing(position -> position.position().id()))
                .forEach(position -> {
                    Requirements.Required required = position.required();
                    if (required == null) {
                        if (!position.replaced()) {
                            sum.line(
                                    Kind.REQUIREMENT,
                                    Counts.ADDED,
                                    "position " + position.position().id() + ": no rule requires margin of it",
                                    rounded.requirement(BigDecimal.ZERO));
                        }
                        return;
                    }
                    String by = wider == null ? groups.get(position.position().underlying()) : wider;
                    String replacing = !position.replaced() ? null : by == null ? "its strategies" : by;
                    sum.with(requirement(position.position(), required, initial, replacing));
                });
    }

    private ExplanationNode requirement(
            Scope scope, Requirements.Required required, boolean initial, @Nullable String replacedBy) {
        BigDecimal margin = initial ? required.initial() : required.maintenance();
        ExplanationSum sum = new ExplanationSum();
        Stamped<Requirement> said = saying(required, margin, initial);
        if (required.said().size() == 1 && said.outcome() instanceof GrossRequirement gross) {
            gross(gross, initial, sum);
        }
        overlapping(required, said, initial, sum);
        if (scope instanceof RiskScope risk) {
            scenarios(risk, sum);
        }
        String title = Outcomes.scopeKey(scope) + ": " + said.outcome().reason();
        if (replacedBy != null) {
            title += "; does not count, since what is required of " + replacedBy + " replaces it";
        }
        return sum.of(
                replacedBy == null ? Kind.REQUIREMENT : Kind.REPLACED,
                replacedBy == null ? Counts.ADDED : Counts.BESIDE,
                title,
                rounded.requirement(margin),
                said.rule(),
                rules.readings(said.outcome()));
    }

    /** The requirement that margin comes from; the larger where rules overlap. */
    private static Stamped<Requirement> saying(Requirements.Required required, BigDecimal margin, boolean initial) {
        return required.said().stream()
                .filter(each -> margin(each.outcome(), initial).compareTo(margin) == 0)
                .findFirst()
                .orElseThrow();
    }

    private static BigDecimal margin(Requirement requirement, boolean initial) {
        return initial ? requirement.initial() : requirement.maintenance();
    }

    private void overlapping(
            Requirements.Required required, Stamped<Requirement> counting, boolean initial, ExplanationSum sum) {
        for (Stamped<Requirement> other : required.said()) {
            if (other != counting) {
                sum.with(new ExplanationNode(
                        Kind.REPLACED,
                        Counts.BESIDE,
                        other.outcome().reason() + "; does not count, since another rule requires more of the same",
                        rounded.requirement(margin(other.outcome(), initial)),
                        other.rule(),
                        rules.readings(other.outcome()),
                        List.of()));
            }
        }
    }

    private void gross(GrossRequirement gross, boolean initial, ExplanationSum sum) {
        BigDecimal stated = initial ? gross.grossInitial() : gross.grossMaintenance();
        BigDecimal without = initial ? BigDecimal.ZERO : gross.withoutLoanValue();
        BigDecimal below =
                gross.proceedsApplied().subtract(stated).subtract(without).max(BigDecimal.ZERO);
        sum.line(Kind.REQUIREMENT, Counts.ADDED, "requirement as stated", rounded.requirement(stated))
                .lineUnlessZero(
                        Kind.REQUIREMENT,
                        Counts.ADDED,
                        "value without loan value, which secures nothing",
                        rounded.requirement(without))
                .lineUnlessZero(
                        Kind.PROCEEDS,
                        Counts.TAKEN_OFF,
                        "market value of what is short, applied against it",
                        rounded.value(gross.proceedsApplied()))
                .lineUnlessZero(Kind.PROCEEDS, Counts.ADDED, "margin is never below zero", rounded.amount(below));
    }

    private void scenarios(RiskScope scope, ExplanationSum sum) {
        for (WorstScenario each : scope.context().risk().worstScenarios(scope)) {
            sum.line(
                    Kind.SCENARIO,
                    Counts.BESIDE,
                    "the worst scenario of set " + each.scan().scenarioSet() + " is number " + each.number()
                            + " (price move " + each.scenario().price().toPlainString() + ", volatility move "
                            + each.scenario().volatility().toPlainString() + ", weight "
                            + each.scenario().weight().toPlainString() + "), in which this is lost",
                    rounded.requirement(each.loss()));
        }
    }

    private ExplanationNode addOn(Stamped<AddOn> stamped, boolean initial) {
        AddOn addOn = stamped.outcome();
        return new ExplanationNode(
                Kind.ADD_ON,
                Counts.ADDED,
                "add-on on " + Outcomes.scopeKey(addOn.scope()) + ": " + addOn.reason(),
                rounded.requirement(initial ? addOn.initial() : addOn.maintenance()),
                stamped.rule(),
                rules.readings(addOn),
                List.of());
    }
}
