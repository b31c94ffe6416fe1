package org.plimsoll.engine.gate;

import java.util.HashMap;
import java.util.Map;

/** What the gate refuses. The names are stable: they appear in diagnostics, documentation and tests. */
public enum GateCode {
    FILE_TOO_LARGE,
    TOO_LONG,
    NESTING,
    GATE_TIME,
    CHARACTER,
    ESCAPE,
    QUOTES,
    UNTERMINATED,
    SYNTAX,
    PARSERS_DISAGREE,
    PACKAGE,
    IMPORT,
    IMPORT_STATIC,
    IMPORT_FUNCTION,
    IMPORT_ACCUMULATE,
    GLOBAL,
    FUNCTION,
    DECLARE,
    QUERY,
    UNIT,
    DIALECT,
    TEMPLATE,
    RULE_NAME,
    DUPLICATE_RULE,
    RULE_EXTENDS,
    SALIENCE,
    GROUP,
    TIMER,
    SCHEDULE,
    RULE_ATTRIBUTE,
    ANNOTATION,
    NO_CONDITION,
    NO_OUTCOME,
    UNKNOWN_FACT,
    MIXED_PHASES,
    WRONG_PHASE,
    TOO_MANY_PATTERNS,
    UNCONSTRAINED_PATTERN,
    OR_BETWEEN_PATTERNS,
    CONDITIONAL_ELEMENT,
    CONDITIONAL_CONSEQUENCE,
    EVAL,
    FROM,
    ENTRY_POINT,
    ACCUMULATE,
    AVERAGE,
    POSITIONAL,
    UNIFICATION,
    OOPATH,
    BINDING_EXPRESSION,
    HALF_CONSTRAINT,
    NOT_A_CONDITION,
    CONSTANT_CONDITION,
    LOGIC_BUDGET,
    REGEX,
    OPERATOR,
    VARIABLE_NAME,
    VARIABLE_SCOPE,
    TOO_MANY_VARIABLES,
    UNKNOWN_FIELD,
    UNKNOWN_NAME,
    UNKNOWN_FUNCTION,
    UNKNOWN_CODE,
    UNKNOWN_PARAMETER,
    UNKNOWN_FIGURE,
    NOT_A_DATE,
    LITERAL_NAME,
    ARGUMENTS,
    TYPE,
    INTERNAL,
    METHOD,
    REFLECTION,
    NUMBER_FORMAT,
    NUMBER_SIZE,
    WHOLE_NUMBERS,
    NUMBER_FIRST,
    CUT_OFF,
    UNARY_MINUS,
    REMAINDER,
    TERNARY,
    CAST,
    NULL_SAFE,
    LAMBDA,
    COLLECTION_LITERAL,
    INDEX,
    NULL,
    NEW_OBJECT,
    STATEMENT,
    LOOP,
    ASSIGNMENT,
    DECLARED_TYPE,
    CHANGES_FACT,
    ENGINE_ACCESS,
    TEXT_COMPARISON,
    NEGATION,
    LOST_BRACKETS,
    BRACES;

    private static final Map<String, String[]> SENTENCES = new HashMap<>();

    static {
        for (String line : Table.ROWS.lines().toList()) {
            String[] cells = line.split(" \\| ", -1);
            SENTENCES.put(cells[0].strip(), cells);
        }
    }

    /** What is refused, as a phrase. */
    public String refused() {
        return cell(1);
    }

    /** Why, as a sentence. */
    public String why() {
        return cell(2);
    }

    /** What to write instead, as a sentence. */
    public String instead() {
        return cell(3);
    }

    private String cell(int number) {
        String[] cells = SENTENCES.get(name());
        if (cells == null || cells.length != 4) {
            throw new IllegalStateException("No sentences for " + name());
        }
        return cells[number].strip();
    }
}
