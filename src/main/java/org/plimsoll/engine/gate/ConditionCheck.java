package org.plimsoll.engine.gate;

import java.util.List;
import java.util.Set;
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
        if (pattern.variable() != null && fact != null) {
            bind(pattern.variable(), pattern.start(), Type.of(fact.type(), null));
        }
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
        hasFact = true;
    }

    /** Whether a test holds for few facts only: an equality with a text or with something matched before. */
    private static boolean ties(Node node, Set<String> earlier) {
        Node bare = Node.bare(node);
        if (bare instanceof Node.Binary binary) {
            if (binary.operator().equals("&&")) {
                return ties(binary.left(), earlier) || ties(binary.right(), earlier);
            }
            return binary.operator().equals("==")
                    && (isAnchor(binary.left(), earlier) || isAnchor(binary.right(), earlier));
        }
        return bare instanceof Node.In in
                && !in.negated()
                && in.values().stream().allMatch(Node.Text.class::isInstance);
    }

    private static boolean isAnchor(Node node, Set<String> earlier) {
        if (node instanceof Node.Field field) {
            return isAnchor(field.scope(), earlier);
        }
        return node instanceof Node.Text || (node instanceof Node.Name name && earlier.contains(name.name()));
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
        if (source.variable() != null && fact != null) {
            bind(source.variable(), source.start(), Type.of(fact.type(), null));
        }
        scope.enter(fact, source.variable());
        constraints(source.constraints(), true);
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
        if (!type.isNumeric()) {
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
        if (fact == null || !scope.imports(pattern.type())) {
            String detail = fact == null
                    ? "There is no fact `" + pattern.type() + "`"
                            + Vocabulary.didYouMean(
                                    pattern.type(), Vocabulary.STANDARD.facts().keySet())
                    : "`" + pattern.type() + "` is not imported: write `import org.plimsoll.policy.*;`.";
            findings.add(GateCode.UNKNOWN_FACT, pattern.typeStart(), detail);
            return null;
        }
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

    private void bind(String variable, int offset, Type type) {
        if (scope.has(variable)) {
            findings.add(GateCode.VARIABLE_SCOPE, offset, "`" + variable + "` is bound twice.");
        }
        scope.put(variable, type);
    }
}
