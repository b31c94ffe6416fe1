package org.plimsoll.risk;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.plimsoll.policy.HistoricalLoss;
import org.plimsoll.policy.HistoricalLoss.Method;
import org.plimsoll.policy.MarginPool;
import org.plimsoll.policy.Position;
import org.plimsoll.policy.PositionGroup;
import org.plimsoll.policy.RiskFigure;
import org.plimsoll.policy.RiskModel;
import org.plimsoll.policy.RiskScope;
import org.plimsoll.policy.ScenarioScan;
import org.plimsoll.policy.ScenarioSet;
import org.plimsoll.portfolio.Refusal;
import org.plimsoll.statistics.LossDistribution;

/**
 * What the positions of one evaluation could lose. For one thread. Profits by scenario and by day are worked out for a group
 * when first asked for and kept, and so are sensitivities, however often rules ask; a pool's are the sum of its groups'.
 */
final class PortfolioRisk implements RiskModel {
    private static final BigDecimal LONGEST_HORIZON = BigDecimal.valueOf(3650);

    private final Map<String, ScenarioSet> scenarioSets;
    private final Revaluation revaluation;
    private final ScenarioProfits scenarioProfits;
    private final HistoryProfits historyProfits;
    private final SensitivityFigures figures;
    private final Map<Key, List<BigDecimal>> profits = new HashMap<>();
    private final Map<Key, LossDistribution> distributions = new HashMap<>();
    private final Map<Key, BigDecimal> kept = new HashMap<>();
    private final Map<String, Map<String, String>> sharedAttributes = new HashMap<>();
    private List<Position> positions = List.of();
    private @Nullable Map<String, Map<String, List<Position>>> groupsByPool;

    PortfolioRisk(ReferenceData referenceData, Map<String, ScenarioSet> scenarioSets) {
        this.scenarioSets = scenarioSets;
        this.revaluation = new Revaluation(referenceData);
        this.scenarioProfits = new ScenarioProfits(referenceData, revaluation);
        this.historyProfits = new HistoryProfits(referenceData, revaluation);
        this.figures = new SensitivityFigures(revaluation);
    }

    /** Whose, and which: a scan, a use of histories, a figure. */
    private record Key(Class<?> kind, String id, Object which) {
        static Key of(RiskScope scope, Object which) {
            return new Key(scope.getClass(), idOf(scope), which);
        }

        private static String idOf(RiskScope scope) {
            if (scope instanceof Position position) {
                return position.id();
            } else if (scope instanceof PositionGroup group) {
                return group.id();
            }
            return ((MarginPool) scope).id();
        }
    }

    /** The positions, which know this model: they are told of each other last. */
    void hold(List<Position> held) {
        positions = held;
    }

    /** The positions of a pool by underlying; sorted out when a rule first asks for anything. */
    private Map<String, List<Position>> groupsOf(String pool) {
        Map<String, Map<String, List<Position>>> sorted = groupsByPool;
        if (sorted == null) {
            sorted = new HashMap<>();
            for (Position position : positions) {
                sorted.computeIfAbsent(position.pool(), name -> new LinkedHashMap<>())
                        .computeIfAbsent(position.underlying(), underlying -> new ArrayList<>())
                        .add(position);
            }
            groupsByPool = sorted;
        }
        return sorted.getOrDefault(pool, Map.of());
    }

    @Override
    public BigDecimal worstLoss(RiskScope scope, ScenarioScan scan) {
        ScenarioMoves moves = moves(scan);
        return profits(scope, scan, positions -> scenarioProfits.of(positions, moves), PortfolioRisk::sum).stream()
                .map(BigDecimal::negate)
                .reduce(BigDecimal.ZERO, BigDecimal::max);
    }

    @Override
    public BigDecimal scenarioLoss(RiskScope scope, ScenarioScan scan, BigDecimal number) {
        ScenarioMoves moves = moves(scan);
        int index = moves.index(number);
        List<BigDecimal> all =
                profits(scope, scan, positions -> scenarioProfits.of(positions, moves), PortfolioRisk::sum);
        return all.isEmpty() ? BigDecimal.ZERO : all.get(index).negate();
    }

    @Override
    public BigDecimal shockedVolatility(Position position, String scenarioSet, BigDecimal number) {
        ScenarioMoves moves = moves(new ScenarioScan(scenarioSet, null, null));
        int index = moves.index(number);
        return moves.volatility(
                position,
                revaluation.volatilityOf(position),
                moves.set().scenarios().get(index));
    }

    @Override
    public BigDecimal historicalLoss(RiskScope scope, HistoricalLoss loss) {
        if (loss.days().signum() <= 0 || loss.days().compareTo(LONGEST_HORIZON) > 0) {
            throw new Refusal(
                    SubmissionCode.HORIZON_OUT_OF_RANGE.name(),
                    "A horizon is above 0 and at most " + LONGEST_HORIZON + " days, not "
                            + loss.days().toPlainString() + ".",
                    null);
        }
        HistoryProfits.Use use = HistoryProfits.Use.of(loss);
        List<BigDecimal> all = profits(scope, use, positions -> historyProfits.of(positions, use), HistoryProfits::sum);
        if (all.isEmpty()) {
            return BigDecimal.ZERO;
        }
        LossDistribution losses = distributions.computeIfAbsent(Key.of(scope, use), key -> new LossDistribution(all));
        BigDecimal single = loss.method() == Method.EXPECTED_SHORTFALL
                ? losses.expectedShortfall(loss.confidence())
                : losses.valueAtRisk(loss.confidence());
        return loss.method() == Method.OVERLAPPING
                ? single
                : single.multiply(loss.days().sqrt(MathContext.DECIMAL128), MathContext.DECIMAL128);
    }

    @Override
    public BigDecimal figure(RiskScope scope, RiskFigure figure) {
        Key key = Key.of(scope, figure);
        BigDecimal known = kept.get(key);
        if (known == null) {
            known = figures.of(groups(scope), figure);
            kept.put(key, known);
        }
        return known;
    }

    @Override
    public Map<String, String> sharedAttributes(PositionGroup group) {
        return sharedAttributes.computeIfAbsent(group.id(), id -> {
            List<Position> positions = groups(group).get(0);
            Map<String, String> shared = new HashMap<>(positions.get(0).attributes());
            positions.forEach(position ->
                    shared.entrySet().retainAll(position.attributes().entrySet()));
            return Map.copyOf(shared);
        });
    }

    @Override
    public boolean statesNone(PositionGroup group, String attribute) {
        return groups(group).get(0).stream()
                .noneMatch(position -> position.attributes().containsKey(attribute));
    }

    @Override
    public List<WorstScenario> worstScenarios(RiskScope scope) {
        List<WorstScenario> worst = new ArrayList<>();
        profits.forEach((key, all) -> {
            if (key.which() instanceof ScenarioScan scan && key.equals(Key.of(scope, scan)) && !all.isEmpty()) {
                int index = all.indexOf(Collections.min(all));
                if (all.get(index).signum() < 0) {
                    worst.add(new WorstScenario(
                            scan,
                            index + 1,
                            moves(scan).set().scenarios().get(index),
                            all.get(index).negate()));
                }
            }
        });
        worst.sort(Comparator.comparing((WorstScenario each) -> each.scan().scenarioSet())
                .thenComparing(each -> each.scan().toString()));
        return worst;
    }

    private ScenarioMoves moves(ScenarioScan scan) {
        ScenarioSet set = scenarioSets.get(scan.scenarioSet());
        if (set == null) {
            throw new Refusal(
                    SubmissionCode.SCENARIO_SET_MISSING.name(),
                    "The rule set has no scenario set '" + scan.scenarioSet() + "' for the evaluation time.",
                    null);
        }
        return new ScenarioMoves(set, scan);
    }

    /** The positions of a scope by underlying. */
    private List<List<Position>> groups(RiskScope scope) {
        if (scope instanceof Position position) {
            return List.of(List.of(position));
        } else if (scope instanceof PositionGroup group) {
            List<Position> positions = groupsOf(group.pool()).getOrDefault(group.underlying(), List.of());
            return List.of(positions);
        }
        return List.copyOf(groupsOf(((MarginPool) scope).id()).values());
    }

    private List<BigDecimal> profits(
            RiskScope scope,
            Object which,
            Function<List<Position>, List<BigDecimal>> profitsOf,
            BinaryOperator<List<BigDecimal>> sum) {
        Key key = Key.of(scope, which);
        List<BigDecimal> known = profits.get(key);
        if (known != null) {
            return known;
        }
        List<BigDecimal> all = List.of();
        if (scope instanceof MarginPool pool) {
            for (Map.Entry<String, List<Position>> group : groupsOf(pool.id()).entrySet()) {
                Key part = new Key(PositionGroup.class, pool.id() + "/" + group.getKey(), which);
                List<BigDecimal> ofGroup = profits.get(part);
                if (ofGroup == null) {
                    ofGroup = profitsOf.apply(group.getValue());
                    profits.put(part, ofGroup);
                }
                revaluation.count(ofGroup.size());
                all = sum.apply(all, ofGroup);
            }
        } else {
            all = profitsOf.apply(groups(scope).get(0));
        }
        profits.put(key, all);
        return all;
    }

    private static List<BigDecimal> sum(List<BigDecimal> one, List<BigDecimal> other) {
        return HistoryProfits.sum(one, other);
    }
}
