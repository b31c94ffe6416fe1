package org.plimsoll.decision;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.plimsoll.policy.AccountHealth;
import org.plimsoll.policy.Action;
import org.plimsoll.policy.ActionType;
import org.plimsoll.policy.AddOn;
import org.plimsoll.policy.Fact;
import org.plimsoll.policy.Figure;
import org.plimsoll.policy.Haircut;
import org.plimsoll.policy.MarginRequirement;
import org.plimsoll.policy.PositionGroup;
import org.plimsoll.policy.PositionHealth;
import org.plimsoll.policy.SaidFigures;
import org.plimsoll.portfolio.PledgedAsset;
import org.plimsoll.portfolio.Problem;
import org.plimsoll.risk.CheckedSubmission;

/** Writes down what was settled: rounded, in canonical order. */
final class DecisionBuilder {
    private static final Comparator<Problem> BY_PLACE = Comparator.comparing(Problem::code)
            .thenComparing(problem -> problem.pointer() == null ? "" : problem.pointer())
            .thenComparing(Problem::message);
    private static final Comparator<Firing> CANONICAL =
            Comparator.comparing(Firing::rule).thenComparing(DecisionBuilder::factKeys);

    private final RuleSetIdentity ruleSet;
    private final CheckedSubmission submission;
    private final Rounded rounded;

    DecisionBuilder(RuleSetIdentity ruleSet, PolicyTerms terms, CheckedSubmission submission) {
        this.ruleSet = ruleSet;
        this.submission = submission;
        this.rounded = new Rounded(terms.rounding());
    }

    Decision build(
            Settled settled,
            List<PledgedAsset> unpriced,
            List<Stamped<Figure>> figures,
            List<Stamped<Action>> actions,
            List<Problem> warnings,
            List<Firing> firings) {
        List<Problem> allWarnings = new ArrayList<>(warnings);
        List<Decision.Required> required = actions(actions, allWarnings);
        allWarnings.sort(BY_PLACE);
        List<Firing> trace = new ArrayList<>(firings);
        trace.sort(CANONICAL);
        return new Decision(
                required.isEmpty() ? Decision.NO_ACTION : required.get(0).type(),
                submission.referenceData().evaluatedAt(),
                ruleSet,
                submission.portfolio().id(),
                submission.portfolio().account().id(),
                submission.portfolio().baseCurrency(),
                pools(settled),
                collateral(settled.collateral(), unpriced),
                positions(settled),
                groups(settled.groups()),
                addOns(settled.addOns()),
                figures(figures),
                required,
                List.copyOf(allWarnings),
                List.copyOf(trace));
    }

    private List<Decision.Pool> pools(Settled settled) {
        List<Decision.Pool> lines = new ArrayList<>(settled.pools().size());
        for (AccountHealth pool : settled.pools()) {
            lines.add(new Decision.Pool(
                    pool.id(),
                    rounded.value(pool.equity()),
                    rounded.value(pool.collateralValue()),
                    rounded.requirement(pool.initialMargin()),
                    rounded.requirement(pool.maintenanceMargin()),
                    rounded.value(pool.settlement().initialExcess()),
                    rounded.value(pool.settlement().maintenanceExcess()),
                    rounded.ratioDown(pool.marginRatio()),
                    rounded.ratioUp(pool.leverage()),
                    requirements(settled.poolRequirements().get(pool.id()))));
        }
        lines.sort(Comparator.comparing(Decision.Pool::id));
        return lines;
    }

    private List<Decision.Asset> collateral(List<SettledCollateral> settled, List<PledgedAsset> unpriced) {
        List<Decision.Asset> lines = new ArrayList<>(settled.size());
        for (SettledCollateral asset : settled) {
            List<Decision.Cut> cuts = new ArrayList<>(asset.haircuts().size());
            for (Stamped<Haircut> cut : asset.haircuts()) {
                Haircut haircut = cut.outcome();
                cuts.add(new Decision.Cut(haircut.kind(), Rounded.exact(haircut.rate()), haircut.reason(), cut.rule()));
            }
            lines.add(new Decision.Asset(
                    asset.collateral().id(),
                    rounded.amount(asset.collateral().marketValue()),
                    Rounded.exact(asset.haircut()),
                    cuts,
                    rounded.value(asset.value()),
                    asset.ineligible() == null
                            ? null
                            : new Decision.Judgement(
                                    asset.ineligible().outcome().reason(),
                                    asset.ineligible().rule())));
        }
        for (PledgedAsset asset : unpriced) {
            BigDecimal nothing = rounded.value(BigDecimal.ZERO);
            lines.add(new Decision.Asset(asset.id(), nothing, BigDecimal.ONE, List.of(), nothing, null));
        }
        lines.sort(Comparator.comparing(Decision.Asset::id));
        return lines;
    }

    private List<Decision.Holding> positions(Settled settled) {
        List<Decision.Holding> lines = new ArrayList<>(settled.positions().size());
        for (int i = 0; i < settled.positions().size(); i++) {
            SettledPosition position = settled.positions().get(i);
            PositionHealth health = settled.positionHealth().get(i);
            lines.add(new Decision.Holding(
                    health.id(),
                    health.pool(),
                    rounded.amount(position.position().marketValue()),
                    rounded.amount(position.position().notional()),
                    rounded.amountOrNull(position.position().unrealizedPnl()),
                    rounded.requirement(health.initialMargin()),
                    rounded.requirement(health.maintenanceMargin()),
                    rounded.closingPrice(health.liquidationPrice(), position.position()),
                    requirements(position.required())));
        }
        lines.sort(Comparator.comparing(Decision.Holding::id));
        return lines;
    }

    private List<Decision.Group> groups(Map<PositionGroup, Requirements.Required> groups) {
        List<Decision.Group> lines = new ArrayList<>(groups.size());
        groups.forEach((group, required) -> lines.add(new Decision.Group(
                group.id(),
                group.pool(),
                rounded.amount(group.grossNotional()),
                rounded.amount(group.netNotional()),
                rounded.requirement(required.initial()),
                rounded.requirement(required.maintenance()),
                requirements(required))));
        lines.sort(Comparator.comparing(Decision.Group::id));
        return lines;
    }

    private List<Decision.Requirement> requirements(Requirements.@Nullable Required required) {
        if (required == null) {
            return List.of();
        }
        List<Decision.Requirement> lines = new ArrayList<>(required.said().size());
        for (Stamped<MarginRequirement> each : required.said()) {
            lines.add(new Decision.Requirement(
                    rounded.requirement(each.outcome().initial()),
                    rounded.requirement(each.outcome().maintenance()),
                    each.outcome().reason(),
                    each.rule()));
        }
        return lines;
    }

    private List<Decision.Extra> addOns(List<Stamped<AddOn>> addOns) {
        List<Decision.Extra> lines = new ArrayList<>(addOns.size());
        for (Stamped<AddOn> each : addOns) {
            AddOn addOn = each.outcome();
            lines.add(new Decision.Extra(
                    Outcomes.scopeKey(addOn.scope()),
                    addOn.scope().pool(),
                    addOn.kind(),
                    rounded.requirement(addOn.initial()),
                    rounded.requirement(addOn.maintenance()),
                    addOn.reason(),
                    each.rule()));
        }
        return lines;
    }

    private static List<Decision.Named> figures(List<Stamped<Figure>> figures) {
        List<Decision.Named> lines = new ArrayList<>(figures.size());
        for (Stamped<Figure> each : figures) {
            Figure figure = each.outcome();
            lines.add(new Decision.Named(
                    SaidFigures.subject(figure.subject()),
                    figure.subject().pool(),
                    figure.name(),
                    Rounded.figure(figure.value()),
                    figure.reason(),
                    each.rule()));
        }
        return lines;
    }

    /** Drops an action whose amount rounds to nothing, with a warning. */
    private List<Decision.Required> actions(List<Stamped<Action>> actions, List<Problem> warnings) {
        List<Decision.Required> lines = new ArrayList<>(actions.size());
        for (Stamped<Action> each : actions) {
            Action action = each.outcome();
            Map<String, Object> details = new LinkedHashMap<>();
            ActionDetails.of(action).forEach((name, value) -> details.put(name, round(action, name, value)));
            if (action.type() == ActionType.RELEASE_COLLATERAL
                    && details.get("amount") instanceof BigDecimal amount
                    && amount.signum() == 0) {
                warnings.add(new Problem(
                        "ACTION_ROUNDS_TO_NOTHING",
                        "The release that rule '" + each.rule().name() + "' allows rounds to zero and is left out.",
                        null));
                continue;
            }
            lines.add(
                    new Decision.Required(action.type().name(), action.pool(), details, action.reason(), each.rule()));
        }
        return lines;
    }

    private Object round(Action action, String name, Object value) {
        if (!(value instanceof BigDecimal decimal)) {
            return value;
        }
        return switch (name) {
            case "amount" ->
                action.type() == ActionType.RELEASE_COLLATERAL ? rounded.value(decimal) : rounded.requirement(decimal);
            case "minimumTransferAmount" -> rounded.requirement(decimal);
            case "bankruptcyPrice" ->
                action.subject() instanceof PositionHealth health
                        ? java.util.Objects.requireNonNull(rounded.closingPrice(decimal, health.position()))
                        : decimal;
            default -> Rounded.exact(decimal);
        };
    }

    private static String factKeys(Firing firing) {
        if (firing.facts().size() == 1) {
            return Outcomes.factKey(firing.facts().get(0));
        }
        StringBuilder keys = new StringBuilder();
        for (Fact fact : firing.facts()) {
            keys.append(Outcomes.factKey(fact)).append(' ');
        }
        return keys.toString();
    }
}
