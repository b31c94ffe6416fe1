package org.plimsoll.engine.sandbox;

import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.ClassNode;

/**
 * Weaves into admitted rule code what keeps it within its budget. Every condition, extractor and consequence first pays
 * for the calls that it makes, once, since it cannot repeat any; every decimal that a call returns and every text that is
 * joined is checked for its length, so that each call is short; every fact that passes a condition, every joined text and
 * every insertion is counted, since the engine and the outcomes keep them. A class that only reads a field of its fact is
 * left as it is: an engine reads each field of a fact once for every index, of which there are few.
 */
final class BudgetWeaver extends ClassVisitor {
    private static final String RULE_CALLS = Type.getInternalName(RuleCalls.class);
    private static final String DROOLS = "Lorg/drools/model/Drools;";
    private static final String DECIMAL = "Ljava/math/BigDecimal;";
    private static final String TEXT = "Ljava/lang/String;";

    private BudgetWeaver(ClassVisitor next) {
        super(Opcodes.ASM9, next);
    }

    /** The class to load in place of an admitted one. */
    static byte[] weave(byte[] admitted) {
        ClassReader reader = new ClassReader(admitted);
        CallCounter counter = new CallCounter();
        reader.accept(counter, ClassReader.SKIP_FRAMES | ClassReader.SKIP_DEBUG);
        if (counter.calls == 0) {
            return admitted;
        }
        ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        ClassNode rule = new ClassNode();
        reader.accept(rule, 0);
        if (FieldReaders.isOne(rule)) {
            return admitted;
        }
        DecimalLiterals.fold(rule);
        rule.accept(new BudgetWeaver(writer).paying(counter.calls));
        return writer.toByteArray();
    }

    private int steps;

    private BudgetWeaver paying(int calls) {
        steps = calls;
        return this;
    }

    @Override
    public MethodVisitor visitMethod(
            int access, String name, String descriptor, @Nullable String signature, String @Nullable [] exceptions) {
        MethodVisitor next = super.visitMethod(access, name, descriptor, signature, exceptions);
        if (!isAuthored(access, name)) {
            return next;
        }
        // What a condition on several facts lets through has been counted beforehand.
        boolean ofOneFact = name.equals("test") && Type.getArgumentTypes(descriptor).length == 1;
        boolean inserts = descriptor.startsWith("(" + DROOLS);
        return new WovenMethod(next, steps, ofOneFact, inserts);
    }

    static boolean isAuthored(int access, String name) {
        boolean functional = name.equals("test") || name.equals("apply") || name.equals("execute");
        return functional && (access & (Opcodes.ACC_BRIDGE | Opcodes.ACC_ABSTRACT)) == 0;
    }

    /** Counts the calls of the one authored method of a class, and one for itself. */
    private static final class CallCounter extends ClassVisitor {
        private boolean ofRule;
        private int calls;

        CallCounter() {
            super(Opcodes.ASM9);
        }

        @Override
        public void visit(
                int version,
                int access,
                String name,
                @Nullable String signature,
                @Nullable String superName,
                String @Nullable [] interfaces) {
            ofRule = (access & Opcodes.ACC_ENUM) != 0;
        }

        @Override
        public @Nullable MethodVisitor visitMethod(
                int access,
                String name,
                String descriptor,
                @Nullable String signature,
                String @Nullable [] exceptions) {
            if (!ofRule || !isAuthored(access, name)) {
                return null;
            }
            calls++;
            return new MethodVisitor(Opcodes.ASM9) {
                @Override
                public void visitMethodInsn(int opcode, String owner, String called, String of, boolean ofInterface) {
                    calls++;
                }

                @Override
                public void visitInvokeDynamicInsn(String called, String of, Handle bootstrap, Object... arguments) {
                    calls++;
                }
            };
        }
    }

    private static final class WovenMethod extends MethodVisitor {
        private final int steps;
        private final boolean ofOneFact;
        private final boolean inserts;

        /**
         * A method to be woven.
         *
         * @param ofOneFact whether it is a condition on one fact
         * @param inserts whether its first argument is where it inserts
         */
        WovenMethod(MethodVisitor next, int steps, boolean ofOneFact, boolean inserts) {
            super(Opcodes.ASM9, next);
            this.steps = steps;
            this.ofOneFact = ofOneFact;
            this.inserts = inserts;
        }

        @Override
        public void visitCode() {
            super.visitCode();
            if (inserts) {
                super.visitVarInsn(Opcodes.ALOAD, 1);
            }
            if (steps <= Byte.MAX_VALUE) {
                super.visitIntInsn(Opcodes.BIPUSH, steps);
            } else {
                super.visitIntInsn(Opcodes.SIPUSH, steps);
            }
            call("tick", inserts ? "(" + DROOLS + "I)V" : "(I)V");
        }

        @Override
        public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean ofInterface) {
            if (owner.equals("org/drools/model/Drools") && name.equals("insert")) {
                call("insert", "(" + DROOLS + "Ljava/lang/Object;)V");
            } else if (owner.equals("java/lang/String") && name.equals("valueOf")) {
                call("text", "(Ljava/lang/Object;)Ljava/lang/String;");
            } else {
                super.visitMethodInsn(opcode, owner, name, descriptor, ofInterface);
                if (Type.getReturnType(descriptor).getDescriptor().equals(DECIMAL)) {
                    call("bounded", "(" + DECIMAL + ")" + DECIMAL);
                }
            }
        }

        @Override
        public void visitInvokeDynamicInsn(String name, String descriptor, Handle bootstrap, Object... arguments) {
            super.visitInvokeDynamicInsn(name, descriptor, bootstrap, arguments);
            if (inserts) {
                super.visitVarInsn(Opcodes.ALOAD, 1);
                call("joined", "(" + TEXT + DROOLS + ")" + TEXT);
            } else {
                call("joined", "(" + TEXT + ")" + TEXT);
            }
        }

        @Override
        public void visitInsn(int opcode) {
            if (opcode == Opcodes.IRETURN && ofOneFact) {
                call("matched", "(Z)Z");
            }
            super.visitInsn(opcode);
        }

        private void call(String name, String descriptor) {
            super.visitMethodInsn(Opcodes.INVOKESTATIC, RULE_CALLS, name, descriptor, false);
        }
    }
}
