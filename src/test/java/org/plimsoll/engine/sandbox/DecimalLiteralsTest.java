package org.plimsoll.engine.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ConstantDynamic;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TypeInsnNode;

class DecimalLiteralsTest {
    private static final String RULES = """
            package demo;
            import org.plimsoll.policy.*;
            import static org.plimsoll.policy.Functions.*;
            dialect "mvel"
            rule "r" when $p : Position(notional * 2.5B > 7B) then
                x = $p.notional * 2.5B + 2.5B;
                insert(new MarginRequirement($p, max(x, 0.1B), "2.5"));
            end
            """;

    private static List<ClassNode> woven() {
        List<ClassNode> woven = new ArrayList<>();
        try (RuleCompilation rules = RuleCompilation.unprotected(RULES)) {
            rules.classes().forEach((path, content) -> {
                if (path.contains("Lambda")) {
                    ClassNode rule = new ClassNode();
                    new ClassReader(BudgetWeaver.weave(content)).accept(rule, 0);
                    woven.add(rule);
                }
            });
        }
        return woven;
    }

    private static List<AbstractInsnNode> code(ClassNode rule, boolean ofInitialiser) {
        List<AbstractInsnNode> code = new ArrayList<>();
        for (MethodNode method : rule.methods) {
            if (method.name.equals("<clinit>") == ofInitialiser) {
                StreamSupport.stream(method.instructions.spliterator(), false).forEach(code::add);
            }
        }
        return code;
    }

    private static long decimalsMade(List<AbstractInsnNode> code) {
        return code.stream()
                .filter(instruction ->
                        instruction instanceof TypeInsnNode made && made.desc.equals("java/math/BigDecimal"))
                .count();
    }

    @Test
    void decimalLiteral_isMadeOnce_whenTheClassIsInitialised() {
        List<ClassNode> rules = woven();

        assertThat(rules).isNotEmpty();
        assertThat(rules)
                .allSatisfy(rule -> assertThat(decimalsMade(code(rule, false))).isZero());
        // 2.5 and 7 in the condition, 2.5 and 0.1 in the consequence; each once for its class
        assertThat(rules.stream()
                        .mapToLong(rule -> decimalsMade(code(rule, true)))
                        .sum())
                .isEqualTo(4);
        assertThat(rules.stream()
                        .flatMap(rule -> rule.fields.stream())
                        .map((FieldNode field) -> field.desc)
                        .filter("Ljava/math/BigDecimal;"::equals))
                .hasSize(4);
    }

    /** A dynamic constant would be shorter; asking for the message of a null pointer beside one crashes JDK 17. */
    @Test
    void decimalLiteral_isNoDynamicConstant() {
        assertThat(woven())
                .allSatisfy(rule -> assertThat(code(rule, false))
                        .noneMatch(instruction -> instruction instanceof LdcInsnNode constant
                                && constant.cst instanceof ConstantDynamic));
    }
}
