package org.plimsoll.engine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.plimsoll.engine.RuleText.ParsedRule;
import org.plimsoll.engine.RuleTokens.Kind;
import org.plimsoll.engine.RuleTokens.Token;
import org.plimsoll.engine.Vocabulary.FactType;
import org.plimsoll.engine.Vocabulary.OutcomeType;
import org.plimsoll.engine.Vocabulary.Signature;

/**
 * Looks up every word of a rule that does not compile in the vocabulary, to say which one is wrong. It only explains
 * failures; it decides nothing.
 */
final class RuleWords {
    private static final Set<String> CONDITION_WORDS = Set.of(
            "contains",
            "memberOf",
            "not",
            "in",
            "matches",
            "null",
            "true",
            "false",
            "this",
            "new",
            "str",
            "soundslike",
            "excludes",
            "instanceof",
            "empty",
            "and",
            "or",
            "startsWith",
            "endsWith",
            "length");
    private static final Set<String> CONSEQUENCE_WORDS = Set.of(
            "if",
            "else",
            "null",
            "true",
            "false",
            "new",
            "return",
            "insert",
            "drools",
            "int",
            "long",
            "boolean",
            "var",
            "kcontext",
            "for",
            "while",
            "do",
            "switch",
            "case",
            "default",
            "break",
            "continue",
            "try",
            "catch",
            "finally",
            "throw",
            "this",
            "double",
            "float",
            "final",
            "instanceof",
            "modify",
            "update",
            "delete");

    private final RuleText text;
    private final ParsedRule rule;
    private final Vocabulary vocabulary = Vocabulary.STANDARD;
    private final List<Diagnostic> diagnostics = new ArrayList<>();
    private final Map<String, @Nullable FactType> bound = new HashMap<>();
    private final Set<String> locals = new HashSet<>();

    private RuleWords(RuleText text, ParsedRule rule) {
        this.text = text;
        this.rule = rule;
    }

    /** What is wrong with the words of a rule; empty when nothing is, or nothing that words tell. */
    static List<Diagnostic> check(RuleText text, ParsedRule rule) {
        RuleWords words = new RuleWords(text, rule);
        List<Token> tokens = RuleTokens.of(text.drl(), rule.start(), rule.end());
        int when = indexOf(tokens, "when", 0);
        int then = indexOf(tokens, "then", Math.max(when, 0));
        if (when >= 0 && then >= 0) {
            words.conditions(tokens.subList(when + 1, then));
            int end = tokens.get(tokens.size() - 1).is("end") ? tokens.size() - 1 : tokens.size();
            words.consequence(tokens.subList(then + 1, Math.max(then + 1, end)));
        }
        return words.diagnostics;
    }

    /** Fields that a rule reads and that need not be known. */
    static Set<String> nullableReads(RuleText text, ParsedRule rule) {
        Set<String> nullable = Vocabulary.STANDARD.facts().values().stream()
                .flatMap(fact -> fact.fields().values().stream())
                .filter(Vocabulary.Field::nullable)
                .map(Vocabulary.Field::name)
                .collect(Collectors.toSet());
        return RuleTokens.of(text.drl(), rule.start(), rule.end()).stream()
                .filter(token -> token.kind() == Kind.WORD && nullable.contains(token.text()))
                .map(Token::text)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static int indexOf(List<Token> tokens, String word, int from) {
        for (int i = from; i < tokens.size(); i++) {
            if (tokens.get(i).is(word) && tokens.get(i).kind() == Kind.WORD) {
                return i;
            }
        }
        return -1;
    }

    private void conditions(List<Token> tokens) {
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            if (token.kind() == Kind.WORD && at(tokens, i + 1, ":")) {
                bound.put(token.text(), null);
            } else if (token.kind() == Kind.WORD
                    && Character.isUpperCase(token.text().charAt(0))
                    && at(tokens, i + 1, "(")) {
                int close = closing(tokens, i + 1);
                pattern(tokens, i, close);
                i = close;
            }
        }
    }

    private void pattern(List<Token> tokens, int type, int close) {
        String name = tokens.get(type).text();
        FactType fact = vocabulary.facts().get(name);
        if (type >= 2 && at(tokens, type - 1, ":")) {
            bound.put(tokens.get(type - 2).text(), fact);
        }
        if (fact == null) {
            String message = vocabulary.outcomes().containsKey(name)
                    ? "`" + name + "` is an outcome; a condition can only be about a fact."
                    : "There is no fact `" + name + "`"
                            + Vocabulary.didYouMean(name, vocabulary.facts().keySet());
            report("UNKNOWN_FACT", message, tokens.get(type));
            return;
        }
        for (int i = type + 2; i < close; i++) {
            Token token = tokens.get(i);
            if (token.kind() != Kind.WORD || CONDITION_WORDS.contains(token.text())) {
                continue;
            }
            if (at(tokens, i + 1, ":")) {
                bound.put(token.text(), null);
            } else if (at(tokens, i - 1, ".")) {
                member(tokens, i);
            } else if (at(tokens, i + 1, "(")) {
                call(tokens, i, fact);
            } else if (token.text().startsWith("$")) {
                variable(token);
            } else if (Character.isLowerCase(token.text().charAt(0))
                    && !fact.fields().containsKey(token.text())
                    && !bound.containsKey(token.text())) {
                noField(token, fact);
            }
        }
    }

    private void consequence(List<Token> tokens) {
        openBrackets(tokens);
        for (int i = 0; i + 1 < tokens.size(); i++) {
            if (tokens.get(i).kind() == Kind.WORD && at(tokens, i + 1, "=") && !at(tokens, i - 1, ".")) {
                locals.add(tokens.get(i).text());
            }
        }
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            if (token.kind() != Kind.WORD || CONSEQUENCE_WORDS.contains(token.text())) {
                continue;
            }
            if (at(tokens, i - 1, ".")) {
                member(tokens, i);
            } else if (at(tokens, i - 1, "new")) {
                make(tokens, i);
            } else if (at(tokens, i + 1, "(")) {
                call(tokens, i, null);
            } else if (token.text().startsWith("$")) {
                variable(token);
            } else if (Character.isLowerCase(token.text().charAt(0)) && !locals.contains(token.text())) {
                Set<String> names = new TreeSet<>(locals);
                names.addAll(bound.keySet());
                report(
                        "UNKNOWN_NAME",
                        "`" + token.text() + "` is given no value in this rule"
                                + Vocabulary.didYouMean(token.text(), names),
                        token);
            }
        }
    }

    /** A bracket that the end of its statement leaves open. */
    private void openBrackets(List<Token> tokens) {
        List<Token> open = new ArrayList<>();
        for (Token token : tokens) {
            if (token.is("(")) {
                open.add(token);
            } else if (token.is(")") && open.isEmpty()) {
                report("SYNTAX_ERROR", "This bracket closes nothing; take it away.", token);
                return;
            } else if (token.is(")")) {
                open.remove(open.size() - 1);
            } else if (token.is(";") && !open.isEmpty()) {
                report("SYNTAX_ERROR", "This bracket is not closed before the end of the statement.", open.get(0));
                return;
            }
        }
    }

    /** The word after a dot: known when what stands before the dot is a fact the rule matched. */
    private void member(List<Token> tokens, int i) {
        boolean chained = at(tokens, i - 3, ".");
        FactType fact = i < 2 || chained ? null : bound.get(tokens.get(i - 2).text());
        String name = tokens.get(i).text();
        if (fact == null || fact.fields().containsKey(name)) {
            return;
        }
        List<Signature> lookups = fact.lookups().get(name);
        if (lookups == null) {
            noField(tokens.get(i), fact);
        } else if (at(tokens, i + 1, "(")) {
            arguments(tokens, i, lookups);
        }
    }

    private void noField(Token token, FactType fact) {
        Set<String> names = new TreeSet<>(fact.fields().keySet());
        names.addAll(fact.lookups().keySet());
        report(
                "UNKNOWN_FIELD",
                "There is no field `" + token.text() + "` on " + fact.name()
                        + Vocabulary.didYouMean(token.text(), names),
                token);
    }

    private void call(List<Token> tokens, int i, @Nullable FactType fact) {
        String name = tokens.get(i).text();
        if (fact != null && fact.fields().containsKey(name)) {
            return;
        }
        List<Signature> signatures = fact == null ? null : fact.lookups().get(name);
        if (signatures == null) {
            signatures = vocabulary.functions().get(name);
        }
        if (signatures == null) {
            Set<String> names = new TreeSet<>(vocabulary.functions().keySet());
            if (fact != null) {
                names.addAll(fact.lookups().keySet());
            }
            report(
                    "UNKNOWN_FUNCTION",
                    "There is no function `" + name + "`" + Vocabulary.didYouMean(name, names),
                    tokens.get(i));
        } else {
            arguments(tokens, i, signatures);
        }
    }

    private void make(List<Token> tokens, int i) {
        Token token = tokens.get(i);
        OutcomeType outcome = vocabulary.outcomes().get(token.text());
        if (outcome != null) {
            arguments(tokens, i, outcome.constructors());
        } else if (vocabulary.facts().containsKey(token.text())) {
            report("UNKNOWN_OUTCOME", "A rule cannot make a " + token.text() + "; it inserts outcomes.", token);
        } else if (!at(tokens, i + 1, ".")) {
            report(
                    "UNKNOWN_OUTCOME",
                    "There is no outcome `" + token.text() + "`"
                            + Vocabulary.didYouMean(
                                    token.text(), vocabulary.outcomes().keySet()),
                    token);
        }
    }

    private void arguments(List<Token> tokens, int i, List<Signature> signatures) {
        if (!at(tokens, i + 1, "(")) {
            return;
        }
        List<List<Token>> given = argumentsOf(tokens, i + 1);
        String written = signatures.stream().map(Signature::toString).collect(Collectors.joining(" or "));
        List<Signature> fitting = signatures.stream()
                .filter(signature -> signature.arguments().size() == given.size())
                .toList();
        if (fitting.isEmpty()) {
            report(
                    "WRONG_ARGUMENTS",
                    "`" + tokens.get(i).text() + "` is given " + given.size() + " arguments; it is written " + written
                            + ".",
                    tokens.get(i));
            return;
        }
        for (int argument = 0; argument < given.size(); argument++) {
            int at = argument;
            if (fitting.stream()
                    .noneMatch(signature ->
                            fits(given.get(at), signature.arguments().get(at).type()))) {
                Token literal = given.get(at).get(0);
                report(
                        "WRONG_ARGUMENTS",
                        "`" + literal.text() + "` cannot stand here in `"
                                + tokens.get(i).text() + "`, which is written " + written + ".",
                        literal);
                return;
            }
        }
    }

    /** Whether an argument can be of a type: only a literal is ever found not to be. */
    private static boolean fits(List<Token> argument, Class<?> type) {
        if (argument.size() != 1) {
            return true;
        }
        return switch (argument.get(0).kind()) {
            case TEXT -> type == String.class;
            case NUMBER -> type != String.class && !type.isRecord() && !type.isInterface();
            case WORD, SIGN -> true;
        };
    }

    private void variable(Token token) {
        if (!bound.containsKey(token.text()) && !locals.contains(token.text())) {
            report(
                    "UNKNOWN_NAME",
                    "Nothing is called `" + token.text() + "` in this rule's condition"
                            + Vocabulary.didYouMean(token.text(), bound.keySet()),
                    token);
        }
    }

    private void report(String code, String message, Token token) {
        int line = 1;
        int lineStart = 0;
        for (int i = 0; i < token.offset(); i++) {
            if (text.drl().charAt(i) == '\n') {
                line++;
                lineStart = i + 1;
            }
        }
        diagnostics.add(text.error(code, message, line, token.offset() - lineStart + 1, token.text(), rule.name()));
    }

    private static boolean at(List<Token> tokens, int i, String sign) {
        return i >= 0 && i < tokens.size() && tokens.get(i).is(sign);
    }

    private static int closing(List<Token> tokens, int open) {
        int depth = 0;
        for (int i = open; i < tokens.size(); i++) {
            if (tokens.get(i).is("(")) {
                depth++;
            } else if (tokens.get(i).is(")") && --depth == 0) {
                return i;
            }
        }
        return tokens.size();
    }

    private static List<List<Token>> argumentsOf(List<Token> tokens, int open) {
        int close = closing(tokens, open);
        List<List<Token>> arguments = new ArrayList<>();
        List<Token> argument = new ArrayList<>();
        int depth = 0;
        for (int i = open + 1; i < close; i++) {
            Token token = tokens.get(i);
            if (token.is(",") && depth == 0) {
                arguments.add(argument);
                argument = new ArrayList<>();
                continue;
            }
            if (token.is("(") || token.is("[")) {
                depth++;
            } else if (token.is(")") || token.is("]")) {
                depth--;
            }
            argument.add(token);
        }
        if (close > open + 1) {
            arguments.add(argument);
        }
        return arguments;
    }
}
