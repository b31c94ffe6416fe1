package org.plimsoll.engine.advice;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The examples of {@code docs/findings.md}. */
public final class FindingsDocument {
    private static final Pattern BLOCK = Pattern.compile("(?s)```(drl|yaml|case|text)\n(.*?)```");

    private FindingsDocument() {}

    /**
     * An example.
     *
     * @param code code it is of
     * @param rules rules: the wrong ones, and the right ones when there are
     * @param manifest what the manifest has besides; empty when nothing
     * @param cases cases; empty when it needs none
     * @param printed the finding
     */
    public record Example(String code, List<String> rules, String manifest, String cases, String printed) {
        @Override
        public String toString() {
            return code;
        }
    }

    public static List<Example> examples() {
        List<Example> examples = new ArrayList<>();
        try {
            for (String section : Files.readString(Path.of("docs/findings.md")).split("\n## ", -1)) {
                if (section.startsWith("`")) {
                    examples.add(example(section));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return examples;
    }

    private static Example example(String section) {
        List<String> rules = new ArrayList<>();
        String manifest = "";
        String cases = "";
        String printed = "";
        Matcher blocks = BLOCK.matcher(section);
        while (blocks.find()) {
            switch (blocks.group(1)) {
                case "drl" -> rules.add(blocks.group(2));
                case "yaml" -> manifest = blocks.group(2);
                case "case" -> cases = blocks.group(2);
                default -> printed = blocks.group(2).strip();
            }
        }
        return new Example(section.substring(1, section.indexOf('`', 1)), rules, manifest, cases, printed);
    }
}
