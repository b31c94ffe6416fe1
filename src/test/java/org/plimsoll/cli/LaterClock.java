package org.plimsoll.cli;

import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.security.ProtectionDomain;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** An agent that has the system's clock, as {@code java.time} reads it, run ten years late. */
final class LaterClock implements ClassFileTransformer {
    private static final long TEN_YEARS_SECONDS = 3_652L * 86_400;

    private LaterClock() {}

    public static void premain(String options, Instrumentation java) throws UnmodifiableClassException {
        java.addTransformer(new LaterClock(), true);
        java.retransformClasses(Clock.class);
    }

    @Override
    public byte @Nullable [] transform(
            @Nullable ClassLoader loader,
            String name,
            @Nullable Class<?> before,
            @Nullable ProtectionDomain domain,
            byte[] code) {
        if (!name.equals("java/time/Clock")) {
            return null;
        }
        ClassReader reader = new ClassReader(code);
        ClassWriter writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
        reader.accept(
                new ClassVisitor(Opcodes.ASM9, writer) {
                    @Override
                    public MethodVisitor visitMethod(
                            int access,
                            String method,
                            String descriptor,
                            @Nullable String signature,
                            String @Nullable [] exceptions) {
                        MethodVisitor same = super.visitMethod(access, method, descriptor, signature, exceptions);
                        return method.equals("currentInstant") ? later(same) : same;
                    }
                },
                0);
        return writer.toByteArray();
    }

    private static MethodVisitor later(MethodVisitor same) {
        return new MethodVisitor(Opcodes.ASM9, same) {
            @Override
            public void visitInsn(int opcode) {
                if (opcode == Opcodes.ARETURN) {
                    visitLdcInsn(TEN_YEARS_SECONDS);
                    visitMethodInsn(
                            Opcodes.INVOKEVIRTUAL, "java/time/Instant", "plusSeconds", "(J)Ljava/time/Instant;", false);
                }
                super.visitInsn(opcode);
            }
        };
    }
}
