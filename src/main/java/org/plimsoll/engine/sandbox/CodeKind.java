package org.plimsoll.engine.sandbox;

import java.util.Set;
import java.util.TreeSet;
import org.objectweb.asm.Opcodes;

/** The kinds of method in generated classes, each with what its code may do. */
enum CodeKind {
    /** What an author wrote: a condition, an extracted field, a consequence. */
    AUTHORED(ruleCalls(), AllowedMembers.RULE_FIELDS),

    /** The bridge from a generic signature to the method above: casts and calls it. */
    BRIDGE(Set.of(), Set.of()),

    /** The text of a condition and the names of its rules. */
    DESCRIPTION(AllowedMembers.DESCRIPTION_CALLS, Set.of()),

    /** The members that every enum has, or a method without any call; compared with the only code they may have. */
    FIXED(Set.of(), Set.of()),

    /** The description of a rule, or of the list of rules: straight-line code that runs once. */
    MODEL(AllowedMembers.MODEL_CALLS, AllowedMembers.MODEL_FIELDS),

    /** A switch over names of fields. */
    METADATA(AllowedMembers.METADATA_CALLS, Set.of()),

    /** A switch over names of packages, and the settings of the engine. */
    PROJECT(AllowedMembers.PROJECT_CALLS, AllowedMembers.PROJECT_FIELDS);

    private final Set<String> calls;
    private final Set<String> fields;

    CodeKind(Set<String> calls, Set<String> fields) {
        this.calls = calls;
        this.fields = fields;
    }

    private static Set<String> ruleCalls() {
        Set<String> calls = new TreeSet<>(AllowedMembers.RULE_CALLS);
        calls.addAll(VocabularyMembers.CALLS);
        return Set.copyOf(calls);
    }

    /** Whether a member outside the rule set's classes may be called; {@code owner.name + descriptor}. */
    boolean allowsCall(String member) {
        return calls.contains(member);
    }

    /** Whether an object of a class outside the rule set's classes may be made. */
    boolean constructs(String type) {
        return calls.stream().anyMatch(call -> call.startsWith(type + ".<init>("));
    }

    /** Whether a static field outside the rule set's classes may be read; {@code owner.name}. */
    boolean allowsField(String member) {
        return fields.contains(member);
    }

    /** Whether code may branch, forwards. */
    boolean branches() {
        return this == AUTHORED || isLookup();
    }

    /** Whether code may switch, and throw when nothing matches. */
    boolean isLookup() {
        return this == METADATA || this == PROJECT;
    }

    /** Whether a text may be joined from parts. */
    boolean joinsTexts() {
        return this == AUTHORED || isLookup();
    }

    /** Whether an instruction without operand may be used. */
    boolean allowsInstruction(int opcode) {
        boolean everywhere = opcode == Opcodes.ACONST_NULL
                || (opcode >= Opcodes.ICONST_M1 && opcode <= Opcodes.LCONST_1)
                || opcode == Opcodes.POP
                || opcode == Opcodes.POP2
                || opcode == Opcodes.DUP
                || opcode == Opcodes.AASTORE
                || opcode == Opcodes.IRETURN
                || opcode == Opcodes.ARETURN
                || opcode == Opcodes.RETURN;
        return everywhere
                || switch (this) {
                    case AUTHORED -> isWholeNumberArithmetic(opcode);
                    case METADATA, PROJECT -> opcode == Opcodes.ATHROW;
                    case BRIDGE, DESCRIPTION, FIXED, MODEL -> false;
                };
    }

    private static boolean isWholeNumberArithmetic(int opcode) {
        return switch (opcode) {
            case Opcodes.IADD,
                    Opcodes.LADD,
                    Opcodes.ISUB,
                    Opcodes.LSUB,
                    Opcodes.IMUL,
                    Opcodes.LMUL,
                    Opcodes.IDIV,
                    Opcodes.LDIV,
                    Opcodes.IREM,
                    Opcodes.LREM,
                    Opcodes.INEG,
                    Opcodes.LNEG,
                    Opcodes.I2L,
                    Opcodes.LCMP -> true;
            default -> false;
        };
    }
}
