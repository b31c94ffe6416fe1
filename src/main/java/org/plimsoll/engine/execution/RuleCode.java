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

    /** Leads to the code, which is written when everything that it is to lead to is known. */
    static final class Link {
        private @Nullable RuleCode code;

        /** To be called once, before any call and before other threads know of it. */
        void lead(RuleCode to) {
            code = to;
        }

        private RuleCode code() {
            RuleCode to = code;
            if (to == null) {
                throw new IllegalStateException("the code has not been written");
            }
            return to;
        }
    }

    /** One of the readers. */
    record Reader(Link link, int number) implements Function1<Object, Object> {
        private static final long serialVersionUID = 1L;

        @Override
        @SuppressWarnings("NullAway") // Drools does not say that a reader may give null.
        public Object apply(Object fact) {
            return link.code().read(number, fact);
        }
    }

    /** One of the conditions. */
    record Test(Link link, int number) implements Predicate1<Object> {
        private static final long serialVersionUID = 1L;

        @Override
        public boolean test(Object fact) throws Exception {
            return link.code().test(number, fact);
        }
    }

    /** One of the consequences. */
    record Consequence(Link link, int number) {
        void fire(Object fact, Drools drools) throws Exception {
            link.code().fire(number, fact, drools);
        }
    }
}
