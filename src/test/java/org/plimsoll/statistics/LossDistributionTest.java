package org.plimsoll.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.plimsoll.portfolio.Refusal;

/** Order statistics, by hand. */
class LossDistributionTest {
    /** Losses of 1, 2, 3 ... and so many profits of 1,000. */
    private static LossDistribution losses(int count, int profits) {
        List<BigDecimal> all = new ArrayList<>();
        IntStream.rangeClosed(1, count).forEach(loss -> all.add(BigDecimal.valueOf(-loss)));
        IntStream.range(0, profits).forEach(each -> all.add(BigDecimal.valueOf(1_000)));
        return new LossDistribution(all);
    }

    /** Losses are 1 to 100: the k-th largest is 101 − k. */
    @ParameterizedTest
    @CsvSource({
        "0.99, 100", // k = 1 exactly
        "0.9899, 99", // k = 1.01, rounded up to 2
        "0.9901, 100", // k = 0.99, rounded up to 1
        "0.999, 100", // k = 0.1
        "0.95, 96",
        "0.949, 95", // k = 5.1
        "0.5, 51",
        "0.01, 2",
        "0.001, 1" // k = 99.9
    })
    void valueAtRisk_isTheLossOfRoundedUpRank(BigDecimal confidence, BigDecimal loss) {
        assertThat(losses(100, 0).valueAtRisk(confidence)).isEqualByComparingTo(loss);
    }

    @ParameterizedTest
    @CsvSource({"0.99, 100", "0.98, 99.5", "0.975, 99", "0.97, 99"})
    void expectedShortfall_isTheAverageOfTheLargest(BigDecimal confidence, BigDecimal loss) {
        assertThat(losses(100, 0).expectedShortfall(confidence)).isEqualByComparingTo(loss);
    }

    @Test
    void figures_whereNothingIsLost_areZero() {
        LossDistribution profits = losses(1, 9);

        assertThat(profits.valueAtRisk(new BigDecimal("0.9"))).isEqualByComparingTo("1");
        assertThat(profits.valueAtRisk(new BigDecimal("0.8"))).isEqualByComparingTo("0");
        assertThat(profits.expectedShortfall(new BigDecimal("0.8"))).isEqualByComparingTo("0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "1", "-0.1", "99"})
    void confidence_outOfRange_isRefused(BigDecimal confidence) {
        assertThatThrownBy(() -> losses(10, 0).valueAtRisk(confidence))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("CONFIDENCE_OUT_OF_RANGE");
    }

    @Property
    void shortfall_isNeverBelowValueAtRisk_andBothScale(
            @ForAll @Size(min = 1, max = 40) List<@IntRange(min = -1_000, max = 1_000) Integer> profits,
            @ForAll @IntRange(min = 1, max = 99) int percent) {
        BigDecimal confidence = BigDecimal.valueOf(percent, 2);
        LossDistribution one =
                new LossDistribution(profits.stream().map(BigDecimal::valueOf).toList());
        LossDistribution twice = new LossDistribution(
                profits.stream().map(each -> BigDecimal.valueOf(2L * each)).toList());

        assertThat(one.expectedShortfall(confidence)).isGreaterThanOrEqualTo(one.valueAtRisk(confidence));
        assertThat(twice.valueAtRisk(confidence))
                .isEqualByComparingTo(one.valueAtRisk(confidence).multiply(BigDecimal.valueOf(2)));
    }

    @Test
    void publishedTenObservations_giveTheWorst() {
        LossDistribution losses = new LossDistribution(
                Arrays.stream("-31000 12000 -8000 21000 -45000 5000 17000 -22000 9000 -13000".split(" "))
                        .map(BigDecimal::new)
                        .toList());

        assertThat(losses.valueAtRisk(new BigDecimal("0.9"))).isEqualByComparingTo("45000");
        assertThat(losses.valueAtRisk(new BigDecimal("0.89"))).isEqualByComparingTo("31000");
        assertThat(losses.expectedShortfall(new BigDecimal("0.89"))).isEqualByComparingTo("38000");
    }
}
