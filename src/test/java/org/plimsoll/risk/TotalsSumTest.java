package org.plimsoll.risk;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.plimsoll.policy.Facts;

class TotalsSumTest {

    @Test
    void venue_ofPositionsInOnePlace_isThatPlace() {
        assertThat(venueOf("OKX", "OKX")).isEqualTo("OKX");
    }

    @Test
    void venue_ofPositionsInSeveralPlaces_isAbsentInAnyOrder() {
        assertThat(venueOf("OKX", "BYBIT", "BYBIT")).isNull();
        assertThat(venueOf("BYBIT", "BYBIT", "OKX")).isNull();
        assertThat(venueOf("BYBIT", "OKX", "BYBIT")).isNull();
    }

    @Test
    void venue_whenOnePositionDoesNotSayWhere_isAbsent() {
        assertThat(venueOf(null, "OKX")).isNull();
        assertThat(venueOf("OKX", null)).isNull();
    }

    @Test
    void venue_ofNoPositions_isAbsent() {
        assertThat(venueOf()).isNull();
    }

    private static @Nullable String venueOf(@Nullable String... venues) {
        TotalsSum sum = new TotalsSum();
        for (String venue : venues) {
            sum.add(BigDecimal.ONE, venue, Facts.position().build().figures());
        }
        return sum.toTotals().venue();
    }
}
