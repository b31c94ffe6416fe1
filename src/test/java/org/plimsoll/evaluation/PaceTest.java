package org.plimsoll.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PaceTest {
    private static final String VERSION = "a";
    private static final long QUICK = Pace.QUICK.toNanos();

    private final Pace pace = new Pace();

    @Test
    void aVersionIsQuickAfterProofOnly() {
        evaluations(Pace.PROOF - 1, QUICK);
        assertThat(pace.isQuick(VERSION)).isFalse();

        pace.took(VERSION, QUICK);
        assertThat(pace.isQuick(VERSION)).isTrue();
    }

    @Test
    void aVersionNobodyHasSeenIsNotQuick() {
        assertThat(pace.isQuick(VERSION)).isFalse();
    }

    @Test
    void oneSlowEvaluationAndItMustBeProvenAnew() {
        evaluations(10 * Pace.PROOF, QUICK);

        pace.took(VERSION, QUICK + 1);

        assertThat(pace.isQuick(VERSION)).isFalse();
        evaluations(Pace.PROOF - 1, QUICK);
        assertThat(pace.isQuick(VERSION)).isFalse();
        pace.took(VERSION, QUICK);
        assertThat(pace.isQuick(VERSION)).isTrue();
    }

    @Test
    void versionsProveItEachForItself() {
        evaluations(Pace.PROOF, QUICK);
        pace.took("b", QUICK + 1);

        assertThat(pace.isQuick(VERSION)).isTrue();
        assertThat(pace.isQuick("b")).isFalse();
    }

    private void evaluations(int count, long nanos) {
        for (int i = 0; i < count; i++) {
            pace.took(VERSION, nanos);
        }
    }
}
