package org.plimsoll.compare;

import java.util.ArrayList;
import java.util.List;

/**
 * Rule text as words, literals and signs, without comments and layout. Reads any text, also such as no compiler takes, and
 * leaves out nothing that could have a meaning: of what it does not know it keeps every character.
 */
final class DrlPieces {
    private static final String SEPARATORS = "()[]{},;:\"'";

    private final String text;
    private final List<Piece> pieces = new ArrayList<>();

    private DrlPieces(String text) {
        this.text = text;
    }

    /**
     * A word, a literal in its quotes, or a sign.
     *
     * @param text as written
     * @param offset of its first character
     * @param apart whether a blank or a comment stands before it
     */
    record Piece(String text, int offset, boolean apart) {
        boolean isQuoted() {
            return text.startsWith("\"") || text.startsWith("'");
        }

        int end() {
            return offset + text.length();
        }
    }

    static List<Piece> of(String text) {
        DrlPieces reader = new DrlPieces(text);
        reader.read();
        return reader.pieces;
    }

    /**
     * The pieces in one line. Blanks stand only where leaving them out could make one word or one sign of two, so that
     * texts that differ in layout alone are equal here.
     */
    static String joined(List<Piece> pieces) {
        StringBuilder line = new StringBuilder();
        for (Piece piece : pieces) {
            if (piece.apart()
                    && !line.isEmpty()
                    && kind(line.charAt(line.length() - 1)) == kind(piece.text().charAt(0))
                    && kind(piece.text().charAt(0)) != Kind.SEPARATOR) {
                line.append(' ');
            }
            line.append(piece.text());
        }
        return line.toString();
    }

    private enum Kind {
        WORD,
        SIGN,
        SEPARATOR
    }

    private static Kind kind(char c) {
        if (Character.isJavaIdentifierPart(c)) {
            return Kind.WORD;
        }
        return SEPARATORS.indexOf(c) >= 0 ? Kind.SEPARATOR : Kind.SIGN;
    }

    private void read() {
        int at = 0;
        boolean apart = false;
        while (at < text.length()) {
            int next = afterGap(at);
            if (next > at) {
                apart = true;
            } else {
                next = afterPiece(at);
                pieces.add(new Piece(text.substring(at, next), at, apart));
                apart = false;
            }
            at = next;
        }
    }

    private int afterGap(int at) {
        if (Character.isWhitespace(text.charAt(at))) {
            return at + 1;
        }
        if (text.startsWith("//", at)) {
            int feed = text.indexOf('\n', at);
            return feed < 0 ? text.length() : feed;
        }
        if (text.startsWith("/*", at)) {
            int close = text.indexOf("*/", at + 2);
            return close < 0 ? text.length() : close + 2;
        }
        return at;
    }

    private int afterPiece(int at) {
        char first = text.charAt(at);
        int next = at + 1;
        if (first == '"' || first == '\'') {
            while (next < text.length() && text.charAt(next) != first && text.charAt(next) != '\n') {
                next += text.charAt(next) == '\\' ? 2 : 1;
            }
            return Math.min(text.length(), next + 1);
        }
        if (Character.isJavaIdentifierPart(first)) {
            while (next < text.length() && Character.isJavaIdentifierPart(text.charAt(next))) {
                next++;
            }
        }
        return next;
    }
}
