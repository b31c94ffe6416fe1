package org.plimsoll.platform;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.MemorySize;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Hangs up on callers whose short body does not come. No thread waits for one, so that nothing else would notice, but it
 * counts among the evaluations under way. Bodies longer than what is gathered without a thread are read by one, which has a
 * time limit of its own for every pause.
 */
@Singleton
final class SlowBodies {
    private static final Logger LOG = Logger.getLogger(SlowBodies.class);
    private static final long LOOK_MILLIS = 500;

    private final Map<HttpServerRequest, Long> arriving = new ConcurrentHashMap<>();
    private final Duration patience;
    private final long longest;

    SlowBodies(
            @ConfigProperty(name = "quarkus.http.read-timeout") Duration patience,
            @ConfigProperty(name = "quarkus.rest.input-buffer-size") MemorySize gathered) {
        this.patience = patience;
        this.longest = gathered.asLongValue();
    }

    void begin(@Observes StartupEvent event, Vertx vertx) {
        vertx.setPeriodic(LOOK_MILLIS, timer -> look(System.nanoTime()));
    }

    /** Keeps an eye on a request until it is answered. */
    void watch(RoutingContext context) {
        HttpServerRequest request = context.request();
        arriving.put(request, System.nanoTime());
        context.addEndHandler(ended -> arriving.remove(request));
    }

    private void look(long now) {
        arriving.forEach((request, since) -> {
            if (now - since > patience.toNanos() && arriving.remove(request) != null && isShortAndMissing(request)) {
                LOG.debugf("The body of an evaluation did not come within %s", patience);
                request.connection().close();
            }
        });
    }

    private boolean isShortAndMissing(HttpServerRequest request) {
        return !request.isEnded() && request.bytesRead() <= longest;
    }
}
