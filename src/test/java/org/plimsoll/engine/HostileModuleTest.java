package org.plimsoll.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.plimsoll.engine.gate.Canary;
import org.plimsoll.engine.module.ModuleArchive;
import org.plimsoll.engine.module.ModuleKey;
import org.plimsoll.engine.module.ModuleRefused;
import org.plimsoll.engine.module.ModuleRefused.Reason;
import org.plimsoll.engine.sandbox.SampleFacts;

/**
 * Modules by somebody who can write any bytes, digests included: nothing of them runs, and the rules are compiled from their
 * files.
 */
class HostileModuleTest {
    private static final String CANARY = "hostile-module";

    private static final String RULES = """
            rule "share"
            when
                $p : Position(notional > 0)
            then
                insert(new MarginRequirement($p, 0.15B * $p.notional, "share"));
            end
            rule "pool"
            when
                $p : MarginPool(id == "CROSS")
            then
                insert(new MarginRequirement($p, 1000B, "pool"));
            end
            """;

    private static final RuleSetFiles FILES = RuleSetSample.rules(RULES).files();
    private static final MemoryModules MODULES = new MemoryModules();
    private static final MemoryModules OTHERS = new MemoryModules();
    private static SortedMap<String, byte[]> classes = new TreeMap<>();
    private static SortedMap<String, byte[]> otherClasses = new TreeMap<>();
    private static List<String> expected = List.of();

    @BeforeAll
    static void compile() throws ModuleRefused {
        expected = fired(new RuleSetCompiler().compile(FILES, MODULES).orThrow());
        assertThat(expected).hasSizeGreaterThan(1);
        classes = ModuleArchive.read(archive(), key());
        new RuleSetCompiler()
                .compile(
                        RuleSetSample.rules(RULES.replace("0.15B", "0.99B").replace("\"pool\"", "\"drain\""))
                                .files(),
                        OTHERS)
                .orThrow();
        otherClasses =
                ModuleArchive.read(OTHERS.only().getValue(), OTHERS.only().getKey());
    }

    private static ModuleKey key() {
        return MODULES.only().getKey();
    }

    private static byte[] archive() {
        return MODULES.only().getValue();
    }

    private static List<String> fired(CompiledRuleSet rules) {
        return rules.fire(SampleFacts.all()).stream()
                .map(firing -> firing.rule() + " " + firing.outcomes())
                .toList();
    }

    /** A module and why it must be refused. */
    private record Hostile(String name, Reason reason, byte[] archive) {
        @Override
        public String toString() {
            return name;
        }
    }

    static List<Hostile> modules() {
        ModuleKey key = key();
        String hash = "0".repeat(64);
        return List.of(
                sealed("exec in a consequence", Reason.NOT_ADMITTED, changed(HostileModuleTest::exec)),
                sealed("canary in a consequence", Reason.NOT_ADMITTED, changed(HostileModuleTest::sing)),
                sealed("loop in a consequence", Reason.NOT_ADMITTED, changed(HostileModuleTest::loop)),
                sealed("operand that is not there", Reason.NOT_LOADABLE, changed(HostileModuleTest::popNothing)),
                sealed("class of another rule set", Reason.NOT_ADMITTED, swapped()),
                sealed("class that is none", Reason.NOT_ADMITTED, with(consequence(), new byte[] {1, 2, 3})),
                sealed("class missing", Reason.CLASS_MISSING, without(consequence())),
                sealed("class too many", Reason.CLASS_TOO_MANY, withSurplus()),
                sealed("two lists of rules", Reason.CLASS_TOO_MANY, withBoth()),
                sealed("no classes", Reason.NOT_LOADABLE, new TreeMap<>()),
                sealed("class of the server", Reason.NOT_ADMITTED, with("org/plimsoll/engine/Own.class", own())),
                sealed("rules of other names", Reason.OTHER_RULES, otherClasses),
                new Hostile(
                        "renamed from another version",
                        Reason.OTHER_FILES,
                        OTHERS.only().getValue()),
                written(
                        "other files",
                        Reason.OTHER_FILES,
                        new ModuleKey(
                                hash, key.inputHash(), key.engineBuild(), key.droolsVersion(), key.javaVersion())),
                written(
                        "other input",
                        Reason.OTHER_FILES,
                        new ModuleKey(
                                key.contentHash(), hash, key.engineBuild(), key.droolsVersion(), key.javaVersion())),
                written(
                        "other build",
                        Reason.OTHER_BUILD,
                        new ModuleKey(
                                key.contentHash(), key.inputHash(), "other", key.droolsVersion(), key.javaVersion())),
                written(
                        "other Drools",
                        Reason.OTHER_BUILD,
                        new ModuleKey(
                                key.contentHash(), key.inputHash(), key.engineBuild(), "10.1.0", key.javaVersion())),
                written(
                        "other Java",
                        Reason.OTHER_BUILD,
                        new ModuleKey(key.contentHash(), key.inputHash(), key.engineBuild(), key.droolsVersion(), "8")),
                sealed("200 MB of nothing", Reason.TOO_LARGE, with(consequence(), new byte[200 << 20])),
                new Hostile("truncated", Reason.DAMAGED, Arrays.copyOf(archive(), archive().length / 2)),
                new Hostile("empty", Reason.NOT_A_MODULE, new byte[0]),
                new Hostile("a zip archive", Reason.NOT_A_MODULE, RuleSetArchive.of(FILES)));
    }

    private static Hostile sealed(String name, Reason reason, SortedMap<String, byte[]> content) {
        return new Hostile(name, reason, ModuleArchive.write(key(), content));
    }

    private static Hostile written(String name, Reason reason, ModuleKey key) {
        return new Hostile(name, reason, ModuleArchive.write(key, classes));
    }

    @ParameterizedTest
    @MethodSource("modules")
    void module_ofAnHostileKind_isRefusedAndTheFilesAreCompiled(Hostile hostile) {
        MemoryModules modules = new MemoryModules();
        modules.archives.put(key(), hostile.archive);

        CompiledRuleSet compiled = new RuleSetCompiler().compile(FILES, modules).orThrow();

        assertThat(modules.refusals).containsExactly(hostile.reason);
        assertThat(fired(compiled)).isEqualTo(expected);
        assertThat(Canary.sang(CANARY, Path.of("target"))).isFalse();
        // What was compiled takes the place of what was refused.
        assertThat(modules.archives.get(key())).isEqualTo(archive());
    }

    @Test
    void bit_flippedAnywhere_isRefused() {
        byte[] archive = archive();
        Set<Reason> reasons = EnumSet.noneOf(Reason.class);
        for (int at = 0; at < archive.length; at += at < 600 ? 1 : 37) {
            byte[] damaged = archive.clone();
            damaged[at] ^= (byte) (1 << (at % 8));
            assertThatThrownBy(() -> RuleModule.restore(damaged, key(), "demo"))
                    .as("byte " + at)
                    .isInstanceOfSatisfying(ModuleRefused.class, e -> reasons.add(e.reason()));
        }
        assertThat(reasons).containsExactlyInAnyOrder(Reason.NOT_A_MODULE, Reason.DAMAGED);
    }

    /** The digest is no defence here: what is left are the checks of the classes. */
    @Test
    void bit_flippedInAClassAndSealedAgain_isRefusedOrLoads_andNothingElseHappens() {
        Random random = new Random(20260102);
        List<String> paths = List.copyOf(classes.keySet());
        int refused = 0;
        for (int i = 0; i < 400; i++) {
            String path = paths.get(random.nextInt(paths.size()));
            byte[] content = content(classes, path).clone();
            content[random.nextInt(content.length)] ^= (byte) (1 << random.nextInt(8));
            byte[] archive = ModuleArchive.write(key(), with(path, content));
            try {
                RuleModule.restore(archive, key(), "demo");
            } catch (ModuleRefused e) {
                refused++;
            }
        }
        assertThat(refused).isBetween(200, 400);
    }

    /** The control: the classes that are refused above do their harm when nobody looks at them. */
    @Test
    void changedConsequence_loadedWithoutAnyCheck_runs() throws ReflectiveOperationException {
        String path = consequence();
        byte[] content = content(changed(HostileModuleTest::sing), path);
        ClassLoader careless = new ClassLoader(getClass().getClassLoader()) {
            @Override
            protected Class<?> findClass(String name) {
                return defineClass(name, content, 0, content.length);
            }
        };
        Object block = careless.loadClass(
                        path.substring(0, path.length() - ".class".length()).replace('/', '.'))
                .getEnumConstants()[0];
        try {
            Arrays.stream(block.getClass().getMethods())
                    .filter(method -> method.getName().equals("execute") && !method.isBridge())
                    .findFirst()
                    .orElseThrow()
                    .invoke(block, null, null);
        } catch (java.lang.reflect.InvocationTargetException e) {
            // It goes on with the rule, which has no fact here.
            assertThat(e.getCause()).isInstanceOf(NullPointerException.class);
        }
        try {
            assertThat(Canary.sang(CANARY, Path.of("target"))).isTrue();
        } finally {
            System.clearProperty("canary." + CANARY);
        }
    }

    private static String consequence() {
        return classes.keySet().stream()
                .filter(path -> path.contains("/LambdaConsequence"))
                .findFirst()
                .orElseThrow();
    }

    private static byte[] content(SortedMap<String, byte[]> of, String path) {
        return Objects.requireNonNull(of.get(path));
    }

    private static SortedMap<String, byte[]> with(String path, byte[] content) {
        SortedMap<String, byte[]> changed = new TreeMap<>(classes);
        changed.put(path, content);
        return changed;
    }

    private static SortedMap<String, byte[]> without(String path) {
        SortedMap<String, byte[]> changed = new TreeMap<>(classes);
        changed.remove(path);
        return changed;
    }

    /** The content of another version's consequence under the name of one of this version. */
    private static SortedMap<String, byte[]> swapped() {
        String other = otherClasses.keySet().stream()
                .filter(path -> path.contains("/LambdaConsequence") && !classes.containsKey(path))
                .findFirst()
                .orElseThrow();
        return with(consequence(), content(otherClasses, other));
    }

    /** A class that is admitted, of another version, which nothing refers to. */
    private static SortedMap<String, byte[]> withSurplus() {
        Map.Entry<String, byte[]> other = otherClasses.entrySet().stream()
                .filter(entry -> entry.getKey().contains("/LambdaConsequence"))
                .filter(entry -> !classes.containsKey(entry.getKey()))
                .findFirst()
                .orElseThrow();
        return with(other.getKey(), other.getValue());
    }

    private static SortedMap<String, byte[]> withBoth() {
        SortedMap<String, byte[]> both = new TreeMap<>(otherClasses);
        both.putAll(classes);
        return both;
    }

    private static byte[] own() {
        ClassWriter writer = new ClassWriter(0);
        writer.visit(Opcodes.V17, Opcodes.ACC_PUBLIC, "org/plimsoll/engine/Own", null, "java/lang/Object", null);
        writer.visitEnd();
        return writer.toByteArray();
    }

    /** A consequence that does something else first. */
    private static SortedMap<String, byte[]> changed(Consumer<MethodVisitor> first) {
        ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        new ClassReader(content(classes, consequence()))
                .accept(
                        new ClassVisitor(Opcodes.ASM9, writer) {
                            @Override
                            public MethodVisitor visitMethod(
                                    int access, String name, String descriptor, String signature, String[] thrown) {
                                MethodVisitor next = super.visitMethod(access, name, descriptor, signature, thrown);
                                boolean authored = name.equals("execute") && (access & Opcodes.ACC_BRIDGE) == 0;
                                return !authored
                                        ? next
                                        : new MethodVisitor(Opcodes.ASM9, next) {
                                            @Override
                                            public void visitCode() {
                                                super.visitCode();
                                                first.accept(mv);
                                            }
                                        };
                            }
                        },
                        0);
        return with(consequence(), writer.toByteArray());
    }

    private static void sing(MethodVisitor code) {
        code.visitLdcInsn(CANARY);
        code.visitMethodInsn(
                Opcodes.INVOKESTATIC, "org/plimsoll/engine/gate/Canary", "sing", "(Ljava/lang/String;)V", false);
    }

    private static void exec(MethodVisitor code) {
        code.visitMethodInsn(Opcodes.INVOKESTATIC, "java/lang/Runtime", "getRuntime", "()Ljava/lang/Runtime;", false);
        code.visitLdcInsn("touch target/" + CANARY);
        code.visitMethodInsn(
                Opcodes.INVOKEVIRTUAL, "java/lang/Runtime", "exec", "(Ljava/lang/String;)Ljava/lang/Process;", false);
        code.visitInsn(Opcodes.POP);
    }

    private static void loop(MethodVisitor code) {
        Label start = new Label();
        code.visitLabel(start);
        code.visitJumpInsn(Opcodes.GOTO, start);
    }

    private static void popNothing(MethodVisitor code) {
        code.visitInsn(Opcodes.POP);
    }
}
