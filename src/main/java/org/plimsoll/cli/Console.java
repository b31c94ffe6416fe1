package org.plimsoll.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * What a command reads and writes: results on one stream, and on the other what went wrong and how far it is.
 *
 * @param out results
 * @param err errors and progress
 * @param in what a request may be read from
 * @param terminal whether a person reads {@code out}
 * @param watched whether a person reads {@code err}
 * @param environment environment variables
 */
record Console(
        PrintWriter out,
        PrintWriter err,
        InputStream in,
        boolean terminal,
        boolean watched,
        Map<String, String> environment) {

    /** Colours of a terminal. */
    enum Colour {
        RED("31"),
        GREEN("32"),
        YELLOW("33"),
        BOLD("1");

        private final String code;

        Colour(String code) {
            this.code = code;
        }
    }

    /** Whether colours are wanted: on a terminal, unless {@code NO_COLOR} is set (https://no-color.org). */
    boolean coloured() {
        return terminal && environment.getOrDefault("NO_COLOR", "").isEmpty();
    }

    /** The same without colours. */
    Console plain() {
        return new Console(out, err, in, false, watched, environment);
    }

    String painted(Colour colour, String text) {
        return coloured() ? "\u001B[" + colour.code + "m" + text + "\u001B[0m" : text;
    }

    /** A line of the result. */
    void line(String text) {
        out.print(text);
        out.print('\n');
    }

    /** A JSON document: canonical bytes for programs, indented for a person. */
    void json(byte[] json) {
        if (!terminal) {
            line(new String(json, StandardCharsets.UTF_8));
            return;
        }
        try {
            line(JsonReport.text(JsonReport.MAPPER.readTree(json)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Lines of a result, each in the colour its first sign asks for. */
    void lines(String text) {
        text.lines().forEach(line -> {
            String start = line.stripLeading();
            if (start.startsWith("+ ") || start.startsWith("pass ")) {
                line(painted(Colour.GREEN, line));
            } else if (start.startsWith("- ") || start.startsWith("FAIL ")) {
                line(painted(Colour.RED, line));
            } else if (start.startsWith("~ ") || start.startsWith("note: ")) {
                line(painted(Colour.YELLOW, line));
            } else {
                line(line);
            }
        });
    }

    /** A sentence about what went wrong. */
    void error(String sentence) {
        progressDone();
        err.print("plimsoll: " + sentence.replaceAll("[\\p{Cntrl}&&[^\n]]", " ") + "\n");
        err.flush();
    }

    /** How far it is, for somebody who waits; replaces what was said before. */
    void progress(String text) {
        if (watched) {
            err.print("\r\u001B[K" + text);
            err.flush();
        }
    }

    /** Takes the progress line away. */
    void progressDone() {
        if (watched) {
            err.print("\r\u001B[K");
            err.flush();
        }
    }
}
