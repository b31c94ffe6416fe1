package org.plimsoll.engine.sandbox;

import java.util.LinkedHashMap;
import java.util.Map;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.FieldNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TypeInsnNode;

/**
 * Makes a constant of every {@code new BigDecimal("0.08")} in a class: the rule compiler writes a decimal literal so, and its
 * text would be read again on every call. The constants are static fields, made when the class is initialised.
 */
final class DecimalLiterals {
    private static final String DECIMAL = "java/math/BigDecimal";
    private static final String TYPE = "L" + DECIMAL + ";";
    private static final String FROM_TEXT = "(Ljava/lang/String;)V";
    private static final String INITIALISER = "<clinit>";

    private final ClassNode rule;
    private final Map<String, String> fieldByText = new LinkedHashMap<>();

    private DecimalLiterals(ClassNode rule) {
        this.rule = rule;
    }

    /** Changes a class of rule code that has an initialiser, as every enum has. */
    static void fold(ClassNode rule) {
        new DecimalLiterals(rule).fold();
    }

    private void fold() {
        for (MethodNode method : rule.methods) {
            if (!method.name.equals(INITIALISER)) {
                for (AbstractInsnNode instruction : method.instructions.toArray()) {
                    if (instruction instanceof TypeInsnNode begun) {
                        fold(method.instructions, begun);
                    }
                }
            }
        }
        for (MethodNode method : rule.methods) {
            if (method.name.equals(INITIALISER)) {
                method.instructions.insert(initialisation());
            }
        }
        for (String field : fieldByText.values()) {
            rule.fields.add(new FieldNode(
                    Opcodes.ACC_PRIVATE | Opcodes.ACC_STATIC | Opcodes.ACC_FINAL | Opcodes.ACC_SYNTHETIC,
                    field,
                    TYPE,
                    null,
                    null));
        }
    }

    private void fold(InsnList instructions, TypeInsnNode begun) {
        AbstractInsnNode duplicate = begun.getNext();
        if (begun.getOpcode() == Opcodes.NEW
                && begun.desc.equals(DECIMAL)
                && duplicate.getOpcode() == Opcodes.DUP
                && duplicate.getNext() instanceof LdcInsnNode text
                && text.cst instanceof String literal
                && text.getNext() instanceof MethodInsnNode constructor
                && constructor.desc.equals(FROM_TEXT)) {
            String field = fieldByText.computeIfAbsent(literal, absent -> "DECIMAL$" + fieldByText.size());
            instructions.remove(begun);
            instructions.remove(duplicate);
            instructions.remove(constructor);
            instructions.set(text, new FieldInsnNode(Opcodes.GETSTATIC, rule.name, field, TYPE));
        }
    }

    private InsnList initialisation() {
        InsnList made = new InsnList();
        fieldByText.forEach((text, field) -> {
            made.add(new TypeInsnNode(Opcodes.NEW, DECIMAL));
            made.add(new InsnNode(Opcodes.DUP));
            made.add(new LdcInsnNode(text));
            made.add(new MethodInsnNode(Opcodes.INVOKESPECIAL, DECIMAL, "<init>", FROM_TEXT, false));
            made.add(new FieldInsnNode(Opcodes.PUTSTATIC, rule.name, field, TYPE));
        });
        return made;
    }
}
