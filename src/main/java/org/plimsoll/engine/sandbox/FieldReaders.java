package org.plimsoll.engine.sandbox;

import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/** Tells the classes that do nothing but read a field of a fact, which the rule compiler makes for what may be indexed. */
final class FieldReaders {
    private FieldReaders() {}

    /** Whether the one authored method of a class gives what a getter of its argument gives, boxed or not. */
    static boolean isOne(ClassNode rule) {
        List<MethodNode> authored = rule.methods.stream()
                .filter(method -> BudgetWeaver.isAuthored(method.access, method.name))
                .toList();
        return authored.size() == 1
                && authored.get(0).name.equals("apply")
                && Type.getArgumentTypes(authored.get(0).desc).length == 1
                && readsOnly(authored.get(0));
    }

    private static boolean readsOnly(MethodNode method) {
        List<AbstractInsnNode> code = new ArrayList<>();
        for (AbstractInsnNode instruction : method.instructions) {
            if (instruction.getOpcode() >= 0) {
                code.add(instruction);
            }
        }
        if (code.size() == 4 && isBoxing(code.get(2))) {
            code.remove(2);
        }
        return code.size() == 3
                && code.get(0).getOpcode() == Opcodes.ALOAD
                && isGetter(code.get(1))
                && code.get(2).getOpcode() == Opcodes.ARETURN;
    }

    private static boolean isGetter(AbstractInsnNode instruction) {
        return instruction instanceof MethodInsnNode call
                && call.getOpcode() != Opcodes.INVOKESTATIC
                && call.owner.startsWith("org/plimsoll/policy/")
                && Type.getArgumentTypes(call.desc).length == 0;
    }

    private static boolean isBoxing(AbstractInsnNode instruction) {
        return instruction instanceof MethodInsnNode call
                && call.getOpcode() == Opcodes.INVOKESTATIC
                && call.name.equals("valueOf")
                && call.owner.startsWith("java/lang/");
    }
}
