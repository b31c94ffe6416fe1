package org.plimsoll.engine.advice;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.plimsoll.engine.gate.Node;
import org.plimsoll.engine.gate.RuleReader;

/**
 * A condition as boxes of which one must hold. A comparison with something absent is false, and its negation true, as the
 * rule engine has it.
 */
final class ConditionReading {
    /** Alternatives of one rule; more are not looked at. */
    static final int MOST_ALTERNATIVES = 64;

    private static final Map<String, String> OPPOSITE =
            Map.of("==", "!=", "!=", "==", "<", ">=", ">=", "<", ">", "<=", "<=", ">");
    private static final Map<String, String> TURNED =
            Map.of("==", "==", "!=", "!=", "<", ">", ">", "<", "<=", ">=", ">=", "<=");

    private final Names names;
    private final Set<Term> tested = new TreeSet<>();

    ConditionReading(Names names) {
        this.names = names;
    }

    /** A condition that has too many alternatives. */
    static final class TooManyAlternatives extends RuntimeException {
        private static final long serialVersionUID = 1;

        TooManyAlternatives() {
            super("more than " + MOST_ALTERNATIVES + " alternatives", null, false, false);
        }
    }

    /** The terms tested since this was last asked. */
    Set<Term> takeTested() {
        Set<Term> taken = new TreeSet<>(tested);
        tested.clear();
        return taken;
    }

    /** The boxes of which one must hold; none when the condition never holds. */
    List<Box> boxes(Node node, boolean holds) {
        Node bare = names.resolved(node);
        if (bare instanceof Node.Not not) {
            return boxes(not.inner(), !holds);
        } else if (bare instanceof Node.Binary binary) {
            return binary(binary, holds);
        } else if (bare instanceof Node.In in) {
            return in(in, holds != in.negated());
        } else if (bare instanceof Node.Truth truth) {
            return truth.value() == holds ? List.of(Box.ALL) : List.of();
        }
        Term term = names.term(bare);
        return term != null && term.universe().equals(Values.TRUTH) ? box(term, Values.of(holds)) : opaque(bare, holds);
    }

    static List<Box> and(List<Box> left, List<Box> right) {
        List<Box> both = new ArrayList<>();
        for (Box a : left) {
            for (Box b : right) {
                a.and(b).ifPresent(both::add);
            }
        }
        return limited(both);
    }

    private List<Box> or(List<Box> left, List<Box> right) {
        if (left.size() == 1 && right.size() == 1) {
            Box a = left.get(0);
            Box b = right.get(0);
            if (a.values().size() == 1 && a.values().keySet().equals(b.values().keySet())) {
                Term term = a.values().firstKey();
                return box(term, a.of(term).union(b.of(term)));
            }
        }
        List<Box> either = new ArrayList<>(left);
        right.stream().filter(box -> !left.contains(box)).forEach(either::add);
        return limited(either);
    }

    private static List<Box> limited(List<Box> boxes) {
        if (boxes.size() > MOST_ALTERNATIVES) {
            throw new TooManyAlternatives();
        }
        return boxes;
    }

    private List<Box> box(Term term, Values values) {
        tested.add(term);
        return Box.of(term, values).map(List::of).orElse(List.of());
    }

    private List<Box> opaque(Node node, boolean holds) {
        Term term = Term.opaque(names.id(node), RuleReader.written(node));
        return box(term, Values.of(holds));
    }

    private List<Box> binary(Node.Binary binary, boolean holds) {
        if (binary.operator().equals("&&") || binary.operator().equals("||")) {
            List<Box> left = boxes(binary.left(), holds);
            List<Box> right = boxes(binary.right(), holds);
            return binary.operator().equals("&&") == holds ? and(left, right) : or(left, right);
        }
        Node left = names.resolved(binary.left());
        Node right = names.resolved(binary.right());
        if (left instanceof Node.Null || right instanceof Node.Null) {
            Term term = names.term(left instanceof Node.Null ? right : left);
            boolean isAbsent = binary.operator().equals("==") == holds;
            return term == null ? opaque(binary, holds) : box(term, isAbsent ? Values.ABSENT : Values.PRESENT);
        }
        Term leftTerm = names.term(left);
        Term rightTerm = names.term(right);
        if (isText(left, leftTerm) || isText(right, rightTerm)) {
            return texts(binary, holds, leftTerm, rightTerm);
        } else if (isTruth(left, leftTerm) && isTruth(right, rightTerm)) {
            return truths(binary, holds, leftTerm, rightTerm);
        } else if (isTime(left) || isTime(right)) {
            return opaque(binary, holds);
        }
        return numbers(left, binary.operator(), right, holds);
    }

    private static boolean isText(Node node, @Nullable Term term) {
        return node instanceof Node.Text
                || (term != null
                        && !term.universe().equals(Values.TRUTH)
                        && term.universe().numbers().isEmpty());
    }

    private static boolean isTruth(Node node, @Nullable Term term) {
        return node instanceof Node.Truth || (term != null && term.universe().equals(Values.TRUTH));
    }

    private boolean isTime(Node node) {
        return names.id(node).contains("evaluatedAt");
    }

    private List<Box> texts(Node.Binary binary, boolean holds, @Nullable Term left, @Nullable Term right) {
        boolean equal = binary.operator().equals("==") == holds;
        Node literal = left == null ? names.resolved(binary.left()) : names.resolved(binary.right());
        Term term = left == null ? right : left;
        if (left != null && right != null) {
            boolean ordered = left.compareTo(right) < 0;
            Term first = ordered ? left : right;
            Term second = ordered ? right : left;
            if (first.id().equals("account.baseCurrency") && second.id().equals("Collateral.currency")) {
                return box(
                        Term.single("Collateral.currencyMismatch", "currencyMismatch", Values.TRUTH, false),
                        Values.of(!equal));
            }
            return box(Term.equality(first, second), Values.of(equal));
        } else if (term != null && literal instanceof Node.Text text) {
            Values values = Values.of(List.of(text.value()));
            return box(term, equal ? values : values.complement());
        }
        return opaque(binary, holds);
    }

    private List<Box> truths(Node.Binary binary, boolean holds, @Nullable Term left, @Nullable Term right) {
        Term term = left == null ? right : left;
        Node literal = left == null ? names.resolved(binary.left()) : names.resolved(binary.right());
        if (term == null || !(literal instanceof Node.Truth truth)) {
            return opaque(binary, holds);
        }
        return box(term, Values.of((binary.operator().equals("==") == holds) == truth.value()));
    }

    private List<Box> in(Node.In in, boolean holds) {
        Term term = names.term(in.left());
        if (term == null) {
            return opaque(in, holds);
        }
        Values values = new Values(NumberSet.NONE, TextSet.NONE, false);
        for (Node node : in.values()) {
            Node value = names.resolved(node);
            if (value instanceof Node.Text text) {
                values = values.union(Values.of(List.of(text.value())));
            } else if (Sum.of(value, names).isConstant()) {
                values = values.union(
                        Values.of(NumberSet.point(Sum.of(value, names).constant())));
            } else {
                return opaque(in, holds);
            }
        }
        return box(term, holds ? values : values.complement());
    }

    /** A comparison with the smaller or larger of several is one with each of them. */
    private List<Box> numbers(Node left, String operator, Node right, boolean holds) {
        Optional<List<Node>> ofLeft = choices(left);
        if (ofLeft.isPresent()) {
            Optional<List<Box>> each = eachChoice(left, operator, right, holds, ofLeft.get());
            if (each.isPresent()) {
                return each.get();
            }
        }
        Optional<List<Node>> ofRight = choices(right);
        if (ofRight.isPresent()) {
            Optional<List<Box>> each =
                    eachChoice(right, TURNED.getOrDefault(operator, operator), left, holds, ofRight.get());
            if (each.isPresent()) {
                return each.get();
            }
        }
        return comparison(left, operator, right, holds);
    }

    private static Optional<List<Node>> choices(Node node) {
        return node instanceof Node.Call call
                        && (call.name().equals("min") || call.name().equals("max"))
                ? Optional.of(call.arguments())
                : Optional.empty();
    }

    private Optional<List<Box>> eachChoice(
            Node choice, String operator, Node other, boolean holds, List<Node> choices) {
        if (operator.equals("==") || operator.equals("!=")) {
            return Optional.empty();
        }
        boolean isMin = ((Node.Call) choice).name().equals("min");
        boolean isAbove = operator.startsWith(">");
        boolean all = (isMin == isAbove) == holds;
        List<Box> boxes = null;
        for (Node each : choices) {
            List<Box> one = numbers(names.resolved(each), operator, other, holds);
            boxes = boxes == null ? one : all ? and(boxes, one) : or(boxes, one);
        }
        return Optional.ofNullable(boxes);
    }

    private List<Box> comparison(Node left, String operator, Node right, boolean holds) {
        Sum sum = Sum.of(left, names).plus(Sum.of(right, names).times(BigDecimal.ONE.negate()));
        if (sum.isConstant()) {
            boolean isTrue = NumberSet.comparing(operator, BigDecimal.ZERO).contains(sum.constant());
            return isTrue == holds ? List.of(Box.ALL) : List.of();
        }
        BigDecimal leading = sum.leading();
        BigDecimal limit = sum.constant().negate().divide(leading, MathContext.DECIMAL128);
        String compared = leading.signum() < 0 ? TURNED.getOrDefault(operator, operator) : operator;
        boolean toPresent = holds != compared.equals("!=");
        NumberSet numbers = NumberSet.comparing(holds ? compared : OPPOSITE.getOrDefault(compared, compared), limit);
        return box(sum.term(), new Values(numbers, TextSet.NONE, !toPresent));
    }
}
