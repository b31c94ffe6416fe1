package org.plimsoll.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.plimsoll.risk.Decimals.dec;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LiquidityTest {

    @ParameterizedTest
    @CsvSource({
        "1000,   1000, 1,    1",
        "1000,   1000, 0.25, 4",
        "1000,   4000, 0.25, 1",
        "1,      3,    1,    0.3333333333333333333333333333333333",
        "0,      1000, 0.25, 0",
        "0,      0,    0.25, 0",
        "1,      0,    0.25, 3650",
        "3649,   1,    1,    3649",
        "3650,   1,    1,    3650",
        "3651,   1,    1,    3650",
        "1,      0.000000000000000001, 0.01, 3650"
    })
    void daysToLiquidate_ofSize_isSizeOverTradableVolume(
            BigDecimal size, BigDecimal volume, BigDecimal share, BigDecimal days) {
        assertThat(Liquidity.daysToLiquidate(size, volume, share)).isEqualByComparingTo(days);
    }

    @Test
    void daysToLiquidate_ofUnknownVolume_isUnknown() {
        assertThat(Liquidity.daysToLiquidate(dec("1000"), null, dec("0.25"))).isNull();
    }
}
