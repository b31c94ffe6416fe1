package org.plimsoll.platform;

import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.Locale;
import org.plimsoll.wire.ProblemDetail;

/** What the server says of a status that no feature has a word for. */
final class HttpProblems {
    private HttpProblems() {}

    static ProblemDetail of(int status) {
        String reason = HttpResponseStatus.valueOf(status).reasonPhrase();
        return ProblemDetail.of(status, code(status, reason), reason, detail(status, reason));
    }

    private static String code(int status, String reason) {
        return switch (status) {
            case 400 -> "MALFORMED_REQUEST";
            case 401 -> "UNAUTHENTICATED";
            case 413 -> "BODY_TOO_LARGE";
            case 429 -> "TOO_MANY_REQUESTS";
            case 500 -> "INTERNAL_ERROR";
            default -> reason.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]+", "_");
        };
    }

    private static String detail(int status, String reason) {
        return switch (status) {
            case 400 -> "The request cannot be read.";
            case 401 -> "Log in: the request has no valid credentials.";
            case 403 -> "The caller has none of the roles this operation needs.";
            case 404 -> "There is nothing at this address.";
            case 405 -> "This address does not take the request's method.";
            case 406 -> "This address cannot answer in any media type of the Accept header.";
            case 412 -> "No entity tag of the If-Match header is right any more.";
            case 413 -> "The request's body is larger than quarkus.http.limits.max-body-size allows.";
            case 415 -> "This address does not take the request's Content-Type.";
            case 429 -> "As many evaluations are under way as plimsoll.evaluation.concurrent-requests allows.";
            case 500 -> "Something went wrong inside the server. Its log has the trace id.";
            default -> reason + ".";
        };
    }
}
