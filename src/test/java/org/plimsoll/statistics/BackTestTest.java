package org.plimsoll.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.plimsoll.portfolio.Refusal;

/** Published figures, and the same formulas worked out in Python, the binomial distribution in exact fractions. */
class BackTestTest {

    /** The first: MathWorks, proportion of failures test, 1,043 observations. */
    @ParameterizedTest
    @CsvSource({
        "1043, 57, 0.05, 0.4614663953, 0.4969394477",
        "250, 0, 0.01, 5.0251679268, 0.0249815031",
        "500, 40, 0.05, 8.0790409523, 0.0044780138",
        "500, 45, 0.05, 13.7549794150, 0.0002082680",
        "250, 3, 0.05, 10.8123341639, 0.0010082610",
        "250, 3, 0.01, 0.0949401227, 0.7579883214",
        "250, 250, 0.5, 346.5735902800, 0.0000000000",
        "100, 5, 0.05, 0.0000000000, 1.0000000000"
    })
    void kupiec(BigDecimal observations, BigDecimal exceptions, BigDecimal probability, String ratio, String pValue) {
        assertThat(BackTest.kupiecRatio(observations, exceptions, probability)).isEqualTo(new BigDecimal(ratio));
        assertThat(BackTest.kupiecPValue(observations, exceptions, probability)).isEqualTo(new BigDecimal(pValue));
    }

    /** The first two: Basel Committee, January 1996, table 2; and a published table for 750 days at 99.5 %. */
    @ParameterizedTest
    @CsvSource({"250, 0.99, 5, 10", "750, 0.995, 7, 13", "500, 0.99, 9, 15", "1000, 0.99, 15, 24"})
    void zones_beginWhereTheyAreLikelyNotToBeReached(
            BigDecimal observations, BigDecimal confidence, BigDecimal yellow, BigDecimal red) {
        assertThat(BackTest.yellowZoneStart(observations, confidence)).isEqualByComparingTo(yellow);
        assertThat(BackTest.redZoneStart(observations, confidence)).isEqualByComparingTo(red);
    }

    @ParameterizedTest
    @CsvSource({
        "4, 250, 0.03, 0.1282017153",
        "4, 250, 0.01, 0.8921876269",
        "250, 250, 0.01, 1.0000000000",
        "0, 2, 0.5, 0.2500000000"
    })
    void probabilityOfAtMost_isBinomial(
            BigDecimal exceptions, BigDecimal observations, BigDecimal probability, String expected) {
        assertThat(BackTest.probabilityOfAtMost(exceptions, observations, probability))
                .isEqualTo(new BigDecimal(expected));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0, 0.01",
        "-5, 0, 0.01",
        "250.5, 1, 0.01",
        "1000001, 1, 0.01",
        "250, 251, 0.01",
        "250, -1, 0.01",
        "250, 1.5, 0.01",
        "250, 1, 0",
        "250, 1, 1"
    })
    void figures_thatCannotBe_areRefused(BigDecimal observations, BigDecimal exceptions, BigDecimal probability) {
        assertThatThrownBy(() -> BackTest.kupiecRatio(observations, exceptions, probability))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("BACK_TEST_OUT_OF_RANGE");
    }
}
