package org.plimsoll.engine.gate;

import java.util.List;
import org.plimsoll.engine.Vocabulary;
import org.plimsoll.policy.Functions;

/** Reads an import and admits the vocabulary only. */
final class ImportReading {
    private static final String FUNCTIONS = Functions.class.getName();
    private static final String DECIMAL = "java.math.BigDecimal";

    private final Cursor cursor;
    private final Findings findings;
    private final List<String> imports;

    ImportReading(Cursor cursor, Findings findings, List<String> imports) {
        this.cursor = cursor;
        this.findings = findings;
        this.imports = imports;
    }

    void read() {
        Token keyword = cursor.next();
        boolean isFunction = cursor.at("function") || cursor.at("static");
        if (cursor.at("function")) {
            findings.add(GateCode.IMPORT_FUNCTION, keyword.start(), "`import function` is not used here.");
        } else if (cursor.at("accumulate") || cursor.at("acc")) {
            findings.add(GateCode.IMPORT_ACCUMULATE, keyword.start(), "`import accumulate` is not used here.");
        }
        boolean isAccumulate = cursor.at("accumulate") || cursor.at("acc");
        boolean isStatic = cursor.at("static");
        if (isFunction || isAccumulate) {
            cursor.next();
        }
        Token first = cursor.expectWord("A name");
        StringBuilder name = new StringBuilder(first.text());
        while (cursor.at(".")) {
            cursor.next();
            name.append('.').append(cursor.next().text());
        }
        if (isAccumulate && cursor.peek().isWord() && !cursor.at("rule") && !cursor.at("import")) {
            cursor.next();
        }
        cursor.accept(";");
        if (isStatic) {
            admitStatic(keyword, name.toString());
        } else if (!isFunction && !isAccumulate) {
            admit(keyword, name.toString());
        }
    }

    private void admitStatic(Token keyword, String name) {
        boolean isFunctionOfOurs = name.startsWith(FUNCTIONS + ".")
                && (name.endsWith(".*")
                        || Vocabulary.STANDARD.functions().containsKey(name.substring(FUNCTIONS.length() + 1)));
        if (isFunctionOfOurs) {
            imports.add("static " + name);
        } else {
            findings.add(
                    GateCode.IMPORT_STATIC,
                    keyword.start(),
                    "`import static " + name + "` is not part of the vocabulary.");
        }
    }

    private void admit(Token keyword, String name) {
        String ours = Vocabulary.PACKAGE + ".";
        String simple = name.startsWith(ours) ? name.substring(ours.length()) : "";
        if (simple.equals("*")
                || name.equals(DECIMAL)
                || Vocabulary.STANDARD.facts().containsKey(simple)
                || Vocabulary.STANDARD.outcomes().containsKey(simple)) {
            imports.add(name);
        } else {
            findings.add(GateCode.IMPORT, keyword.start(), "`import " + name + "` is not part of the vocabulary.");
        }
    }
}
