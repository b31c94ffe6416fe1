package org.plimsoll.platform;

import io.netty.handler.codec.http.HttpResponseStatus;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.plimsoll.wire.ProblemDetail;

/** A failure that is an answer: the caller gets exactly this. Each failure a feature knows is a subclass. */
public abstract class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;
    private final transient List<ProblemDetail.Error> errors;
    private final @Nullable Duration retryAfter;

    /**
     * A failure.
     *
     * @param status HTTP status, 400 or above
     * @param code stable code, {@code UPPER_SNAKE}
     * @param detail a sentence for the caller
     */
    protected ProblemException(int status, String code, String detail) {
        this(status, code, detail, List.of(), null, null);
    }

    /**
     * A failure.
     *
     * @param status HTTP status, 400 or above
     * @param code stable code, {@code UPPER_SNAKE}
     * @param detail a sentence for the caller
     * @param errors every single thing wrong
     * @param retryAfter when to try again; null when that would not help
     * @param cause what the server's log should have and the caller should not
     */
    protected ProblemException(
            int status,
            String code,
            String detail,
            List<ProblemDetail.Error> errors,
            @Nullable Duration retryAfter,
            @Nullable Throwable cause) {
        super(detail, cause);
        this.status = status;
        this.code = code;
        this.errors = List.copyOf(errors);
        this.retryAfter = retryAfter;
    }

    /** HTTP status. */
    public final int status() {
        return status;
    }

    /** Stable code. */
    public final String code() {
        return code;
    }

    /** As callers receive it. */
    public final ProblemDetail toDetail() {
        String title = HttpResponseStatus.valueOf(status).reasonPhrase();
        String detail = getMessage() == null ? title : getMessage();
        return new ProblemDetail(title, status, detail, null, code, errors, null);
    }

    /** When to try again; null when that would not help. */
    public final @Nullable Duration retryAfter() {
        return retryAfter;
    }
}
