package org.plimsoll.engine.execution;

import org.drools.model.Drools;
import org.drools.model.functions.Function1;
import org.drools.model.functions.Predicate1;
import org.jspecify.annotations.Nullable;

/**
 * The code of all rules of a rule set, called by number. The rule compiler makes a class of each condition, each reader of a
 * field and each consequence; to call them through interfaces is to look the method up every time, which takes longer than
 * most of them do. {@link RuleCodeWriter} makes one class that leads straight to each; it has a loader of its own, for which
 * this class is public.
 */
public abstract class RuleCode {
    /** Reads a field of a fact. */
    public abstract @Nullable Object read(int reader, Object fact);

    /** Whether a fact meets a condition. */
    public abstract boolean test(int condition, Object fact) throws Exception;

    /** Runs a consequence on a fact. */
    public abstract void fire(int rule, Object fact, Drools drools) throws Exception;

    /** A number, and the class that it is of as soon as that is written. */
    abstract static class Numbered {
        private final int number;

        @SuppressWarnings("NullAway.Init") // It is led to its code before it is given away; see RuleCodeWriter#write.
        private RuleCode code;

        private Numbered(int number) {
            this.number = number;
        }

        /** To be called once, before any call and before other threads know of it. */
        final void leadTo(RuleCode written) {
            code = written;
        }
    }

    /** One of the readers. */
    static final class Reader extends Numbered implements Function1<Object, Object> {
        private static final long serialVersionUID = 1L;

        Reader(int number) {
            super(number);
        }

        @Override
        @SuppressWarnings("NullAway") // Drools does not say that a reader may give null.
        public Object apply(Object fact) {
            return super.code.read(super.number, fact);
        }
    }

    /** One of the conditions. */
    static final class Test extends Numbered implements Predicate1<Object> {
        private static final long serialVersionUID = 1L;

        Test(int number) {
            super(number);
        }

        @Override
        public boolean test(Object fact) throws Exception {
            return super.code.test(super.number, fact);
        }
    }

    /** One of the consequences. */
    static final class Consequence extends Numbered {
        Consequence(int number) {
            super(number);
        }

        void fire(Object fact, Drools drools) throws Exception {
            super.code.fire(super.number, fact, drools);
        }
    }
}
