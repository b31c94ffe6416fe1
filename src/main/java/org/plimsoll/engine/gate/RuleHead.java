package org.plimsoll.engine.gate;

import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.plimsoll.engine.gate.Token.Kind;

/** Reads what stands between {@code rule} and {@code when}: name, annotations, attributes. */
final class RuleHead {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9 ,.()%<>=/:_-]+");
    private static final Set<String> ANNOTATIONS = Set.of("source", "code", "note");
    private static final Map<String, GateCode> ATTRIBUTES = Map.ofEntries(
            Map.entry("salience", GateCode.SALIENCE),
            Map.entry("agenda-group", GateCode.GROUP),
            Map.entry("activation-group", GateCode.GROUP),
            Map.entry("ruleflow-group", GateCode.GROUP),
            Map.entry("auto-focus", GateCode.GROUP),
            Map.entry("lock-on-active", GateCode.GROUP),
            Map.entry("timer", GateCode.TIMER),
            Map.entry("duration", GateCode.TIMER),
            Map.entry("calendars", GateCode.SCHEDULE),
            Map.entry("date-effective", GateCode.SCHEDULE),
            Map.entry("date-expires", GateCode.SCHEDULE),
            Map.entry("no-loop", GateCode.RULE_ATTRIBUTE),
            Map.entry("enabled", GateCode.RULE_ATTRIBUTE),
            Map.entry("refract", GateCode.RULE_ATTRIBUTE),
            Map.entry("direct", GateCode.RULE_ATTRIBUTE),
            Map.entry("attributes", GateCode.RULE_ATTRIBUTE));

    private final Cursor cursor;
    private final Findings findings;

    RuleHead(Cursor cursor, Findings findings) {
        this.cursor = cursor;
        this.findings = findings;
    }

    /** The rule's name, which stands in quotes. */
    String name() {
        Token token = cursor.next();
        if (token.kind() != Kind.TEXT) {
            throw new Refused(GateCode.RULE_NAME, token.start(), "The name of the rule is not a text in quotes.");
        }
        String name = token.content();
        if (!NAME.matcher(name).matches() || name.isBlank() || name.length() > Limits.RULE_NAME) {
            findings.add(
                    GateCode.RULE_NAME,
                    token.start(),
                    "The name of the rule is empty, too long, or has other characters than letters, digits and"
                            + " `,.()%<>=/:_-`.");
            return name.replaceAll("[^A-Za-z0-9 ,.()%<>=/:_-]", "?");
        }
        return name;
    }

    /** Everything up to and including {@code when}. */
    void rest(Token keyword) {
        while (!cursor.accept("when")) {
            Token token = cursor.peek();
            if (token.is("then") || token.isEnd()) {
                throw new Refused(GateCode.NO_CONDITION, keyword.start(), "The rule has no condition.");
            } else if (token.is("extends")) {
                throw new Refused(GateCode.RULE_EXTENDS, token.start(), "`extends` is not used here.");
            } else if (token.is("@")) {
                annotation();
            } else if (token.is(",") || token.is(":")) {
                cursor.next();
            } else if (!attribute()) {
                throw new Refused(
                        GateCode.SYNTAX,
                        token.start(),
                        token.shown() + " is not expected between the rule's name and `when`.");
            }
        }
        cursor.accept(":");
    }

    /** Refuses an attribute and steps over its value; false when there is none. */
    boolean attribute() {
        Token first = cursor.peek();
        String name = first.text();
        boolean isHyphenated = cursor.peek(1).is("-") && cursor.peek(2).isWord();
        if (isHyphenated) {
            name = name + "-" + cursor.peek(2).text();
            if (name.equals("lock-on") && cursor.peek(3).is("-")) {
                name = name + "-" + cursor.peek(4).text();
            }
        }
        if (first.is("dialect")) {
            dialect(first);
            return true;
        }
        GateCode code = ATTRIBUTES.get(name);
        if (!first.isWord() || code == null) {
            return false;
        }
        for (int words = name.split("-", -1).length * 2 - 1; words > 0; words--) {
            cursor.next();
        }
        findings.add(code, first.start(), "The attribute `" + name + "` is not used here.");
        value();
        return true;
    }

    private void dialect(Token first) {
        cursor.next();
        Token value = cursor.next();
        if (value.kind() != Kind.TEXT || !value.content().equals("mvel")) {
            findings.add(GateCode.DIALECT, first.start(), "The dialect " + value.shown() + " is not used here.");
        }
    }

    private void value() {
        if (cursor.at("(")) {
            brackets();
            return;
        }
        cursor.accept("-");
        boolean isValue = cursor.peek().kind() == Kind.TEXT
                || cursor.peek().kind() == Kind.NUMBER
                || cursor.at("true")
                || cursor.at("false");
        while (isValue) {
            cursor.next();
            isValue = cursor.at(",") && cursor.peek(1).kind() == Kind.TEXT;
            if (isValue) {
                cursor.next();
            }
        }
        cursor.accept(";");
    }

    private void annotation() {
        Token at = cursor.next();
        Token name = cursor.expectWord("The annotation's name");
        boolean isText = cursor.at("(")
                && cursor.peek(1).kind() == Kind.TEXT
                && cursor.peek(2).is(")");
        if (!ANNOTATIONS.contains(name.text()) || !isText) {
            findings.add(
                    GateCode.ANNOTATION, at.start(), "`@" + name.text() + "` is not used here, or not in this form.");
        }
        while (cursor.accept(".")) {
            cursor.next();
        }
        if (cursor.at("(")) {
            brackets();
        }
    }

    private void brackets() {
        int depth = 0;
        do {
            depth += cursor.at("(") ? 1 : cursor.at(")") ? -1 : 0;
            cursor.next();
        } while (depth > 0 && !cursor.peek().isEnd());
    }
}
