package org.plimsoll.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.plimsoll.decision.RuleReference;
import org.plimsoll.policy.Fact;
import org.plimsoll.portfolio.Refusal;

/** Rules called directly give what a session gives, for generated rules on generated facts. */
class GeneratedPoliciesTest {
    private static final int POLICIES = 40;
    private static final int RULES = 24;
    private static final int PARTS = 6;
    private static final int LISTS = 4;
    private static final ExecutionTally TALLY = new ExecutionTally();

    static List<Long> seeds() {
        Long only = Long.getLong("plimsoll.seed");
        if (only != null) {
            return List.of(only);
        }
        List<Long> seeds = new ArrayList<>();
        for (long seed = 0; seed < POLICIES; seed++) {
            seeds.add(seed);
        }
        return seeds;
    }

    @AfterAll
    static void count() {
        TALLY.print("generated rules");
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void generatedRules_calledDirectly_fireAsInASession(long seed) {
        boolean gated = seed % 4 != 3;
        String rules = new GeneratedPolicy(seed, gated).rules(RULES);
        RuleSetSample sample = RuleSetSample.rules(rules);
        try (CompiledRuleSet compiled = (gated ? sample.compile() : sample.compileUngated()).orThrow()) {
            Random random = new Random(seed);
            fire(ExecutionPair.of(compiled, TALLY), random);
            for (int i = 0; i < PARTS; i++) {
                fire(ExecutionPair.of(compiled, part(compiled.rules(), random), TALLY), random);
            }
        } catch (AssertionError | IllegalStateException e) {
            throw new AssertionError("to repeat: -Dplimsoll.seed=" + seed + "\n" + rules, e);
        }
    }

    private static List<RuleReference> part(List<RuleReference> all, Random random) {
        List<RuleReference> some = new ArrayList<>(all);
        Collections.shuffle(some, random);
        return some.subList(0, 2 + random.nextInt(all.size() / 2));
    }

    private static void fire(ExecutionPair pair, Random random) {
        for (int i = 0; i < LISTS; i++) {
            List<Fact> facts = new GeneratedFacts(random, i % 2 == 0 ? 0.3 : 0).list(1 + random.nextInt(40));
            try {
                List<String> outcomes = ExecutionPair.outcomes(pair.fire(facts));
                List<Fact> shuffled = new ArrayList<>(facts);
                Collections.shuffle(shuffled, random);
                assertThat(ExecutionPair.outcomes(pair.fire(shuffled))).isEqualTo(outcomes);
            } catch (Refusal e) {
                // Compared by the pair.
            }
        }
    }
}
