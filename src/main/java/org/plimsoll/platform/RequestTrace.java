package org.plimsoll.platform;

import io.vertx.ext.web.RoutingContext;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The id that ties an answer to the server's log. Reference: W3C Trace Context, section 3.2. */
final class RequestTrace {
    private static final String KEY = RequestTrace.class.getName();
    private static final Pattern TRACE_PARENT =
            Pattern.compile("(?!ff)[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}(-.*)?");
    private static final int ID_BYTES = 16;
    private static final SecureRandom RANDOM = new SecureRandom();

    private RequestTrace() {}

    /** The trace id of a request: the caller's when it sent a well-formed {@code traceparent}, or a new one. */
    static String idOf(@Nullable RoutingContext request) {
        if (request == null) {
            return newId();
        }
        String known = request.get(KEY);
        if (known != null) {
            return known;
        }
        String id = fromHeader(request.request().getHeader("traceparent"));
        request.put(KEY, id);
        return id;
    }

    static String fromHeader(@Nullable String traceParent) {
        if (traceParent != null) {
            Matcher matcher = TRACE_PARENT.matcher(traceParent);
            if (matcher.matches()) {
                return matcher.group(1);
            }
        }
        return newId();
    }

    private static String newId() {
        byte[] id = new byte[ID_BYTES];
        RANDOM.nextBytes(id);
        return HexFormat.of().formatHex(id);
    }
}
