package org.plimsoll.engine.gate;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.plimsoll.engine.Vocabulary;
import org.plimsoll.engine.Vocabulary.FactType;
import org.plimsoll.engine.Vocabulary.Field;
import org.plimsoll.engine.Vocabulary.Signature;
import org.plimsoll.engine.gate.Type.Kind;
import org.plimsoll.policy.Fact;

/** Resolves names against the vocabulary: variables, fields, attributes, lookups, functions. */
final class NameCheck {
    private static final Set<String> REFLECTION = Set.of(
            "class",
            "getClass",
            "forName",
            "classLoader",
            "getClassLoader",
            "loadClass",
            "newInstance",
            "invoke",
            "getMethod",
            "getDeclaredMethod",
            "getConstructor",
            "getField",
            "getDeclaredField");
    private static final Set<String> ENGINE = Set.of(
            "drools",
            "kcontext",
            "channels",
            "insertLogical",
            "insertAsync",
            "logicalInsert",
            "getKieRuntime",
            "getKnowledgeRuntime",
            "getWorkingMemory",
            "getRule",
            "getMatch",
            "getTuple",
            "halt",
            "run",
            "guard",
            "entryPoints",
            "insert");
    private static final Set<String> CHANGES = Set.of("update", "delete", "retract", "modify", "set");
    private static final String DECIMAL = BigDecimal.class.getSimpleName();
    private static final Set<String> ROOTS = Set.of("java", "javax", "jakarta", "jdk", "sun", "com", "org", "io");

    private final Scope scope;
    private final Findings findings;
    private final ExpressionCheck expressions;
    private final CallCheck calls;

    NameCheck(Scope scope, Findings findings, ExactForms numbers, ExpressionCheck expressions) {
        this.scope = scope;
        this.findings = findings;
        this.expressions = expressions;
        this.calls = new CallCheck(scope, findings, numbers, expressions);
    }

    CallCheck calls() {
        return calls;
    }

    /** What a message calls a value: its last name, and the attribute that is read. */
    static String nameOf(Node node) {
        if (node instanceof Node.Name name) {
            return name.name();
        } else if (node instanceof Node.Field field) {
            return field.name();
        } else if (node instanceof Node.Index index && index.key() instanceof Node.Text key) {
            return nameOf(index.scope()) + "[\"" + key.value() + "\"]";
        } else {
            return "code";
        }
    }

    Type check(Node node) {
        if (node instanceof Node.Name name) {
            return name(name);
        } else if (node instanceof Node.Field field) {
            return field(field);
        } else if (node instanceof Node.Index index) {
            return index(index);
        } else if (node instanceof Node.Call call) {
            return call(call);
        } else if (node instanceof Node.New creation) {
            findings.add(
                    GateCode.NEW_OBJECT,
                    creation.start(),
                    creation.type().equals(DECIMAL)
                            ? Hints.decimal(creation.arguments())
                            : "`new " + creation.type() + "` does not stand directly within insert(...).");
            return Type.UNKNOWN;
        }
        throw new IllegalStateException("An expression that nobody checks: " + node);
    }

    private Type name(Node.Name node) {
        String name = node.name();
        Type variable = scope.variable(name);
        FactType fact = scope.fact();
        if (variable != null) {
            return variable;
        }
        if (isDangerous(name, node.start())) {
            return Type.UNKNOWN;
        }
        if (fact != null && !name.startsWith("$") && !name.equals("this") && !isClassOrPackage(name)) {
            return member(fact, name, node.start());
        }
        unknownName(name, node.start());
        return Type.UNKNOWN;
    }

    private void unknownName(String name, int offset) {
        if (name.equals("this")) {
            findings.add(GateCode.UNKNOWN_NAME, offset, "`this` without a field stands for nothing here.");
        } else if (isClassOrPackage(name)) {
            findings.add(GateCode.METHOD, offset, "`" + name + "` is a class or package.");
        } else if (scope.isNews(name)) {
            String owner = ownerOf(name)
                    .map(found -> "; do you mean `" + found + "." + name + "`?")
                    .orElseGet(() -> unbound(name));
            findings.add(GateCode.UNKNOWN_NAME, offset, "`" + name + "` is not known here" + owner);
        }
    }

    private String unbound(String name) {
        String fact = name.startsWith("$") ? scope.unnamed() : null;
        return fact == null
                ? Vocabulary.didYouMean(name, scope.variables())
                : "; write `" + name + " : " + fact + "(...)` in the condition.";
    }

    private static boolean isClassOrPackage(String name) {
        return Character.isUpperCase(name.charAt(0)) || ROOTS.contains(name);
    }

    /** A variable whose fact has a field of this name. */
    private Optional<String> ownerOf(String field) {
        return new TreeSet<>(scope.variables())
                .stream()
                        .filter(variable -> {
                            Type type = scope.variable(variable);
                            FactType fact = type == null ? null : factOf(type);
                            return fact != null && fact.fields().containsKey(field);
                        })
                        .findFirst();
    }

    private boolean isDangerous(String name, int offset) {
        if (REFLECTION.contains(name)) {
            findings.add(GateCode.REFLECTION, offset, "`" + name + "` reaches the class behind a value.");
        } else if (CHANGES.contains(name) && scope.fact() == null) {
            findings.add(GateCode.CHANGES_FACT, offset, "`" + name + "` changes facts.");
        } else if (ENGINE.contains(name)) {
            findings.add(GateCode.ENGINE_ACCESS, offset, "`" + name + "` reaches the engine.");
        } else {
            return false;
        }
        return true;
    }

    private Type field(Node.Field node) {
        if (node.name().equals("class")) {
            findings.add(GateCode.REFLECTION, node.start(), "`class` reaches the class behind a value.");
            return Type.UNKNOWN;
        }
        FactType own = scope.fact();
        if (node.scope() instanceof Node.Name name && name.name().equals("this") && own != null) {
            return member(own, node.name(), node.nameStart());
        }
        Type owner = check(node.scope(), node);
        if (!owner.isUnknown() && isDangerous(node.name(), node.nameStart())) {
            return Type.UNKNOWN;
        }
        FactType fact = factOf(owner);
        if (fact != null) {
            return member(fact, node.name(), node.nameStart());
        }
        if (owner.is(Kind.MAP)) {
            findings.add(
                    GateCode.INDEX,
                    node.nameStart(),
                    "Attributes are read as `" + nameOf(node.scope()) + "[\"" + node.name() + "\"]`.");
        } else if (!owner.isUnknown()) {
            findings.add(GateCode.METHOD, node.nameStart(), "`" + node.name() + "` is asked of " + owner.shown() + ".");
        }
        return Type.UNKNOWN;
    }

    private Type check(Node inner, Node outer) {
        if (inner instanceof Node.Name || inner instanceof Node.Field || inner instanceof Node.Index) {
            return check(inner);
        }
        int found = findings.size();
        if (inner instanceof Node.Call || inner instanceof Node.New) {
            check(inner);
        } else {
            expressions.check(inner);
        }
        if (findings.size() == found) {
            findings.add(GateCode.METHOD, outer.start(), "Something is asked of a computed value.");
        }
        return Type.UNKNOWN;
    }

    static @Nullable FactType factOf(Type type) {
        return type.is(Kind.FACT)
                ? Vocabulary.STANDARD.facts().get(type.javaType().getSimpleName())
                : null;
    }

    private Type member(FactType fact, String name, int offset) {
        Field field = fact.fields().get(name);
        if (field != null) {
            return Type.of(field.type(), field.codes());
        }
        Class<?> result = accessor(fact, name);
        if (result != null && Fact.class.isAssignableFrom(result)) {
            return Type.of(result, null);
        }
        if (isDangerous(name, offset)) {
            return Type.UNKNOWN;
        }
        if (result != null) {
            findings.add(GateCode.INTERNAL, offset, "`" + name + "` is inside of " + fact.name() + ".");
        } else if (fact.lookups().containsKey(name)) {
            findings.add(GateCode.ARGUMENTS, offset, "`" + name + "` needs the name of what to look up.");
        } else {
            findings.add(
                    GateCode.UNKNOWN_FIELD,
                    offset,
                    "There is no field `" + name + "` on " + fact.name() + Hints.field(name, fact));
        }
        return Type.UNKNOWN;
    }

    private static @Nullable Class<?> accessor(FactType fact, String name) {
        return Arrays.stream(fact.type().getMethods())
                .filter(method ->
                        method.getParameterCount() == 0 && method.getName().equals(name))
                .<Class<?>>map(java.lang.reflect.Method::getReturnType)
                .findFirst()
                .orElse(null);
    }

    private Type index(Node.Index node) {
        Type owner = check(node.scope(), node);
        if (!(node.key() instanceof Node.Text)) {
            findings.add(GateCode.LITERAL_NAME, node.key().start(), "The attribute's name is not a text.");
            return Type.UNKNOWN;
        }
        if (owner.is(Kind.MAP)) {
            return Type.of(String.class, null);
        }
        if (!owner.isUnknown()) {
            findings.add(GateCode.INDEX, node.start(), "Square brackets follow " + owner.shown() + ".");
        }
        return Type.UNKNOWN;
    }

    private Type call(Node.Call call) {
        if (call.scope() == null) {
            return isDangerous(call.name(), call.nameStart()) ? Type.UNKNOWN : unscoped(call);
        }
        if (call.scope() instanceof Node.Name name && name.name().equals(DECIMAL)) {
            findings.add(GateCode.METHOD, call.start(), Hints.decimal(call.arguments()));
            return Type.UNKNOWN;
        }
        boolean isThis = call.scope() instanceof Node.Name name && name.name().equals("this");
        FactType fact = isThis ? scope.fact() : null;
        Type owner = isThis ? Type.UNKNOWN : check(call.scope(), call);
        fact = fact == null ? factOf(owner) : fact;
        if ((fact != null || !owner.isUnknown()) && isDangerous(call.name(), call.nameStart())) {
            return Type.UNKNOWN;
        }
        if (fact != null) {
            return lookup(call, fact);
        }
        if (owner.is(Kind.MAP)) {
            findings.add(GateCode.INDEX, call.nameStart(), "Attributes are read in square brackets.");
        } else if (!owner.isUnknown() || isThis) {
            findings.add(
                    GateCode.METHOD, call.nameStart(), "`" + call.name() + "` is called on " + owner.shown() + ".");
        }
        return Type.UNKNOWN;
    }

    private Type unscoped(Node.Call call) {
        FactType fact = scope.fact();
        if (call.name().equals("eval")) {
            findings.add(GateCode.EVAL, call.start(), "`eval` is not used here.");
            return Type.UNKNOWN;
        }
        if (fact != null
                && (fact.lookups().containsKey(call.name()) || fact.fields().containsKey(call.name()))) {
            return lookup(call, fact);
        }
        List<Signature> functions = Vocabulary.STANDARD.functions().get(call.name());
        if (functions == null) {
            unknown(call, Vocabulary.STANDARD.functions().keySet());
            return Type.UNKNOWN;
        }
        scope.imports().requireFunction(call.name(), call.start());
        if (scope.inCondition() && call.name().equals("negate")) {
            findings.add(GateCode.UNARY_MINUS, call.start(), "`negate` is not used in a condition.");
            return Type.UNKNOWN;
        }
        return calls.check(call.name(), call.start(), call.arguments(), functions);
    }

    private void unknown(Node.Call call, Collection<String> candidates) {
        call.arguments().forEach(expressions::check);
        findings.add(
                GateCode.UNKNOWN_FUNCTION,
                call.start(),
                "There is no function `" + call.name() + "`" + Vocabulary.didYouMean(call.name(), candidates));
    }

    private Type lookup(Node.Call call, FactType fact) {
        List<Signature> lookups = fact.lookups().get(call.name());
        if (lookups != null) {
            return calls.lookup(call, lookups);
        }
        call.arguments().forEach(expressions::check);
        boolean isField = fact.fields().containsKey(call.name()) || accessor(fact, call.name()) != null;
        if (isField) {
            findings.add(GateCode.METHOD, call.nameStart(), "`" + call.name() + "` is a field, not a method.");
        } else {
            findings.add(
                    GateCode.METHOD,
                    call.nameStart(),
                    "There is no `" + call.name() + "` on " + fact.name()
                            + Hints.fieldOfGetter(call.name(), fact)
                                    .map(field -> ": write `" + field + "`.")
                                    .orElseGet(() -> Vocabulary.didYouMean(
                                            call.name(), fact.lookups().keySet())));
        }
        return Type.UNKNOWN;
    }
}
