package org.plimsoll.engine.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.plimsoll.engine.sandbox.Budget;
import org.plimsoll.engine.sandbox.BudgetExceeded;
import org.plimsoll.engine.sandbox.Payer;

/** Matches come out by rule and then by fact, however many rules there are. */
class MatchesTest {
    private record Match(int rank, int place) {}

    private static Payer payer() {
        return Budget.run(0, System.nanoTime() + 60_000_000_000L, OutcomeCollector::new);
    }

    @Test
    void matches_ofFactsInTheirOrder_areSortedByRuleAndFact() {
        for (int ranks : new int[] {1, 2, 40, 399, 400, 401, 10_000, 1_000_000}) {
            for (int facts : new int[] {0, 1, 100, 2_000}) {
                Random random = new Random(ranks + facts);
                Matches matches = new Matches(Integer.MAX_VALUE, payer());
                List<Match> expected = new ArrayList<>();
                for (int place = 0; place < facts; place++) {
                    int rank = random.nextInt(ranks);
                    matches.add(rank, place);
                    expected.add(new Match(rank, place));
                }
                expected.sort(Comparator.comparingInt(Match::rank).thenComparingInt(Match::place));

                matches.sort(ranks);

                assertThat(IntStream.range(0, matches.count())
                                .mapToObj(
                                        i -> new Match(Matches.rankOf(matches.get(i)), Matches.placeOf(matches.get(i))))
                                .toList())
                        .as("%s facts, %s rules", facts, ranks)
                        .isEqualTo(expected);
            }
        }
    }

    @Test
    void matches_beyondWhatMayFire_areRefused() {
        Matches matches = new Matches(2, payer());
        matches.add(0, 0);
        matches.add(0, 1);
        assertThatThrownBy(() -> matches.add(0, 2)).isInstanceOf(BudgetExceeded.class);
    }
}
