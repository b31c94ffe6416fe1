package org.plimsoll.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Splits rule text into tokens, leaving out comments, for saying where in it something is. */
final class RuleTokens {
    private static final Set<String> DOUBLE_SIGNS = Set.of("==", "!=", "<=", ">=", "&&", "||", "->");

    private RuleTokens() {}

    /** What a token is. */
    enum Kind {
        WORD,
        NUMBER,
        TEXT,
        SIGN
    }

    /**
     * A token.
     *
     * @param kind what it is
     * @param text as written, quotes included
     * @param offset of its first character in the file's text
     */
    record Token(Kind kind, String text, int offset) {
        boolean is(String sign) {
            return text.equals(sign);
        }

        int end() {
            return offset + text.length();
        }
    }

    /** The tokens between two offsets. */
    static List<Token> of(String text, int start, int end) {
        List<Token> tokens = new ArrayList<>();
        int at = start;
        while (at < end) {
            char c = text.charAt(at);
            int next = at + 1;
            if (Character.isWhitespace(c)) {
                at = next;
                continue;
            }
            if (text.startsWith("//", at) || (c == '#' && startsLine(text, at))) {
                at = endOfLine(text, at, end);
                continue;
            }
            if (text.startsWith("/*", at)) {
                int close = text.indexOf("*/", at + 2);
                at = close < 0 ? end : close + 2;
                continue;
            }
            Kind kind = Kind.SIGN;
            if (c == '"' || c == '\'') {
                kind = Kind.TEXT;
                next = endOfText(text, at, end);
            } else if (Character.isJavaIdentifierStart(c)) {
                kind = Kind.WORD;
                next = endOfWord(text, at, end);
            } else if (Character.isDigit(c)) {
                kind = Kind.NUMBER;
                next = endOfNumber(text, at, end);
            } else if (at + 1 < end && DOUBLE_SIGNS.contains(text.substring(at, at + 2))) {
                next = at + 2;
            }
            tokens.add(new Token(kind, text.substring(at, next), at));
            at = next;
        }
        return tokens;
    }

    private static boolean startsLine(String text, int at) {
        int before = at - 1;
        while (before >= 0 && (text.charAt(before) == ' ' || text.charAt(before) == '\t')) {
            before--;
        }
        return before < 0 || text.charAt(before) == '\n';
    }

    private static int endOfLine(String text, int at, int end) {
        int feed = text.indexOf('\n', at);
        return feed < 0 ? end : Math.min(end, feed);
    }

    private static int endOfText(String text, int at, int end) {
        char quote = text.charAt(at);
        int next = at + 1;
        while (next < end && text.charAt(next) != quote && text.charAt(next) != '\n') {
            next += text.charAt(next) == '\\' ? 2 : 1;
        }
        return Math.min(end, next + 1);
    }

    private static int endOfWord(String text, int at, int end) {
        int next = at;
        while (next < end && Character.isJavaIdentifierPart(text.charAt(next))) {
            next++;
        }
        return next;
    }

    private static int endOfNumber(String text, int at, int end) {
        int next = at;
        while (next < end
                && (Character.isLetterOrDigit(text.charAt(next))
                        || (text.charAt(next) == '.' && next + 1 < end && Character.isDigit(text.charAt(next + 1))))) {
            next++;
        }
        return next;
    }
}
