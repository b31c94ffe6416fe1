package org.plimsoll.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.http.HttpClosedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.Test;

/** Callers who hang up are told from failures of the server, which are logged with their stack. */
class HungUpTest {
    @Test
    void closedConnection_howeverDeep_isHungUp() {
        assertThat(HungUp.isCauseOf(new HttpClosedException("closed"))).isTrue();
        assertThat(HungUp.isCauseOf(
                        new IOException(new IOException("Failed to write", new HttpClosedException("closed")))))
                .isTrue();
        assertThat(HungUp.isCauseOf(new UncheckedIOException(new IOException("pause"))))
                .isTrue();
    }

    @Test
    void otherFailures_areNot() {
        assertThat(HungUp.isCauseOf(null)).isFalse();
        assertThat(HungUp.isCauseOf(new IllegalStateException(new IOException("disk full"))))
                .isFalse();
    }
}
