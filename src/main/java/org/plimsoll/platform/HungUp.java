package org.plimsoll.platform;

import io.vertx.core.http.HttpClosedException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** Whether a request failed because its caller hung up, or its body paused for too long: nobody reads the answer. */
final class HungUp {
    private static final int DEEPEST_CAUSE = 10;

    private HungUp() {}

    static boolean isCauseOf(@Nullable Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < DEEPEST_CAUSE; depth++) {
            if (cause instanceof HttpClosedException) {
                return true;
            }
            cause = cause.getCause();
        }
        return failure instanceof UncheckedIOException;
    }
}
