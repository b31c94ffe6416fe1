package org.plimsoll.engine.gate;

import java.util.List;

/** A place among the tokens of a file. */
final class Cursor {
    private final List<Token> tokens;
    private int at;

    Cursor(List<Token> tokens) {
        this.tokens = tokens;
    }

    Token peek() {
        return peek(0);
    }

    Token peek(int ahead) {
        return tokens.get(Math.min(at + ahead, tokens.size() - 1));
    }

    /** The token before; the first when there is none. */
    Token last() {
        return tokens.get(Math.max(0, at - 1));
    }

    Token next() {
        Token token = peek();
        if (at < tokens.size() - 1) {
            at++;
        }
        return token;
    }

    boolean at(String text) {
        return peek().is(text);
    }

    boolean accept(String text) {
        if (at(text)) {
            next();
            return true;
        }
        return false;
    }

    Token expect(String text, String where) {
        if (!at(text)) {
            throw new Refused(
                    GateCode.SYNTAX,
                    peek().start(),
                    "`" + text + "` is expected " + where + ", not " + peek().shown() + ".");
        }
        return next();
    }

    Token expectWord(String what) {
        if (!peek().isWord()) {
            throw new Refused(GateCode.SYNTAX, peek().start(), what + " is expected here, not " + peek().shown() + ".");
        }
        return next();
    }

    int index() {
        return at;
    }
}
