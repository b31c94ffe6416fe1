package org.plimsoll.engine.gate;

import java.util.Map;
import java.util.Set;

/** Says by name what stands where the language has no place for it. */
final class Unexpected {
    private static final Map<String, GateCode> CODES = Map.ofEntries(
            Map.entry("->", GateCode.LAMBDA),
            Map.entry("::", GateCode.LAMBDA),
            Map.entry("?", GateCode.TERNARY),
            Map.entry("!.", GateCode.NULL_SAFE),
            Map.entry("?.", GateCode.NULL_SAFE),
            Map.entry("#", GateCode.CAST),
            Map.entry("instanceof", GateCode.CAST),
            Map.entry("[", GateCode.COLLECTION_LITERAL),
            Map.entry("{", GateCode.COLLECTION_LITERAL),
            Map.entry("%", GateCode.REMAINDER),
            Map.entry("%=", GateCode.REMAINDER),
            Map.entry("=", GateCode.ASSIGNMENT),
            Map.entry("+=", GateCode.ASSIGNMENT),
            Map.entry("-=", GateCode.ASSIGNMENT),
            Map.entry("*=", GateCode.ASSIGNMENT),
            Map.entry("/=", GateCode.ASSIGNMENT),
            Map.entry("++", GateCode.ASSIGNMENT),
            Map.entry("--", GateCode.ASSIGNMENT),
            Map.entry(":=", GateCode.UNIFICATION),
            Map.entry(":", GateCode.BINDING_EXPRESSION),
            Map.entry("/", GateCode.OOPATH),
            Map.entry("matches", GateCode.REGEX),
            Map.entry("**", GateCode.OPERATOR),
            Map.entry("&", GateCode.OPERATOR),
            Map.entry("|", GateCode.OPERATOR),
            Map.entry("^", GateCode.OPERATOR),
            Map.entry("~", GateCode.OPERATOR),
            Map.entry("+", GateCode.OPERATOR),
            Map.entry("<<", GateCode.OPERATOR),
            Map.entry(">>", GateCode.OPERATOR),
            Map.entry("@", GateCode.ANNOTATION),
            Map.entry("switch", GateCode.STATEMENT),
            Map.entry("class", GateCode.REFLECTION),
            Map.entry("from", GateCode.FROM));

    /** Operators of DRL and MVEL that are written as words. */
    private static final Set<String> OPERATOR_WORDS = Set.of(
            "contains",
            "excludes",
            "memberOf",
            "soundslike",
            "str",
            "strsim",
            "startsWith",
            "endsWith",
            "after",
            "before",
            "coincides",
            "during",
            "finishedby",
            "finishes",
            "includes",
            "meets",
            "metby",
            "overlappedby",
            "overlaps",
            "startedby",
            "starts",
            "is",
            "isdef",
            "convertable_to",
            "convertible_to",
            "proto",
            "in",
            "not",
            "matches",
            "instanceof",
            "from",
            "and",
            "or");

    /** Words that Java, DRL or MVEL give a meaning, and that no name may be. */
    private static final Set<String> RESERVED = Set.of(
            "abstract",
            "assert",
            "boolean",
            "break",
            "byte",
            "case",
            "catch",
            "char",
            "class",
            "const",
            "continue",
            "default",
            "do",
            "double",
            "else",
            "end",
            "enum",
            "extends",
            "final",
            "finally",
            "float",
            "for",
            "foreach",
            "goto",
            "if",
            "implements",
            "import",
            "int",
            "interface",
            "long",
            "native",
            "package",
            "private",
            "protected",
            "public",
            "return",
            "rule",
            "short",
            "static",
            "strictfp",
            "super",
            "switch",
            "synchronized",
            "then",
            "throw",
            "throws",
            "transient",
            "try",
            "until",
            "void",
            "volatile",
            "when",
            "while",
            "with",
            "modify",
            "empty",
            "nil",
            "untyped",
            "var",
            "record",
            "yield",
            "sealed",
            "permits",
            "def",
            "function",
            "_this");

    private Unexpected() {}

    static Refused at(Cursor cursor) {
        Token token = cursor.peek();
        GateCode code = CODES.get(token.text());
        if (token.kind() == Token.Kind.TEXT || token.kind() == Token.Kind.NUMBER) {
            code = null;
        }
        if (code == null && token.is("not") && cursor.peek(1).is("matches")) {
            code = GateCode.REGEX;
        }
        if (code == null && token.isWord() && OPERATOR_WORDS.contains(token.text())) {
            code = GateCode.OPERATOR;
        }
        return new Refused(
                code == null ? GateCode.SYNTAX : code, token.start(), token.shown() + " is not expected here.");
    }

    static boolean isOperatorWord(Token token) {
        return OPERATOR_WORDS.contains(token.text());
    }

    static boolean isReserved(String name) {
        return RESERVED.contains(name) || OPERATOR_WORDS.contains(name);
    }

    static void mustNotBeReserved(Token token) {
        if (RESERVED.contains(token.text()) || OPERATOR_WORDS.contains(token.text())) {
            GateCode code = CODES.get(token.text());
            throw new Refused(
                    code == null ? GateCode.SYNTAX : code, token.start(), token.shown() + " is not expected here.");
        }
    }
}
