package org.plimsoll.compare;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.plimsoll.compare.DrlPieces.Piece;

/**
 * The rules of a DRL file by name, found by their first and last words alone: {@code rule "name" ... end}. Nothing is
 * compiled or run, so that a file that was refused can be read as well.
 *
 * @param head what stands outside of rules, without comments and layout: package, imports, dialect
 * @param rules the rules in order
 */
record DrlRules(String head, List<Rule> rules) {
    private static final Set<String> OPENING = Set.of("rule", "query");

    /**
     * A rule.
     *
     * @param body all of it but its name, without comments and layout
     * @param text as written
     */
    record Rule(String name, String file, int line, String body, String text) {}

    static DrlRules read(String file, byte[] content) {
        String text = new String(content, StandardCharsets.UTF_8)
                .replaceFirst("^\uFEFF", "")
                .replace("\r\n", "\n")
                .replace('\r', '\n');
        List<Piece> pieces = DrlPieces.of(text);
        List<Piece> head = new ArrayList<>();
        List<Rule> rules = new ArrayList<>();
        int at = 0;
        int line = 1;
        int counted = 0;
        while (at < pieces.size()) {
            if (opens(pieces, at)) {
                int start = pieces.get(at).offset();
                line += lineFeeds(text, counted, start);
                counted = start;
                int end = end(pieces, at + 2);
                rules.add(rule(file, line, text, pieces.subList(at, end)));
                at = end;
            } else {
                head.add(pieces.get(at));
                at++;
            }
        }
        return new DrlRules(DrlPieces.joined(head), List.copyOf(rules));
    }

    private static boolean opens(List<Piece> pieces, int at) {
        return OPENING.contains(pieces.get(at).text()) && at + 1 < pieces.size();
    }

    /** Index after the rule's {@code end}, or where the next rule begins if it has none. */
    private static int end(List<Piece> pieces, int from) {
        for (int at = from; at < pieces.size(); at++) {
            Piece piece = pieces.get(at);
            if (piece.text().equals("end") && !pieces.get(at - 1).text().equals(".")) {
                return at + 1;
            }
            if (opens(pieces, at) && pieces.get(at + 1).isQuoted()) {
                return at;
            }
        }
        return pieces.size();
    }

    private static int lineFeeds(String text, int from, int to) {
        int feeds = 0;
        for (int at = from; at < to; at++) {
            feeds += text.charAt(at) == '\n' ? 1 : 0;
        }
        return feeds;
    }

    private static Rule rule(String file, int line, String text, List<Piece> pieces) {
        Piece name = pieces.get(1);
        int start = pieces.get(0).offset();
        String unquoted = name.isQuoted() && name.text().length() > 1
                ? name.text().substring(1, name.text().length() - 1)
                : name.text();
        String body = pieces.get(0).text() + " " + DrlPieces.joined(pieces.subList(2, pieces.size()));
        String written = text.substring(start, pieces.get(pieces.size() - 1).end());
        return new Rule(unquoted, file, line, body, written);
    }
}
