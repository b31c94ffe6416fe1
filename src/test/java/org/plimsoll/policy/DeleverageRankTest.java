package org.plimsoll.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeleverageRankTest {

    @ParameterizedTest
    @CsvSource({
        // profit: 25 % x 125/25; loss: -20 % / (80/20); mirror images for the short side
        "LONG,  125, 100, 100, 1.25",
        "LONG,   80, 100,  60, -0.05",
        "SHORT,  80, 100, 100, 0.8",
        "SHORT, 120, 100, 150, -0.05",
        "LONG,  100, 100,  50, 0",
        "SHORT, 100, 100, 150, 0",
        // worth nothing: a long position that lost everything, a short one that won everything
        "LONG,    0, 100,   0, -0.000001",
        "SHORT,   0, 100, 150, 0",
        // at and beyond bankruptcy
        "LONG,  110, 100, 110, 100000",
        "LONG,  110, 100, 120, 100000",
        "SHORT,  90, 100,  90, 100000",
        "LONG,   90, 100,  90, -0.0000001",
        // fully paid
        "LONG,  150, 100,   0, 0.5"
    })
    void score_ofPosition_isProfitRatioTimesOrOverLeverage(
            Side side, BigDecimal mark, BigDecimal entry, BigDecimal bankrupt, BigDecimal score) {
        assertThat(DeleverageRank.score(side, mark, entry, bankrupt)).isEqualByComparingTo(score);
    }

    @ParameterizedTest
    @CsvSource({
        "LONG, 100, 90, 10",
        "SHORT, 100, 110, 10",
        "LONG, 100, 100, 1000000",
        "SHORT, 100, 100, 1000000",
        "LONG, 100, 101, 1000000",
        "SHORT, 100, 99, 1000000",
        "LONG, 100, 99.9999, 1000000",
        "LONG, 100, 99.99, 10000",
        "LONG, 100, 0, 1"
    })
    void effectiveLeverage_isMarkValueOverItsDistanceFromBankruptcy(
            Side side, BigDecimal mark, BigDecimal bankrupt, BigDecimal leverage) {
        assertThat(DeleverageRank.effectiveLeverage(side, mark, bankrupt)).isEqualByComparingTo(leverage);
    }

    @Test
    void score_ofImpossibleValues_isRefused() {
        BigDecimal one = BigDecimal.ONE;
        assertThatThrownBy(() -> DeleverageRank.score(Side.LONG, one, BigDecimal.ZERO, one))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> DeleverageRank.score(Side.LONG, one.negate(), one, one))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> DeleverageRank.score(Side.LONG, one, one, one.negate()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void score_ofMoreProfit_isHigher() {
        assertThat(DeleverageRank.score(Side.LONG, new BigDecimal("130"), new BigDecimal("100"), new BigDecimal("90")))
                .isGreaterThan(DeleverageRank.score(
                        Side.LONG, new BigDecimal("120"), new BigDecimal("100"), new BigDecimal("80")));
    }
}
