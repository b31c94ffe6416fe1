package org.plimsoll.engine.execution;

import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.drools.model.Binding;
import org.drools.model.Consequence;
import org.drools.model.Drools;
import org.drools.model.Pattern;
import org.drools.model.Variable;
import org.drools.model.functions.Function1;
import org.drools.model.functions.Predicate1;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Writes classes that lead to the code of each rule, one for most rule sets: for each of its methods a switch over the numbers,
 * in parts that the Java machine is willing to compile.
 */
final class RuleCodeWriter implements Condition.Calls {
    /** The Java machine inlines a method of this many cases. */
    private static final int CASES_IN_A_PART = 16;

    /**
     * Generated classes that one written class may lead to: each takes six of the 65,535 constants that a class may have. A
     * method then leads to 250 parts at most, in less than the 8,000 bytes up to which the Java machine compiles one.
     */
    private static final int MOST_IN_A_CLASS = 4_000;

    /** Local variable of the second argument; of a consequence, the next is where it inserts. */
    private static final int FACT = 2;

    private static final String NAME = "org/plimsoll/rules/WrittenRuleCode";
    private static final String SUPER = Type.getInternalName(RuleCode.class);
    private static final String CONSTRUCTOR = "<init>";

    private final int mostInAClass;
    private int called;
    private final List<RuleCode.Numbered> numbered = new ArrayList<>();
    private final List<GeneratedCode> readers = new ArrayList<>();
    private final List<GeneratedCode> conditions = new ArrayList<>();
    private final List<Rule> rules = new ArrayList<>();
    private final Map<Class<?>, Integer> numbers = new HashMap<>();

    /**
     * A consequence.
     *
     * @param consequence its code
     * @param inserts whether its first argument is where it inserts
     * @param arguments readers of the others; empty where one is the fact itself
     */
    private record Rule(GeneratedCode consequence, boolean inserts, List<Optional<GeneratedCode>> arguments) {}

    /** Writes the code of one case: it leaves on the stack what the method returns. */
    private interface Case {
        void write(MethodVisitor code);
    }

    @Override
    public Function1<Object, Object> reader(Function1<Object, Object> reader) {
        Optional<GeneratedCode> code = GeneratedCode.of(reader, "apply");
        return code.isEmpty() ? reader : numbered(new RuleCode.Reader(numberOf(code.get(), readers)));
    }

    @Override
    public Predicate1<Object> condition(Predicate1<Object> condition) {
        Optional<GeneratedCode> code = GeneratedCode.of(condition, "test");
        return code.isEmpty() ? condition : numbered(new RuleCode.Test(numberOf(code.get(), conditions)));
    }

    /** For as many as fit into a class. */
    RuleCodeWriter() {
        this(MOST_IN_A_CLASS);
    }

    /** For so many in a class. */
    RuleCodeWriter(int mostInAClass) {
        this.mostInAClass = mostInAClass;
    }

    private <T extends RuleCode.Numbered> T numbered(T one) {
        numbered.add(one);
        if (readers.size() + conditions.size() + called >= mostInAClass) {
            write();
        }
        return one;
    }

    private int numberOf(GeneratedCode code, List<GeneratedCode> among) {
        return numbers.computeIfAbsent(code.type(), absent -> {
            among.add(code);
            return among.size() - 1;
        });
    }

    /** The consequence of a rule with one pattern; empty when it takes more than the pattern's fact and fields. */
    Optional<RuleCode.Consequence> consequence(Pattern<?> pattern, Consequence consequence) {
        Optional<GeneratedCode> code = GeneratedCode.of(consequence.getBlock(), "execute");
        Map<Variable<?>, Function1<?, ?>> bound = new HashMap<>();
        for (Binding binding : pattern.getBindings()) {
            bound.put(binding.getBoundVariable(), binding.getBindingFunction());
        }
        List<Optional<GeneratedCode>> arguments = new ArrayList<>();
        for (Variable<?> variable : consequence.getDeclarations()) {
            if (variable == pattern.getPatternVariable()) {
                arguments.add(Optional.empty());
            } else {
                Optional<GeneratedCode> reader = GeneratedCode.of(bound.get(variable), "apply");
                if (reader.isEmpty()) {
                    return Optional.empty();
                }
                arguments.add(reader);
            }
        }
        return code.map(known -> {
            rules.add(new Rule(known, consequence.isUsingDrools(), arguments));
            called += 1 + arguments.size();
            return numbered(new RuleCode.Consequence(rules.size() - 1));
        });
    }

    /** Writes a class, to which all that was asked for since the last now leads. */
    void write() {
        RuleCode written = instance(written());
        numbered.forEach(each -> each.leadTo(written));
        numbered.clear();
        readers.clear();
        conditions.clear();
        rules.clear();
        numbers.clear();
        called = 0;
    }

    private byte[] written() {
        ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        writer.visit(Opcodes.V17, Opcodes.ACC_PUBLIC | Opcodes.ACC_FINAL | Opcodes.ACC_SUPER, NAME, null, SUPER, null);
        MethodVisitor constructor = writer.visitMethod(Opcodes.ACC_PUBLIC, CONSTRUCTOR, "()V", null, null);
        constructor.visitCode();
        constructor.visitVarInsn(Opcodes.ALOAD, 0);
        constructor.visitMethodInsn(Opcodes.INVOKESPECIAL, SUPER, CONSTRUCTOR, "()V", false);
        constructor.visitInsn(Opcodes.RETURN);
        constructor.visitMaxs(0, 0);
        constructor.visitEnd();
        method(
                writer,
                "read",
                MethodType.methodType(Object.class, int.class, Object.class),
                readers.stream()
                        .map(reader -> (Case) code -> call(code, reader))
                        .toList());
        method(
                writer,
                "test",
                MethodType.methodType(boolean.class, int.class, Object.class),
                conditions.stream()
                        .map(condition -> (Case) code -> call(code, condition))
                        .toList());
        method(
                writer,
                "fire",
                MethodType.methodType(void.class, int.class, Object.class, Drools.class),
                rules.stream().map(rule -> (Case) code -> fire(code, rule)).toList());
        writer.visitEnd();
        return writer.toByteArray();
    }

    /** Calls code on the fact. */
    private static void call(MethodVisitor code, GeneratedCode called) {
        constant(code, called);
        code.visitVarInsn(Opcodes.ALOAD, FACT);
        code.visitTypeInsn(
                Opcodes.CHECKCAST, Type.getInternalName(called.method().getParameterTypes()[0]));
        invoke(code, called);
    }

    private static void fire(MethodVisitor code, Rule rule) {
        constant(code, rule.consequence);
        Class<?>[] types = rule.consequence.method().getParameterTypes();
        int first = rule.inserts ? 1 : 0;
        if (rule.inserts) {
            code.visitVarInsn(Opcodes.ALOAD, FACT + 1);
        }
        for (int i = 0; i < rule.arguments.size(); i++) {
            rule.arguments
                    .get(i)
                    .ifPresentOrElse(reader -> call(code, reader), () -> code.visitVarInsn(Opcodes.ALOAD, FACT));
            code.visitTypeInsn(Opcodes.CHECKCAST, Type.getInternalName(types[first + i]));
        }
        invoke(code, rule.consequence);
    }

    private static void constant(MethodVisitor code, GeneratedCode of) {
        code.visitFieldInsn(
                Opcodes.GETSTATIC,
                Type.getInternalName(of.type()),
                of.constant().name(),
                Type.getDescriptor(of.type()));
    }

    private static void invoke(MethodVisitor code, GeneratedCode called) {
        code.visitMethodInsn(
                Opcodes.INVOKEVIRTUAL,
                Type.getInternalName(called.type()),
                called.method().getName(),
                Type.getMethodDescriptor(called.method()),
                false);
    }

    /** A method whose first argument says which case: a switch, or one that leads to parts with the same arguments. */
    private static void method(ClassWriter writer, String name, MethodType type, List<Case> cases) {
        if (cases.size() <= CASES_IN_A_PART) {
            cases(method(writer, Opcodes.ACC_PUBLIC, name, type), type, 0, cases);
            return;
        }
        List<Case> parts = new ArrayList<>();
        for (int from = 0; from < cases.size(); from += CASES_IN_A_PART) {
            String part = name + from;
            cases(
                    method(writer, Opcodes.ACC_PRIVATE, part, type),
                    type,
                    from,
                    cases.subList(from, Math.min(from + CASES_IN_A_PART, cases.size())));
            parts.add(code -> {
                code.visitVarInsn(Opcodes.ALOAD, 0);
                code.visitVarInsn(Opcodes.ILOAD, 1);
                for (int i = 1; i < type.parameterCount(); i++) {
                    code.visitVarInsn(Opcodes.ALOAD, i + 1);
                }
                code.visitMethodInsn(Opcodes.INVOKESPECIAL, NAME, part, type.toMethodDescriptorString(), false);
            });
        }
        MethodVisitor all = method(writer, Opcodes.ACC_PUBLIC, name, type);
        all.visitIntInsn(Opcodes.BIPUSH, Integer.numberOfTrailingZeros(CASES_IN_A_PART));
        all.visitInsn(Opcodes.ISHR);
        cases(all, type, 0, parts);
    }

    /** Begins a method with its first argument. */
    private static MethodVisitor method(ClassWriter writer, int access, String name, MethodType type) {
        MethodVisitor code = writer.visitMethod(access, name, type.toMethodDescriptorString(), null, null);
        code.visitCode();
        code.visitVarInsn(Opcodes.ILOAD, 1);
        return code;
    }

    private static void cases(MethodVisitor code, MethodType type, int from, List<Case> cases) {
        Label unknown = new Label();
        Label[] labels = cases.stream().map(one -> new Label()).toArray(Label[]::new);
        if (labels.length == 0) {
            code.visitInsn(Opcodes.POP);
        } else {
            code.visitTableSwitchInsn(from, from + labels.length - 1, unknown, labels);
        }
        for (int i = 0; i < labels.length; i++) {
            code.visitLabel(labels[i]);
            code.visitFrame(Opcodes.F_SAME, 0, null, 0, null);
            cases.get(i).write(code);
            code.visitInsn(Type.getType(type.returnType()).getOpcode(Opcodes.IRETURN));
        }
        if (labels.length > 0) {
            code.visitLabel(unknown);
            code.visitFrame(Opcodes.F_SAME, 0, null, 0, null);
        }
        String failure = Type.getInternalName(IndexOutOfBoundsException.class);
        code.visitTypeInsn(Opcodes.NEW, failure);
        code.visitInsn(Opcodes.DUP);
        code.visitMethodInsn(Opcodes.INVOKESPECIAL, failure, CONSTRUCTOR, "()V", false);
        code.visitInsn(Opcodes.ATHROW);
        code.visitMaxs(0, 0);
        code.visitEnd();
    }

    private RuleCode instance(byte[] written) {
        Map<String, Class<?>> known = new HashMap<>();
        numbers.keySet().forEach(type -> known.put(type.getName(), type));
        for (Rule rule : rules) {
            known.put(rule.consequence.type().getName(), rule.consequence.type());
            rule.arguments.stream()
                    .flatMap(Optional::stream)
                    .forEach(reader -> known.put(reader.type().getName(), reader.type()));
        }
        try {
            return (RuleCode)
                    new Loader(known).define(written).getDeclaredConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Knows the rules' classes, which the loader of the engine does not. */
    private static final class Loader extends ClassLoader {
        private final Map<String, Class<?>> known;

        Loader(Map<String, Class<?>> known) {
            super("rule-code", RuleCode.class.getClassLoader());
            this.known = known;
        }

        Class<?> define(byte[] written) {
            return defineClass(NAME.replace('/', '.'), written, 0, written.length);
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            Class<?> found = known.get(name);
            if (found == null) {
                throw new ClassNotFoundException(name);
            }
            return found;
        }
    }
}
