package org.plimsoll.portfolio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.MathContext;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuotientTest {
    @ParameterizedTest
    @CsvSource({
        "1, 4",
        "1, 3",
        "0, 7",
        "100, 5",
        "1000, 0.001",
        "1E+40, 2",
        "1E+40, 3",
        "1.50, 0.5",
        "-7.5, 2.50",
        "2, 1E+3",
        "1, 1048576",
        "12345678901234567890123456789012345, 1",
        "12345678901234567890123456789012345, 5",
        "1E-20, 1E-20"
    })
    void quotient_isThatOfDecimal128_digitForDigit(BigDecimal dividend, BigDecimal divisor) {
        assertThat(Quotient.of(dividend, divisor)).isEqualTo(dividend.divide(divisor, MathContext.DECIMAL128));
    }

    @Property(tries = 2_000)
    void quotient_ofAnyNumbers_isThatOfDecimal128(
            @ForAll @BigRange(min = "-1000000000000000000000", max = "1000000000000000000000") BigDecimal dividend,
            @ForAll @IntRange(min = 1, max = 100_000) int divisor,
            @ForAll @IntRange(min = -6, max = 20) int scale) {
        BigDecimal by = BigDecimal.valueOf(divisor, scale);
        assertThat(Quotient.of(dividend, by)).isEqualTo(dividend.divide(by, MathContext.DECIMAL128));
        BigDecimal whole = dividend.multiply(by);
        assertThat(Quotient.of(whole, by)).isEqualTo(whole.divide(by, MathContext.DECIMAL128));
    }

    @Test
    void divisorOfZero_isRefused() {
        assertThatThrownBy(() -> Quotient.of(BigDecimal.ONE, BigDecimal.ZERO)).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> Quotient.of(BigDecimal.ZERO, BigDecimal.ZERO)).isInstanceOf(ArithmeticException.class);
    }
}
