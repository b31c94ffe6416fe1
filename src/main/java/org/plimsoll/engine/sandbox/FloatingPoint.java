package org.plimsoll.engine.sandbox;

import org.objectweb.asm.Opcodes;

/** Which instructions compute in binary fractions. */
final class FloatingPoint {
    private FloatingPoint() {}

    /** Whether an instruction works on {@code float} or {@code double}. */
    static boolean isUsedBy(int opcode) {
        return switch (opcode) {
            case Opcodes.FCONST_0,
                    Opcodes.FCONST_1,
                    Opcodes.FCONST_2,
                    Opcodes.DCONST_0,
                    Opcodes.DCONST_1,
                    Opcodes.FLOAD,
                    Opcodes.DLOAD,
                    Opcodes.FALOAD,
                    Opcodes.DALOAD,
                    Opcodes.FSTORE,
                    Opcodes.DSTORE,
                    Opcodes.FASTORE,
                    Opcodes.DASTORE,
                    Opcodes.FADD,
                    Opcodes.DADD,
                    Opcodes.FSUB,
                    Opcodes.DSUB,
                    Opcodes.FMUL,
                    Opcodes.DMUL,
                    Opcodes.FDIV,
                    Opcodes.DDIV,
                    Opcodes.FREM,
                    Opcodes.DREM,
                    Opcodes.FNEG,
                    Opcodes.DNEG,
                    Opcodes.I2F,
                    Opcodes.I2D,
                    Opcodes.L2F,
                    Opcodes.L2D,
                    Opcodes.F2I,
                    Opcodes.F2L,
                    Opcodes.F2D,
                    Opcodes.D2I,
                    Opcodes.D2L,
                    Opcodes.D2F,
                    Opcodes.FCMPL,
                    Opcodes.FCMPG,
                    Opcodes.DCMPL,
                    Opcodes.DCMPG,
                    Opcodes.FRETURN,
                    Opcodes.DRETURN -> true;
            default -> false;
        };
    }
}
