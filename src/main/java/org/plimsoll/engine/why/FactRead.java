package org.plimsoll.engine.why;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.plimsoll.decision.Reading;
import org.plimsoll.engine.Vocabulary.FactType;
import org.plimsoll.engine.gate.Node;
import org.plimsoll.policy.Fact;
import org.plimsoll.portfolio.Refusal;

/**
 * Something a rule reads of a fact: a field, a look-up with literal arguments, an attribute.
 *
 * @param name as the rule writes it, without the fact's variable
 * @param method method of the vocabulary that reads it
 * @param arguments its arguments
 * @param attribute the attribute, when the method gives all of them; null otherwise
 */
record FactRead(
        String name,
        Method method,
        List<Object> arguments,
        @Nullable String attribute) {
    private static final int LONGEST_PLAIN_SCALE = 60;

    /** The read of a field; empty when the fact has none of this name, or it is no plain value. */
    static Optional<FactRead> field(FactType type, String field) {
        if (!type.fields().containsKey(field) || type.fields().get(field).type() == Map.class) {
            return Optional.empty();
        }
        return method(type, field, List.of()).map(method -> new FactRead(field, method, List.of(), null));
    }

    /** The read of an attribute. */
    static Optional<FactRead> attribute(FactType type, String field, String key) {
        if (!type.fields().containsKey(field)) {
            return Optional.empty();
        }
        return method(type, field, List.of())
                .map(method -> new FactRead(field + "[\"" + key + "\"]", method, List.of(), key));
    }

    /** The read of a look-up; empty when an argument is no literal. */
    static Optional<FactRead> lookup(FactType type, String name, List<Node> arguments) {
        if (!type.lookups().containsKey(name)) {
            return Optional.empty();
        }
        List<Object> literals = new ArrayList<>(arguments.size());
        List<String> shown = new ArrayList<>(arguments.size());
        for (Node argument : arguments) {
            Node bare = Node.bare(argument);
            if (bare instanceof Node.Text text) {
                literals.add(text.value());
                shown.add("\"" + text.value() + "\"");
            } else if (bare instanceof Node.Numeral number) {
                literals.add(decimal(number));
                shown.add(decimal(number).toPlainString());
            } else {
                return Optional.empty();
            }
        }
        return method(type, name, literals)
                .map(method -> new FactRead(name + "(" + String.join(", ", shown) + ")", method, literals, null));
    }

    /** The number that a literal stands for. */
    static BigDecimal decimal(Node.Numeral number) {
        String text = number.text();
        return new BigDecimal(text.endsWith("B") ? text.substring(0, text.length() - 1) : text);
    }

    private static Optional<Method> method(FactType type, String name, List<Object> arguments) {
        for (Method method : type.type().getMethods()) {
            if (method.getName().equals(name) && takes(method.getParameterTypes(), arguments)) {
                return Optional.of(method);
            }
        }
        return Optional.empty();
    }

    private static boolean takes(Class<?>[] parameters, List<Object> arguments) {
        if (parameters.length != arguments.size()) {
            return false;
        }
        for (int i = 0; i < parameters.length; i++) {
            if (!parameters[i].isInstance(arguments.get(i))) {
                return false;
            }
        }
        return true;
    }

    /** The value, as it is shown; a reason in brackets when the fact refuses to tell. */
    Reading.Value of(Fact fact) {
        try {
            Object value = raw(fact);
            String shown = value == null
                    ? Reading.ABSENT
                    : value instanceof BigDecimal decimal ? plain(decimal) : value.toString();
            return new Reading.Value(name, shown);
        } catch (Refusal e) {
            return new Reading.Value(name, "(" + e.problems().get(0).code() + ")");
        } catch (ArithmeticException e) {
            return new Reading.Value(name, "(cannot be worked out)");
        }
    }

    /** The value as a number; empty when it is none or the fact refuses to tell. */
    Optional<BigDecimal> number(Fact fact) {
        try {
            Object value = raw(fact);
            if (value instanceof BigDecimal decimal) {
                return Optional.of(decimal);
            }
            return value instanceof Integer || value instanceof Long
                    ? Optional.of(BigDecimal.valueOf(((Number) value).longValue()))
                    : Optional.empty();
        } catch (Refusal | ArithmeticException e) {
            return Optional.empty();
        }
    }

    /** All digits of a number but the zeros at its end. */
    static String plain(BigDecimal value) {
        BigDecimal exact = value.stripTrailingZeros();
        return Math.abs((long) exact.scale()) > LONGEST_PLAIN_SCALE ? exact.toString() : exact.toPlainString();
    }

    private @Nullable Object raw(Fact fact) {
        try {
            Object value = method.invoke(fact, arguments.toArray());
            return attribute == null || value == null ? value : ((Map<?, ?>) value).get(attribute);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof Refusal refusal) {
                throw refusal;
            }
            if (e.getCause() instanceof ArithmeticException arithmetic) {
                throw arithmetic;
            }
            throw new IllegalStateException("cannot read " + name + " of " + fact, e);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("cannot read " + name + " of " + fact, e);
        }
    }
}
