package org.plimsoll.engine.advice;

/** What advice is about. Each is described with an example in {@code docs/findings.md}. */
public enum AdviceCode {
    /** Two rules that hold for the same fact give the same single-valued outcome. */
    OVERLAP,
    /** Rules that are alike but for one field leave values of it uncovered. */
    GAP,
    /** A rule that has no effect, because another always decides. */
    SHADOWED,
    /** A rule that holds for no fact. */
    NEVER_MATCHES,
    /** Two rules, or two conditions of one rule, that say the same. */
    DUPLICATE_CONDITION,
    /** A rate that looks like a percentage. */
    RATE_AS_PERCENTAGE,
    /** Margin that is a rate and not an amount. */
    RATE_AS_AMOUNT,
    /** Two rules that can require actions which cannot both be meant. */
    CONTRADICTORY_ACTIONS,
    /** A parameter of the manifest that no rule reads. */
    PARAMETER_UNUSED,
    /** A rule that no case fires. */
    RULE_NOT_FIRED,
    /** A code that rules name and no case submits. */
    CODE_NOT_EXERCISED,
    /** A field that rules read and every case leaves absent. */
    FIELD_NOT_EXERCISED,
    /** Not everything could be looked at. */
    ADVICE_INCOMPLETE
}
