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
 * Writes the class that leads to the code of each rule: for each of its methods a switch over the numbers, in parts that the
 * Java machine is willing to compile.
 */
final class RuleCodeWriter implements Condition.Calls {
    /** The Java machine inlines a method of this many cases, and compiles one of the parts that there are at most. */
    private static final int CASES_IN_A_PART = 16;

    private static final String NAME = "org/plimsoll/rules/WrittenRuleCode";
    private static final String SUPER = Type.getInternalName(RuleCode.class);
    private static final String CONSTRUCTOR = "<init>";

    private final RuleCode.Link link = new RuleCode.Link();
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
        return code.isEmpty() ? reader : new RuleCode.Reader(link, numberOf(code.get(), readers));
    }

    @Override
    public Predicate1<Object> condition(Predicate1<Object> condition) {
        Optional<GeneratedCode> code = GeneratedCode.of(condition, "test");
        return code.isEmpty() ? condition : new RuleCode.Test(link, numberOf(code.get(), conditions));
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
            return new RuleCode.Consequence(link, rules.size() - 1);
        });
    }

    /** Writes the class, to which all that was asked for now leads. */
    void write() {
        link.lead(instance(written()));
    }

    private byte[] written() {
        ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        writer.visit(
                Opcodes.V17, Opcodes.ACC_PUBLIC | Opcodes.ACC_FINAL | Opcodes.ACC_SUPER, NAME, null, SUPER, null);
        MethodVisitor constructor = writer.visitMethod(Opcodes.ACC_PUBLIC, CONSTRUCTOR, "()V", null, null);
        constructor.visitCode();
        constructor.visitVarInsn(Opcodes.ALOAD, 0);
        constructor.visitMethodInsn(Opcodes.INVOKESPECIAL, SUPER, CONSTRUCTOR, "()V", false);
        constructor.visitInsn(Opcodes.RETURN);
        constructor.visitMaxs(0, 0);
        constructor.visitEnd();
        method(writer, "read", MethodType.methodType(Object.class, int.class, Object.class), readers.stream()
                .map(reader -> (Case) code -> call(code, reader))
                .toList());
        method(writer, "test", MethodType.methodType(boolean.class, int.class, Object.class), conditions.stream()
                .map(condition -> (Case) code -> call(code, condition))
                .toList());
        method(writer, "fire", MethodType.methodType(void.class, int.class, Object.class, Drools.class), rules.stream()
                .map(rule -> (Case) code -> fire(code, rule))
                .toList());
        writer.visitEnd();
        return writer.toByteArray();
    }

    /** Calls code on the fact. */
    private static void call(MethodVisitor code, GeneratedCode called) {
        constant(code, called);
        code.visitVarInsn(Opcodes.ALOAD, 1);
        code.visitTypeInsn(Opcodes.CHECKCAST, Type.getInternalName(called.method().getParameterTypes()[0]));
        invoke(code, called);
    }

    private static void fire(MethodVisitor code, Rule rule) {
        constant(code, rule.consequence);
        Class<?>[] types = rule.consequence.method().getParameterTypes();
        int first = rule.inserts ? 1 : 0;
        if (rule.inserts) {
            code.visitVarInsn(Opcodes.ALOAD, 2);
        }
        for (int i = 0; i < rule.arguments.size(); i++) {
            rule.arguments
                    .get(i)
                    .ifPresentOrElse(reader -> call(code, reader), () -> code.visitVarInsn(Opcodes.ALOAD, 1));
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

    /** A method whose first argument says which case; the arguments are those of its static parts, one further on. */
    private static void method(ClassWriter writer, String name, MethodType type, List<Case> cases) {
        int parts = (cases.size() + CASES_IN_A_PART - 1) / CASES_IN_A_PART;
        List<Case> toParts = new ArrayList<>();
        for (int part = 0; part < parts; part++) {
            int from = part * CASES_IN_A_PART;
            String named = name + from;
            toParts.add(code -> {
                code.visitVarInsn(Opcodes.ILOAD, 1);
                for (int i = 1; i < type.parameterCount(); i++) {
                    code.visitVarInsn(Opcodes.ALOAD, i + 1);
                }
                code.visitMethodInsn(Opcodes.INVOKESTATIC, NAME, named, type.toMethodDescriptorString(), false);
            });
            MethodVisitor some = writer.visitMethod(
                    Opcodes.ACC_PRIVATE | Opcodes.ACC_STATIC, named, type.toMethodDescriptorString(), null, null);
            some.visitCode();
            some.visitVarInsn(Opcodes.ILOAD, 0);
            cases(some, type, from, cases.subList(from, Math.min(from + CASES_IN_A_PART, cases.size())));
        }
        MethodVisitor all = writer.visitMethod(Opcodes.ACC_PUBLIC, name, type.toMethodDescriptorString(), null, null);
        all.visitCode();
        all.visitVarInsn(Opcodes.ILOAD, 1);
        all.visitIntInsn(Opcodes.BIPUSH, Integer.numberOfTrailingZeros(CASES_IN_A_PART));
        all.visitInsn(Opcodes.ISHR);
        cases(all, type, 0, toParts);
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
            return (RuleCode) new Loader(known)
                    .define(written)
                    .getDeclaredConstructor()
                    .newInstance();
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
