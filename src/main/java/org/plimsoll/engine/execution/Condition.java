package org.plimsoll.engine.execution;

import java.lang.invoke.MethodType;
import java.math.BigDecimal;
import org.drools.model.AlphaIndex;
import org.drools.model.Index;
import org.drools.model.Index.ConstraintType;
import org.drools.model.SingleConstraint;
import org.drools.model.functions.Function1;
import org.drools.model.functions.Predicate1;
import org.drools.model.functions.PredicateN;
import org.jspecify.annotations.Nullable;

/** One condition on the one fact of a pattern, as the rule compiler generated it. Immutable. */
class Condition {
    private final Predicate1<Object> predicate;

    private Condition(Predicate1<Object> predicate) {
        this.predicate = predicate;
    }

    /** How the code of conditions is called. */
    interface Calls {
        /** Through the interfaces of the rule compiler. */
        Calls AS_THEY_ARE = new Calls() {
            @Override
            public Function1<Object, Object> reader(Function1<Object, Object> reader) {
                return reader;
            }

            @Override
            public Predicate1<Object> condition(Predicate1<Object> condition) {
                return condition;
            }
        };

        /** What to call in place of a reader of a field. */
        Function1<Object, Object> reader(Function1<Object, Object> reader);

        /** What to call in place of a condition. */
        Predicate1<Object> condition(Predicate1<Object> condition);
    }

    /** A condition on the fact itself, called as it is. */
    static Condition of(SingleConstraint constraint) {
        return of(constraint, Calls.AS_THEY_ARE);
    }

    /** A condition on the fact itself that may fail, whatever it looks like: it is tried in the author's order. */
    @SuppressWarnings("unchecked") // Drools leaves open of what a constraint is; this one is of the pattern's fact.
    static Condition inTurn(SingleConstraint constraint, Calls calls) {
        return new Condition(calls.condition(constraint.getPredicate1()));
    }

    /** A condition on the fact itself, whose bare fields are there before rules run. */
    @SuppressWarnings("unchecked")
    static Condition of(SingleConstraint constraint, Calls calls) {
        Predicate1<Object> predicate = calls.condition(constraint.getPredicate1());
        Index<?, ?> index = constraint.getIndex();
        // Drools numbers the fields of a fact; what is not a bare field, such as a field of a field, has no number.
        if (!(index instanceof AlphaIndex<?, ?> alpha) || alpha.getIndexId() < 0) {
            return new Condition(predicate);
        }
        Field field = new Field(
                new Field.Place(constraint.getVariables()[0].getType(), alpha.getIndexId()),
                calls.reader((Function1<Object, Object>) alpha.getLeftOperandExtractor()));
        ConstraintType comparison = alpha.getConstraintType();
        Object literal = alpha.getRightValue();
        if (literal == null || literal.getClass() != boxed(alpha.getIndexedClass())) {
            return new OnField(predicate, field);
        }
        if (comparison == ConstraintType.EQUAL && isExact(literal)) {
            return new Equality(predicate, field, literal);
        }
        if (comparison.isComparison() && isNumber(literal)) {
            return new Bound(predicate, field, comparison, (Comparable<Object>) literal);
        }
        return new OnField(predicate, field);
    }

    /** A condition on variables that are bound to the fact or to its fields. */
    static Condition of(PredicateN predicate, Function1<Object, Object>[] readers) {
        return new Condition(fact -> {
            Object[] values = new Object[readers.length];
            for (int i = 0; i < values.length; i++) {
                values[i] = readers[i].apply(fact);
            }
            return predicate.test(values);
        });
    }

    private static Class<?> boxed(Class<?> type) {
        return MethodType.methodType(type).wrap().returnType();
    }

    /** Whether only equal values are the same to a rule. Decimals are not: 1.0 and 1.00 are the same to it. */
    private static boolean isExact(Object literal) {
        return literal instanceof String
                || literal instanceof Boolean
                || literal instanceof Integer
                || literal instanceof Long;
    }

    private static boolean isNumber(Object literal) {
        return literal instanceof BigDecimal || literal instanceof Integer || literal instanceof Long;
    }

    /** Whether the fact meets the condition. */
    boolean holds(Object fact) throws Exception {
        return predicate.test(fact);
    }

    /**
     * A bare field of a fact.
     *
     * @param place what tells it from other fields
     * @param reader reads it; null when the fact has no value for it
     */
    record Field(Place place, Function1<Object, Object> reader) {
        /**
         * The place of a field.
         *
         * @param type type that a pattern matches; a supertype numbers the same fields otherwise
         * @param number number among the fields of the type
         */
        record Place(Class<?> type, int number) {}

        @Nullable
        Object of(Object fact) {
            return reader.apply(fact);
        }
    }

    /**
     * A condition that compares a bare field with a literal. It never fails, since such fields of facts are complete before
     * rules run ({@link FieldsOnDemand} are not), so that it does not matter when, or whether, it is tested.
     */
    static class OnField extends Condition {
        private final Field field;

        private OnField(Predicate1<Object> predicate, Field field) {
            super(predicate);
            this.field = field;
        }

        final Field field() {
            return field;
        }
    }

    /** That a field equals a text, a whole number or a truth value. */
    static final class Equality extends OnField {
        private final Object literal;

        private Equality(Predicate1<Object> predicate, Field field, Object literal) {
            super(predicate, field);
            this.literal = literal;
        }

        Object literal() {
            return literal;
        }

        @Override
        boolean holds(Object fact) {
            return literal.equals(field().of(fact));
        }
    }

    /** That a field is below or above a number. */
    static final class Bound extends OnField {
        private final ConstraintType comparison;
        private final Comparable<Object> limit;

        private Bound(Predicate1<Object> predicate, Field field, ConstraintType comparison, Comparable<Object> limit) {
            super(predicate, field);
            this.comparison = comparison;
            this.limit = limit;
        }

        Comparable<Object> limit() {
            return limit;
        }

        boolean isLower() {
            return comparison == ConstraintType.GREATER_THAN || comparison == ConstraintType.GREATER_OR_EQUAL;
        }

        boolean includesLimit() {
            return comparison == ConstraintType.GREATER_OR_EQUAL || comparison == ConstraintType.LESS_OR_EQUAL;
        }

        @Override
        boolean holds(Object fact) {
            Object value = field().of(fact);
            if (value == null) {
                return false;
            }
            int order = -limit.compareTo(value);
            return order == 0 ? includesLimit() : isLower() == order > 0;
        }
    }
}
