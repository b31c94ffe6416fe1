package org.plimsoll.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ComparisonTest {

    @ParameterizedTest
    @CsvSource({
        "1.0, 1.00, true",
        "1.0, 1.001, false",
        "1e3, 1000, true",
        "-0.5, -0.50, true",
        "= 5, 5, true",
        ">= 0, 0, true",
        ">= 0, -0.01, false",
        ">=0, 3, true",
        "> 0, 0, false",
        "> 0, 0.01, true",
        "<= -5, -5.00, true",
        "<= -5, -4.99, false",
        "< 1, 1, false",
        "< 1, 0.99, true",
        "!= 0, 0.00, false",
        "!= 0, 1, true",
        "~ 26316.89 +- 0.005, 26316.885, true",
        "~ 26316.89 +- 0.005, 26316.895, true",
        "~ 26316.89 +- 0.005, 26316.8849, false",
        "~26316.89+-0.005, 26316.8951, false",
        "~ -2 ± 1, -3, true",
        "~ -2 +/- 1, -0.9, false",
        "~ 5 +- 0, 5, true"
    })
    void figure_comparedWithWhatIsWritten_isAcceptedOrNot(String written, BigDecimal figure, boolean accepted) {
        Comparison comparison = Objects.requireNonNull(Comparison.parse(written));

        assertThat(comparison.accepts(figure)).isEqualTo(accepted);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "five",
                ">= ",
                "=> 5",
                "== 5",
                "~",
                "~ 5e1",
                "~ x",
                "~ 5 +- -1",
                "~ 5 +- x",
                "5 +- 1",
                "2 %",
                "1,000",
                "NaN",
                ">= 1e400",
                "1 2",
                ">= 0 <= 1"
            })
    void text_thatIsNoComparison_isNotRead(String written) {
        assertThat(Comparison.parse(written)).isNull();
    }
}
