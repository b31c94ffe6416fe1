package org.plimsoll.decision;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.plimsoll.policy.AccountHealth;
import org.plimsoll.policy.AddOn;
import org.plimsoll.policy.Collateral;
import org.plimsoll.policy.Deferred;
import org.plimsoll.policy.MarginPool;
import org.plimsoll.policy.MarginTier;
import org.plimsoll.policy.Position;
import org.plimsoll.policy.PositionGroup;
import org.plimsoll.policy.PositionHealth;
import org.plimsoll.policy.Strategy;
import org.plimsoll.policy.StrategyLeg;
import org.plimsoll.portfolio.Problem;
import org.plimsoll.portfolio.Refusal;
import org.plimsoll.risk.LiquidationPrice;
import org.plimsoll.risk.PortfolioFacts;

/** Settles haircuts, requirements and the accounts of each pool from what the rules said. */
final class Settling {
    private static final int MOST_PROBLEMS = 100;
    private static final Comparator<Stamped<AddOn>> BY_SCOPE = Comparator.comparing(
                    (Stamped<AddOn> addOn) -> Outcomes.scopeKey(addOn.outcome().scope()))
            .thenComparing(addOn -> addOn.outcome().kind())
            .thenComparing(Stamped::rule)
            .thenComparing(addOn -> addOn.outcome().initial())
            .thenComparing(addOn -> addOn.outcome().maintenance());

    private final PortfolioFacts facts;
    private final List<Strategy> strategies;
    private final PolicyTerms terms;
    private final List<Problem> warnings;
    private final List<Problem> doubts;
    private final Outcomes outcomes;
    private final Requirements requirements;
    private final Figures figures = new Figures();
    private final Map<String, SettledPool> pools = new LinkedHashMap<>();
    private final Map<String, PositionGroup> groups = new HashMap<>();
    private final List<Problem> uncovered = new ArrayList<>();

    Settling(
            PortfolioFacts facts,
            List<Strategy> strategies,
            List<Firing> firings,
            PolicyTerms terms,
            List<Problem> warnings,
            List<Problem> doubts) {
        this.facts = facts;
        this.strategies = strategies;
        this.terms = terms;
        this.warnings = warnings;
        this.doubts = doubts;
        this.outcomes = Outcomes.of(firings);
        this.figures.say(outcomes.figures);
        this.requirements = new Requirements(outcomes, terms.overlappingRequirements(), warnings);
        for (MarginPool pool : facts.pools()) {
            pools.put(pool.id(), new SettledPool(pool));
        }
        for (PositionGroup group : facts.groups()) {
            groups.put(group.id(), group);
        }
    }

    Settled settle() {
        List<SettledCollateral> collateral = settleCollateral();
        Map<String, Requirements.Required> ofPools = settlePools();
        Map<PositionGroup, Requirements.Required> ofGroups = settleGroups(ofPools);
        Map<Strategy, Requirements.Required> ofStrategies = settleStrategies(ofPools, ofGroups);
        List<SettledPosition> positions = settlePositions(ofPools, ofGroups, ofStrategies);
        if (!uncovered.isEmpty()) {
            uncovered.addAll(doubts);
            throw new Refusal(uncovered);
        }
        List<Stamped<AddOn>> addOns = settleAddOns();
        Map<String, AccountHealth> health = new LinkedHashMap<>();
        for (SettledPool pool : pools.values()) {
            health.put(pool.pool().id(), pool.health(figures.said()));
        }
        List<PositionHealth> positionHealth = new ArrayList<>(positions.size());
        for (SettledPosition position : positions) {
            positionHealth.add(
                    healthOf(position, poolHealth(health, position.position().pool())));
        }
        return new Settled(
                collateral,
                positions,
                positionHealth,
                ofStrategies,
                ofGroups,
                addOns,
                List.copyOf(health.values()),
                ofPools);
    }

    /** The actions that rules required in the same round, before anything was settled. */
    List<Stamped<org.plimsoll.policy.Action>> earlyActions() {
        return outcomes.actions;
    }

    /** The figures that rules stated in the same round. */
    Figures figures() {
        return figures;
    }

    private List<SettledCollateral> settleCollateral() {
        List<SettledCollateral> settled = new ArrayList<>(facts.collateral().size());
        int index = 0;
        for (Collateral asset : facts.collateral()) {
            SettledCollateral each = SettledCollateral.of(asset, outcomes);
            if (!each.covered()) {
                doubt(
                        terms.uncoveredCollateral(),
                        "UNCOVERED_COLLATERAL",
                        "No rule gives a base haircut for collateral '" + asset.id() + "' (" + asset.kind() + ").",
                        " It counts for nothing.",
                        "/portfolio/collateral/" + index);
            }
            pool(asset.pool()).add(each);
            settled.add(each);
            index++;
        }
        return settled;
    }

    private Map<String, Requirements.Required> settlePools() {
        Map<String, Requirements.Required> required = new HashMap<>();
        for (MarginPool pool : facts.pools()) {
            Requirements.Required each = requirements.on(pool);
            if (each != null) {
                required.put(pool.id(), each);
                pool(pool.id()).require(each.initial(), each.maintenance());
            }
        }
        return required;
    }

    private Map<PositionGroup, Requirements.Required> settleGroups(Map<String, Requirements.Required> ofPools) {
        Map<PositionGroup, Requirements.Required> required = new LinkedHashMap<>();
        for (PositionGroup group : facts.groups()) {
            Requirements.Required each = requirements.on(group);
            if (each != null) {
                required.put(group, each);
                if (!ofPools.containsKey(group.pool())) {
                    pool(group.pool()).require(each.initial(), each.maintenance());
                }
            }
        }
        return required;
    }

    private Map<Strategy, Requirements.Required> settleStrategies(
            Map<String, Requirements.Required> ofPools, Map<PositionGroup, Requirements.Required> ofGroups) {
        Map<Strategy, Requirements.Required> required = new IdentityHashMap<>();
        for (Strategy strategy : strategies) {
            Requirements.Required each = requirements.on(strategy);
            if (each != null) {
                required.put(strategy, each);
                PositionGroup group = groups.get(strategy.pool() + "/" + strategy.underlying());
                if (!ofPools.containsKey(strategy.pool()) && (group == null || !ofGroups.containsKey(group))) {
                    pool(strategy.pool()).require(each.initial(), each.maintenance());
                }
            }
        }
        return required;
    }

    /** Positions all of which strategies with a requirement hold. */
    private static Set<String> heldByStrategies(Set<Strategy> strategies) {
        Map<String, BigDecimal> held = new HashMap<>();
        Set<String> whole = new HashSet<>();
        for (Strategy strategy : strategies) {
            for (StrategyLeg leg : strategy.legs()) {
                BigDecimal sum = held.merge(leg.position().id(), leg.quantity(), BigDecimal::add);
                if (sum.compareTo(leg.position().quantity()) == 0) {
                    whole.add(leg.position().id());
                }
            }
        }
        return whole;
    }

    private List<SettledPosition> settlePositions(
            Map<String, Requirements.Required> ofPools,
            Map<PositionGroup, Requirements.Required> ofGroups,
            Map<Strategy, Requirements.Required> ofStrategies) {
        Set<String> inStrategies = heldByStrategies(ofStrategies.keySet());
        List<SettledPosition> settled = new ArrayList<>(facts.positions().size());
        int index = 0;
        for (Position position : facts.positions()) {
            PositionGroup group = groups.get(position.pool() + "/" + position.underlying());
            boolean replaced = ofPools.containsKey(position.pool())
                    || (group != null && ofGroups.containsKey(group))
                    || inStrategies.contains(position.id());
            SettledPosition each = new SettledPosition(position, requirements.on(position), replaced);
            if (each.required() == null && !replaced) {
                doubt(
                        terms.uncoveredPosition(),
                        "UNCOVERED_POSITION",
                        "No rule requires margin of position '" + position.id() + "' (" + position.instrumentType()
                                + " " + position.instrumentId() + ").",
                        " It carries no margin.",
                        "/portfolio/positions/" + index);
            }
            pool(position.pool()).require(each.initialMargin(), each.maintenanceMargin());
            pool(position.pool()).releaseByReduction(each);
            settled.add(each);
            index++;
        }
        return settled;
    }

    private List<Stamped<AddOn>> settleAddOns() {
        List<Stamped<AddOn>> sorted = new ArrayList<>(outcomes.addOns);
        sorted.sort(BY_SCOPE);
        for (Stamped<AddOn> addOn : sorted) {
            pool(addOn.outcome().scope().pool())
                    .require(addOn.outcome().initial(), addOn.outcome().maintenance());
        }
        return sorted;
    }

    private static PositionHealth healthOf(SettledPosition settled, AccountHealth pool) {
        Position position = settled.position();
        MarginTier tier = settled.tier();
        LiquidationPrice line = new LiquidationPrice(
                position.quantity(),
                position.multiplier(),
                position.fxRate(),
                position.price(),
                pool.equity(),
                pool.maintenanceMargin().subtract(settled.maintenanceMargin()),
                tier == null ? BigDecimal.ZERO : tier.maintenanceRate(),
                tier == null ? BigDecimal.ZERO : tier.maintenanceAmount());
        return new PositionHealth(
                position,
                settled.initialMargin(),
                settled.maintenanceMargin(),
                tier,
                tier == null ? null : line.liquidation(),
                Deferred.by(line::bankruptcy),
                pool);
    }

    private void doubt(Strictness strictness, String code, String message, String consequence, String pointer) {
        if (strictness == Strictness.WARN) {
            warnings.add(new Problem(code, message + consequence, pointer));
        } else if (uncovered.size() < MOST_PROBLEMS) {
            uncovered.add(new Problem(code, message, pointer));
        }
    }

    private SettledPool pool(String id) {
        SettledPool pool = pools.get(id);
        if (pool == null) {
            throw new IllegalStateException("no pool " + id);
        }
        return pool;
    }

    private static AccountHealth poolHealth(Map<String, AccountHealth> health, String id) {
        AccountHealth pool = health.get(id);
        if (pool == null) {
            throw new IllegalStateException("no pool " + id);
        }
        return pool;
    }
}
