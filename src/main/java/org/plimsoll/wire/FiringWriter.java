package org.plimsoll.wire;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.plimsoll.decision.Firing;
import org.plimsoll.decision.RuleReference;
import org.plimsoll.policy.Fact;
import org.plimsoll.policy.OnDemand;
import org.plimsoll.policy.Outcome;

/**
 * Writes what a rule saw and said: of each fact every field of the vocabulary that is a plain value, sorted by name; of
 * each outcome its components, facts by their id. Values are at full precision.
 */
final class FiringWriter {
    private static final Set<Class<?>> PLAIN = Set.of(
            String.class,
            BigDecimal.class,
            int.class,
            long.class,
            boolean.class,
            Integer.class,
            Long.class,
            Boolean.class,
            Instant.class,
            LocalDate.class);

    private static final Set<String> OF_EVERY_OBJECT = Set.of("toString", "hashCode");

    /**
     * Fields of a vocabulary class, found once. A second name that is there for the rule engine alone, such as {@code
     * getIssuer} beside {@code issuer}, is none; what is worked out only when a rule asks is left out.
     */
    static final ClassValue<List<Method>> FIELDS = new ClassValue<>() {
        @Override
        protected List<Method> computeValue(Class<?> type) {
            return Arrays.stream(type.getMethods())
                    .filter(method -> method.getParameterCount() == 0
                            && !Modifier.isStatic(method.getModifiers())
                            && !method.isBridge()
                            && PLAIN.contains(method.getReturnType())
                            && !OF_EVERY_OBJECT.contains(method.getName())
                            && !method.isAnnotationPresent(OnDemand.class)
                            && !method.getName().matches("get[A-Z].*"))
                    .sorted(Comparator.comparing(Method::getName))
                    .toList();
        }
    };

    /** Components of an outcome, in the order of its declaration. */
    private static final ClassValue<List<Method>> COMPONENTS = new ClassValue<>() {
        @Override
        protected List<Method> computeValue(Class<?> type) {
            List<Method> accessors = new ArrayList<>();
            for (RecordComponent component : type.getRecordComponents()) {
                accessors.add(component.getAccessor());
            }
            return List.copyOf(accessors);
        }
    };

    private FiringWriter() {}

    static void write(JsonWriter json, Firing firing) {
        json.beginObject().name("rule");
        rule(json, firing.rule());
        json.list("facts", firing.facts(), fact -> fact(json, fact));
        json.list("outcomes", firing.outcomes(), outcome -> outcome(json, outcome));
        json.endObject();
    }

    /** The rule and which facts it matched, without what they held: that follows from the request. */
    static void writeBriefly(JsonWriter json, Firing firing) {
        json.beginObject().name("rule");
        rule(json, firing.rule());
        json.list("facts", firing.facts(), fact -> json.element(fact.toString()));
        json.endObject();
    }

    static void rule(JsonWriter json, RuleReference rule) {
        json.beginObject();
        json.text("file", rule.file());
        json.number("line", rule.line());
        json.text("name", rule.name());
        json.endObject();
    }

    private static void fact(JsonWriter json, Fact fact) {
        json.beginObject().text("type", fact.getClass().getSimpleName());
        for (Method field : FIELDS.get(fact.getClass())) {
            Object value = valueOf(field, fact);
            if (value != null) {
                json.value(field.getName(), value);
            }
        }
        json.endObject();
    }

    private static void outcome(JsonWriter json, Outcome outcome) {
        json.beginObject().text("type", outcome.getClass().getSimpleName());
        for (Method component : COMPONENTS.get(outcome.getClass())) {
            Object value = valueOf(component, outcome);
            if (value instanceof Fact fact) {
                json.text(component.getName(), fact.getClass().getSimpleName() + " " + fact.id());
            } else if (value != null && PLAIN.contains(value.getClass())) {
                json.value(component.getName(), value);
            }
        }
        json.endObject();
    }

    private static @Nullable Object valueOf(Method accessor, Object subject) {
        try {
            return accessor.invoke(subject);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("cannot read " + accessor, e);
        }
    }
}
