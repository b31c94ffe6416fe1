package org.plimsoll.engine.sandbox;

/** Why a generated class may not be loaded. Codes are stable: diagnostics carry them. */
public enum ViolationCode {
    /** Calls or constructs something that is not on the list. */
    FORBIDDEN_CALL,
    /** Reads or writes a field that is not on the list. */
    FORBIDDEN_FIELD,
    /** Names a class as a value, where generated code has no need to. */
    CLASS_CONSTANT,
    /** Links a call through anything but the two bootstrap methods of the compiler. */
    FORBIDDEN_BOOTSTRAP,
    /** Repeats something. */
    LOOP,
    /** Catches an error, and could so swallow the one that stops it. */
    EXCEPTION_HANDLER,
    /** Takes a lock. */
    LOCK,
    /** Throws an error of its own. */
    THROW,
    /** Branches over many values. */
    SWITCH,
    /** Computes in binary floating point. */
    INEXACT_NUMBER,
    /** Compares objects by identity, which {@code ==} does in a consequence. */
    IDENTITY_COMPARISON,
    /** Makes an array that is too large, or that generated code has no need of. */
    ARRAY,
    /** Uses another instruction that generated code does not use. */
    FORBIDDEN_INSTRUCTION,
    /** Makes a decimal from something other than a literal of ordinary size. */
    DECIMAL_LITERAL,
    /** Has a text literal that is too long, or joins texts in a way that generated code does not. */
    TEXT,
    /** Uses a part of the rule language that rule sets may not use. */
    UNSUPPORTED_CONSTRUCT,
    /** Does something before any rule fires. */
    STATIC_INITIALISER,
    /** Declares, or uses, a class, field or method that is none of those generated for rules. */
    OWN_DEFINITION,
    /** Has a name outside the rule set's package, or a package that no rule set may use. */
    FORBIDDEN_PACKAGE,
    /** Is too large: one method, or the rule set as a whole. */
    TOO_LARGE,
    /** Is not a class file. */
    MALFORMED_CLASS
}
