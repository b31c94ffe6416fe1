package org.plimsoll.engine.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** What the rule compiler generates for honest rules is admitted, and does the same with a budget woven in. */
class HonestRulesTest {
    private static final Map<String, RuleCompilation> COMPILED = new TreeMap<>();

    static List<String> files() {
        return List.of(
                "equality",
                "ranges",
                "texts",
                "arithmetic",
                "statements",
                "outcomes",
                "joins",
                "sums",
                "attributes",
                "shared",
                "many");
    }

    /** And so many rules that the compiler reads the parts of their list side by side. */
    static List<String> filesAndVeryMany() {
        return Stream.concat(files().stream(), Stream.of("verymany")).toList();
    }

    /** So many that the compiler divides their list. */
    private static String many(String packageName, int rules) {
        return IntStream.rangeClosed(1, rules)
                .mapToObj(number -> "rule \"rule " + number + "\" when $p : Position(notional > " + number
                        + "B) then insert(new AddOn($p, \"OTHER\", 1B, \"x\")); end\n")
                .collect(Collectors.joining(
                        "", "package " + packageName + ";\nimport org.plimsoll.policy.*;\ndialect \"mvel\"\n", ""));
    }

    private static String read(String file) {
        if (file.equals("many")) {
            return many(file, 1_001);
        }
        if (file.equals("verymany")) {
            return many(file, 3_001);
        }
        try (var stream = HonestRulesTest.class.getResourceAsStream("/sandbox/honest/" + file + ".drl")) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static RuleCompilation compiled(String file) {
        return COMPILED.computeIfAbsent(file, name -> RuleCompilation.sandboxed(read(name)));
    }

    @AfterAll
    static void forget() {
        COMPILED.values().forEach(RuleCompilation::close);
        COMPILED.clear();
    }

    @ParameterizedTest
    @MethodSource("filesAndVeryMany")
    void honestRules_areAdmitted(String file) {
        assertThat(compiled(file).errors()).isEmpty();
        Admission admission = compiled(file).admission(file);
        assertThat(admission.violations()).isEmpty();
        assertThat(admission.admitted()).isTrue();
        assertThat(admission.classes()).isGreaterThan(10);
    }

    @ParameterizedTest
    @MethodSource("files")
    void honestRules_fireAsOnAPlainRuleBase(String file) {
        try (RuleCompilation plain = RuleCompilation.unprotected(read(file))) {
            List<String> expected = RuleCompilation.fire(plain.base(), SampleFacts.all(), 100_000);
            List<String> actual =
                    compiled(file).fireWithin(10_000_000, 10_000_000, 60_000_000_000L, SampleFacts.all(), 100_000);

            assertThat(expected).isNotEmpty();
            assertThat(actual).isEqualTo(expected);
        }
    }

    @Test
    void allowedMembers_areOnTheListBecauseHonestRulesNeedThem() {
        UsedMembers used = new UsedMembers();
        for (String file : filesAndVeryMany()) {
            compiled(file).classes().values().forEach(content -> new ClassReader(content).accept(used, 0));
        }

        Set<String> unneeded = new TreeSet<>();
        for (Collection<String> allowed : List.of(
                AllowedMembers.RULE_CALLS,
                AllowedMembers.RULE_FIELDS,
                AllowedMembers.DESCRIPTION_CALLS,
                AllowedMembers.MODEL_CALLS,
                AllowedMembers.MODEL_FIELDS,
                AllowedMembers.METADATA_CALLS,
                AllowedMembers.PROJECT_CALLS,
                AllowedMembers.PROJECT_FIELDS,
                AllowedMembers.ACCUMULATE_FUNCTIONS,
                ReferencePolicy.bootstraps())) {
            unneeded.addAll(allowed);
        }
        assertThat(unneeded).hasSizeGreaterThan(50);
        unneeded.removeAll(used.members);
        assertThat(unneeded).isEmpty();
    }

    /** Collects every member that classes refer to. */
    private static final class UsedMembers extends ClassVisitor {
        private final Set<String> members = new TreeSet<>();

        UsedMembers() {
            super(Opcodes.ASM9);
        }

        @Override
        public MethodVisitor visitMethod(
                int access, String name, String descriptor, String signature, String[] exceptions) {
            return new MethodVisitor(Opcodes.ASM9) {
                @Override
                public void visitMethodInsn(int opcode, String owner, String called, String of, boolean ofInterface) {
                    members.add(owner + "." + called + of);
                }

                @Override
                public void visitFieldInsn(int opcode, String owner, String field, String of) {
                    members.add(owner + "." + field);
                }

                @Override
                public void visitInvokeDynamicInsn(String called, String of, Handle bootstrap, Object... arguments) {
                    members.add(bootstrap.getOwner() + "." + bootstrap.getName());
                    for (Object argument : arguments) {
                        if (argument instanceof Handle handle) {
                            members.add(handle.getOwner());
                        }
                    }
                }
            };
        }
    }
}
