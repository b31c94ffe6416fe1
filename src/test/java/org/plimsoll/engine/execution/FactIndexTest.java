package org.plimsoll.engine.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.drools.model.DSL;
import org.drools.model.Index.ConstraintType;
import org.drools.model.Variable;
import org.drools.model.constraints.SingleConstraint1;
import org.drools.model.functions.Predicate1;
import org.drools.model.index.AlphaIndexImpl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.plimsoll.engine.sandbox.Budget;
import org.plimsoll.engine.sandbox.Payer;

/** An index finds what trying every rule finds, and stays small whatever rules it is made of. Facts are rows of figures. */
class FactIndexTest {
    private static final int MOST_COPIES = 32;
    private static final int FIELDS = 5;
    private static final int MOST_RULES = 10_000;
    private static final Variable<Object[]> FACT = DSL.declarationOf(Object[].class, "fact");

    @Test
    void index_ofRandomRules_findsWhatTryingEveryRuleFinds() throws Exception {
        for (long seed = 0; seed < 400; seed++) {
            Random random = new Random(seed);
            List<Candidate> rules = new ArrayList<>();
            int count = 1 + random.nextInt(40);
            for (int i = 0; i < count; i++) {
                rules.add(
                        new Candidate(i, randomConditions(random, seed % 3 == 0 ? 1 : FIELDS, 1 + random.nextInt(12))));
            }
            assertFindsTheSame(rules, random, 40, "seed " + seed);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 30, 1000, 100_000})
    void index_of10000Intervals_onFiveFields_isBounded(int width) throws Exception {
        Random random = new Random(width);
        List<Candidate> rules = IntStream.range(0, 10_000)
                .mapToObj(i -> new Candidate(i, boxOfIntervals(random, 100_000, width)))
                .toList();

        assertThat(FactIndex.of(rules).size()).isLessThanOrEqualTo((long) MOST_COPIES * rules.size());
        assertFindsTheSame(rules, random, 20, "width " + width);
    }

    /** Without an end, 7,776 rules become 24 million: each stands in five places of each of five fields. */
    @ParameterizedTest
    @CsvSource({"6,3", "10,4", "6,5", "4,6", "3,8"})
    void index_ofIntervalsThatOverlapOnEveryField_isBounded(int perField, int fields) {
        int count = (int) Math.pow(perField, fields);
        List<Candidate> rules = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            List<Condition> conditions = new ArrayList<>();
            int digits = i;
            for (int field = 0; field < fields; field++) {
                int from = digits % perField;
                digits /= perField;
                conditions.add(bound(field, ConstraintType.GREATER_OR_EQUAL, from));
                conditions.add(bound(field, ConstraintType.LESS_OR_EQUAL, from + 2 + perField / 6));
            }
            rules.add(new Candidate(i, conditions.toArray(Condition[]::new)));
        }

        assertThat(FactIndex.of(rules).size()).isLessThanOrEqualTo((long) MOST_COPIES * count);
    }

    @Test
    void index_ofFewRulesWithIntervalsOnEveryField_isBounded() throws Exception {
        for (int count : new int[] {2, 3, 5, 10, 50}) {
            Random random = new Random(count);
            List<Candidate> rules = IntStream.range(0, count)
                    .mapToObj(i -> new Candidate(
                            i,
                            IntStream.range(0, 40)
                                    .boxed()
                                    .flatMap(field -> {
                                        int from = random.nextInt(100);
                                        return List.of(
                                                bound(field, ConstraintType.GREATER_OR_EQUAL, from),
                                                bound(field, ConstraintType.LESS_THAN, from + random.nextInt(100)))
                                                .stream();
                                    })
                                    .toArray(Condition[]::new)))
                    .toList();

            assertThat(FactIndex.of(rules).size()).isLessThanOrEqualTo((long) MOST_COPIES * rules.size());
        }
    }

    @Test
    void index_ofDisjointTiers_holdsEachRuleTwice_atItsLowerLimitAndAboveIt() {
        List<Candidate> rules = IntStream.range(0, 1000)
                .mapToObj(i -> new Candidate(i, new Condition[] {
                    bound(0, ConstraintType.GREATER_OR_EQUAL, 10 * i), bound(0, ConstraintType.LESS_THAN, 10 * i + 10)
                }))
                .toList();

        // The same rules at the limit and above it are held in one index.
        assertThat(FactIndex.of(rules).size()).isEqualTo(1000);
    }

    @Test
    void index_ofRulesWithVeryManyEqualities_isNotDeep() throws Exception {
        List<Candidate> rules = IntStream.range(0, 20)
                .mapToObj(i -> new Candidate(
                        i,
                        IntStream.range(0, 2_000)
                                .mapToObj(field -> equality(field % FIELDS, "5"))
                                .toArray(Condition[]::new)))
                .toList();

        assertFindsTheSame(rules, new Random(1), 50, "equalities");
    }

    /** The rule compiler numbers the fields of every type by itself: the same number means another field of a supertype. */
    @Test
    void fieldsOfTheSameNumber_ofTwoTypes_areNotTheSame() throws Exception {
        Variable<Object> any = DSL.declarationOf(Object.class, "any");
        List<Candidate> rules = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            boolean own = i % 2 == 0;
            String literal = own ? "own" : "inherited";
            SingleConstraint1<Object> constraint = new SingleConstraint1<>(any, fact -> true);
            if (own) {
                rules.add(new Candidate(i, new Condition[] {equality(0, literal)}));
            } else {
                constraint.setIndex(new AlphaIndexImpl<Object, String>(
                        String.class, ConstraintType.EQUAL, FIELDS, fact -> (String) ((Object[]) fact)[1], literal));
                rules.add(new Candidate(i, new Condition[] {Condition.of(constraint)}));
            }
        }
        Object[] fact = new Object[2 * FIELDS];
        fact[FIELDS] = "own";
        fact[1] = "inherited";

        assertThat(found(FactIndex.of(rules), fact)).containsExactly(0, 1, 2, 3, 4, 5);
    }

    @Test
    void condition_thatCanFail_isNotTriedBeforeThoseInFrontOfIt() throws Exception {
        Condition guarded = condition(fact -> ((BigDecimal) fact[1]).signum() > 0);
        List<Candidate> rules = IntStream.range(0, 10)
                .mapToObj(i -> new Candidate(i, new Condition[] {
                    condition(fact -> fact[1] != null),
                    guarded,
                    bound(0, ConstraintType.GREATER_THAN, i),
                    bound(0, ConstraintType.LESS_THAN, i + 2)
                }))
                .toList();

        assertThat(found(FactIndex.of(rules), new Object[] {new BigDecimal("5"), null}))
                .isEmpty();
        assertThat(found(FactIndex.of(rules), new Object[] {new BigDecimal("5"), BigDecimal.ONE}))
                .containsExactly(4);
    }

    @Test
    void condition_behindOneThatFails_isNotTriedBeforeIt() {
        Condition failing = condition(fact -> ((BigDecimal) fact[1]).signum() > 0);
        List<Candidate> rules = IntStream.range(0, 10)
                .mapToObj(i -> new Candidate(i, new Condition[] {failing, bound(0, ConstraintType.LESS_THAN, i)}))
                .toList();
        FactIndex index = FactIndex.of(rules);

        assertThatThrownBy(() -> found(index, new Object[] {new BigDecimal("50"), null}))
                .isInstanceOf(NullPointerException.class);
    }

    private static Condition[] randomConditions(Random random, int fields, int figures) {
        List<Condition> conditions = new ArrayList<>();
        int count = random.nextInt(5);
        for (int i = 0; i < count; i++) {
            int field = random.nextInt(fields);
            int kind = random.nextInt(8);
            if (kind == 0) {
                conditions.add(condition(fact -> fact[field] != null));
            } else if (kind < 3) {
                conditions.add(equality(field, String.valueOf(random.nextInt(figures))));
            } else {
                ConstraintType[] types = {
                    ConstraintType.GREATER_THAN,
                    ConstraintType.GREATER_OR_EQUAL,
                    ConstraintType.LESS_THAN,
                    ConstraintType.LESS_OR_EQUAL
                };
                conditions.add(bound(field, types[random.nextInt(types.length)], random.nextInt(figures)));
            }
        }
        return conditions.toArray(Condition[]::new);
    }

    private static Condition[] boxOfIntervals(Random random, int figures, int width) {
        List<Condition> conditions = new ArrayList<>();
        for (int field = 0; field < FIELDS; field++) {
            int from = random.nextInt(figures);
            conditions.add(bound(field, ConstraintType.GREATER_OR_EQUAL, from));
            conditions.add(bound(field, ConstraintType.LESS_OR_EQUAL, from + random.nextInt(width + 1)));
        }
        return conditions.toArray(Condition[]::new);
    }

    private static void assertFindsTheSame(List<Candidate> rules, Random random, int facts, String what)
            throws Exception {
        FactIndex index = FactIndex.of(rules);
        for (int i = 0; i < facts; i++) {
            Object[] fact = new Object[2 * FIELDS];
            for (int field = 0; field < FIELDS; field++) {
                int figure = random.nextInt(rules.size() > 1000 ? 100_000 : 12);
                fact[field] = random.nextInt(8) == 0 ? null : new BigDecimal(figure).setScale(random.nextInt(3));
                fact[FIELDS + field] = fact[field] == null ? null : String.valueOf(figure);
            }
            List<Integer> expected = new ArrayList<>();
            for (Candidate rule : rules) {
                if (rule.holds(fact)) {
                    expected.add(rule.rank());
                }
            }
            assertThat(found(index, fact))
                    .as("%s, fact %s", what, Arrays.toString(fact))
                    .isEqualTo(expected);
        }
    }

    private static Payer payer() {
        return Budget.run(Long.MAX_VALUE, System.nanoTime() + 60_000_000_000L, OutcomeCollector::new);
    }

    private static List<Integer> found(FactIndex index, Object[] fact) throws Exception {
        Matches matches = new Matches(Integer.MAX_VALUE, payer());
        index.find(fact, 0, matches);
        matches.sort(MOST_RULES);
        return IntStream.range(0, matches.count())
                .mapToObj(i -> Matches.rankOf(matches.get(i)))
                .toList();
    }

    private static Condition bound(int field, ConstraintType comparison, int limit) {
        return indexed(field, comparison, BigDecimal.class, new BigDecimal(limit));
    }

    /** On the text beside the figure. */
    private static Condition equality(int field, String literal) {
        return indexed(FIELDS + field, ConstraintType.EQUAL, String.class, literal);
    }

    private static <T> Condition indexed(int field, ConstraintType comparison, Class<T> type, T literal) {
        SingleConstraint1<Object[]> constraint = new SingleConstraint1<>(FACT, fact -> {
            throw new AssertionError("answered without it");
        });
        constraint.setIndex(new AlphaIndexImpl<Object[], T>(
                type, comparison, field, fact -> type.cast(fact[field % (2 * FIELDS)]), literal));
        return Condition.of(constraint);
    }

    private static Condition condition(Predicate1<Object[]> predicate) {
        return Condition.of(new SingleConstraint1<>(FACT, predicate));
    }
}
