package org.plimsoll.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A class has at most 400 lines, a method at most 60. */
class SizeLimitTest {
    private static final int MOST_LINES_OF_A_FILE = 400;
    private static final int MOST_LINES_OF_A_METHOD = 60;
    /** First line of a method body as the formatter leaves it: indented, a parameter list, an opening brace. */
    private static final Pattern METHOD_START = Pattern.compile("^( +)(?!\\*|//).*\\)(?: throws [\\w., ]+)? \\{$");

    private static final Pattern STATEMENT =
            Pattern.compile("^ *(?:\\}? ?(?:else )?(?:if|for|while|switch|try|catch|synchronized|do|return)\\b).*");

    @Test
    void sources_keepToTheLimits() throws IOException {
        List<String> tooLong = new ArrayList<>();
        for (Path source : sources()) {
            List<String> lines = Files.readAllLines(source);
            if (lines.size() > MOST_LINES_OF_A_FILE) {
                tooLong.add(source + " has " + lines.size() + " lines");
            }
            tooLong.addAll(longMethods(source.toString(), lines));
        }
        assertThat(tooLong).isEmpty();
    }

    @Test
    void method_ofSixtyOneLines_isFound() {
        List<String> lines = new ArrayList<>();
        lines.add("    void method() {");
        for (int i = 0; i < 59; i++) {
            lines.add("        call();");
        }
        lines.add("    }");
        assertThat(longMethods("A", lines))
                .as("61 lines with signature and brace")
                .hasSize(1);
        lines.remove(1);
        assertThat(longMethods("A", lines)).as("60 lines").isEmpty();
    }

    @Test
    void method_withParametersOnLinesOfTheirOwn_isMeasuredToItsOwnEnd() {
        List<String> lines = new ArrayList<>(List.of("    void method(", "            int a,", "            int b) {"));
        for (int i = 0; i < 57; i++) {
            lines.add("        call();");
        }
        lines.add("    }");
        lines.addAll(List.of("    void other() {", "        if (x) {", "            }", "        }", "    }"));
        assertThat(longMethods("A", lines)).containsExactly("A:1 has 61 lines");
        lines.remove(3);
        assertThat(longMethods("A", lines)).as("60 lines").isEmpty();
    }

    private static List<String> longMethods(String file, List<String> lines) {
        List<String> found = new ArrayList<>();
        for (int start = 0; start < lines.size(); start++) {
            var matcher = METHOD_START.matcher(lines.get(start));
            if (!matcher.matches() || STATEMENT.matcher(lines.get(start)).matches()) {
                continue;
            }
            int first = signatureStart(lines, start);
            if ((" " + lines.get(first)).contains(" record ")) {
                continue;
            }
            String close = indentOf(lines.get(first)) + "}";
            int end = start + 1;
            while (end < lines.size() && !lines.get(end).equals(close)) {
                end++;
            }
            if (end < lines.size() && end - first + 1 > MOST_LINES_OF_A_METHOD) {
                found.add(file + ":" + (first + 1) + " has " + (end - first + 1) + " lines");
            }
        }
        return found;
    }

    /** Where a signature starts whose parameters may take several lines, each indented deeper than the first. */
    private static int signatureStart(List<String> lines, int end) {
        String line = lines.get(end);
        boolean whole = line.chars().filter(c -> c == '(').count()
                == line.chars().filter(c -> c == ')').count();
        int first = end;
        while (!whole
                && first > 0
                && indentOf(lines.get(first)).length() >= indentOf(line).length()) {
            first--;
        }
        return first;
    }

    private static String indentOf(String line) {
        return line.substring(0, line.length() - line.stripLeading().length());
    }

    private static List<Path> sources() throws IOException {
        try (Stream<Path> walk = Files.walk(Path.of("src"))) {
            return walk.filter(path -> path.toString().endsWith(".java")).toList();
        }
    }
}
