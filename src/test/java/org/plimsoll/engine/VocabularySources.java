package org.plimsoll.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.plimsoll.engine.Vocabulary.Argument;
import org.plimsoll.engine.Vocabulary.Signature;

/** The Javadoc of the vocabulary, read from its sources: comments are not in classes. */
final class VocabularySources {
    private static final Path ROOT = Path.of("src/main/java");
    private static final Pattern DOCUMENTED = Pattern.compile("(?s)/\\*\\*(.*?)\\*/([^{;]*)[{;]");
    private static final Pattern ANNOTATION = Pattern.compile("@\\w+(\\([^()]*\\))?");
    private static final Pattern TYPE = Pattern.compile("\\b(?:class|record|interface|enum)\\s+(\\w+)");
    private static final Pattern CALLABLE = Pattern.compile("(?s)(\\w+)\\s*\\(([^()]*)\\)");
    private static final Pattern LAID_OUT = Pattern.compile("(?s)<pre>\\n(.*?)\\s*</pre>");
    private static final Pattern PARAMETER = Pattern.compile("(?sm)^@param (\\w+) (.*?)(?=^@|\\z)");

    private final Map<Class<?>, Map<String, String>> byType = new HashMap<>();

    /** What a type is; empty when nothing says so. */
    String type(Class<?> type) {
        return comments(type).getOrDefault(type.getSimpleName(), "");
    }

    /** What a field is: of its own method, of the record's component, or of the interface it comes from. */
    String field(Class<?> type, String name) {
        return found(type, name + "()", "@" + name);
    }

    /** What an argument of a constructor is. */
    String argument(Class<?> type, String name) {
        return found(type, "@" + name);
    }

    /** What a function, a lookup or a further constructor does. */
    String callable(Class<?> type, Signature signature) {
        return found(
                type,
                signature.name()
                        + signature.arguments().stream()
                                .map(Argument::name)
                                .collect(Collectors.joining(",", "(", ")")));
    }

    private String found(Class<?> type, String... keys) {
        for (String key : keys) {
            String own = comments(type).getOrDefault(key, "");
            if (!own.isEmpty()) {
                return own;
            }
        }
        return Arrays.stream(type.getInterfaces())
                .map(parent -> found(parent, keys))
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElse("");
    }

    private Map<String, String> comments(Class<?> type) {
        return byType.computeIfAbsent(type, VocabularySources::read);
    }

    private static Map<String, String> read(Class<?> type) {
        Path source = ROOT.resolve(type.getName().replace('.', '/') + ".java");
        Map<String, String> comments = new HashMap<>();
        if (!Files.exists(source)) {
            return comments;
        }
        try {
            Matcher documented = DOCUMENTED.matcher(Files.readString(source));
            while (documented.find()) {
                String comment = documented.group(1).replaceAll("(?m)^\\s*\\* ?", "");
                read(comment, ANNOTATION.matcher(documented.group(2)).replaceAll(""), comments);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return comments;
    }

    private static void read(String comment, String declaration, Map<String, String> comments) {
        String description = comment.split("(?m)^\\s*@", 2)[0];
        Matcher type = TYPE.matcher(declaration);
        Matcher callable = CALLABLE.matcher(declaration);
        if (type.find()) {
            comments.put(type.group(1), paragraphs(description));
            Matcher parameter = PARAMETER.matcher(comment);
            while (parameter.find()) {
                comments.put("@" + parameter.group(1), sentence(plain(parameter.group(2))));
            }
        } else if (callable.find()) {
            List<String> names = Arrays.stream(callable.group(2).split(","))
                    .map(argument -> argument.strip().replaceAll("(?s).*\\s", ""))
                    .toList();
            comments.putIfAbsent(callable.group(1) + "(" + String.join(",", names) + ")", plain(description));
        }
    }

    /** Tags begin in lower case and have no full stop; on the page they stand beside sentences. */
    private static String sentence(String phrase) {
        return phrase.isEmpty()
                ? phrase
                : Character.toUpperCase(phrase.charAt(0)) + phrase.substring(1) + (phrase.endsWith(".") ? "" : ".");
    }

    /** A comment as text of a page, in which what is laid out by hand stands apart, line by line. */
    private static String paragraphs(String comment) {
        StringBuilder text = new StringBuilder();
        Matcher block = LAID_OUT.matcher(comment);
        int end = 0;
        while (block.find()) {
            text.append(plain(comment.substring(end, block.start())))
                    .append("\n\n")
                    .append(block.group(1).indent(4))
                    .append('\n');
            end = block.end();
        }
        return text.append(plain(comment.substring(end))).toString();
    }

    /** A comment as a sentence of a page. A line may end anywhere in it, within a tag as well. */
    private static String plain(String comment) {
        return comment.replaceAll("\\s+", " ")
                .replaceAll("\\{@link #?([\\w.]+)(?:\\([^)]*\\))?\\}", "`$1`")
                .replaceAll("\\{@link ([\\w.]+)#(\\w+)(?:\\([^)]*\\))?\\}", "`$1.$2`")
                .replaceAll("\\{@code ([^}]*)\\}", "`$1`")
                .replaceAll(" ?</?p> ?", " ")
                .replace("|", "\\|")
                .strip();
    }
}
