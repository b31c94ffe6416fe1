package org.plimsoll.engine.gate;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.plimsoll.engine.gate.Token.Kind;

/**
 * Splits a file into tokens, and refuses whatever two readers could split differently: escapes, invisible characters,
 * other quotes. Comments become spaces.
 */
final class Scanner {
    private static final List<String> SYMBOLS = List.of(
            "&&", "||", "==", "!=", "<=", ">=", "->", "::", "!.", "?.", "++", "--", "+=", "-=", "*=", "/=", "%=", ":=",
            "<<", ">>", "**");
    private static final String SINGLE_SYMBOLS = "()[]{}<>=!+-*/%&|^~?:;,.@#";

    private final String source;
    private final StringBuilder blanked;
    private final List<Token> tokens = new ArrayList<>();
    private final Deque<Token> open = new ArrayDeque<>();
    private int at;

    private Scanner(String source) {
        this.source = source;
        this.blanked = new StringBuilder(source);
    }

    /**
     * A file split into tokens.
     *
     * @param tokens the tokens, the last of kind {@code END}
     * @param text the file with comments and carriage returns as spaces
     */
    record Scanned(List<Token> tokens, String text) {}

    /**
     * Splits a file.
     *
     * @throws Refused at the first thing that cannot be split
     */
    static Scanned scan(String source) {
        return new Scanner(source).scan();
    }

    private Scanned scan() {
        if (source.length() > Limits.CHARACTERS) {
            throw new Refused(
                    GateCode.FILE_TOO_LARGE, 0, "The file has more than " + Limits.CHARACTERS + " characters.");
        }
        characters();
        while (at < source.length()) {
            next();
            if (tokens.size() > Limits.TOKENS) {
                throw new Refused(
                        GateCode.FILE_TOO_LARGE, at, "The file has more than " + Limits.TOKENS + " words and signs.");
            }
        }
        if (!open.isEmpty()) {
            throw new Refused(
                    GateCode.UNTERMINATED,
                    open.getLast().start(),
                    "The bracket " + open.getLast().shown() + " is never closed.");
        }
        tokens.add(new Token(Kind.END, "", source.length()));
        return new Scanned(List.copyOf(tokens), blanked.toString());
    }

    private void characters() {
        int lineStart = 0;
        for (int i = 0; i < source.length(); i++) {
            char c = source.charAt(i);
            if (c == '\n') {
                lineStart = i + 1;
            } else if (c == '\r' && i + 1 < source.length() && source.charAt(i + 1) == '\n') {
                blanked.setCharAt(i, ' ');
            } else if (i == 0 && c == '\uFEFF') {
                blanked.setCharAt(i, ' ');
            } else if (!Visible.inComments(source, i)) {
                throw invisible(i);
            }
            if (i - lineStart >= Limits.LINE) {
                throw new Refused(
                        GateCode.FILE_TOO_LARGE, lineStart, "The line is longer than " + Limits.LINE + " characters.");
            }
        }
    }

    private Refused invisible(int offset) {
        return new Refused(
                GateCode.CHARACTER,
                offset,
                String.format(
                        "The character U+%04X cannot be seen, or is not a character.", (int) source.charAt(offset)));
    }

    private void next() {
        char c = source.charAt(at);
        if (c == ' ' || c == '\t' || c == '\n' || c == '\r' || (at == 0 && c == '\uFEFF')) {
            at++;
        } else if (source.startsWith("//", at)) {
            int end = source.indexOf('\n', at);
            blank(end < 0 ? source.length() : end);
        } else if (source.startsWith("/*", at)) {
            int end = source.indexOf("*/", at + 2);
            if (end < 0) {
                throw new Refused(GateCode.UNTERMINATED, at, "The comment is never closed.");
            }
            blank(end + 2);
        } else if (c == '"') {
            text();
        } else if (c == '\'') {
            throw new Refused(GateCode.QUOTES, at, "Single quotes are not used here.");
        } else if (c == '\\') {
            throw new Refused(GateCode.ESCAPE, at, "A backslash is not used here.");
        } else if (isWordStart(c)) {
            word();
        } else if (isDigit(c)
                || (c == '.' && at + 1 < source.length() && isDigit(source.charAt(at + 1)) && !afterWord())) {
            number();
        } else {
            symbol();
        }
    }

    /** Escapes are refused within comments as well: a Java compiler would translate them before it sees the comment. */
    private void blank(int end) {
        for (int i = at; i < end; i++) {
            if (source.charAt(i) == '\\' && i + 1 < end && source.charAt(i + 1) == 'u') {
                throw new Refused(GateCode.ESCAPE, i, "An escape can end a comment where no reader sees it.");
            }
            if (source.charAt(i) != '\n') {
                blanked.setCharAt(i, ' ');
            }
        }
        at = end;
    }

    private void text() {
        if (source.startsWith("\"\"\"", at)) {
            throw new Refused(GateCode.QUOTES, at, "Text blocks are not used here.");
        }
        int end = at + 1;
        while (end < source.length() && source.charAt(end) != '"' && source.charAt(end) != '\n') {
            if (source.charAt(end) == '\\') {
                if (end + 1 >= source.length() || source.charAt(end + 1) != '"') {
                    throw new Refused(GateCode.ESCAPE, end, "Only a quote may be escaped in a text.");
                }
                end++;
            } else if (!Visible.inTexts(source.charAt(end))) {
                throw invisible(end);
            }
            end++;
        }
        if (end >= source.length() || source.charAt(end) == '\n') {
            throw new Refused(GateCode.UNTERMINATED, at, "The text is not closed on its line.");
        }
        if (end - at > Limits.TEXT) {
            throw new Refused(GateCode.TOO_LONG, at, "The text is longer than " + Limits.TEXT + " characters.");
        }
        add(Kind.TEXT, end + 1);
    }

    private void word() {
        int end = at + 1;
        while (end < source.length() && (isWordStart(source.charAt(end)) || isDigit(source.charAt(end)))) {
            end++;
        }
        add(Kind.WORD, end);
    }

    private void number() {
        int end = at;
        boolean hexadecimal = source.startsWith("0x", at) || source.startsWith("0X", at);
        while (end < source.length()) {
            char c = source.charAt(end);
            boolean sign = (c == '+' || c == '-')
                    && !hexadecimal
                    && end > at
                    && Character.toLowerCase(source.charAt(end - 1)) == 'e';
            if (!isDigit(c) && !isWordStart(c) && c != '.' && !sign) {
                break;
            }
            end++;
        }
        add(Kind.NUMBER, end);
    }

    private void symbol() {
        char c = source.charAt(at);
        if (!Visible.inTexts(c)) {
            throw invisible(at);
        }
        if (c >= 128) {
            throw new Refused(GateCode.CHARACTER, at, "`" + c + "` is used in comments and texts only.");
        }
        for (String symbol : SYMBOLS) {
            if (source.startsWith(symbol, at)) {
                add(Kind.SYMBOL, at + 2);
                return;
            }
        }
        if (SINGLE_SYMBOLS.indexOf(c) < 0) {
            throw new Refused(GateCode.CHARACTER, at, "`" + c + "` is not used in rules.");
        }
        add(Kind.SYMBOL, at + 1);
        bracket(tokens.get(tokens.size() - 1));
    }

    private void bracket(Token token) {
        if (token.is("(") || token.is("[") || token.is("{")) {
            open.push(token);
            if (open.size() > Limits.BRACKETS) {
                throw new Refused(
                        GateCode.NESTING, token.start(), "There are more than " + Limits.BRACKETS + " open brackets.");
            }
        } else if (token.is(")") || token.is("]") || token.is("}")) {
            Token opened = open.poll();
            if (opened == null || "([{".indexOf(opened.text()) != ")]}".indexOf(token.text())) {
                throw new Refused(
                        GateCode.UNTERMINATED, token.start(), token.shown() + " closes a bracket that is not open.");
            }
        }
    }

    private boolean afterWord() {
        if (tokens.isEmpty()) {
            return false;
        }
        Token last = tokens.get(tokens.size() - 1);
        return last.end() == at && last.kind() != Kind.SYMBOL;
    }

    private void add(Kind kind, int end) {
        tokens.add(new Token(kind, source.substring(at, end), at));
        at = end;
    }

    private static boolean isWordStart(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '$';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
