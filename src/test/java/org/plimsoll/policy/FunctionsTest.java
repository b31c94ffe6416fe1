package org.plimsoll.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Functions that rules call. */
class FunctionsTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0.2",
        "25, 0.2",
        "25.000001, 0.200000032",
        "37.5, 0.6",
        "49.99, 0.99968",
        "50, 1",
        "51, 1",
    })
    void interpolated_betweenTwoCaps_growsAlongAStraightLine(BigDecimal measure, BigDecimal figure) {
        assertThat(interpolated(measure, "25", "50", "0.2", "1")).isEqualByComparingTo(figure);
    }

    @Test
    void interpolated_figureThatFalls_fallsAlongAStraightLine() {
        assertThat(interpolated(new BigDecimal("30"), "25", "50", "1", "0.5")).isEqualByComparingTo("0.9");
    }

    @Test
    void interpolated_thirdOfTheWay_isExactWhereTheFigureIs() {
        assertThat(interpolated(new BigDecimal("1"), "0", "3", "0.1", "1")).isEqualByComparingTo("0.4");
    }

    @Test
    void interpolated_lineWithoutLength_jumpsAboveIt() {
        assertThat(interpolated(new BigDecimal("25"), "25", "25", "0.2", "1")).isEqualByComparingTo("0.2");
        assertThat(interpolated(new BigDecimal("25.01"), "25", "25", "0.2", "1"))
                .isEqualByComparingTo("1");
    }

    @Test
    void interpolated_endBeforeBeginning_hasNoResult() {
        assertThatThrownBy(() -> interpolated(new BigDecimal("30"), "50", "25", "0.2", "1"))
                .isInstanceOf(ArithmeticException.class);
    }

    private static BigDecimal interpolated(BigDecimal measure, String from, String to, String atFrom, String atTo) {
        return Functions.interpolated(
                measure, new BigDecimal(from), new BigDecimal(to), new BigDecimal(atFrom), new BigDecimal(atTo));
    }
}
