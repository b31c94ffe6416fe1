package org.plimsoll.engine.gate;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.plimsoll.engine.Vocabulary.OutcomeType;
import org.plimsoll.engine.Vocabulary.Phase;
import org.plimsoll.engine.gate.Type.Kind;

/** Checks a rule's consequence. */
final class StatementCheck {
    private static final Set<String> NOT_FOR_VARIABLES = Set.of("drools", "kcontext", "channels", "insert", "it");

    private final Scope scope;
    private final Findings findings;
    private final ExpressionCheck expressions;
    private final @Nullable Phase phase;
    private final Set<String> used = new TreeSet<>();

    /** Variables of blocks that have ended: Drools would take them for declared still, and Java would not. */
    private final Set<String> gone = new HashSet<>();

    private boolean says;

    StatementCheck(Scope scope, Findings findings, ExpressionCheck expressions, @Nullable Phase phase) {
        this.scope = scope;
        this.findings = findings;
        this.expressions = expressions;
        this.phase = phase;
    }

    /** Checks the consequence of a rule that starts at an offset. */
    void check(List<Statement> statements, int ruleStart) {
        block(statements);
        if (!says) {
            findings.add(GateCode.NO_OUTCOME, ruleStart, "The rule inserts nothing.");
        }
        if (used.size() > Limits.CONSEQUENCE_VARIABLES) {
            findings.add(
                    GateCode.TOO_MANY_VARIABLES,
                    ruleStart,
                    "The consequence uses " + used.size() + " variables of the condition; four are possible.");
        }
    }

    private void block(List<Statement> statements) {
        Set<String> before = new HashSet<>(scope.variables());
        for (Statement statement : statements) {
            if (statement instanceof Statement.Expression expression) {
                expression(expression);
            } else if (statement instanceof Statement.Assign assign) {
                assign(assign);
            } else if (statement instanceof Statement.If conditional) {
                expressions.test(conditional.test());
                block(conditional.then());
                List<Statement> otherwise = conditional.otherwise();
                if (otherwise != null) {
                    block(otherwise);
                }
            }
            used.addAll(scope.takeUsed());
        }
        for (String variable : scope.variables()) {
            if (!before.contains(variable)) {
                scope.remove(variable);
                gone.add(variable);
            }
        }
    }

    private void expression(Statement.Expression statement) {
        boolean isInsert = statement.value() instanceof Node.Call call
                && call.scope() == null
                && call.name().equals("insert");
        if (!isInsert) {
            int found = findings.size();
            expressions.check(statement.value());
            if (findings.size() == found) {
                findings.add(GateCode.STATEMENT, statement.start(), "This does nothing.");
            }
            return;
        }
        Node.Call call = (Node.Call) statement.value();
        says = true;
        if (call.arguments().size() != 1) {
            call.arguments().forEach(expressions::check);
            findings.add(GateCode.NEW_OBJECT, call.start(), "`insert` is given something else than one outcome.");
            return;
        }
        inserted(call.arguments().get(0));
    }

    private void inserted(Node argument) {
        if (argument instanceof Node.New creation) {
            expressions.names().calls().outcome(creation, phase);
            return;
        }
        Type type = expressions.check(argument);
        if (argument instanceof Node.Call function && type.is(Kind.OUTCOME)) {
            for (OutcomeType outcome : CallCheck.outcomesOf(function.name())) {
                expressions.names().calls().mustBeInTime(outcome, function.start(), phase);
            }
        } else if (!type.isUnknown()) {
            findings.add(
                    GateCode.NEW_OBJECT,
                    argument.start(),
                    "`insert` is given " + type.shown() + ", not a new outcome.");
        }
    }

    private void assign(Statement.Assign assign) {
        Type known = scope.variable(assign.name());
        Type value = expressions.check(assign.value());
        declared(assign, value);
        if (NOT_FOR_VARIABLES.contains(assign.name())) {
            findings.add(GateCode.VARIABLE_NAME, assign.start(), "`" + assign.name() + "` has another meaning.");
        } else if (!assign.operator().equals("=")) {
            compound(assign, known, value);
        } else if (known != null && assign.declaredType() != null) {
            findings.add(GateCode.VARIABLE_SCOPE, assign.start(), "`" + assign.name() + "` is declared twice.");
        } else if (known == null && assign.declaredType() == null && gone.contains(assign.name())) {
            findings.add(
                    GateCode.VARIABLE_SCOPE,
                    assign.start(),
                    "`" + assign.name() + "` has a value within an earlier `if` only.");
            scope.put(assign.name(), Type.UNKNOWN);
        } else {
            plain(assign, known, value);
        }
    }

    private void declared(Statement.Assign assign, Type value) {
        String type = assign.declaredType();
        boolean isDecimal = value.is(Kind.NUMBER) || value.is(Kind.DECIMAL) || value.isUnknown();
        if (type != null && (!type.equals("BigDecimal") || !scope.imports().hasDecimal() || !isDecimal)) {
            findings.add(
                    GateCode.DECLARED_TYPE, assign.start(), "`" + assign.name() + "` is declared as " + type + ".");
        }
    }

    private void compound(Statement.Assign assign, @Nullable Type known, Type value) {
        if (known == null) {
            findings.add(GateCode.VARIABLE_SCOPE, assign.start(), "`" + assign.name() + "` has no value yet.");
        } else if (!known.isUnknown() && !value.isUnknown() && (!known.is(Kind.DECIMAL) || !value.isNumeric())) {
            findings.add(
                    GateCode.TYPE,
                    assign.start(),
                    "`" + assign.operator() + "` is given " + known.shown() + " and " + value.shown() + ".");
        } else if (known.is(Kind.DECIMAL) && value.is(Kind.WHOLE)) {
            findings.add(
                    GateCode.WHOLE_NUMBERS,
                    assign.start(),
                    "`" + assign.operator() + "` is given a whole number and nothing else.");
        } else if (known.is(Kind.DECIMAL)) {
            expressions.decimal(assign.value());
            int size = known.size() + Math.max(1, value.size());
            if (size > Limits.MAGNITUDE) {
                findings.add(GateCode.NUMBER_SIZE, assign.start(), "The result can have any number of digits.");
            }
            scope.put(assign.name(), Type.decimal(size));
        }
    }

    private void plain(Statement.Assign assign, @Nullable Type known, Type value) {
        Type type = value.is(Kind.NUMBER) ? Type.decimal(Limits.DIGITS) : value;
        expressions.decimal(assign.value());
        boolean isAttribute = Node.bare(assign.value()) instanceof Node.Index;
        boolean isKeepable = type.is(Kind.DECIMAL)
                || type.is(Kind.WHOLE)
                || type.is(Kind.TEXT)
                || type.is(Kind.TIME)
                || type.isUnknown();
        if (isAttribute) {
            findings.add(GateCode.INDEX, assign.value().start(), "An attribute is kept in a variable.");
            type = Type.UNKNOWN;
        } else if (!isKeepable) {
            findings.add(
                    GateCode.TYPE,
                    assign.start(),
                    "`" + assign.name() + "` is given " + type.shown() + ", which no variable keeps.");
            type = Type.UNKNOWN;
        } else if (known != null && !known.isUnknown() && !type.isUnknown() && known.kind() != type.kind()) {
            findings.add(
                    GateCode.VARIABLE_SCOPE,
                    assign.start(),
                    "`" + assign.name() + "` is " + known.shown() + ", and is given " + type.shown() + ".");
        }
        if (known == null || known.kind() != type.kind() || known.size() < type.size()) {
            scope.put(assign.name(), type);
        }
    }
}
