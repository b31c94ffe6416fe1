package org.plimsoll.platform;

import io.quarkus.security.AuthenticationCompletionException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticator;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.List;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jspecify.annotations.Nullable;
import org.plimsoll.portfolio.Refusal;
import org.plimsoll.wire.LimitExceeded;
import org.plimsoll.wire.MalformedRequest;
import org.plimsoll.wire.ProblemDetail;

/** Turns every exception that leaves a resource into {@code application/problem+json}. */
@Singleton
public final class ProblemMappers {
    private static final Logger LOG = Logger.getLogger(ProblemMappers.class);
    private static final int MALFORMED = 400;
    private static final int SERVER_ERROR = 500;

    private final CurrentVertxRequest current;

    ProblemMappers(CurrentVertxRequest current) {
        this.current = current;
    }

    /** The answer to a failure that a feature knows. */
    @ServerExceptionMapper
    public Response known(ProblemException problem) {
        if (problem.status() >= SERVER_ERROR) {
            Throwable cause = problem.getCause();
            LOG.warnf(
                    "%s: %s%s [trace %s]",
                    problem.code(), problem.getMessage(), cause == null ? "" : " " + cause, traceId());
        }
        Response.ResponseBuilder response = response(problem.toDetail());
        Duration retryAfter = problem.retryAfter();
        if (retryAfter != null) {
            response.header(HttpHeaders.RETRY_AFTER, Math.max(1, retryAfter.toSeconds()));
        }
        return response.build();
    }

    @ServerExceptionMapper
    Response malformed(MalformedRequest malformed) {
        return response(ProblemDetail.of(malformed)).build();
    }

    @ServerExceptionMapper
    Response tooMuch(LimitExceeded exceeded) {
        return response(ProblemDetail.of(exceeded)).build();
    }

    @ServerExceptionMapper
    Response refused(Refusal refusal) {
        return response(ProblemDetail.of(refusal)).build();
    }

    @ServerExceptionMapper
    Response http(WebApplicationException failure) {
        Response original = failure.getResponse();
        if (original.getStatus() < 400) {
            return original;
        }
        if (original.getStatus() >= SERVER_ERROR) {
            return unexpected(failure);
        }
        Response.ResponseBuilder response = response(HttpProblems.of(original.getStatus()));
        List<Object> allow = original.getHeaders().get(HttpHeaders.ALLOW);
        if (allow != null) {
            allow.forEach(value -> response.header(HttpHeaders.ALLOW, value));
        }
        return response.build();
    }

    @ServerExceptionMapper
    Uni<Response> unauthorized(UnauthorizedException failure) {
        return challenge();
    }

    @ServerExceptionMapper
    Uni<Response> authenticationFailed(AuthenticationFailedException failure) {
        return challenge();
    }

    @ServerExceptionMapper
    Response authenticationIncomplete(AuthenticationCompletionException failure) {
        return response(HttpProblems.of(401)).build();
    }

    @ServerExceptionMapper
    Response forbidden(ForbiddenException failure) {
        return response(HttpProblems.of(403)).build();
    }

    @ServerExceptionMapper
    Response unexpected(Throwable failure) {
        if (DatabaseUnavailable.isCauseOf(failure)) {
            return known(new DatabaseUnavailable(failure));
        }
        if (HungUp.isCauseOf(failure)) {
            LOG.debugf(failure, "A request or its answer did not come to its end [trace %s]", traceId());
            return response(HttpProblems.of(MALFORMED)).build();
        }
        LOG.errorf(failure, "Unexpected failure [trace %s]", traceId());
        return response(HttpProblems.of(SERVER_ERROR)).build();
    }

    private Uni<Response> challenge() {
        RoutingContext request = current.getCurrent();
        HttpAuthenticator authenticator = request == null ? null : request.get(HttpAuthenticator.class.getName());
        if (authenticator == null) {
            return Uni.createFrom().item(() -> response(HttpProblems.of(401)).build());
        }
        return authenticator.getChallenge(request).map(challenge -> {
            Response.ResponseBuilder response = response(HttpProblems.of(401));
            if (challenge != null && challenge.headerName != null) {
                response.header(challenge.headerName.toString(), challenge.headerContent);
            }
            return response.build();
        });
    }

    private Response.ResponseBuilder response(ProblemDetail problem) {
        @Nullable RoutingContext request = current.getCurrent();
        String path = request == null ? null : request.request().path();
        return Response.status(problem.status())
                .type(ProblemDetail.MEDIA_TYPE)
                .entity(problem.at(path, traceId()).toJson());
    }

    private String traceId() {
        return RequestTrace.idOf(current.getCurrent());
    }
}
