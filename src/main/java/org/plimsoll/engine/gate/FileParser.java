package org.plimsoll.engine.gate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.plimsoll.engine.Vocabulary;
import org.plimsoll.engine.gate.ParsedFile.ParsedRule;
import org.plimsoll.engine.gate.Token.Kind;

/** Reads a file: package, imports, dialect, rules. What else DRL allows is refused by name. */
final class FileParser {
    private static final Pattern PACKAGE_NAME = Pattern.compile("[a-z][a-z0-9_]{0,59}");
    private static final List<String> STATEMENTS = List.of("package", "import", "dialect", "rule");
    private static final Map<String, GateCode> REFUSED_STATEMENTS = Map.ofEntries(
            Map.entry("function", GateCode.FUNCTION),
            Map.entry("declare", GateCode.DECLARE),
            Map.entry("query", GateCode.QUERY),
            Map.entry("global", GateCode.GLOBAL),
            Map.entry("unit", GateCode.UNIT),
            Map.entry("template", GateCode.TEMPLATE),
            Map.entry("expander", GateCode.TEMPLATE),
            Map.entry("process", GateCode.TEMPLATE));

    private final Cursor cursor;
    private final Findings findings;
    private final List<String> imports = new ArrayList<>();
    private final List<ParsedRule> rules = new ArrayList<>();
    private final List<RuleSpan> spans;
    private int packageEnd;
    private boolean statesDialect;

    private FileParser(List<Token> tokens, Findings findings, List<RuleSpan> spans) {
        this.cursor = new Cursor(tokens);
        this.findings = findings;
        this.spans = spans;
    }

    /** Reads a file; rules that cannot be read are found fault with and left out, but named in {@code spans}. */
    static ParsedFile parse(List<Token> tokens, Findings findings, List<RuleSpan> spans) {
        return new FileParser(tokens, findings, spans).parse();
    }

    private ParsedFile parse() {
        String packageName = "";
        try {
            packageName = packageName();
        } catch (Refused refused) {
            findings.add(refused);
        }
        while (!cursor.peek().isEnd()) {
            int before = cursor.index();
            try {
                statement();
            } catch (Refused refused) {
                findings.add(refused);
                if (spans.isEmpty()) {
                    skipTo(token -> STATEMENTS.contains(token.text()));
                } else {
                    skipToStatement();
                }
            }
            findings.in(null);
            if (cursor.index() == before) {
                cursor.next();
            }
            if (rules.size() > Limits.RULES) {
                throw new Refused(
                        GateCode.FILE_TOO_LARGE,
                        cursor.peek().start(),
                        "The file has more than " + Limits.RULES + " rules.");
            }
        }
        return new ParsedFile(packageName, packageEnd, statesDialect, List.copyOf(imports), List.copyOf(rules));
    }

    private String packageName() {
        if (!cursor.accept("package")) {
            throw new Refused(GateCode.PACKAGE, cursor.peek().start(), "The file has no package.");
        }
        Token name = cursor.expectWord("The package's name");
        boolean isWord = PACKAGE_NAME.matcher(name.text()).matches();
        while (cursor.at(".") || cursor.at("-")) {
            isWord = false;
            cursor.next();
            if (!cursor.at(";")) {
                cursor.next();
            }
        }
        if (!isWord) {
            skipTo(token -> STATEMENTS.contains(token.text()) || token.is(";"));
            throw new Refused(GateCode.PACKAGE, name.start(), "The package is not a single lower-case word.");
        }
        cursor.accept(";");
        packageEnd = cursor.last().end();
        return name.text();
    }

    private void statement() {
        Token first = cursor.peek();
        if (first.is(";")) {
            cursor.next();
            return;
        }
        GateCode refused = REFUSED_STATEMENTS.get(first.text());
        if (first.is("import")) {
            new ImportReading(cursor, findings, imports).read();
        } else if (first.is("dialect")) {
            dialect();
        } else if (first.is("rule")) {
            rule();
        } else if (first.isWord() && refused != null) {
            skip(first.text());
            throw new Refused(refused, first.start(), "`" + first.text() + "` is not part of rule files.");
        } else if (new RuleHead(cursor, findings).attribute()) {
            return;
        } else {
            cursor.next();
            throw new Refused(
                    GateCode.SYNTAX,
                    first.start(),
                    first.shown() + " is not expected between rules" + Vocabulary.didYouMean(first.text(), STATEMENTS));
        }
    }

    private void dialect() {
        Token word = cursor.next();
        Token value = cursor.next();
        if (value.kind() != Kind.TEXT || !value.content().equals("mvel")) {
            findings.add(GateCode.DIALECT, word.start(), "The dialect " + value.shown() + " is not used here.");
        }
        cursor.accept(";");
        statesDialect |= spans.isEmpty();
    }

    private void rule() {
        int first = cursor.index();
        Token keyword = cursor.next();
        RuleHead head = new RuleHead(cursor, findings);
        String name = head.name();
        findings.in(name);
        int start = keyword.start();
        int span = spans.size();
        spans.add(new RuleSpan(name, findings.line(start), findings.line(start)));
        try {
            head.rest(keyword);
            List<Condition> conditions = new ConditionParser(cursor).conditions();
            cursor.expect("then", "after the condition");
            if (cursor.at("[")) {
                throw new Refused(
                        GateCode.CONDITIONAL_CONSEQUENCE, cursor.peek().start(), "The consequence has a name.");
            }
            List<Statement> statements = new StatementParser(cursor).statements();
            Token end = cursor.next();
            if (cursor.index() - first > Limits.RULE_TOKENS) {
                findings.add(
                        GateCode.TOO_LONG, start, "The rule has more than " + Limits.RULE_TOKENS + " words and signs.");
            }
            rules.add(new ParsedRule(name, start, end.end(), conditions, statements));
            spans.set(span, new RuleSpan(name, findings.line(start), findings.line(end.start())));
        } catch (Refused refused) {
            findings.add(refused);
            skipToStatement();
            spans.set(
                    span,
                    new RuleSpan(
                            name,
                            findings.line(start),
                            findings.line(cursor.last().start())));
        }
    }

    /** To the next rule, or to what looks like the end of this one. */
    private void skipToStatement() {
        while (!cursor.peek().isEnd() && !cursor.at("rule")) {
            Token token = cursor.next();
            Token following = cursor.peek();
            if (token.is("end")
                    && (STATEMENTS.contains(following.text()) || REFUSED_STATEMENTS.containsKey(following.text()))) {
                return;
            }
        }
    }

    private void skip(String statement) {
        if (statement.equals("declare") || statement.equals("query") || statement.equals("template")) {
            skipTo(token -> token.is("end"));
            cursor.accept("end");
        } else if (statement.equals("function")) {
            skipTo(token -> token.is("{"));
            int depth = 0;
            do {
                depth += cursor.at("{") ? 1 : cursor.at("}") ? -1 : 0;
                cursor.next();
            } while (depth > 0 && !cursor.peek().isEnd());
        } else {
            cursor.next();
            skipTo(token -> token.is(";") || STATEMENTS.contains(token.text()));
        }
    }

    private void skipTo(Predicate<Token> wanted) {
        while (!cursor.peek().isEnd() && !wanted.test(cursor.peek())) {
            cursor.next();
        }
    }
}
