package org.plimsoll.platform;

import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.impl.HttpServerConnection;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * Hangs up on callers who do not read their answer. The thread that writes a batch's answers waits until there is room for
 * the next, so that callers who never make any would keep all evaluations from others.
 */
@Singleton
final class UnreadAnswers {
    private static final Logger LOG = Logger.getLogger(UnreadAnswers.class);
    private static final long LOOK_MILLIS = 500;

    private final Map<HttpServerRequest, Progress> written = new ConcurrentHashMap<>();
    private final Duration patience;

    UnreadAnswers(PlimsollConfig config) {
        this.patience = config.evaluation().readingPause();
    }

    void begin(@Observes StartupEvent event, Vertx vertx) {
        vertx.setPeriodic(LOOK_MILLIS, timer -> look(System.nanoTime()));
    }

    /** Keeps an eye on a request until it is answered. */
    void watch(RoutingContext context) {
        HttpServerRequest request = context.request();
        written.put(request, new Progress(0, System.nanoTime()));
        context.addEndHandler(ended -> written.remove(request));
    }

    private void look(long now) {
        written.forEach((request, before) -> {
            HttpServerResponse response = request.response();
            if (!response.writeQueueFull() || response.bytesWritten() != before.bytes) {
                written.replace(request, before, new Progress(response.bytesWritten(), now));
            } else if (now - before.since > patience.toNanos() && written.remove(request, before)) {
                LOG.debugf("The answer to a batch was not read for %s", patience);
                hangUp(request);
            }
        });
    }

    /** At once: closing in good order would first wait for the caller to read what was written. */
    private static void hangUp(HttpServerRequest request) {
        if (request.version() == HttpVersion.HTTP_2) {
            request.response().reset();
        } else {
            ((HttpServerConnection) request.connection())
                    .channelHandlerContext()
                    .close();
        }
    }

    /** How much of an answer was written, and since when no more. */
    private record Progress(long bytes, long since) {}
}
