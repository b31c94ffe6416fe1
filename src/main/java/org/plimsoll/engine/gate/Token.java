package org.plimsoll.engine.gate;

/**
 * A word, number, text or symbol of a rule file.
 *
 * @param kind which of these
 * @param text as written, quotes included
 * @param start offset of its first character
 */
record Token(Kind kind, String text, int start) {
    enum Kind {
        WORD,
        NUMBER,
        TEXT,
        SYMBOL,
        END
    }

    /** Offset after its last character. */
    int end() {
        return start + text.length();
    }

    boolean is(String other) {
        return kind != Kind.TEXT && text.equals(other);
    }

    boolean isWord() {
        return kind == Kind.WORD;
    }

    boolean isEnd() {
        return kind == Kind.END;
    }

    /** Content of a text, without its quotes and with its escaped quotes plain. */
    String content() {
        return text.substring(1, text.length() - 1).replace("\\\"", "\"");
    }

    /** As a message shows it. */
    String shown() {
        if (kind == Kind.END) {
            return "the end of the file";
        }
        return "`" + (text.length() > 40 ? text.substring(0, 40) + "..." : text) + "`";
    }
}
