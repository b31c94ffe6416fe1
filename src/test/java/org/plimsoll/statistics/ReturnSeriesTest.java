package org.plimsoll.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.plimsoll.portfolio.Refusal;

/** Figures worked out apart, in Python. */
class ReturnSeriesTest {
    private static final BigDecimal DECAY = new BigDecimal("0.94");

    private static List<BigDecimal> series(String numbers) {
        return Arrays.stream(numbers.split(" ")).map(BigDecimal::new).toList();
    }

    private static List<BigDecimal> rounded(List<BigDecimal> numbers) {
        return numbers.stream()
                .map(each -> each.setScale(10, RoundingMode.HALF_UP))
                .toList();
    }

    @Test
    void rescaled_toTheVolatilityOfToday() {
        assertThat(rounded(ReturnSeries.rescaled(
                        series("-0.031 0.012 -0.008 0.021 -0.045 0.005 0.017 -0.022 0.009 -0.013"), DECAY)))
                .isEqualTo(series("-0.0306033948 0.0114893840 -0.0078283307 0.0211048051 -0.0452572621 0.0045728204"
                        + " 0.0160127165 -0.0210002401 0.0085997080 -0.0127463600"));
    }

    @Test
    void rescaled_ofConstantSize_changesNothing() {
        assertThat(rounded(ReturnSeries.rescaled(series("0.01 -0.01 0.01"), DECAY)))
                .isEqualTo(series("0.0100000000 -0.0100000000 0.0100000000"));
    }

    @Test
    void rescaled_ofNoMoves_isNoMoves() {
        assertThat(ReturnSeries.rescaled(series("0 0"), DECAY)).isEqualTo(series("0 0"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "1", "1.2"})
    void decay_outOfRange_isRefused(BigDecimal decay) {
        assertThatThrownBy(() -> ReturnSeries.rescaled(series("0.1"), decay))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("DECAY_OUT_OF_RANGE");
    }

    @Test
    void overlapping_compounds() {
        assertThat(ReturnSeries.overlapping(series("0.1 -0.5 0.2"), 2)).isEqualTo(series("-0.45 -0.40"));
        assertThat(ReturnSeries.overlapping(series("0.1 -0.5 0.2"), 3)).isEqualTo(series("-0.340"));
        assertThat(ReturnSeries.overlapping(series("0.1 -0.5 0.2"), 1)).isEqualTo(series("0.1 -0.5 0.2"));
    }
}
