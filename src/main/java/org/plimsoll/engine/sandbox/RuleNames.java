package org.plimsoll.engine.sandbox;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Finds the rules that a generated class belongs to. Rules with the same condition share its class. Reads the methods
 * that describe rules, each of which names one rule and refers to the classes of its conditions and consequence.
 */
final class RuleNames extends ClassVisitor {
    private static final String NAMES_A_RULE =
            "(Ljava/lang/String;Ljava/lang/String;)Lorg/drools/model/impl/RuleBuilder;";

    private final Map<String, Set<String>> rulesByClass = new HashMap<>();
    private String describing = "";

    RuleNames() {
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
        describing = name;
    }

    /** Names of the rules of a class, sorted; for a method that describes a rule, of that rule alone. */
    List<String> of(Violation violation) {
        String className = violation.className().replace('.', '/');
        Set<String> rules = rulesByClass.get(className + "." + violation.method());
        return List.copyOf(rules != null ? rules : rulesByClass.getOrDefault(className, Set.of()));
    }

    @Override
    public @Nullable MethodVisitor visitMethod(
            int access, String name, String descriptor, @Nullable String signature, String @Nullable [] exceptions) {
        return name.startsWith("rule_") ? new Description(name) : null;
    }

    private final class Description extends MethodVisitor {
        private final String method;
        private final List<String> referred = new ArrayList<>();
        private String textBefore = "";
        private String rule = "";

        Description(String method) {
            super(Opcodes.ASM9);
            this.method = method;
        }

        @Override
        public void visitLdcInsn(Object value) {
            if (value instanceof String text) {
                textBefore = text;
            }
        }

        @Override
        public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
            referred.add(owner);
        }

        @Override
        public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean ofInterface) {
            if (name.equals("rule") && descriptor.equals(NAMES_A_RULE)) {
                rule = textBefore;
            }
        }

        @Override
        public void visitEnd() {
            if (!rule.isEmpty()) {
                referred.add(describing + "." + method);
                referred.forEach(className -> rulesByClass
                        .computeIfAbsent(className, name -> new TreeSet<>())
                        .add(rule));
            }
        }
    }
}
