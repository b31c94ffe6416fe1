package org.plimsoll.engine.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Classes of a shape, or under a name, that generated code never has are refused. */
class HostileShapeTest {
    private static final ClassAdmission ADMISSION = new ClassAdmission(GeneratedClass.PACKAGE);

    private static List<ViolationCode> codesOf(GeneratedClass hostile) {
        return ADMISSION.inspect(GeneratedClass.CLASS_NAME, hostile.bytes()).stream()
                .map(Violation::code)
                .toList();
    }

    private static void method(ClassWriter writer, int access, String name, String descriptor) {
        MethodVisitor code = writer.visitMethod(access, name, descriptor, null, null);
        if ((access & (Opcodes.ACC_NATIVE | Opcodes.ACC_ABSTRACT)) == 0) {
            code.visitCode();
            code.visitInsn(Opcodes.RETURN);
            code.visitMaxs(0, 0);
        }
        code.visitEnd();
    }

    static Stream<Arguments> shapes() {
        int enumeration = Opcodes.ACC_PUBLIC | Opcodes.ACC_FINAL | Opcodes.ACC_SUPER | Opcodes.ACC_ENUM;
        String block = "org/drools/model/functions/Block2";
        String hashed = "org/drools/model/functions/HashedExpression";
        return Stream.of(
                arguments(
                        "finalize",
                        new GeneratedClass().with(writer -> method(writer, Opcodes.ACC_PROTECTED, "finalize", "()V"))),
                arguments(
                        "native",
                        new GeneratedClass()
                                .with(writer ->
                                        method(writer, Opcodes.ACC_PUBLIC | Opcodes.ACC_NATIVE, "test", "()Z"))),
                arguments(
                        "synchronized",
                        new GeneratedClass()
                                .with(writer ->
                                        method(writer, Opcodes.ACC_PUBLIC | Opcodes.ACC_SYNCHRONIZED, "test", "()V"))),
                arguments(
                        "another method",
                        new GeneratedClass().with(writer -> method(writer, Opcodes.ACC_PUBLIC, "helper", "()V"))),
                arguments(
                        "readResolve",
                        new GeneratedClass().with(writer -> method(writer, Opcodes.ACC_PUBLIC, "readResolve", "()V"))),
                arguments(
                        "a static field",
                        new GeneratedClass()
                                .with(writer -> writer.visitField(
                                        Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC,
                                        "STATE",
                                        "Ljava/util/List;",
                                        null,
                                        null))),
                arguments(
                        "an annotation",
                        new GeneratedClass().with(writer -> writer.visitAnnotation("Ljava/lang/Deprecated;", true))),
                arguments(
                        "another superclass",
                        new GeneratedClass()
                                .shaped(Opcodes.ACC_PUBLIC | Opcodes.ACC_FINAL, "java/lang/Thread", block, hashed)),
                arguments(
                        "another interface",
                        new GeneratedClass()
                                .shaped(enumeration, "java/lang/Enum", block, hashed, "java/lang/Runnable")),
                arguments(
                        "a foreign interface",
                        new GeneratedClass().shaped(enumeration, "java/lang/Enum", "java/lang/Runnable", hashed)),
                arguments(
                        "no enum",
                        new GeneratedClass()
                                .shaped(Opcodes.ACC_PUBLIC | Opcodes.ACC_FINAL, "java/lang/Enum", block, hashed)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("shapes")
    void shape_thatGeneratedClassesNeverHave_isRefused(String what, GeneratedClass hostile) {
        assertThat(codesOf(hostile)).as(what).isNotEmpty().containsOnly(ViolationCode.OWN_DEFINITION);
    }

    @ParameterizedTest
    @MethodSource("foreignNames")
    void name_thatIsNoneOfTheRuleSets_isRefused(String name) {
        byte[] bytes = new GeneratedClass().named(name).bytes();

        assertThat(ADMISSION.inspect(name.replace('/', '.'), bytes))
                .extracting(Violation::code)
                .contains(ViolationCode.FORBIDDEN_PACKAGE);
    }

    static List<String> foreignNames() {
        String lambda = "PAB/LambdaConsequence0123456789ABCDEF0123456789ABCDEF";
        return List.of("java/lang/" + lambda, "org/plimsoll/policy/" + lambda, "hostil/" + lambda, "other/" + lambda);
    }

    @ParameterizedTest
    @MethodSource("inventedNames")
    void name_thatNoGeneratedClassHas_isRefused(String name) {
        byte[] bytes = new GeneratedClass().named(name).bytes();

        assertThat(ADMISSION.inspect(name.replace('/', '.'), bytes))
                .extracting(Violation::code)
                .contains(ViolationCode.OWN_DEFINITION);
    }

    static List<String> inventedNames() {
        return List.of(
                "hostile/Helper",
                "hostile/sub/PAB/LambdaConsequence0123456789ABCDEF0123456789ABCDEF",
                GeneratedClass.NAME + "$1",
                "hostile/PAB/LambdaConsequence0");
    }

    @Test
    void name_thatDiffersFromTheOneItIsStoredUnder_isRefused() {
        assertThat(ADMISSION.inspect("hostile.Rules0123456789ABCDEF0123456789ABCDEF", new GeneratedClass().bytes()))
                .extracting(Violation::code)
                .contains(ViolationCode.OWN_DEFINITION);
    }

    @ParameterizedTest
    @MethodSource("reservedPackages")
    void package_thatIsSomebodyElses_isRefused(String rulePackage) {
        String name = rulePackage + ".PAB.LambdaConsequence0123456789ABCDEF0123456789ABCDEF";
        byte[] bytes = new GeneratedClass().named(name.replace('.', '/')).bytes();

        assertThat(new ClassAdmission(rulePackage).inspect(name, bytes))
                .extracting(Violation::code)
                .contains(ViolationCode.FORBIDDEN_PACKAGE);
    }

    static List<String> reservedPackages() {
        return List.of(
                "java.lang",
                "javax.rules",
                "jdk.internal",
                "sun.misc",
                "org.plimsoll",
                "org.plimsoll.policy",
                "org.drools.x",
                "org.kie",
                "",
                "a..b");
    }

    @Test
    void bytes_thatAreNoClass_areRefused() {
        byte[] whole = new GeneratedClass().bytes();
        byte[] damaged = Arrays.copyOf(whole, whole.length / 2);

        assertThat(ADMISSION.inspect(GeneratedClass.CLASS_NAME, damaged))
                .extracting(Violation::code)
                .containsExactly(ViolationCode.MALFORMED_CLASS);
        assertThat(ADMISSION.inspect(GeneratedClass.CLASS_NAME, new byte[0]))
                .extracting(Violation::code)
                .containsExactly(ViolationCode.MALFORMED_CLASS);
    }

    @Test
    void ruleSet_ofTooManyClasses_isRefusedUnread() {
        Map<String, byte[]> files = new HashMap<>();
        for (int i = 0; i <= AdmissionLimits.CLASSES; i++) {
            files.put("hostile/C" + i + ".class", new byte[0]);
        }

        assertThat(ADMISSION.admit(files).violations())
                .extracting(Violation::code)
                .containsExactly(ViolationCode.TOO_LARGE);
    }
}
