package org.plimsoll.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.plimsoll.wire.Explain;

class PaceTest {
    private static final Pace.Kind KIND = Pace.Kind.of("a", Explain.RULES, 3_000);
    private static final long QUICK = Pace.QUICK.toNanos();

    private final Pace pace = new Pace();

    @Test
    void aVersionIsQuickAfterProofOnly() {
        evaluations(Pace.PROOF - 1, QUICK);
        assertThat(pace.isQuick(KIND)).isFalse();

        pace.took(KIND, QUICK);
        assertThat(pace.isQuick(KIND)).isTrue();
    }

    @Test
    void aVersionNobodyHasSeenIsNotQuick() {
        assertThat(pace.isQuick(KIND)).isFalse();
    }

    @Test
    void oneSlowEvaluationAndItMustBeProvenAnew() {
        evaluations(10 * Pace.PROOF, QUICK);

        pace.took(KIND, QUICK + 1);

        assertThat(pace.isQuick(KIND)).isFalse();
        evaluations(Pace.PROOF - 1, QUICK);
        assertThat(pace.isQuick(KIND)).isFalse();
        pace.took(KIND, QUICK);
        assertThat(pace.isQuick(KIND)).isTrue();
    }

    @Test
    void kindsProveItEachForItself() {
        evaluations(Pace.PROOF, QUICK);
        Pace.Kind other = Pace.Kind.of("b", Explain.RULES, 3_000);
        pace.took(other, QUICK + 1);

        assertThat(pace.isQuick(KIND)).isTrue();
        assertThat(pace.isQuick(other)).isFalse();
    }

    @Test
    void evaluationsOfShortRequestsProveNothingOfLongOnesNorOfExplainedOnes() {
        evaluations(Pace.PROOF, QUICK);

        assertThat(pace.isQuick(Pace.Kind.of("a", Explain.RULES, 4_000))).isTrue();
        assertThat(pace.isQuick(Pace.Kind.of("a", Explain.RULES, 60_000))).isFalse();
        assertThat(pace.isQuick(Pace.Kind.of("a", Explain.FULL, 3_000))).isFalse();
    }

    @Test
    void quickRefusalProvesNothing_slowOneDoes() {
        evaluations(Pace.PROOF - 1, QUICK);
        pace.refused(KIND, 1);
        assertThat(pace.isQuick(KIND)).isFalse();

        pace.took(KIND, 1);
        assertThat(pace.isQuick(KIND)).isTrue();

        pace.refused(KIND, QUICK + 1);
        assertThat(pace.isQuick(KIND)).isFalse();
    }

    private void evaluations(int count, long nanos) {
        for (int i = 0; i < count; i++) {
            pace.took(KIND, nanos);
        }
    }
}
