package org.plimsoll.engine.sandbox;

import java.util.List;

/**
 * Something in a generated class that rules may not do.
 *
 * @param code why it is refused
 * @param className generated class, with dots; for logs, never for the author
 * @param method generated method; empty when the class as a whole is meant; for logs, never for the author
 * @param subject what was found: the member called, the type named, the instruction, the size
 * @param rules names of the rules that the class was generated from, sorted; empty when they cannot be told
 */
public record Violation(ViolationCode code, String className, String method, String subject, List<String> rules) {
    public Violation {
        rules = rules.stream().sorted().distinct().toList();
    }

    Violation of(List<String> names) {
        return new Violation(code, className, method, subject, names);
    }

    /** A sentence for the author of the rule, without a word of generated code, that says what to write instead. */
    public String message() {
        return switch (code) {
            case FORBIDDEN_CALL, FORBIDDEN_FIELD ->
                "A rule may not use " + subject
                        + "; it may read fields of facts, compute with decimals, use the vocabulary's functions and insert"
                        + " outcomes.";
            case CLASS_CONSTANT -> "A rule may not refer to " + subject + "; it may match facts and outcomes only.";
            case FORBIDDEN_BOOTSTRAP -> "A rule may not contain functions; use those of the vocabulary.";
            case FORBIDDEN_INSTRUCTION ->
                "A consequence may contain variables, arithmetic, if and else, and insertions of outcomes only.";
            case LOOP -> "A rule may not repeat statements; it already fires once for every fact that matches.";
            case EXCEPTION_HANDLER -> "A rule may not catch errors; test for a missing value in its condition instead.";
            case LOCK -> "A rule may not take locks.";
            case THROW -> "A rule may not throw errors; insert an outcome that says what is wrong.";
            case SWITCH -> "A rule may not branch with switch; write one rule for each value, or use if and else.";
            case INEXACT_NUMBER ->
                "A rule may not compute with binary fractions, which are not exact; write fractions with a B, as in"
                        + " 0.2B.";
            case IDENTITY_COMPARISON ->
                "A consequence cannot compare texts with == or !=; compare them in the condition, or with equals.";
            case ARRAY -> "A rule may not make arrays, or list so many values (" + subject + ").";
            case DECIMAL_LITERAL ->
                "A decimal must be written out as a literal of at most "
                        + AdmissionLimits.DECIMAL_LITERAL_LENGTH
                        + " characters, such as 0.05B ("
                        + subject
                        + ").";
            case TEXT ->
                "A text must have at most " + AdmissionLimits.TEXT_LENGTH
                        + " characters, and may be joined of texts, numbers, dates and facts only (" + subject + ").";
            case UNSUPPORTED_CONSTRUCT ->
                "Rule sets may not use this part of the rule language (" + subject
                        + "); write conditions on the fields of facts.";
            case STATIC_INITIALISER -> "A rule file may not run anything before its rules fire.";
            case OWN_DEFINITION -> "A rule file may not define anything of its own (" + subject + "), only rules.";
            case FORBIDDEN_PACKAGE -> "A rule set may not use the package " + subject + "; give it one of its own.";
            case TOO_LARGE -> "This is too large (" + subject + "); split it into smaller rules.";
            case MALFORMED_CLASS -> "The compiled rules are damaged; compile them again from their files.";
        };
    }
}
