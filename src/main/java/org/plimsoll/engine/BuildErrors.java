package org.plimsoll.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.plimsoll.engine.RuleModule.BuildError;
import org.plimsoll.engine.RuleText.ParsedRule;
import org.plimsoll.engine.RuleTokens.Kind;
import org.plimsoll.engine.RuleTokens.Token;

/** Says what Drools and the Java compiler found wrong with a rule, in its author's terms and at its place in the rule. */
final class BuildErrors {
    /** How a complaint reads, and what it means. The first group is the word to look for in the rule. */
    private record Meaning(Pattern complaint, String code, BiFunction<MatchResult, String, String> sentence) {
        Meaning(String complaint, String code, BiFunction<MatchResult, String, String> sentence) {
            this(Pattern.compile(complaint), code, sentence);
        }
    }

    private static final List<Meaning> MEANINGS = List.of(
            new Meaning(
                    "^(\\S+) cannot be resolved to a variable",
                    "UNKNOWN_NAME",
                    (at, word) -> "What is given to `" + word + "` in this rule is not understood."),
            new Meaning(
                    "^(\\S+) cannot be resolved or is not a field",
                    "UNKNOWN_FIELD",
                    (at, word) -> "There is no field `" + word + "`."),
            new Meaning(
                    "^(\\S+) cannot be resolved to a type",
                    "UNKNOWN_OUTCOME",
                    (at, word) -> "There is no outcome `" + word + "`."),
            new Meaning(
                    "Unable to find class:? '?([\\w.$]+)'?",
                    "UNKNOWN_FACT",
                    (at, word) -> "`" + word + "` is not a word of the vocabulary."),
            new Meaning(
                    "^The constructor (\\w+)\\((.*)\\) is undefined",
                    "WRONG_ARGUMENTS",
                    (at, word) -> "`" + word + "` cannot be made from (" + at.group(2) + "); it is written "
                            + Vocabulary.STANDARD.written(word) + "."),
            new Meaning(
                    "^The method (\\w+)\\((.*)\\) is undefined for the type",
                    "UNKNOWN_FUNCTION",
                    (at, word) -> "There is no function `" + word + "` of (" + at.group(2) + ")."),
            new Meaning(
                    "^The method (\\w+)\\(.*\\) in the type \\w+ is not applicable for the arguments \\((.*)\\)",
                    "WRONG_ARGUMENTS",
                    (at, word) -> "`" + word + "` cannot be worked out from (" + at.group(2) + "); it is written "
                            + Vocabulary.STANDARD.written(word) + "."),
            new Meaning(
                    "^Type mismatch: cannot convert from ()(\\S+) to (\\S+)",
                    "WRONG_TYPE",
                    (at, word) -> "A value of type " + at.group(2) + " stands where " + at.group(3) + " is expected."),
            new Meaning(
                    "^The operator ()(\\S+) is undefined for the argument type\\(s\\) (.*)",
                    "WRONG_TYPE",
                    (at, word) -> "`" + at.group(2) + "` cannot be applied to " + at.group(3) + "."),
            new Meaning(
                    "^Incompatible operand types ()(\\S+) and (\\S+)",
                    "WRONG_TYPE",
                    (at, word) -> "A value of type " + at.group(2) + " cannot be compared with one of type "
                            + at.group(3) + "."),
            new Meaning(
                    "^Duplicate local variable (\\w+)",
                    "DUPLICATE_NAME",
                    (at, word) -> "`" + word + "` is declared twice in this rule."),
            new Meaning(
                    "^The local variable (\\w+) may not have been initialized",
                    "UNKNOWN_NAME",
                    (at, word) -> "`" + word + "` has no value on every way through this rule."),
            new Meaning(
                    "(?s)Parse error\\. Found\\s+\"([^\"]*)\"",
                    "SYNTAX_ERROR",
                    (at, word) -> "`" + word + "` is not expected in this rule's consequence."),
            new Meaning(
                    "(?s)Unable to parse left part of expression: ()(.*)",
                    "CONDITION_NOT_UNDERSTOOD",
                    (at, word) -> "The condition `" + shortened(at.group(2)) + "` is not understood."),
            new Meaning(
                    "(?s)Unable to Analyse Expression ()(.*?):?\\s*$",
                    "CONDITION_NOT_UNDERSTOOD",
                    (at, word) -> "The condition `" + shortened(at.group(2)) + "` is not understood."),
            new Meaning(
                    "^()(Character .* is neither a decimal digit|For input string)",
                    "WRONG_TYPE",
                    (at, word) -> "A text is compared with a number in this rule."),
            new Meaning(
                    "(?s)Comparison operation requires compatible types\\. Found class ()([\\w.]+) and class ([\\w.]+)",
                    "WRONG_TYPE",
                    (at, word) -> "A value of type " + simple(at.group(2)) + " cannot be compared with one of type "
                            + simple(at.group(3)) + "."));
    private static final int LONGEST_QUOTE = 80;

    private BuildErrors() {}

    /** A rule's share in a build's errors. */
    static List<Diagnostic> of(RuleText text, ParsedRule rule, List<BuildError> errors, GeneratedCode code) {
        List<Diagnostic> diagnostics = new ArrayList<>();
        for (BuildError error : errors) {
            diagnostics.add(of(text, rule, error, code));
        }
        // A name without a value is often the consequence of another mistake on the line that gives it one.
        List<Diagnostic> causes = diagnostics.stream()
                .filter(diagnostic -> !diagnostic.code().equals("UNKNOWN_NAME"))
                .toList();
        if (!causes.isEmpty()) {
            return causes;
        }
        return diagnostics.stream().sorted().limit(1).toList();
    }

    private static Diagnostic of(RuleText text, ParsedRule rule, BuildError error, GeneratedCode code) {
        for (Meaning meaning : MEANINGS) {
            Matcher matcher = meaning.complaint.matcher(error.text());
            if (matcher.find()) {
                String word = simple(matcher.group(1));
                String found = matcher.groupCount() > 1 ? matcher.group(2) : word;
                Token token = place(text, rule, error, code, word.isEmpty() ? found : word);
                return at(text, rule, meaning.code, meaning.sentence.apply(matcher.toMatchResult(), word), token);
            }
        }
        return at(
                text,
                rule,
                "RULE_NOT_UNDERSTOOD",
                "This cannot be compiled: " + plain(error.text()),
                place(text, rule, error, code, ""));
    }

    private static Diagnostic at(RuleText text, ParsedRule rule, String code, String message, @Nullable Token token) {
        int offset = token == null ? rule.start() : token.offset();
        String before = text.drl().substring(0, offset);
        int line = 1 + (int) before.chars().filter(c -> c == '\n').count();
        int column = offset - before.lastIndexOf('\n');
        return text.error(code, message, line, column, token == null ? null : token.text(), rule.name());
    }

    /** The word in the rule: in the statement the Java compiler points at, or else anywhere. */
    private static @Nullable Token place(
            RuleText text, ParsedRule rule, BuildError error, GeneratedCode code, String word) {
        List<Token> tokens = RuleTokens.of(text.drl(), rule.start(), rule.end());
        int then = 0;
        while (then < tokens.size() && !tokens.get(then).is("then")) {
            then++;
        }
        boolean inConsequence = String.valueOf(error.path()).contains("LambdaConsequence");
        int statementLine = code.bodyLine(String.valueOf(error.path()), error.line());
        List<List<Token>> lines = generatedLines(tokens.subList(Math.min(tokens.size(), then + 1), tokens.size()));
        if (inConsequence && statementLine >= 0 && statementLine < lines.size()) {
            List<Token> statement = lines.get(statementLine);
            Token found = find(statement, word);
            return found == null ? statement.get(0) : found;
        }
        Token found = find(tokens, word);
        return found == null && inConsequence && then + 1 < tokens.size() ? tokens.get(then + 1) : found;
    }

    private static @Nullable Token find(List<Token> tokens, String word) {
        if (word.isBlank()) {
            return null;
        }
        List<Token> wanted = RuleTokens.of(word, 0, word.length());
        for (Token token : tokens) {
            if (!wanted.isEmpty() && token.text().equals(wanted.get(0).text())) {
                return token;
            }
        }
        // A number with letters in it is one token here and two to others.
        return tokens.stream()
                .filter(token -> token.kind() == Kind.NUMBER && token.text().endsWith(word))
                .findFirst()
                .orElse(null);
    }

    /** A consequence as Drools prints it, one list of tokens for each line. */
    private static List<List<Token>> generatedLines(List<Token> tokens) {
        List<List<Token>> lines = new ArrayList<>();
        List<Token> line = new ArrayList<>();
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            line.add(token);
            boolean elseFollows = i + 1 < tokens.size()
                    && tokens.get(i + 1).is("else")
                    && tokens.get(i + 1).kind() == Kind.WORD;
            if (token.is(";") || token.is("{") || (token.is("}") && !elseFollows)) {
                lines.add(line);
                line = new ArrayList<>();
            }
        }
        if (!line.isEmpty()) {
            lines.add(line);
        }
        return lines;
    }

    private static String simple(String name) {
        return name.substring(name.lastIndexOf('.') + 1);
    }

    /** One line, without names of generated classes. */
    private static String plain(String text) {
        return shortened(text.replaceAll("Lambda\\w+", "the rule").replaceAll("[\\w.]+\\.(\\w+)", "$1"));
    }

    private static String shortened(String text) {
        String line = text.strip().replaceAll("\\s+", " ");
        return line.length() <= LONGEST_QUOTE ? line : line.substring(0, LONGEST_QUOTE) + "...";
    }
}
