package org.plimsoll.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DeferredTest {
    private final AtomicInteger worked = new AtomicInteger();

    private Deferred counted(@Nullable BigDecimal figure) {
        return Deferred.by(() -> {
            worked.incrementAndGet();
            return figure;
        });
    }

    @Test
    void isWorkedOutWhenAskedFor_andOnce() {
        Deferred figure = counted(BigDecimal.TEN);
        assertThat(worked).hasValue(0);

        assertThat(figure.get()).isEqualTo(BigDecimal.TEN);
        assertThat(figure.get()).isEqualTo(BigDecimal.TEN);

        assertThat(worked).hasValue(1);
    }

    @Test
    void noFigureIsRememberedAsWell() {
        Deferred figure = counted(null);

        assertThat(figure.orNull()).isNull();
        assertThat(figure.orNull()).isNull();

        assertThat(worked).hasValue(1);
    }

    @Test
    void aFailureIsNotRemembered() {
        Deferred figure = Deferred.by(() -> {
            if (worked.incrementAndGet() == 1) {
                throw new ArithmeticException("the first time");
            }
            return BigDecimal.ONE;
        });

        assertThatThrownBy(figure::get).isInstanceOf(ArithmeticException.class);
        assertThat(figure.get()).isEqualTo(BigDecimal.ONE);
    }

    @Test
    void isEqualToAnotherOfTheSameFigure() {
        assertThat(counted(BigDecimal.TEN))
                .isEqualTo(Deferred.known(BigDecimal.TEN))
                .hasSameHashCodeAs(Deferred.known(BigDecimal.TEN))
                .hasToString("10")
                .isNotEqualTo(Deferred.known(BigDecimal.ONE))
                .isNotEqualTo(BigDecimal.TEN);
    }
}
