package org.plimsoll.engine.sandbox;

import java.util.function.Consumer;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Writes a class as the rule compiler writes a consequence, with a body of the test's choice. */
final class GeneratedClass {
    static final String PACKAGE = "hostile";
    static final String NAME = "hostile/PAB/LambdaConsequence0123456789ABCDEF0123456789ABCDEF";
    static final String CLASS_NAME = NAME.replace('/', '.');

    private String name = NAME;
    private int access = Opcodes.ACC_PUBLIC | Opcodes.ACC_FINAL | Opcodes.ACC_SUPER | Opcodes.ACC_ENUM;
    private String superName = "java/lang/Enum";
    private String[] interfaces = {"org/drools/model/functions/Block2", "org/drools/model/functions/HashedExpression"};
    private Consumer<MethodVisitor> body = code -> {};
    private Consumer<MethodVisitor> initialiser = code -> {};
    private Consumer<ClassWriter> more = writer -> {};

    GeneratedClass named(String other) {
        name = other;
        return this;
    }

    GeneratedClass shaped(int flags, String superclass, String... implemented) {
        access = flags;
        superName = superclass;
        interfaces = implemented;
        return this;
    }

    /** The statements of the consequence; variable 1 is the engine, variable 2 a position. */
    GeneratedClass executing(Consumer<MethodVisitor> statements) {
        body = statements;
        return this;
    }

    GeneratedClass initialising(Consumer<MethodVisitor> statements) {
        initialiser = statements;
        return this;
    }

    GeneratedClass with(Consumer<ClassWriter> members) {
        more = members;
        return this;
    }

    byte[] bytes() {
        ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        writer.visit(Opcodes.V17, access, name, null, superName, interfaces);
        writer.visitField(
                        Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC | Opcodes.ACC_FINAL | Opcodes.ACC_ENUM,
                        "INSTANCE",
                        "L" + name + ";",
                        null,
                        null)
                .visitEnd();
        writer.visitField(
                        Opcodes.ACC_PRIVATE | Opcodes.ACC_STATIC | Opcodes.ACC_FINAL | Opcodes.ACC_SYNTHETIC,
                        "ENUM$VALUES",
                        "[L" + name + ";",
                        null,
                        null)
                .visitEnd();
        writeInitialiser(writer);
        writeConstructor(writer);
        writeConsequence(writer);
        more.accept(writer);
        writer.visitEnd();
        return writer.toByteArray();
    }

    private void writeInitialiser(ClassWriter writer) {
        MethodVisitor code = writer.visitMethod(Opcodes.ACC_STATIC, "<clinit>", "()V", null, null);
        code.visitCode();
        initialiser.accept(code);
        code.visitTypeInsn(Opcodes.NEW, name);
        code.visitInsn(Opcodes.DUP);
        code.visitLdcInsn("INSTANCE");
        code.visitInsn(Opcodes.ICONST_0);
        code.visitMethodInsn(Opcodes.INVOKESPECIAL, name, "<init>", "(Ljava/lang/String;I)V", false);
        code.visitFieldInsn(Opcodes.PUTSTATIC, name, "INSTANCE", "L" + name + ";");
        code.visitInsn(Opcodes.ICONST_1);
        code.visitTypeInsn(Opcodes.ANEWARRAY, name);
        code.visitInsn(Opcodes.DUP);
        code.visitInsn(Opcodes.ICONST_0);
        code.visitFieldInsn(Opcodes.GETSTATIC, name, "INSTANCE", "L" + name + ";");
        code.visitInsn(Opcodes.AASTORE);
        code.visitFieldInsn(Opcodes.PUTSTATIC, name, "ENUM$VALUES", "[L" + name + ";");
        end(code);
    }

    private void writeConstructor(ClassWriter writer) {
        MethodVisitor code = writer.visitMethod(Opcodes.ACC_PRIVATE, "<init>", "(Ljava/lang/String;I)V", null, null);
        code.visitCode();
        code.visitVarInsn(Opcodes.ALOAD, 0);
        code.visitVarInsn(Opcodes.ALOAD, 1);
        code.visitVarInsn(Opcodes.ILOAD, 2);
        code.visitMethodInsn(Opcodes.INVOKESPECIAL, "java/lang/Enum", "<init>", "(Ljava/lang/String;I)V", false);
        end(code);
    }

    private void writeConsequence(ClassWriter writer) {
        MethodVisitor code = writer.visitMethod(
                Opcodes.ACC_PUBLIC,
                "execute",
                "(Lorg/drools/model/Drools;Lorg/plimsoll/policy/Position;)V",
                null,
                null);
        code.visitCode();
        body.accept(code);
        end(code);
    }

    private static void end(MethodVisitor code) {
        code.visitInsn(Opcodes.RETURN);
        code.visitMaxs(0, 0);
        code.visitEnd();
    }
}
