package org.plimsoll.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Period;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How long decisions may be kept. */
class RetentionPeriodTest {
    @ParameterizedTest
    @ValueSource(strings = {"P5Y", "P60M", "P4Y12M", "P10Y", "P7Y6M"})
    void wholeYearsOrMonths_ofFiveYearsOrMore_areTaken(String period) {
        assertThat(Retention.checked(Period.parse(period))).isEqualTo(Period.parse(period));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"P59M", "P4Y", "P4Y11M", "P5Y-1M", "P0Y", "-P10Y", "P3650D", "P10Y1D", "P600W", "P300000000Y"})
    void others_areRefused(String period) {
        assertThatThrownBy(() -> Retention.checked(Period.parse(period)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("plimsoll.decision-log.retention")
                .hasMessageContaining("at least five years");
    }
}
