package org.plimsoll.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.javaparser.JavaParser;
import com.github.javaparser.ParserConfiguration;
import com.github.javaparser.ast.CompilationUnit;
import com.github.javaparser.ast.body.CallableDeclaration;
import com.github.javaparser.ast.body.MethodDeclaration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A class has at most 400 lines without its imports, a method at most 60; a test's table of arguments is data. */
class SizeLimitTest {
    private static final int MOST_LINES_OF_A_CLASS = 400;
    private static final int MOST_LINES_OF_A_METHOD = 60;

    @Test
    void sources_keepToTheLimits() throws IOException {
        List<String> tooLong = new ArrayList<>();
        for (Path source : sources()) {
            String text = Files.readString(source);
            long lines =
                    text.lines().filter(line -> !line.startsWith("import ")).count();
            if (lines > MOST_LINES_OF_A_CLASS) {
                tooLong.add(source + " has " + lines + " lines");
            }
            tooLong.addAll(longMethods(source.toString(), text));
        }
        assertThat(tooLong).isEmpty();
    }

    @Test
    void method_ofSixtyOneLines_isFound_andOneOfSixty_isNot() {
        String body = "call();\n".repeat(59);
        assertThat(longMethods("A", "class A { void method() {\n" + body + "} }"))
                .hasSize(1);
        assertThat(longMethods("A", "class A { void method() {\n" + body.substring(8) + "} }"))
                .isEmpty();
    }

    private static List<String> longMethods(String file, String text) {
        ParserConfiguration configuration =
                new ParserConfiguration().setLanguageLevel(ParserConfiguration.LanguageLevel.JAVA_17);
        CompilationUnit unit = new JavaParser(configuration)
                .parse(text)
                .getResult()
                .orElseThrow(() -> new AssertionError(file + " cannot be parsed"));
        List<String> found = new ArrayList<>();
        for (CallableDeclaration<?> method : unit.findAll(CallableDeclaration.class)) {
            if (method instanceof MethodDeclaration table
                    && table.getTypeAsString().equals("Stream<Arguments>")) {
                continue;
            }
            int first = method.getName().getBegin().orElseThrow().line;
            int lines = method.getEnd().orElseThrow().line - first + 1;
            if (lines > MOST_LINES_OF_A_METHOD) {
                found.add(file + ":" + first + " has " + lines + " lines");
            }
        }
        return found;
    }

    private static List<Path> sources() throws IOException {
        try (Stream<Path> walk = Files.walk(Path.of("src"))) {
            return walk.filter(path -> path.toString().endsWith(".java")).toList();
        }
    }
}
