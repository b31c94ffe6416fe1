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
import java.util.List;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jspecify.annotations.Nullable;
import org.plimsoll.portfolio.Refusal;

/** Turns every exception that leaves a resource into a {@link ProblemDetail}. */
@Singleton
public final class ProblemMappers {
    private static final Logger LOG = Logger.getLogger(ProblemMappers.class);
    private static final int SERVER_ERROR = 500;

    private final CurrentVertxRequest current;

    ProblemMappers(CurrentVertxRequest current) {
        this.current = current;
    }

    @ServerExceptionMapper
    Response known(ProblemException problem) {
        String traceId = traceId();
        if (problem.status() >= SERVER_ERROR) {
            LOG.warnf("%s: %s [trace %s]%s", problem.code(), problem.getMessage(), traceId, causeOf(problem));
        }
        String detail = problem.getMessage() == null ? HttpCodes.detail(problem.status()) : problem.getMessage();
        Response.ResponseBuilder response =
                response(problem.status(), problem.code(), detail, problem.errors(), traceId);
        if (problem.retryAfter() != null) {
            long seconds = Math.max(1, problem.retryAfter().toSeconds());
            response.header(HttpHeaders.RETRY_AFTER, seconds);
        }
        return response.build();
    }

    @ServerExceptionMapper
    Response refused(Refusal refusal) {
        List<ProblemDetail.Item> errors = refusal.problems().stream()
                .map(problem -> ProblemDetail.Item.at(problem.pointer(), problem.code(), problem.message()))
                .toList();
        String detail = errors.size() == 1
                ? errors.get(0).message()
                : "The submission was refused for " + errors.size() + " reasons.";
        return response(422, "REFUSED", detail, errors, traceId()).build();
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
        Response.ResponseBuilder response = plain(original.getStatus());
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
        return plain(401).build();
    }

    @ServerExceptionMapper
    Response forbidden(ForbiddenException failure) {
        return plain(403).build();
    }

    @ServerExceptionMapper
    Response unexpected(Throwable failure) {
        String traceId = traceId();
        LOG.errorf(failure, "Unexpected failure [trace %s]", traceId);
        return response(SERVER_ERROR, HttpCodes.code(SERVER_ERROR), HttpCodes.detail(SERVER_ERROR), List.of(), traceId)
                .build();
    }

    private Uni<Response> challenge() {
        RoutingContext request = current.getCurrent();
        HttpAuthenticator authenticator = request == null ? null : request.get(HttpAuthenticator.class.getName());
        if (authenticator == null) {
            return Uni.createFrom().item(() -> plain(401).build());
        }
        return authenticator.getChallenge(request).map(challenge -> {
            Response.ResponseBuilder response = plain(401);
            if (challenge != null && challenge.headerName != null) {
                response.header(challenge.headerName.toString(), challenge.headerContent);
            }
            return response.build();
        });
    }

    private Response.ResponseBuilder plain(int status) {
        return response(status, HttpCodes.code(status), HttpCodes.detail(status), List.of(), traceId());
    }

    private static Response.ResponseBuilder response(
            int status, String code, String detail, List<ProblemDetail.Item> errors, String traceId) {
        return Response.status(status)
                .type(ProblemDetail.MEDIA_TYPE)
                .entity(new ProblemDetail(
                        "about:blank", HttpCodes.title(status), status, code, detail, errors, traceId));
    }

    private String traceId() {
        return RequestTrace.idOf(current.getCurrent());
    }

    private static String causeOf(ProblemException problem) {
        @Nullable Throwable cause = problem.getCause();
        return cause == null ? "" : ": " + cause;
    }
}
