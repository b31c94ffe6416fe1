package org.plimsoll.engine.advice;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Intervals with ends that belong to them, and ends that do not. */
class NumberSetTest {
    private static NumberSet set(String operator, String limit) {
        return NumberSet.comparing(operator, new BigDecimal(limit));
    }

    @ParameterizedTest
    @CsvSource({
        "<, 1, >, 1, 1, true",
        "<=, 1, >, 1, 1, false",
        "<, 1, >=, 1, 1, false",
        "<, 1, >, 2, 1.5, true",
        "<=, 1, >, 2, 2, true",
        "<=, 1, >, 2, 1, false",
        "<=, 1.0, >, 1.00, 1, false",
    })
    void union_ofTwoBands_leavesExactlyWhatIsInNeither(
            String first, String low, String second, String high, String value, boolean isLeft) {
        NumberSet rest = set(first, low).union(set(second, high)).complement();
        assertThat(rest.contains(new BigDecimal(value))).isEqualTo(isLeft);
    }

    @ParameterizedTest
    @CsvSource({"<=, 5, >=, 5, true", "<, 5, >=, 5, false", "<=, 5, >, 5, false", "<=, 5, >=, 5.0000001, false"})
    void intersection_atALimit_isThereOnlyWhenBothHaveIt(
            String first, String low, String second, String high, boolean meets) {
        assertThat(set(first, low).intersect(set(second, high)).isEmpty()).isEqualTo(!meets);
    }

    @Test
    void holes_ofThreeBands_areTheTwoBetween() {
        NumberSet bands =
                set("<", "1").union(NumberSet.point(new BigDecimal("3"))).union(set(">=", "4"));
        assertThat(bands.holes())
                .extracting(Wording::part)
                .isEqualTo(List.of("from 1 and below 3", "above 3 and below 4"));
    }

    @Test
    void whole_movesLimitsInwards() {
        assertThat(set(">", "1").intersect(set("<", "2")).whole().isEmpty()).isTrue();
        assertThat(set(">", "1").intersect(set("<=", "2.5")).whole()).isEqualTo(NumberSet.point(BigDecimal.valueOf(2)));
    }

    @Test
    void containsAll_dependsOnTheLimit() {
        assertThat(set(">=", "1").containsAll(set(">", "1"))).isTrue();
        assertThat(set(">", "1").containsAll(set(">=", "1"))).isFalse();
        assertThat(set("!=", "0").containsAll(set(">", "0"))).isTrue();
        assertThat(set("!=", "0").containsAll(set(">=", "0"))).isFalse();
    }
}
