package org.plimsoll.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** A command that was run in this process: its exit code and what it wrote. */
record Run(int code, String out, String err) {
    static Run of(Object... args) {
        return new Setting().run(args);
    }

    JsonNode json() {
        try {
            return new ObjectMapper().readTree(out);
        } catch (JsonProcessingException e) {
            throw new AssertionError("no JSON: " + out, e);
        }
    }

    /** What a command is run in: by default no terminal, no input and no environment. */
    static final class Setting {
        private boolean terminal;
        private boolean watched;
        private String input = "";
        private final Map<String, String> environment = new HashMap<>();

        Setting terminal() {
            terminal = true;
            return this;
        }

        Setting watched() {
            watched = true;
            return this;
        }

        Setting input(String text) {
            input = text;
            return this;
        }

        Setting with(String variable, String value) {
            environment.put(variable, value);
            return this;
        }

        Run run(Object... args) {
            StringWriter out = new StringWriter();
            StringWriter err = new StringWriter();
            String[] texts = new String[args.length];
            for (int i = 0; i < args.length; i++) {
                texts[i] = args[i].toString();
            }
            Console console = new Console(
                    new PrintWriter(out),
                    new PrintWriter(err),
                    new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                    terminal,
                    watched,
                    environment);
            int code = Plimsoll.run(texts, console);
            return new Run(code, out.toString(), err.toString());
        }
    }
}
