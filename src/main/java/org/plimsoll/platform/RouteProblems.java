package org.plimsoll.platform;

import io.quarkus.runtime.configuration.MemorySize;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.plimsoll.wire.ProblemDetail;

/** Problem details for what fails before, or outside, a resource: bodies too large, unreadable addresses. */
@Singleton
final class RouteProblems {
    private static final Logger LOG = Logger.getLogger(RouteProblems.class);
    private static final int MALFORMED = 400;
    private static final int BODY_TOO_LARGE = 413;
    private static final int TOO_MANY = 429;
    private static final String EVALUATIONS = "/v1/evaluations";
    private static final String BATCHES = EVALUATIONS + "/batch";
    private static final Pattern MATRIX_PARAMETERS = Pattern.compile(";[^/]*");
    private static final String NUL = "%00";
    private static final int SERVER_ERROR = 500;

    private final long maxBodyBytes;
    private final int mostEvaluations;
    private final SlowBodies slowBodies;
    private final UnreadAnswers unreadAnswers;
    private final AtomicInteger evaluations = new AtomicInteger();

    RouteProblems(
            @ConfigProperty(name = "quarkus.http.limits.max-body-size") Optional<MemorySize> maxBodySize,
            PlimsollConfig config,
            SlowBodies slowBodies,
            UnreadAnswers unreadAnswers) {
        this.slowBodies = slowBodies;
        this.unreadAnswers = unreadAnswers;
        this.maxBodyBytes = maxBodySize.map(MemorySize::asLongValue).orElse(Long.MAX_VALUE);
        this.mostEvaluations = config.evaluation().concurrentRequests();
    }

    void register(@Observes Router router) {
        router.route().order(Integer.MIN_VALUE).handler(this::refuseEarly).failureHandler(this::failed);
        router.errorHandler(404, this::failed);
    }

    /**
     * Answers before the body is read. The server's own check of its length answers the same status without a word. The
     * character NUL is in no name or parameter; the database takes none.
     */
    private void refuseEarly(RoutingContext context) {
        if (context.request().uri().contains(NUL)) {
            answer(context, MALFORMED);
            return;
        }
        if (declaredLength(context.request()) > maxBodyBytes) {
            context.response().putHeader(HttpHeaders.CONNECTION, "close");
            answer(context, BODY_TOO_LARGE);
            return;
        }
        if (address(context).startsWith(EVALUATIONS) && !admitEvaluation(context)) {
            context.response().putHeader(HttpHeaders.RETRY_AFTER, "1").putHeader(HttpHeaders.CONNECTION, "close");
            answer(context, TOO_MANY);
            return;
        }
        context.next();
    }

    /**
     * A long evaluation holds a thread until its body has come. Those that are under way never take all threads, however
     * slowly their bodies come, so that status and health are always answered.
     */
    private boolean admitEvaluation(RoutingContext context) {
        if (evaluations.incrementAndGet() > mostEvaluations) {
            evaluations.decrementAndGet();
            return false;
        }
        context.addEndHandler(ended -> evaluations.decrementAndGet());
        if (address(context).startsWith(BATCHES)) {
            unreadAnswers.watch(context);
        } else {
            slowBodies.watch(context);
        }
        return true;
    }

    /** The address as resources are found by: however it is written, and without matrix parameters. */
    private static String address(RoutingContext context) {
        String path = context.normalizedPath();
        return path.indexOf(';') < 0 ? path : MATRIX_PARAMETERS.matcher(path).replaceAll("");
    }

    private static long declaredLength(HttpServerRequest request) {
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        if (length == null) {
            return 0;
        }
        try {
            return Long.parseLong(length.trim());
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    private void failed(RoutingContext context) {
        int status = context.statusCode() < 400 ? SERVER_ERROR : context.statusCode();
        Throwable failure = context.failure();
        if (status >= SERVER_ERROR && failure != null && !HungUp.isCauseOf(failure)) {
            LOG.errorf(failure, "Unexpected failure [trace %s]", RequestTrace.idOf(context));
        }
        answer(context, status);
    }

    private void answer(RoutingContext context, int status) {
        HttpServerResponse response = context.response();
        if (response.headWritten()) {
            context.request().connection().close();
            return;
        }
        byte[] problem = HttpProblems.of(status)
                .at(context.request().path(), RequestTrace.idOf(context))
                .toJson();
        response.setStatusCode(status)
                .putHeader(HttpHeaders.CONTENT_TYPE, ProblemDetail.MEDIA_TYPE)
                .end(Buffer.buffer(problem));
    }
}
