package org.plimsoll.engine.gate;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Changes rule files as someone would who looks for a place where two readers differ. */
final class Mutation {
    private static final Pattern TOKEN = Pattern.compile(
            "\"(?:[^\"\\\\\n]|\\\\.)*\"|//[^\n]*|/\\*.*?\\*/|[A-Za-z_$][\\w$]*|[0-9.]+|\\s+|.", Pattern.DOTALL);

    /** What means something to one of the readers on the way: Drools, MVEL, Java, the converter, a terminal. */
    private static final List<String> NASTY = List.of(
            "\\u0022",
            "\\u000a",
            "\\u002a\\u002f",
            "\\\"",
            "\\",
            "\"",
            "'",
            "\"\"\"",
            "`",
            "/*",
            "*/",
            "//",
            "#",
            "/**/",
            "\u0000",
            "\u200b",
            "\u202e",
            "\u2066",
            "\ufeff",
            "\u2028",
            "\u0085",
            "\u00a0",
            "\r",
            "\f",
            "\ud83d",
            "\ud83d\ude00",
            "\u3164",
            "\u034f",
            "\uff1b",
            "end",
            "rule",
            "when",
            "then",
            "query q() Position() end",
            "function void f() { }",
            "declare X end",
            "declare enum E A; end",
            "global java.util.List l;",
            "import java.lang.Runtime;",
            "import static java.lang.System.*;",
            "import function java.lang.System.exit;",
            "eval(true)",
            "eval(Runtime.getRuntime().exec(\"x\") != null)",
            "from $p",
            "matches \"(a+)+\"",
            "this",
            "drools.halt();",
            "kcontext",
            "System.exit(1);",
            "java.lang.Runtime.getRuntime();",
            "new Object()",
            "new Object() { }",
            "$p.getClass()",
            "$p.class",
            "modify($p) { }",
            "update($p);",
            "insertLogical($p);",
            "while (true) { }",
            "for (;;) { }",
            "if (true) { }",
            "else",
            "do[x]",
            "or",
            "and",
            "not",
            "exists",
            "forall(",
            "accumulate(",
            "not in",
            "in ()",
            "(",
            ")",
            "[",
            "]",
            "{",
            "}",
            ";",
            ",",
            ":",
            ":=",
            "::",
            "->",
            "!.",
            "?",
            "=",
            "==",
            "!",
            "-",
            "- -",
            "--",
            "%",
            "**",
            "<<",
            "^",
            "~",
            "@Watch(*)",
            "@",
            "salience 1",
            "no-loop",
            "timer(int: 1s)",
            "extends \"x\"",
            "dialect \"java\"",
            "dialect \"mvel\"",
            "unit X",
            "010",
            "0x10",
            "1e999999999",
            "1E999999999B",
            "1L",
            "1.5f",
            "5I",
            "0.1",
            "99999999999999999999999999999999999",
            "null",
            "true",
            "(int)",
            "(String) x",
            "@{1+1}",
            "${x}",
            "<xml/>",
            "%s");

    private Mutation() {}

    static List<String> tokens(String text) {
        List<String> tokens = new ArrayList<>();
        Matcher matcher = TOKEN.matcher(text);
        while (matcher.find()) {
            tokens.add(matcher.group());
        }
        return tokens;
    }

    /** A file with one to six changes. */
    static String of(String text, String other, Random random) {
        List<String> tokens = tokens(text);
        List<String> others = tokens(other);
        for (int left = 1 + random.nextInt(6); left > 0 && !tokens.isEmpty(); left--) {
            change(tokens, others, random);
        }
        String changed = String.join("", tokens);
        if (random.nextInt(20) == 0) {
            changed = changed.substring(0, random.nextInt(changed.length() + 1));
        }
        if (random.nextInt(10) == 0) {
            int at = random.nextInt(changed.length() + 1);
            changed = changed.substring(0, at) + nasty(random) + changed.substring(at);
        }
        if (random.nextInt(20) == 0) {
            changed = changed.replace("\n", random.nextBoolean() ? "\r\n" : "\r");
        }
        return changed;
    }

    private static String nasty(Random random) {
        return NASTY.get(random.nextInt(NASTY.size()));
    }

    private static void change(List<String> tokens, List<String> others, Random random) {
        int at = random.nextInt(tokens.size());
        switch (random.nextInt(8)) {
            case 0 -> tokens.remove(at);
            case 1 -> tokens.add(at, tokens.get(random.nextInt(tokens.size())));
            case 2 -> tokens.set(at, tokens.get(random.nextInt(tokens.size())));
            case 3 -> tokens.add(at, " " + nasty(random) + " ");
            case 4 -> tokens.set(at, nasty(random));
            case 5 -> tokens.set(at, tokens.set(random.nextInt(tokens.size()), tokens.get(at)));
            case 6 -> {
                int from = random.nextInt(others.size());
                tokens.addAll(at, others.subList(from, Math.min(others.size(), from + 1 + random.nextInt(30))));
            }
            default -> tokens.set(at, tokens.get(at).repeat(2 + random.nextInt(3)));
        }
    }
}
