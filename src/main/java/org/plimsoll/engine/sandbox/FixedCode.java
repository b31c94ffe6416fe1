package org.plimsoll.engine.sandbox;

import java.util.Map;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Compares the members that every generated enum has, its static initialiser among them, with the only code they may
 * have. The code is written down instruction by instruction, in the order of a class file, as text.
 */
final class FixedCode extends MethodVisitor {
    private static final Map<String, String> EXPECTED = Map.of(
            "<clinit>()V",
            "new Self dup ldc\\(INSTANCE\\) 3 183 Self\\.<init>\\(Ljava/lang/String;I\\)V 179 Self\\.INSTANCE 4 189 Self dup"
                    + " 3 178 Self\\.INSTANCE 83 179 Self\\.ENUM\\$VALUES 177 ",
            "<init>(Ljava/lang/String;I)V",
            "25 0 25 1 21 2 183 java/lang/Enum\\.<init>\\(Ljava/lang/String;I\\)V 177 ",
            "values()[LSelf;",
            "178 Self\\.ENUM\\$VALUES dup 58 0 3 25 0 190 dup 54 1 189 Self dup 58 2 3 21 1 184"
                    + " java/lang/System\\.arraycopy\\(Ljava/lang/Object;ILjava/lang/Object;II\\)V 25 2 176 ",
            "valueOf(Ljava/lang/String;)LSelf;",
            "ldc\\(LSelf;\\) 25 0 184 java/lang/Enum\\.valueOf\\(Ljava/lang/Class;Ljava/lang/String;\\)Ljava/lang/Enum;"
                    + " 192 Self 176 ",
            "getExpressionHash()Ljava/lang/String;",
            "ldc\\([0-9A-F]{32}\\) 176 ");

    private final String owner;
    private final String method;
    private final BiConsumer<ViolationCode, String> report;
    private final StringBuilder code = new StringBuilder();

    FixedCode(String owner, String method, BiConsumer<ViolationCode, String> report) {
        super(Opcodes.ASM9);
        this.owner = owner;
        this.method = withoutName(method);
        this.report = report;
    }

    private String withoutName(String text) {
        return text.replace(owner, "Self");
    }

    /** Whether a method, by name and descriptor, is one that every generated enum has. */
    static boolean isOf(String owner, String method) {
        return EXPECTED.containsKey(method.replace(owner, "Self"));
    }

    @Override
    public void visitInsn(int opcode) {
        code.append(opcode == Opcodes.DUP ? "dup" : opcode).append(' ');
    }

    @Override
    public void visitIntInsn(int opcode, int operand) {
        code.append(opcode).append(' ').append(operand).append(' ');
    }

    @Override
    public void visitVarInsn(int opcode, int variable) {
        visitIntInsn(opcode, variable);
    }

    @Override
    public void visitTypeInsn(int opcode, String type) {
        code.append(opcode == Opcodes.NEW ? "new" : opcode)
                .append(' ')
                .append(withoutName(type))
                .append(' ');
    }

    @Override
    public void visitFieldInsn(int opcode, String target, String name, String descriptor) {
        code.append(opcode)
                .append(' ')
                .append(withoutName(target))
                .append('.')
                .append(name)
                .append(' ');
    }

    @Override
    public void visitMethodInsn(int opcode, String target, String name, String descriptor, boolean ofInterface) {
        code.append(opcode)
                .append(' ')
                .append(withoutName(target))
                .append('.')
                .append(name)
                .append(withoutName(descriptor))
                .append(' ');
    }

    @Override
    public void visitLdcInsn(Object value) {
        code.append("ldc(").append(withoutName(value.toString())).append(") ");
    }

    @Override
    public void visitInvokeDynamicInsn(String name, String descriptor, Handle bootstrap, Object... arguments) {
        code.append("dynamic ");
    }

    @Override
    public void visitJumpInsn(int opcode, Label label) {
        code.append("jump ");
    }

    @Override
    public void visitIincInsn(int variable, int increment) {
        code.append("increment ");
    }

    @Override
    public void visitTableSwitchInsn(int least, int most, Label otherwise, Label... labels) {
        code.append("switch ");
    }

    @Override
    public void visitLookupSwitchInsn(Label otherwise, int[] keys, Label[] labels) {
        code.append("switch ");
    }

    @Override
    public void visitMultiANewArrayInsn(String descriptor, int dimensions) {
        code.append("arrays ");
    }

    @Override
    public void visitTryCatchBlock(Label start, Label end, Label handler, @Nullable String type) {
        code.append("catch ");
    }

    @Override
    public void visitEnd() {
        if (!Pattern.matches(EXPECTED.getOrDefault(method, ""), code)) {
            report.accept(
                    method.startsWith("<clinit>") ? ViolationCode.STATIC_INITIALISER : ViolationCode.OWN_DEFINITION,
                    "something that runs by itself");
        }
    }
}
