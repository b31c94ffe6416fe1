package org.plimsoll.engine.gate;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.plimsoll.engine.Vocabulary;
import org.plimsoll.engine.Vocabulary.FactType;
import org.plimsoll.engine.Vocabulary.Phase;
import org.plimsoll.engine.gate.Condition.Accumulate;
import org.plimsoll.engine.gate.Condition.Constraint;
import org.plimsoll.engine.gate.Condition.Pattern;
import org.plimsoll.engine.gate.Condition.Quantified;
import org.plimsoll.engine.gate.Condition.Result;
import org.plimsoll.engine.gate.Type.Kind;

/** Checks a rule's condition: its patterns, what ties them, what they bind. */
final class ConditionCheck {
    /** Fields that facts of one pool alone have in common. */
    private static final Set<String> IDENTIFYING = Set.of("pool", "id");

    /** What every fact of an account has, so that to have it in common says nothing. */
    private static final Set<String> OF_EVERY_FACT = Vocabulary.STANDARD.facts().values().stream()
            .map(fact -> fact.fields().keySet())
            .map(fields -> fields.stream()
                    .filter(field -> !IDENTIFYING.contains(field))
                    .collect(Collectors.toUnmodifiableSet()))
            .reduce((some, others) -> some.stream().filter(others::contains).collect(Collectors.toUnmodifiableSet()))
            .orElseThrow();

    private final Scope scope;
    private final Findings findings;
    private final ExpressionCheck expressions;
    private @Nullable Phase phase;
    private int patterns;
    private boolean hasFact;

    ConditionCheck(Scope scope, Findings findings, ExpressionCheck expressions) {
        this.scope = scope;
        this.findings = findings;
        this.expressions = expressions;
    }

    /** Checks a condition; gives the phase its facts belong to, null when that is not known. */
    @Nullable
    Phase check(List<Condition> conditions) {
        for (Condition condition : conditions) {
            if (condition instanceof Pattern pattern) {
                pattern(pattern);
            } else if (condition instanceof Quantified quantified) {
                quantified(quantified);
            } else if (condition instanceof Accumulate accumulate) {
                accumulate(accumulate);
            }
        }
        if (patterns > Limits.PATTERNS) {
            findings.add(
                    GateCode.TOO_MANY_PATTERNS, conditions.get(0).start(), "The rule has " + patterns + " patterns.");
        }
        scope.enter(null, null);
        return phase;
    }

    private void pattern(Pattern pattern) {
        FactType fact = enter(pattern);
        Set<String> earlier = scope.variables();
        bindFact(pattern, fact);
        scope.enter(fact, pattern.variable());
        constraints(pattern.constraints(), true);
        boolean isTied = pattern.constraints().stream()
                .anyMatch(constraint -> constraint.variable() == null && ties(constraint.value(), earlier));
        if (hasFact && !isTied) {
            findings.add(
                    GateCode.UNCONSTRAINED_PATTERN,
                    pattern.start(),
                    "Nothing ties this pattern on " + pattern.type() + " to what comes before it.");
        }
        if (pattern.variable() == null) {
            scope.unnamed(pattern.type());
        }
        hasFact = true;
    }

    /** Whether a test holds for few facts only: those that have a text or something matched before. */
    private static boolean ties(Node node, Set<String> earlier) {
        Node bare = Node.bare(node);
        if (bare instanceof Node.Binary binary && binary.operator().equals("&&")) {
            return ties(binary.left(), earlier) || ties(binary.right(), earlier);
        }
        if (bare instanceof Node.In in) {
            return !in.negated()
                    && isOwn(in.left(), earlier)
                    && in.values().stream().allMatch(Node.Text.class::isInstance);
        }
        return tiesToEarlier(bare, earlier, field -> !OF_EVERY_FACT.contains(field))
                || (bare instanceof Node.Binary binary
                        && binary.operator().equals("==")
                        && ((binary.left() instanceof Node.Text && isOwn(binary.right(), earlier))
                                || (binary.right() instanceof Node.Text && isOwn(binary.left(), earlier))));
    }

    /**
     * Whether a test holds for those facts only that have something in common with one matched before.
     *
     * @param ties whether it ties facts to have a field in common
     */
    private static boolean tiesToEarlier(Node node, Set<String> earlier, Predicate<String> ties) {
        if (!(Node.bare(node) instanceof Node.Binary binary)) {
            return false;
        }
        return switch (binary.operator()) {
            case "&&" -> tiesToEarlier(binary.left(), earlier, ties) || tiesToEarlier(binary.right(), earlier, ties);
            case "==" ->
                (isEarlier(binary.left(), earlier) && isOwn(binary.right(), earlier, ties))
                        || (isEarlier(binary.right(), earlier) && isOwn(binary.left(), earlier, ties));
            default -> false;
        };
    }

    private static boolean isEarlier(Node node, Set<String> earlier) {
        return rootOf(node) instanceof Node.Name root && earlier.contains(root.name());
    }

    private static boolean isOwn(Node node, Set<String> earlier, Predicate<String> ties) {
        return isOwn(node, earlier) && ties.test(fieldOf(node));
    }

    /** The field that a path reads; attributes are one. */
    private static String fieldOf(Node path) {
        return NameCheck.nameOf(path instanceof Node.Index index ? index.scope() : path);
    }

    private static boolean isOwn(Node node, Set<String> earlier) {
        return rootOf(node) instanceof Node.Name root && !earlier.contains(root.name());
    }

    private static Node rootOf(Node node) {
        Node root = node;
        while (root instanceof Node.Field || root instanceof Node.Index) {
            root = Nodes.parts(root).get(0);
        }
        return root;
    }

    private void quantified(Quantified quantified) {
        Pattern pattern = quantified.pattern();
        FactType fact = enter(pattern);
        if (pattern.variable() != null) {
            findings.add(
                    GateCode.VARIABLE_SCOPE,
                    pattern.start(),
                    "A variable has no value outside `" + quantified.word() + "`.");
        }
        Set<String> before = scope.variables();
        scope.enter(fact, null);
        constraints(pattern.constraints(), true);
        forgetSince(before);
        if (pattern.constraints().stream().allMatch(constraint -> constraint.variable() != null)) {
            findings.add(
                    GateCode.UNCONSTRAINED_PATTERN,
                    pattern.start(),
                    "The pattern after `" + quantified.word() + "` tests nothing.");
        }
    }

    private void accumulate(Accumulate accumulate) {
        Pattern source = accumulate.source();
        Set<String> before = scope.variables();
        FactType fact = enter(source);
        bindFact(source, fact);
        scope.enter(fact, source.variable());
        constraints(source.constraints(), true);
        if (source.constraints().stream()
                .noneMatch(constraint -> constraint.variable() == null
                        && tiesToEarlier(constraint.value(), before, IDENTIFYING::contains))) {
            findings.add(
                    GateCode.UNCONSTRAINED_PATTERN,
                    source.start(),
                    "Nothing ties the " + source.type() + " facts that are added up to what comes before them: those of"
                            + " every pool are taken.");
        }
        List<Type> types = accumulate.results().stream().map(this::result).toList();
        forgetSince(before);
        scope.enter(null, null);
        for (int i = 0; i < types.size(); i++) {
            Result result = accumulate.results().get(i);
            bind(result.variable(), result.start(), types.get(i));
        }
        constraints(accumulate.constraints(), false);
    }

    private Type result(Result result) {
        if (result.function().equals("count")) {
            return Type.of(Long.class, null);
        }
        Type type = scope.variable(result.of());
        scope.takeUsed();
        if (type == null) {
            findings.add(
                    GateCode.UNKNOWN_NAME,
                    result.ofStart(),
                    "`" + result.of() + "` is not bound in the pattern of accumulate.");
            return Type.UNKNOWN;
        }
        if (!type.isNumeric() && !type.isUnknown()) {
            findings.add(
                    GateCode.ACCUMULATE,
                    result.ofStart(),
                    "`" + result.function() + "` is given " + type.shown() + ", not a number.");
            return Type.UNKNOWN;
        }
        return type;
    }

    private void forgetSince(Set<String> before) {
        for (String variable : scope.variables()) {
            if (!before.contains(variable)) {
                scope.remove(variable);
            }
        }
    }

    private @Nullable FactType enter(Pattern pattern) {
        patterns++;
        FactType fact = Vocabulary.STANDARD.facts().get(pattern.type());
        if (fact == null) {
            findings.add(
                    GateCode.UNKNOWN_FACT,
                    pattern.typeStart(),
                    "There is no fact `" + pattern.type() + "`"
                            + Vocabulary.didYouMean(
                                    pattern.type(), Vocabulary.STANDARD.facts().keySet()));
            return null;
        }
        scope.imports().require(pattern.type(), pattern.typeStart());
        if (phase != null && phase != fact.phase()) {
            findings.add(
                    GateCode.MIXED_PHASES,
                    pattern.typeStart(),
                    "`" + fact.name() + "` is never there together with the facts before it.");
        }
        phase = fact.phase();
        return fact;
    }

    private void constraints(List<Constraint> constraints, boolean mayBind) {
        for (Constraint constraint : constraints) {
            scope.takeUsed();
            if (scope.fact() == null && mayBind) {
                if (constraint.variable() != null) {
                    bind(constraint.variable(), constraint.start(), Type.UNKNOWN);
                }
                continue;
            }
            if (constraint.variable() == null) {
                expressions.test(constraint.value());
            } else {
                binding(constraint, constraint.variable());
            }
            int variables = scope.takeUsed().size();
            if (variables > Limits.CONSTRAINT_VARIABLES) {
                findings.add(
                        GateCode.TOO_MANY_VARIABLES,
                        constraint.start(),
                        "The constraint uses " + variables + " variables; two are possible.");
            }
        }
    }

    private void binding(Constraint constraint, String variable) {
        boolean isField = constraint.value() instanceof Node.Name
                || (constraint.value() instanceof Node.Field field && field.scope() instanceof Node.Name);
        if (!isField) {
            findings.add(
                    GateCode.BINDING_EXPRESSION,
                    constraint.start(),
                    "`" + variable + "` is bound to something else than a bare field.");
            bind(variable, constraint.start(), Type.UNKNOWN);
            return;
        }
        Type type = expressions.check(constraint.value());
        if (type.is(Kind.MAP)) {
            findings.add(
                    GateCode.BINDING_EXPRESSION, constraint.start(), "`" + variable + "` is bound to all attributes.");
            type = Type.UNKNOWN;
        }
        bind(variable, constraint.start(), type);
    }

    /** A fact that is not known is bound as well: what is wrong with it is told once, not wherever it is used. */
    private void bindFact(Pattern pattern, @Nullable FactType fact) {
        if (pattern.variable() != null) {
            bind(pattern.variable(), pattern.start(), fact == null ? Type.UNKNOWN : Type.of(fact.type(), null));
        }
    }

    private void bind(String variable, int offset, Type type) {
        if (scope.has(variable)) {
            findings.add(GateCode.VARIABLE_SCOPE, offset, "`" + variable + "` is bound twice.");
        }
        scope.put(variable, type);
    }
}
