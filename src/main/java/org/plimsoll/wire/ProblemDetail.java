package org.plimsoll.wire;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.plimsoll.engine.Diagnostic;
import org.plimsoll.portfolio.Problem;
import org.plimsoll.portfolio.Refusal;

/**
 * A problem as callers receive it: {@code application/problem+json}, RFC 9457, with a stable code and each error's
 * place.
 *
 * @param title what kind of problem it is, the same for every occurrence
 * @param status HTTP status
 * @param detail what happened this time
 * @param instance path of the request; null when it does not matter
 * @param code stable code of the kind, {@code UPPER_SNAKE}; the problem's type follows from it
 * @param errors each single error; may be empty
 * @param traceId trace the request belongs to; null when there is none
 */
public record ProblemDetail(
        String title,
        int status,
        String detail,
        @Nullable String instance,
        String code,
        List<Error> errors,
        @Nullable String traceId) {

    /** Media type of {@link #toJson}. */
    public static final String MEDIA_TYPE = "application/problem+json";

    private static final String TYPE_PREFIX = "urn:plimsoll:problem:";
    private static final int EXPECTED_LENGTH = 1_000;

    public ProblemDetail {
        errors = List.copyOf(errors);
    }

    /**
     * One error within a problem: in a request (pointer) or in a file (file, line, column).
     *
     * @param code stable code
     * @param message what to do about it
     * @param pointer JSON pointer into the request; null outside a request
     * @param file path within a rule set; null outside a file
     * @param line line from one; zero outside a file
     * @param column column from one; zero outside a file
     */
    @SuppressWarnings("JavaLangClash") // the name of the member in the document; always qualified by its owner's
    public record Error(
            String code,
            String message,
            @Nullable String pointer,
            @Nullable String file,
            int line,
            int column) {

        /** An error in a request. */
        public static Error of(Problem problem) {
            return new Error(problem.code(), problem.message(), problem.pointer(), null, 0, 0);
        }

        /** An error in a rule set's file. */
        public static Error of(Diagnostic diagnostic) {
            return new Error(
                    diagnostic.code(),
                    diagnostic.message(),
                    null,
                    diagnostic.file(),
                    diagnostic.line(),
                    diagnostic.column());
        }
    }

    /** A problem without single errors. */
    public static ProblemDetail of(int status, String code, String title, String detail) {
        return new ProblemDetail(title, status, detail, null, code, List.of(), null);
    }

    /** 400 {@code MALFORMED_REQUEST}. */
    public static ProblemDetail of(MalformedRequest malformed) {
        return of(400, "MALFORMED_REQUEST", "The request is malformed", malformed.problems());
    }

    /** 413 {@code LIMIT_EXCEEDED}. */
    public static ProblemDetail of(LimitExceeded exceeded) {
        return of(413, "LIMIT_EXCEEDED", "The request is beyond a limit", List.of(exceeded.problem()));
    }

    /** 422 {@code SUBMISSION_REFUSED}. */
    public static ProblemDetail of(Refusal refusal) {
        return of(422, "SUBMISSION_REFUSED", "The submission was refused", refusal.problems());
    }

    private static ProblemDetail of(int status, String code, String title, List<Problem> problems) {
        String detail = problems.size() == 1
                ? problems.get(0).message()
                : problems.size() + " errors were found; each is listed with its place.";
        return new ProblemDetail(
                title,
                status,
                detail,
                null,
                code,
                problems.stream().map(Error::of).toList(),
                null);
    }

    /** The same problem, met at a path and in a trace. */
    public ProblemDetail at(@Nullable String path, @Nullable String trace) {
        return new ProblemDetail(title, status, detail, path, code, errors, trace);
    }

    /** The kind of problem as a URI. */
    public String type() {
        return TYPE_PREFIX + code.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** As JSON in UTF-8; what is null is left out. */
    public byte[] toJson() {
        JsonWriter json = new JsonWriter(EXPECTED_LENGTH).beginObject();
        writeFields(json);
        return json.endObject().bytes();
    }

    /**
     * As the answer to a line of a batch: {@code {"line":3,"requestId":"r-3","problem":{...}}}.
     *
     * @param line number of the line, counted from one
     * @param requestId the caller's name for the line; left out when null
     */
    public byte[] toJsonLine(long line, @Nullable String requestId) {
        JsonWriter json = new JsonWriter(EXPECTED_LENGTH).beginObject().number("line", line);
        json.textIfPresent("requestId", requestId);
        json.name("problem").beginObject();
        writeFields(json);
        return json.endObject().endObject().bytes();
    }

    private void writeFields(JsonWriter json) {
        json.text("type", type());
        json.text("title", title);
        json.number("status", status);
        json.text("detail", detail);
        json.textIfPresent("instance", instance);
        json.text("code", code);
        json.list("errors", errors, error -> write(json, error));
        json.textIfPresent("traceId", traceId);
    }

    private static void write(JsonWriter json, Error error) {
        json.beginObject().text("code", error.code()).text("message", error.message());
        json.textIfPresent("pointer", error.pointer());
        if (error.file() != null) {
            json.text("file", error.file()).number("line", error.line()).number("column", error.column());
        }
        json.endObject();
    }
}
