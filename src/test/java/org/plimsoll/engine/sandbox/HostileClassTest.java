package org.plimsoll.engine.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.objectweb.asm.ConstantDynamic;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Classes in the shape of a generated consequence that do what rules may not, each refused with its code. */
class HostileClassTest {
    private static final ClassAdmission ADMISSION = new ClassAdmission(GeneratedClass.PACKAGE);
    private static final String DECIMAL = "java/math/BigDecimal";

    private static List<ViolationCode> codesOf(GeneratedClass hostile) {
        return ADMISSION.inspect(GeneratedClass.CLASS_NAME, hostile.bytes()).stream()
                .map(Violation::code)
                .toList();
    }

    @Test
    void consequence_thatDoesNothing_isAdmitted() {
        assertThat(codesOf(new GeneratedClass())).isEmpty();
    }

    static Stream<Arguments> calls() {
        String object = "()Ljava/lang/Object;";
        return Stream.of(
                arguments("java/lang/Runtime", "getRuntime", "()Ljava/lang/Runtime;"),
                arguments("java/lang/Runtime", "exec", "(Ljava/lang/String;)Ljava/lang/Process;"),
                arguments("java/lang/ProcessBuilder", "start", "()Ljava/lang/Process;"),
                arguments("java/lang/System", "exit", "(I)V"),
                arguments("java/lang/System", "getenv", "()Ljava/util/Map;"),
                arguments(
                        "java/lang/System", "setProperty", "(Ljava/lang/String;Ljava/lang/String;)Ljava/lang/String;"),
                arguments("java/lang/System", "nanoTime", "()J"),
                arguments("java/lang/System", "load", "(Ljava/lang/String;)V"),
                arguments("java/lang/Class", "forName", "(Ljava/lang/String;)Ljava/lang/Class;"),
                arguments("java/lang/Object", "getClass", "()Ljava/lang/Class;"),
                arguments("java/lang/Object", "wait", "()V"),
                arguments("java/lang/Object", "hashCode", "()I"),
                arguments("java/lang/Object", "toString", "()Ljava/lang/String;"),
                arguments(
                        "java/lang/reflect/Method",
                        "invoke",
                        "(Ljava/lang/Object;[Ljava/lang/Object;)Ljava/lang/Object;"),
                arguments("java/lang/invoke/MethodHandles", "lookup", "()Ljava/lang/invoke/MethodHandles$Lookup;"),
                arguments("java/lang/Thread", "start", "()V"),
                arguments("java/lang/Thread", "sleep", "(J)V"),
                arguments("java/lang/Thread", "<init>", "()V"),
                arguments("java/io/FileOutputStream", "<init>", "(Ljava/lang/String;)V"),
                arguments("java/nio/file/Files", "readAllBytes", "(Ljava/nio/file/Path;)[B"),
                arguments("java/net/Socket", "<init>", "(Ljava/lang/String;I)V"),
                arguments("java/util/ArrayList", "<init>", "()V"),
                arguments("java/util/Map", "put", "(Ljava/lang/Object;Ljava/lang/Object;)Ljava/lang/Object;"),
                arguments("java/util/Map", "values", "()Ljava/util/Collection;"),
                arguments("java/time/Instant", "now", "()Ljava/time/Instant;"),
                arguments("java/lang/Math", "random", "()D"),
                arguments("java/lang/String", "repeat", "(I)Ljava/lang/String;"),
                arguments("java/lang/String", "format", "(Ljava/lang/String;[Ljava/lang/Object;)Ljava/lang/String;"),
                arguments("java/lang/String", "matches", "(Ljava/lang/String;)Z"),
                arguments("java/lang/String", "intern", "()Ljava/lang/String;"),
                arguments(
                        "java/lang/String",
                        "replace",
                        "(Ljava/lang/CharSequence;Ljava/lang/CharSequence;)Ljava/lang/String;"),
                arguments(DECIMAL, "pow", "(I)Ljava/math/BigDecimal;"),
                arguments(DECIMAL, "pow", "(ILjava/math/MathContext;)Ljava/math/BigDecimal;"),
                arguments(DECIMAL, "setScale", "(I)Ljava/math/BigDecimal;"),
                arguments(DECIMAL, "setScale", "(ILjava/math/RoundingMode;)Ljava/math/BigDecimal;"),
                arguments(DECIMAL, "multiply", "(Ljava/math/BigDecimal;)Ljava/math/BigDecimal;"),
                arguments(DECIMAL, "add", "(Ljava/math/BigDecimal;)Ljava/math/BigDecimal;"),
                arguments(DECIMAL, "divide", "(Ljava/math/BigDecimal;ILjava/math/RoundingMode;)Ljava/math/BigDecimal;"),
                arguments(DECIMAL, "divideToIntegralValue", "(Ljava/math/BigDecimal;)Ljava/math/BigDecimal;"),
                arguments(DECIMAL, "remainder", "(Ljava/math/BigDecimal;)Ljava/math/BigDecimal;"),
                arguments(DECIMAL, "sqrt", "(Ljava/math/MathContext;)Ljava/math/BigDecimal;"),
                arguments(DECIMAL, "movePointRight", "(I)Ljava/math/BigDecimal;"),
                arguments(DECIMAL, "scaleByPowerOfTen", "(I)Ljava/math/BigDecimal;"),
                arguments(DECIMAL, "stripTrailingZeros", "()Ljava/math/BigDecimal;"),
                arguments(DECIMAL, "toPlainString", "()Ljava/lang/String;"),
                arguments(DECIMAL, "toBigInteger", "()Ljava/math/BigInteger;"),
                arguments("java/math/MathContext", "<init>", "(I)V"),
                arguments("java/math/BigInteger", "shiftLeft", "(I)Ljava/math/BigInteger;"),
                arguments("org/drools/model/Drools", "halt", "()V"),
                arguments("org/drools/model/Drools", "update", "(Ljava/lang/Object;)V"),
                arguments("org/drools/model/Drools", "delete", "(Ljava/lang/Object;)V"),
                arguments("org/drools/model/Drools", "logicalInsert", "(Ljava/lang/Object;)V"),
                arguments("org/drools/model/Drools", "insertAsync", "(Ljava/lang/Object;)V"),
                arguments("org/drools/model/Drools", "setFocus", "(Ljava/lang/String;)V"),
                arguments("org/drools/model/Drools", "getRuntime", "(Ljava/lang/Class;)Ljava/lang/Object;"),
                arguments(
                        "org/drools/model/Drools",
                        "getEntryPoint",
                        "(Ljava/lang/String;)Lorg/drools/model/DroolsEntryPoint;"),
                arguments("org/drools/modelcompiler/consequence/DroolsImpl", "asKnowledgeHelper", object),
                arguments("org/kie/api/KieServices", "get", "()Lorg/kie/api/KieServices;"),
                arguments("org/plimsoll/policy/Position", "context", "()Lorg/plimsoll/policy/FactContext;"),
                arguments("org/plimsoll/policy/Position", "instrument", "()Lorg/plimsoll/portfolio/Instrument;"),
                arguments("org/plimsoll/policy/Position", "hashCode", "()I"),
                arguments("org/plimsoll/policy/MarginPool", "isolated", "(Ljava/lang/String;)Ljava/lang/String;"),
                arguments(
                        "org/plimsoll/engine/sandbox/Budget",
                        "run",
                        "(JJLjava/util/function/Supplier;)Ljava/lang/Object;"),
                arguments("org/plimsoll/engine/sandbox/RuleCalls", "tick", "(I)V"));
    }

    @ParameterizedTest(name = "{0}.{1}{2}")
    @MethodSource("calls")
    void call_offTheList_isRefused(String owner, String name, String descriptor) {
        GeneratedClass hostile = new GeneratedClass()
                .executing(code -> code.visitMethodInsn(
                        name.equals("<init>") ? Opcodes.INVOKESPECIAL : Opcodes.INVOKESTATIC,
                        owner,
                        name,
                        descriptor,
                        false));

        boolean ofEngine = owner.startsWith("org/drools/") || owner.startsWith("org/kie/");
        assertThat(codesOf(hostile))
                .containsExactly(ofEngine ? ViolationCode.UNSUPPORTED_CONSTRUCT : ViolationCode.FORBIDDEN_CALL);
    }

    @ParameterizedTest(name = "{0}.{1}{2}")
    @MethodSource("calls")
    void call_offTheListBeforeAnyRuleFires_isRefused(String owner, String name, String descriptor) {
        GeneratedClass hostile = new GeneratedClass()
                .initialising(code -> code.visitMethodInsn(
                        name.equals("<init>") ? Opcodes.INVOKESPECIAL : Opcodes.INVOKESTATIC,
                        owner,
                        name,
                        descriptor,
                        false));

        assertThat(codesOf(hostile)).containsExactly(ViolationCode.STATIC_INITIALISER);
    }

    @ParameterizedTest
    @MethodSource("ownCode")
    void call_ofCodeOfItsOwnRuleSet_isRefused(String owner) {
        GeneratedClass hostile = new GeneratedClass()
                .executing(code -> code.visitMethodInsn(Opcodes.INVOKESTATIC, owner, "execute", "()V", false));

        assertThat(codesOf(hostile)).containsExactly(ViolationCode.OWN_DEFINITION);
    }

    static List<String> ownCode() {
        return List.of(
                GeneratedClass.NAME, "hostile/PCD/LambdaConsequence0123456789ABCDEF0123456789ABCDEF", "hostile/Helper");
    }

    private static Arguments code(String what, ViolationCode expected, Consumer<MethodVisitor> body) {
        return arguments(what, expected, body);
    }

    private static void loop(MethodVisitor code) {
        Label start = new Label();
        code.visitLabel(start);
        code.visitJumpInsn(Opcodes.GOTO, start);
    }

    private static void loopWithCondition(MethodVisitor code) {
        Label start = new Label();
        code.visitLabel(start);
        code.visitInsn(Opcodes.NOP);
        code.visitInsn(Opcodes.ICONST_0);
        code.visitJumpInsn(Opcodes.IFEQ, start);
    }

    private static void swallow(MethodVisitor code) {
        Label start = new Label();
        Label end = new Label();
        Label handler = new Label();
        code.visitTryCatchBlock(start, end, handler, "java/lang/Throwable");
        code.visitLabel(start);
        code.visitInsn(Opcodes.ACONST_NULL);
        code.visitInsn(Opcodes.POP);
        code.visitLabel(end);
        code.visitInsn(Opcodes.RETURN);
        code.visitLabel(handler);
        code.visitInsn(Opcodes.POP);
    }

    private static void decimal(MethodVisitor code, Object argument, String descriptor) {
        code.visitTypeInsn(Opcodes.NEW, DECIMAL);
        code.visitInsn(Opcodes.DUP);
        code.visitLdcInsn(argument);
        code.visitMethodInsn(Opcodes.INVOKESPECIAL, DECIMAL, "<init>", descriptor, false);
    }

    private static void decimalOfAnyText(MethodVisitor code) {
        Label elsewhere = new Label();
        code.visitTypeInsn(Opcodes.NEW, DECIMAL);
        code.visitInsn(Opcodes.DUP);
        code.visitVarInsn(Opcodes.ALOAD, 2);
        code.visitMethodInsn(
                Opcodes.INVOKEVIRTUAL, "org/plimsoll/policy/Position", "id", "()Ljava/lang/String;", false);
        code.visitInsn(Opcodes.ICONST_0);
        code.visitJumpInsn(Opcodes.IFEQ, elsewhere);
        code.visitInsn(Opcodes.POP);
        code.visitLdcInsn("1");
        code.visitLabel(elsewhere);
        code.visitMethodInsn(Opcodes.INVOKESPECIAL, DECIMAL, "<init>", "(Ljava/lang/String;)V", false);
    }

    static Stream<Arguments> bodies() {
        Handle foreign = new Handle(
                Opcodes.H_INVOKESTATIC,
                "java/lang/invoke/ConstantBootstraps",
                "invoke",
                "(Ljava/lang/invoke/MethodHandles$Lookup;Ljava/lang/String;Ljava/lang/Class;)Ljava/lang/Object;",
                false);
        String text = "(Ljava/lang/String;)V";
        return Stream.of(
                code("an endless loop", ViolationCode.LOOP, HostileClassTest::loop),
                code("a catch", ViolationCode.EXCEPTION_HANDLER, HostileClassTest::swallow),
                code("a lock", ViolationCode.LOCK, code -> {
                    code.visitVarInsn(Opcodes.ALOAD, 2);
                    code.visitInsn(Opcodes.MONITORENTER);
                }),
                code("a throw", ViolationCode.THROW, code -> {
                    code.visitInsn(Opcodes.ACONST_NULL);
                    code.visitInsn(Opcodes.ATHROW);
                }),
                code("a switch", ViolationCode.SWITCH, code -> {
                    Label end = new Label();
                    code.visitInsn(Opcodes.ICONST_0);
                    code.visitTableSwitchInsn(0, 0, end, end);
                    code.visitLabel(end);
                }),
                code(
                        "a field",
                        ViolationCode.FORBIDDEN_FIELD,
                        code -> code.visitFieldInsn(
                                Opcodes.GETSTATIC, "java/lang/System", "out", "Ljava/io/PrintStream;")),
                code(
                        "unlimited precision",
                        ViolationCode.FORBIDDEN_FIELD,
                        code -> code.visitFieldInsn(
                                Opcodes.GETSTATIC, "java/math/MathContext", "UNLIMITED", "Ljava/math/MathContext;")),
                code("a write to a field", ViolationCode.FORBIDDEN_FIELD, code -> {
                    code.visitInsn(Opcodes.ACONST_NULL);
                    code.visitFieldInsn(
                            Opcodes.PUTSTATIC, "java/math/MathContext", "DECIMAL128", "Ljava/math/MathContext;");
                }),
                code(
                        "a class",
                        ViolationCode.CLASS_CONSTANT,
                        code -> code.visitLdcInsn(Type.getObjectType("java/lang/Runtime"))),
                code(
                        "a class of the vocabulary",
                        ViolationCode.CLASS_CONSTANT,
                        code -> code.visitLdcInsn(Type.getObjectType("org/plimsoll/policy/Position"))),
                code("a cast", ViolationCode.UNSUPPORTED_CONSTRUCT, code -> {
                    code.visitVarInsn(Opcodes.ALOAD, 1);
                    code.visitTypeInsn(Opcodes.CHECKCAST, "org/drools/modelcompiler/consequence/DroolsImpl");
                }),
                code("another cast", ViolationCode.CLASS_CONSTANT, code -> {
                    code.visitVarInsn(Opcodes.ALOAD, 1);
                    code.visitTypeInsn(Opcodes.CHECKCAST, "java/lang/Runnable");
                }),
                code(
                        "a class of an array",
                        ViolationCode.CLASS_CONSTANT,
                        code -> code.visitLdcInsn(Type.getType("[Ljava/lang/String;"))),
                code(
                        "a method type",
                        ViolationCode.CLASS_CONSTANT,
                        code -> code.visitLdcInsn(Type.getMethodType("()V"))),
                code("a method handle", ViolationCode.FORBIDDEN_INSTRUCTION, code -> code.visitLdcInsn(foreign)),
                code(
                        "a computed constant",
                        ViolationCode.FORBIDDEN_INSTRUCTION,
                        code -> code.visitLdcInsn(new ConstantDynamic("x", "Ljava/lang/Object;", foreign))),
                code(
                        "a foreign bootstrap",
                        ViolationCode.FORBIDDEN_BOOTSTRAP,
                        code -> code.visitInvokeDynamicInsn("x", "()Ljava/lang/Object;", foreign)),
                code("a lambda", ViolationCode.FORBIDDEN_BOOTSTRAP, HostileClassTest::lambda),
                code("a double", ViolationCode.INEXACT_NUMBER, code -> code.visitLdcInsn(0.2)),
                code("a decimal of a double", ViolationCode.INEXACT_NUMBER, code -> {
                    code.visitTypeInsn(Opcodes.NEW, DECIMAL);
                    code.visitMethodInsn(Opcodes.INVOKESPECIAL, DECIMAL, "<init>", "(D)V", false);
                }),
                code("double arithmetic", ViolationCode.INEXACT_NUMBER, code -> {
                    code.visitInsn(Opcodes.ICONST_1);
                    code.visitInsn(Opcodes.I2D);
                }),
                code(
                        "an enormous exponent",
                        ViolationCode.DECIMAL_LITERAL,
                        code -> decimal(code, "1E+999999999", text)),
                code("a tiny exponent", ViolationCode.DECIMAL_LITERAL, code -> decimal(code, "1E-999999999", text)),
                code(
                        "an impossible exponent",
                        ViolationCode.DECIMAL_LITERAL,
                        code -> decimal(code, "1E+99999999999", text)),
                code("a long literal", ViolationCode.DECIMAL_LITERAL, code -> decimal(code, "1".repeat(41), text)),
                code("a decimal of any text", ViolationCode.DECIMAL_LITERAL, HostileClassTest::decimalOfAnyText),
                code("identity", ViolationCode.IDENTITY_COMPARISON, code -> {
                    Label end = new Label();
                    code.visitVarInsn(Opcodes.ALOAD, 1);
                    code.visitVarInsn(Opcodes.ALOAD, 2);
                    code.visitJumpInsn(Opcodes.IF_ACMPEQ, end);
                    code.visitLabel(end);
                }),
                code("an array of numbers", ViolationCode.ARRAY, code -> {
                    code.visitLdcInsn(1_000_000);
                    code.visitIntInsn(Opcodes.NEWARRAY, Opcodes.T_LONG);
                }),
                code("an array of computed length", ViolationCode.ARRAY, code -> {
                    code.visitVarInsn(Opcodes.ILOAD, 3);
                    code.visitTypeInsn(Opcodes.ANEWARRAY, "java/lang/Object");
                }),
                code("a large array", ViolationCode.ARRAY, code -> {
                    code.visitLdcInsn(20_001);
                    code.visitTypeInsn(Opcodes.ANEWARRAY, "java/lang/Object");
                }),
                code("an array of another type", ViolationCode.ARRAY, code -> {
                    code.visitInsn(Opcodes.ICONST_1);
                    code.visitTypeInsn(Opcodes.ANEWARRAY, "java/lang/Thread");
                }),
                code("an array of arrays", ViolationCode.ARRAY, code -> {
                    code.visitInsn(Opcodes.ICONST_1);
                    code.visitInsn(Opcodes.ICONST_1);
                    code.visitMultiANewArrayInsn("[[Ljava/lang/Object;", 2);
                }),
                code("an element of an array", ViolationCode.ARRAY, code -> code.visitInsn(Opcodes.AALOAD)),
                code(
                        "a type test",
                        ViolationCode.FORBIDDEN_INSTRUCTION,
                        code -> code.visitTypeInsn(Opcodes.INSTANCEOF, "java/lang/String")),
                code("a long text", ViolationCode.TEXT, code -> code.visitLdcInsn("x".repeat(1_001))),
                code("a join of objects", ViolationCode.TEXT, code -> concatenation(code, "(Ljava/util/Map;)", "\1")),
                code("a join of arrays", ViolationCode.TEXT, code -> concatenation(code, "([C)", "\1")),
                code(
                        "a join with a long text",
                        ViolationCode.TEXT,
                        code -> concatenation(code, "(Ljava/lang/String;)", "x".repeat(1_001) + "\1")),
                code("too many calls", ViolationCode.TOO_LARGE, HostileClassTest::callOften),
                code("too many instructions", ViolationCode.TOO_LARGE, code -> {
                    for (int i = 0; i < 4_001; i++) {
                        code.visitInsn(Opcodes.ICONST_0);
                        code.visitInsn(Opcodes.POP);
                    }
                }));
    }

    private static void lambda(MethodVisitor code) {
        code.visitInvokeDynamicInsn(
                "get",
                "()Ljava/util/function/Supplier;",
                new Handle(
                        Opcodes.H_INVOKESTATIC,
                        "java/lang/invoke/LambdaMetafactory",
                        "metafactory",
                        "(Ljava/lang/invoke/MethodHandles$Lookup;Ljava/lang/String;Ljava/lang/invoke/MethodType;"
                                + "Ljava/lang/invoke/MethodType;Ljava/lang/invoke/MethodHandle;"
                                + "Ljava/lang/invoke/MethodType;)Ljava/lang/invoke/CallSite;",
                        false),
                Type.getMethodType("()Ljava/lang/Object;"),
                new Handle(Opcodes.H_NEWINVOKESPECIAL, "java/lang/Thread", "<init>", "()V", false),
                Type.getMethodType("()Ljava/lang/Object;"));
    }

    private static void concatenation(MethodVisitor code, String parameters, String recipe) {
        code.visitInvokeDynamicInsn(
                "makeConcatWithConstants",
                parameters + "Ljava/lang/String;",
                new Handle(
                        Opcodes.H_INVOKESTATIC,
                        "java/lang/invoke/StringConcatFactory",
                        "makeConcatWithConstants",
                        "(Ljava/lang/invoke/MethodHandles$Lookup;Ljava/lang/String;Ljava/lang/invoke/MethodType;"
                                + "Ljava/lang/String;[Ljava/lang/Object;)Ljava/lang/invoke/CallSite;",
                        false),
                recipe);
    }

    private static void callOften(MethodVisitor code) {
        for (int i = 0; i < 1_001; i++) {
            code.visitVarInsn(Opcodes.ALOAD, 2);
            code.visitMethodInsn(
                    Opcodes.INVOKEVIRTUAL, "org/plimsoll/policy/Position", "id", "()Ljava/lang/String;", false);
            code.visitInsn(Opcodes.POP);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bodies")
    void code_thatGeneratedCodeNeverHas_isRefused(String what, ViolationCode expected, Consumer<MethodVisitor> body) {
        assertThat(codesOf(new GeneratedClass().executing(body)))
                .as(what)
                .isNotEmpty()
                .containsOnly(expected);
    }

    @Test
    void loop_withCondition_isRefusedAsALoop() {
        assertThat(codesOf(new GeneratedClass().executing(HostileClassTest::loopWithCondition)))
                .contains(ViolationCode.LOOP);
    }
}
