package org.plimsoll.risk.strategy;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.plimsoll.policy.StrategyKind;
import org.plimsoll.risk.strategy.LeastGrouping.Choice;
import org.plimsoll.risk.strategy.StrategyGrouping.Taken;

/**
 * Takes apart what need not be together: a pair whose loss adds to that of the others stands by itself, so that two spreads
 * that have nothing to do with each other are shown as two. A shape that has a name stays whole.
 */
final class SpreadParts {
    private final List<Choice> choices;
    private final List<Leg> legs;

    SpreadParts(List<Choice> choices, List<Leg> legs) {
        this.choices = choices;
        this.legs = legs;
    }

    List<Taken> of(List<Integer> members, Map<Integer, BigDecimal> counts) {
        Map<Integer, BigDecimal> together = new LinkedHashMap<>();
        for (int j : members) {
            BigDecimal count = counts.get(j);
            if (count != null) {
                together.put(j, count);
            }
        }
        List<Taken> taken = new ArrayList<>();
        if (!together.isEmpty() && StrategyNames.isKnownShape(parts(together))) {
            return List.of(new Taken(StrategyKind.SPREAD, parts(together)));
        }
        for (int j : List.copyOf(together.keySet())) {
            Map<Integer, BigDecimal> others = new LinkedHashMap<>(together);
            BigDecimal count = others.remove(j);
            if (others.isEmpty() || count == null) {
                break;
            }
            Map<Integer, BigDecimal> pair = Map.of(j, count);
            boolean adds = cost(pair, true).add(cost(others, true)).compareTo(cost(together, true)) <= 0
                    && cost(pair, false).add(cost(others, false)).compareTo(cost(together, false)) <= 0;
            if (adds) {
                taken.add(new Taken(StrategyKind.SPREAD, parts(pair)));
                together = others;
            }
        }
        if (!together.isEmpty()) {
            taken.add(new Taken(StrategyKind.SPREAD, parts(together)));
        }
        return taken;
    }

    /** What pairs cost together: their maximum potential loss, and what each costs beside its own; never below zero. */
    private BigDecimal cost(Map<Integer, BigDecimal> pairs, boolean initial) {
        BigDecimal cost = StrategyBuilder.maximumPotentialLoss(parts(pairs));
        for (Map.Entry<Integer, BigDecimal> pair : pairs.entrySet()) {
            StrategyCost own = choices.get(pair.getKey()).cost();
            BigDecimal rest = (initial ? own.initial() : own.maintenance())
                    .subtract(StrategyBuilder.maximumPotentialLoss(
                            choices.get(pair.getKey()).candidate().parts()));
            cost = cost.add(rest.multiply(pair.getValue()));
        }
        return cost.max(BigDecimal.ZERO);
    }

    /** The legs of pairs, each once, in their order. */
    private List<Part> parts(Map<Integer, BigDecimal> pairs) {
        Map<Leg, BigDecimal> sizes = new IdentityHashMap<>();
        pairs.forEach((j, count) -> choices.get(j)
                .candidate()
                .parts()
                .forEach(part -> sizes.merge(part.leg(), part.size().multiply(count), BigDecimal::add)));
        List<Part> parts = new ArrayList<>();
        for (Leg leg : legs) {
            BigDecimal size = sizes.get(leg);
            if (size != null) {
                parts.add(new Part(leg, size));
            }
        }
        return parts;
    }
}
