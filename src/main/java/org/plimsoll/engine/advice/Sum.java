package org.plimsoll.engine.advice;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.plimsoll.engine.gate.Node;
import org.plimsoll.engine.gate.RuleReader;

/**
 * A number as a sum of figures, each counted so often, and a constant.
 *
 * @param weights how often each figure counts; never zero
 * @param constant what is added
 */
record Sum(SortedMap<Term, BigDecimal> weights, BigDecimal constant) {
    /** An expression as a sum; what cannot be added up is a figure by itself. */
    static Sum of(Node node, Names names) {
        Node bare = names.resolved(node);
        if (bare instanceof Node.Numeral numeral) {
            return constant(Numerals.value(numeral));
        } else if (bare instanceof Node.Minus minus) {
            return of(minus.inner(), names).times(BigDecimal.ONE.negate());
        } else if (bare instanceof Node.Call call) {
            Optional<BigDecimal> value = names.parameters().constant(call);
            if (value.isPresent()) {
                return constant(value.get());
            }
        } else if (bare instanceof Node.Binary binary) {
            Optional<Sum> sum = of(binary, names);
            if (sum.isPresent()) {
                return sum.get();
            }
        }
        return single(figure(bare, names));
    }

    private static Optional<Sum> of(Node.Binary binary, Names names) {
        Sum left = of(binary.left(), names);
        Sum right = of(binary.right(), names);
        return switch (binary.operator()) {
            case "+" -> Optional.of(left.plus(right));
            case "-" -> Optional.of(left.plus(right.times(BigDecimal.ONE.negate())));
            case "*" ->
                left.weights.isEmpty()
                        ? Optional.of(right.times(left.constant))
                        : right.weights.isEmpty() ? Optional.of(left.times(right.constant)) : Optional.empty();
            case "/" -> right.weights.isEmpty() ? left.dividedBy(right.constant) : Optional.empty();
            default -> Optional.empty();
        };
    }

    private static Term figure(Node node, Names names) {
        Term term = names.term(node);
        if (term != null) {
            return term;
        }
        boolean isNotNegative = node instanceof Node.Call call
                && (call.name().equals("positive")
                        || call.name().equals("abs")
                        || call.name().equals("squareRoot"));
        NumberSet numbers = isNotNegative ? NumberSet.atLeast(BigDecimal.ZERO) : NumberSet.ALL;
        String shown = RuleReader.written(node);
        return Term.single(names.id(node), shown, Values.of(numbers), false);
    }

    private static Sum constant(BigDecimal value) {
        return new Sum(new TreeMap<>(), value);
    }

    private static Sum single(Term term) {
        SortedMap<Term, BigDecimal> weights = new TreeMap<>();
        weights.put(term, BigDecimal.ONE);
        return new Sum(weights, BigDecimal.ZERO);
    }

    boolean isConstant() {
        return weights.isEmpty();
    }

    Sum plus(Sum other) {
        SortedMap<Term, BigDecimal> sum = new TreeMap<>(weights);
        other.weights.forEach((term, weight) -> sum.merge(term, weight, BigDecimal::add));
        sum.values().removeIf(weight -> weight.signum() == 0);
        return new Sum(sum, constant.add(other.constant));
    }

    Sum times(BigDecimal factor) {
        if (factor.signum() == 0) {
            return constant(BigDecimal.ZERO);
        }
        SortedMap<Term, BigDecimal> product = new TreeMap<>();
        weights.forEach((term, weight) -> product.put(term, weight.multiply(factor)));
        return new Sum(product, constant.multiply(factor));
    }

    /** Empty when a quotient has no end. */
    private Optional<Sum> dividedBy(BigDecimal divisor) {
        try {
            SortedMap<Term, BigDecimal> quotient = new TreeMap<>();
            for (Map.Entry<Term, BigDecimal> entry : weights.entrySet()) {
                quotient.put(entry.getKey(), entry.getValue().divide(divisor));
            }
            return Optional.of(new Sum(quotient, constant.divide(divisor)));
        } catch (ArithmeticException e) {
            return Optional.empty();
        }
    }

    /** The first figure's weight, by which a comparison can be divided. */
    BigDecimal leading() {
        return weights.getOrDefault(weights.firstKey(), BigDecimal.ONE);
    }

    /** What is compared with a limit once the comparison is divided by the first figure's weight. */
    Term term() {
        BigDecimal leading = leading();
        List<Term> parts = new ArrayList<>();
        List<BigDecimal> shares = new ArrayList<>();
        StringBuilder id = new StringBuilder();
        StringBuilder shown = new StringBuilder();
        boolean absent = false;
        for (Map.Entry<Term, BigDecimal> entry : weights.entrySet()) {
            BigDecimal share = entry.getValue().divide(leading, MathContext.DECIMAL128);
            boolean isOne = share.abs().compareTo(BigDecimal.ONE) == 0;
            String sign = share.signum() < 0 ? " - " : " + ";
            String times = isOne ? "" : Numerals.shown(share.abs()) + " * ";
            id.append(id.isEmpty() ? "" : sign)
                    .append(times)
                    .append(entry.getKey().id());
            shown.append(shown.isEmpty() ? "" : sign)
                    .append(times)
                    .append(entry.getKey().shown());
            parts.add(entry.getKey());
            shares.add(share);
            absent |= entry.getKey().universe().absent();
        }
        if (parts.size() == 1) {
            return parts.get(0);
        }
        Values universe = new Values(NumberSet.ALL, TextSet.NONE, absent);
        return new Term(id.toString(), shown.toString(), universe, false, List.copyOf(parts), List.copyOf(shares));
    }
}
