package org.plimsoll.engine.sandbox;

import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TypeInsnNode;

/**
 * Makes a constant of every {@code new BigDecimal("0.08")}: the rule compiler writes a decimal literal so, and its text would
 * be read again on every call.
 *
 * <p>A call whose target never changes, and no dynamic constant, although that would be the plainer instruction: when it
 * words the message of a {@link NullPointerException}, Java 17 forgets that a dynamic constant is on the stack, and reads
 * past the end of its own table. What it finds there is nonsense at best, and the end of the process at worst.
 */
final class DecimalLiterals extends MethodNode {
    private static final String DECIMAL = "java/math/BigDecimal";
    private static final Handle READ = new Handle(
            Opcodes.H_INVOKESTATIC,
            Type.getInternalName(RuleCalls.class),
            "literal",
            "(Ljava/lang/invoke/MethodHandles$Lookup;Ljava/lang/String;Ljava/lang/invoke/MethodType;Ljava/lang/String;)"
                    + "Ljava/lang/invoke/CallSite;",
            false);

    private final MethodVisitor next;

    DecimalLiterals(
            int access,
            String name,
            String descriptor,
            @Nullable String signature,
            String @Nullable [] exceptions,
            MethodVisitor next) {
        super(Opcodes.ASM9, access, name, descriptor, signature, exceptions);
        this.next = next;
    }

    @Override
    public void visitEnd() {
        for (AbstractInsnNode instruction : instructions.toArray()) {
            if (instruction instanceof TypeInsnNode begun) {
                foldLiteral(begun);
            }
        }
        accept(next);
    }

    private void foldLiteral(TypeInsnNode begun) {
        AbstractInsnNode duplicate = begun.getNext();
        if (begun.getOpcode() == Opcodes.NEW
                && begun.desc.equals(DECIMAL)
                && duplicate.getOpcode() == Opcodes.DUP
                && duplicate.getNext() instanceof LdcInsnNode text
                && text.cst instanceof String literal
                && text.getNext() instanceof MethodInsnNode constructor
                && constructor.getOpcode() == Opcodes.INVOKESPECIAL) {
            instructions.remove(begun);
            instructions.remove(duplicate);
            instructions.remove(constructor);
            instructions.set(text, new InvokeDynamicInsnNode("decimal", "()L" + DECIMAL + ";", READ, literal));
        }
    }
}
