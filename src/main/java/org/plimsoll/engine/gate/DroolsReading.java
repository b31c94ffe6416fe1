package org.plimsoll.engine.gate;

import com.github.javaparser.ast.expr.ArrayAccessExpr;
import com.github.javaparser.ast.expr.AssignExpr;
import com.github.javaparser.ast.expr.BinaryExpr;
import com.github.javaparser.ast.expr.BooleanLiteralExpr;
import com.github.javaparser.ast.expr.DoubleLiteralExpr;
import com.github.javaparser.ast.expr.EnclosedExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.FieldAccessExpr;
import com.github.javaparser.ast.expr.IntegerLiteralExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.expr.NullLiteralExpr;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import com.github.javaparser.ast.expr.StringLiteralExpr;
import com.github.javaparser.ast.expr.ThisExpr;
import com.github.javaparser.ast.expr.UnaryExpr;
import com.github.javaparser.ast.expr.VariableDeclarationExpr;
import com.github.javaparser.ast.stmt.BlockStmt;
import com.github.javaparser.ast.stmt.EmptyStmt;
import com.github.javaparser.ast.stmt.ExpressionStmt;
import com.github.javaparser.ast.stmt.IfStmt;
import java.util.List;
import java.util.stream.Collectors;
import org.drools.drl.ast.descr.AccumulateDescr;
import org.drools.drl.ast.descr.AndDescr;
import org.drools.drl.ast.descr.BaseDescr;
import org.drools.drl.ast.descr.ExistsDescr;
import org.drools.drl.ast.descr.ExprConstraintDescr;
import org.drools.drl.ast.descr.NotDescr;
import org.drools.drl.ast.descr.PatternDescr;
import org.drools.drl.ast.descr.RuleDescr;
import org.drools.model.codegen.execmodel.generator.DrlxParseUtil;
import org.drools.mvel.parser.MvelParser;
import org.drools.mvel.parser.ast.expr.BigDecimalLiteralExpr;
import org.drools.mvel.parser.ast.expr.DrlxExpression;
import org.drools.mvel.parser.ast.expr.PointFreeExpr;

/**
 * Spells out how Drools reads a rule, with the parsers its compiler uses, for comparison with {@link OwnReading}. What
 * the gate's language does not have comes out as something it never says.
 */
final class DroolsReading {
    private static final String FOREIGN = "?";

    private DroolsReading() {}

    static String of(RuleDescr rule) {
        boolean isPlain = rule.getParentName() == null
                && rule.getUnit() == null
                && rule.getNamedConsequences().isEmpty()
                && rule.getAttributes().keySet().stream().allMatch("dialect"::equals);
        String consequence = String.valueOf(rule.getConsequence());
        return (isPlain ? "" : FOREIGN)
                + rule.getName()
                + rule.getLhs().getDescrs().stream()
                        .map(DroolsReading::condition)
                        .collect(Collectors.joining(" ", " [", "]"))
                + block(MvelParser.parseBlock("{\n" + consequence + "\n}"));
    }

    private static String condition(BaseDescr descr) {
        if (descr instanceof PatternDescr pattern) {
            return pattern.getSource() instanceof AccumulateDescr accumulate
                    ? accumulate(pattern, accumulate)
                    : pattern(pattern);
        } else if (descr instanceof AndDescr and) {
            return and.getDescrs().stream().map(DroolsReading::condition).collect(Collectors.joining(" "));
        } else if (descr instanceof NotDescr not) {
            return "not " + only(not.getDescrs());
        } else if (descr instanceof ExistsDescr exists) {
            return "exists " + only(exists.getDescrs());
        }
        return FOREIGN;
    }

    private static String only(List<?> descrs) {
        return descrs.size() == 1 && descrs.get(0) instanceof PatternDescr pattern ? pattern(pattern) : FOREIGN;
    }

    private static String pattern(PatternDescr pattern) {
        boolean isPlain = pattern.getSource() == null
                && pattern.getBehaviors().isEmpty()
                && pattern.getAnnotations().isEmpty()
                && !pattern.isQuery()
                && !pattern.isUnification();
        return (isPlain ? "" : FOREIGN) + pattern.getIdentifier() + ":" + pattern.getObjectType()
                + constraints(pattern);
    }

    private static String accumulate(PatternDescr result, AccumulateDescr accumulate) {
        String source = accumulate.getInput() instanceof PatternDescr pattern
                ? pattern(pattern)
                : accumulate.getInput() instanceof AndDescr and ? only(and.getDescrs()) : FOREIGN;
        boolean isPlain = result.getIdentifier() == null
                && result.getObjectType().equals("Object")
                && accumulate.getInitCode() == null
                && accumulate.getActionCode() == null
                && accumulate.getReverseCode() == null
                && accumulate.getResultCode() == null;
        return (isPlain ? "accumulate " : FOREIGN)
                + source
                + accumulate.getFunctions().stream()
                        .map(function -> function.getBind() + ":" + function.getFunction() + "("
                                + String.join(",", function.getParams()) + ")")
                        .collect(Collectors.joining(" ", "<", ">"))
                + constraints(result);
    }

    private static String constraints(PatternDescr pattern) {
        return pattern.getConstraint().getDescrs().stream()
                .map(descr -> descr instanceof ExprConstraintDescr constraint
                        ? constraint(constraint.getExpression())
                        : FOREIGN)
                .collect(Collectors.joining(" ", "{", "}"));
    }

    private static String constraint(String text) {
        DrlxExpression expression = DrlxParseUtil.parseExpression(text);
        return expression.getBind() + ":" + expression(expression.getExpr());
    }

    private static String block(com.github.javaparser.ast.Node statement) {
        return statement instanceof BlockStmt block
                ? block.getStatements().stream()
                        .filter(inner -> !(inner instanceof EmptyStmt))
                        .map(DroolsReading::statement)
                        .collect(Collectors.joining(" ", "{", "}"))
                : FOREIGN;
    }

    private static String statement(com.github.javaparser.ast.Node statement) {
        if (statement instanceof ExpressionStmt expression) {
            return expression(expression.getExpression());
        } else if (statement instanceof IfStmt conditional) {
            String last = conditional
                    .getElseStmt()
                    .map(otherwise ->
                            " else " + (otherwise instanceof IfStmt ? statement(otherwise) : block(otherwise)))
                    .orElse("");
            return "if " + expression(conditional.getCondition()) + block(conditional.getThenStmt()) + last;
        }
        return FOREIGN;
    }

    private static String expressions(List<Expression> expressions) {
        return expressions.stream().map(DroolsReading::expression).collect(Collectors.joining(",", "(", ")"));
    }

    private static String expression(Expression node) {
        if (node instanceof BinaryExpr binary) {
            return "(" + expression(binary.getLeft()) + binary.getOperator().asString() + expression(binary.getRight())
                    + ")";
        } else if (node instanceof EnclosedExpr enclosed) {
            return "[" + expression(enclosed.getInner()) + "]";
        } else if (node instanceof MethodCallExpr call
                && call.getTypeArguments().isEmpty()) {
            return "(" + call.getScope().map(scope -> expression(scope) + ".").orElse("") + call.getNameAsString()
                    + expressions(call.getArguments()) + ")";
        } else if (node instanceof FieldAccessExpr field
                && field.getTypeArguments().isEmpty()) {
            return "(" + expression(field.getScope()) + "." + field.getNameAsString() + ")";
        } else if (node instanceof ObjectCreationExpr creation) {
            boolean isPlain = creation.getScope().isEmpty()
                    && creation.getAnonymousClassBody().isEmpty();
            return isPlain
                    ? "(new " + creation.getType().asString() + expressions(creation.getArguments()) + ")"
                    : FOREIGN;
        } else if (node instanceof AssignExpr assign) {
            return "(" + expression(assign.getTarget()) + assign.getOperator().asString()
                    + expression(assign.getValue()) + ")";
        } else if (node instanceof PointFreeExpr in
                && in.getOperator().asString().equals("in")
                && in.getArg1() == null) {
            return "(" + expression(in.getLeft()) + (in.isNegated() ? " not" : "") + " in" + expressions(in.getRight())
                    + ")";
        }
        return leaf(node);
    }

    private static String leaf(Expression node) {
        if (node instanceof BigDecimalLiteralExpr number) {
            return number.getValue() + "B";
        } else if (node instanceof IntegerLiteralExpr number) {
            return number.getValue();
        } else if (node instanceof DoubleLiteralExpr number) {
            return number.getValue();
        } else if (node instanceof StringLiteralExpr text) {
            return "\"" + text.getValue() + "\"";
        } else if (node instanceof BooleanLiteralExpr truth) {
            return String.valueOf(truth.getValue());
        } else if (node instanceof NullLiteralExpr) {
            return "null";
        } else if (node instanceof NameExpr name) {
            return name.getNameAsString();
        } else if (node instanceof ThisExpr self) {
            return self.getTypeName().isEmpty() ? "this" : FOREIGN;
        } else if (node instanceof ArrayAccessExpr index) {
            return "(" + expression(index.getName()) + "[" + expression(index.getIndex()) + "])";
        } else if (node instanceof UnaryExpr unary && unary.getOperator() == UnaryExpr.Operator.MINUS) {
            return "(-" + expression(unary.getExpression()) + ")";
        } else if (node instanceof UnaryExpr unary && unary.getOperator() == UnaryExpr.Operator.LOGICAL_COMPLEMENT) {
            return "(!" + expression(unary.getExpression()) + ")";
        } else if (node instanceof VariableDeclarationExpr declaration
                && declaration.getVariables().size() == 1
                && declaration.getModifiers().isEmpty()) {
            return declaration
                    .getVariable(0)
                    .getInitializer()
                    .map(value -> "(" + declaration.getVariable(0).getTypeAsString() + " "
                            + declaration.getVariable(0).getNameAsString() + "=" + expression(value) + ")")
                    .orElse(FOREIGN);
        }
        return FOREIGN;
    }
}
