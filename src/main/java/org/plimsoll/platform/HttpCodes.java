package org.plimsoll.platform;

import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.Locale;

/** What the server says of a status that no feature has a word for. */
final class HttpCodes {
    private HttpCodes() {}

    /** The status in words. */
    static String title(int status) {
        return HttpResponseStatus.valueOf(status).reasonPhrase();
    }

    /** The status as a stable code. */
    static String code(int status) {
        return switch (status) {
            case 400 -> "MALFORMED_REQUEST";
            case 401 -> "UNAUTHENTICATED";
            case 403 -> "FORBIDDEN";
            case 413 -> "BODY_TOO_LARGE";
            case 500 -> "INTERNAL_ERROR";
            default -> title(status).toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]+", "_");
        };
    }

    /** The status as a sentence. */
    static String detail(int status) {
        return switch (status) {
            case 400 -> "The request cannot be read.";
            case 401 -> "Log in: the request has no valid credentials.";
            case 403 -> "The caller has none of the roles this operation needs.";
            case 404 -> "There is nothing at this address.";
            case 405 -> "This address does not take the request's method; see the Allow header.";
            case 406 -> "This address cannot answer in any of the media types of the Accept header.";
            case 413 -> "The request's body is larger than quarkus.http.limits.max-body-size allows.";
            case 415 -> "This address does not take the request's Content-Type.";
            case 500 -> "Something went wrong inside the server. Its log has the trace id.";
            default -> title(status) + ".";
        };
    }
}
