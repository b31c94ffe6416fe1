package org.plimsoll.platform;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An error as callers see it. Reference: RFC 9457.
 *
 * @param type always {@code about:blank}: {@code code} tells problems apart
 * @param title the status in words
 * @param status HTTP status
 * @param detail a sentence for the caller
 * @param code stable code, {@code UPPER_SNAKE}
 * @param errors every single thing wrong, in the order of the request or the file
 * @param traceId 32 hexadecimal digits, the caller's own when it sent {@code traceparent}; the server's log has it too
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonPropertyOrder({"type", "title", "status", "code", "detail", "errors", "traceId"})
public record ProblemDetail(
        String type, String title, int status, String code, String detail, List<Item> errors, String traceId) {

    /** Media type of a problem. */
    public static final String MEDIA_TYPE = "application/problem+json";

    public ProblemDetail {
        errors = List.copyOf(errors);
    }

    /**
     * One thing wrong.
     *
     * @param code stable code, {@code UPPER_SNAKE}
     * @param message a sentence that says what to write instead
     * @param pointer JSON pointer into the request; null when it is not about the request's body
     * @param file path within a rule set's folder; null when it is not about a rule file
     * @param line line in the file, counted from one
     * @param column column in the file, counted from one
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Item(
            String code,
            String message,
            @Nullable String pointer,
            @Nullable String file,
            @Nullable Integer line,
            @Nullable Integer column) {
        /** About a place in the request. */
        public static Item at(@Nullable String pointer, String code, String message) {
            return new Item(code, message, pointer, null, null, null);
        }

        /** About a place in a rule file. */
        public static Item in(String file, int line, int column, String code, String message) {
            return new Item(code, message, null, file, line, column);
        }
    }
}
