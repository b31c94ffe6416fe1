package org.plimsoll.engine.sandbox;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.drools.model.AccumulatePattern;
import org.drools.model.Condition;
import org.drools.model.Constraint;
import org.drools.model.Model;
import org.drools.model.Pattern;
import org.drools.model.Rule;
import org.drools.model.SingleConstraint;
import org.drools.model.Variable;
import org.kie.api.KieBaseConfiguration;
import org.kie.internal.conf.AlphaRangeIndexThresholdOption;
import org.kie.internal.conf.AlphaThresholdOption;

/**
 * Bounds the work that the rule engine does without calling any rule code, and so without any tick of a {@link Budget}:
 * combining facts for rules with several patterns, and passing a fact on to rules that set no condition of their own.
 * Whatever the engine does there, with or without an index, for {@code not}, {@code exists}, {@code forall} and
 * {@code accumulate} alike, it never looks at a combination of facts twice as long as facts are only inserted. Hence the
 * number of combinations, known before the engine begins, is a bound:
 *
 * <pre>   Σ over rules, Σ over leading parts of its patterns, Π number of facts of each pattern's type</pre>
 *
 * where a rule's first pattern counts only if it has no condition that another pattern does not have as well: otherwise
 * that condition is evaluated once for every fact, pays for it, and is counted whenever it is met.
 *
 * <p>It holds for a rule base that {@link #exactly} configures, and for rules that neither update nor delete facts, which
 * {@link ClassAdmission} sees to. Immutable.
 */
public final class MatchCost {
    private static final int MOST_ALTERNATIVES = 1_000;

    /** How many rules, or alternatives of rules, combine these types in this order. */
    private final Map<List<Class<?>>, Integer> combinations = new HashMap<>();

    /** How many patterns are passed facts of a type without a condition of their own. */
    private final Map<Class<?>, Integer> passes = new HashMap<>();

    private MatchCost() {}

    /**
     * The cost of the rules of compiled models.
     *
     * @throws IllegalArgumentException when a rule has a kind of condition that rules may not have, or more alternatives
     *     than can be counted
     */
    public static MatchCost of(Collection<? extends Model> models) {
        MatchCost cost = new MatchCost();
        Set<List<String>> conditions = new HashSet<>();
        for (Model model : models) {
            for (Rule rule : model.getRules()) {
                for (List<Pattern<?>> alternative : alternatives(rule.getView())) {
                    cost.add(alternative, conditions);
                }
            }
        }
        return cost;
    }

    /**
     * Switches off the indexes of conditions, by equality and by range: they pass facts on without evaluating a condition,
     * and so without anything that could be counted.
     */
    public static void exactly(KieBaseConfiguration configuration) {
        configuration.setOption(AlphaThresholdOption.get(0));
        configuration.setOption(AlphaRangeIndexThresholdOption.get(0));
    }

    private void add(List<Pattern<?>> patterns, Set<List<String>> conditions) {
        List<Class<?>> types = new ArrayList<>();
        for (Pattern<?> pattern : patterns) {
            Class<?> type = pattern.getPatternVariable().getType();
            types.add(type);
            List<String> own = conditionsOf(pattern);
            if (own.isEmpty() || !conditions.add(own)) {
                passes.merge(type, 1, Integer::sum);
            }
        }
        if (types.size() > 1) {
            combinations.merge(types, 1, Integer::sum);
        }
    }

    /** What a pattern tests of its fact alone, by the classes of the tests; empty when nothing. */
    private static List<String> conditionsOf(Pattern<?> pattern) {
        List<String> conditions = new ArrayList<>();
        collect(pattern.getConstraint(), pattern.getPatternVariable(), conditions);
        if (!conditions.isEmpty()) {
            conditions.add(pattern.getPatternVariable().getType().getName());
        }
        return conditions;
    }

    private static void collect(Constraint constraint, Variable<?> fact, List<String> conditions) {
        if (constraint.getType() == Constraint.Type.MULTIPLE || constraint.getType() == Constraint.Type.AND) {
            constraint.getChildren().forEach(child -> collect(child, fact, conditions));
        } else if (constraint instanceof SingleConstraint single
                && single.getVariables().length == 1
                && single.getVariables()[0] == fact) {
            conditions.add(String.valueOf(single.getPredicate1()));
        }
    }

    /** The lists of patterns that a condition stands for: one, but for {@code or}. */
    private static List<List<Pattern<?>>> alternatives(Condition condition) {
        return switch (condition.getType()) {
            case PATTERN -> List.of(List.of((Pattern<?>) condition));
            case ACCUMULATE -> alternatives(((AccumulatePattern<?>) condition).getCondition());
            case AND, NOT, EXISTS, FORALL -> allOf(condition.getSubConditions());
            case OR -> {
                List<List<Pattern<?>>> either = new ArrayList<>();
                condition.getSubConditions().forEach(part -> either.addAll(alternatives(part)));
                yield checked(either);
            }
            case CONSEQUENCE -> List.of(List.of());
            case EVAL, QUERY, GROUP_BY, TEMPORAL, RECEIVER, SENDER ->
                throw new IllegalArgumentException("rules may not have conditions of type " + condition.getType());
        };
    }

    private static List<List<Pattern<?>>> allOf(List<Condition> parts) {
        List<List<Pattern<?>>> lists = List.of(List.of());
        for (Condition part : parts) {
            List<List<Pattern<?>>> longer = new ArrayList<>();
            List<List<Pattern<?>>> continuations = alternatives(part);
            for (List<Pattern<?>> list : lists) {
                for (List<Pattern<?>> continuation : continuations) {
                    List<Pattern<?>> joined = new ArrayList<>(list);
                    joined.addAll(continuation);
                    longer.add(joined);
                }
                checked(longer);
            }
            lists = longer;
        }
        return lists;
    }

    private static <T> List<T> checked(List<T> alternatives) {
        if (alternatives.size() > MOST_ALTERNATIVES) {
            throw new IllegalArgumentException("a rule has more than " + MOST_ALTERNATIVES + " alternatives");
        }
        return alternatives;
    }

    /** Whether any rule combines several facts. */
    public boolean combinesFacts() {
        return !combinations.isEmpty();
    }

    /** A count of the facts of one evaluation, for one thread. */
    public Meter meter(long maximumMatches) {
        return new Meter(maximumMatches);
    }

    /** Counts facts as they are inserted, and what combining them can cost at most. */
    public final class Meter {
        private final long maximumMatches;
        private final Map<Class<?>, Integer> counts = new HashMap<>();
        private final Map<Class<?>, List<Class<?>>> patternsOf = new HashMap<>();

        /** What {@link #matches()} was when facts were last counted. */
        private long possible;

        /** Facts that met a condition of their own so far, counted condition by condition. */
        private long met;

        private Meter(long maximumMatches) {
            this.maximumMatches = maximumMatches;
            passes.keySet().forEach(type -> counts.put(type, 0));
            combinations.keySet().forEach(types -> types.forEach(type -> counts.put(type, 0)));
        }

        /** Whether a fact adds to the cost at all. */
        boolean concerns(Object fact) {
            return !matchedBy(fact).isEmpty();
        }

        private List<Class<?>> matchedBy(Object fact) {
            return patternsOf.computeIfAbsent(
                    fact.getClass(),
                    type -> counts.keySet().stream()
                            .filter(pattern -> pattern.isAssignableFrom(type))
                            .toList());
        }

        /** Steps that one call of {@link #admits} is worth. */
        int stepsToCount() {
            return 1 + combinations.size() + passes.size();
        }

        /** Counts facts, and says whether all facts so far can be matched within the maximum. */
        boolean admits(Iterable<?> facts) {
            for (Object fact : facts) {
                for (Class<?> type : matchedBy(fact)) {
                    counts.merge(type, 1, Integer::sum);
                }
            }
            possible = matches();
            return plus(possible, met) <= maximumMatches;
        }

        /** Counts a fact that met a condition, and says whether that is within the maximum. */
        boolean admitsOneMore() {
            met++;
            return plus(possible, met) <= maximumMatches;
        }

        /** Combinations of the facts counted so far that the engine may look at; the largest number when too many. */
        public long matches() {
            long sum = 0;
            for (Map.Entry<Class<?>, Integer> pass : passes.entrySet()) {
                sum = plus(sum, times(pass.getValue(), count(pass.getKey())));
            }
            for (Map.Entry<List<Class<?>>, Integer> combination : combinations.entrySet()) {
                long product = count(combination.getKey().get(0));
                for (Class<?> type :
                        combination.getKey().subList(1, combination.getKey().size())) {
                    product = times(product, count(type));
                    sum = plus(sum, times(product, combination.getValue()));
                }
            }
            return sum;
        }

        private long count(Class<?> type) {
            return counts.getOrDefault(type, 0);
        }
    }

    private static long times(long a, long b) {
        return a != 0 && b > Long.MAX_VALUE / a ? Long.MAX_VALUE : a * b;
    }

    private static long plus(long a, long b) {
        return a > Long.MAX_VALUE - b ? Long.MAX_VALUE : a + b;
    }
}
