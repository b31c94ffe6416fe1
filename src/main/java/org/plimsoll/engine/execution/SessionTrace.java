package org.plimsoll.engine.execution;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kie.api.event.rule.AfterMatchFiredEvent;
import org.kie.api.event.rule.BeforeMatchFiredEvent;
import org.kie.api.event.rule.DefaultAgendaEventListener;
import org.kie.api.event.rule.DefaultRuleRuntimeEventListener;
import org.kie.api.event.rule.ObjectInsertedEvent;
import org.kie.api.runtime.KieSession;
import org.plimsoll.decision.Firing;
import org.plimsoll.decision.RuleReference;
import org.plimsoll.policy.Fact;
import org.plimsoll.policy.Outcome;
import org.plimsoll.portfolio.Refusal;

/** Writes down what a session does. For one session. */
final class SessionTrace {
    private final Map<String, RuleReference> references;
    private final List<Firing> firings = new ArrayList<>();
    private List<Outcome> outcomes = new ArrayList<>(2);
    private @Nullable RuleReference current;
    private @Nullable Fact subject;

    SessionTrace(Map<String, RuleReference> references) {
        this.references = references;
    }

    void watch(KieSession session) {
        session.addEventListener(new Firings());
        session.addEventListener(new Insertions());
    }

    /** Firings so far that went through. */
    List<Firing> firings() {
        return firings;
    }

    /** The rule that is firing now; null between firings. */
    @Nullable
    RuleReference current() {
        return current;
    }

    /** The first fact of the rule that is firing now; null when it matches none, and between firings. */
    @Nullable
    Fact subject() {
        return subject;
    }

    private final class Firings extends DefaultAgendaEventListener {
        @Override
        public void beforeMatchFired(BeforeMatchFiredEvent event) {
            String name = event.getMatch().getRule().getName();
            current = references.get(name);
            subject = null;
            for (Object object : event.getMatch().getObjects()) {
                if (subject == null && object instanceof Fact fact) {
                    subject = fact;
                }
            }
        }

        @Override
        public void afterMatchFired(AfterMatchFiredEvent event) {
            RuleReference rule = current;
            if (rule == null) {
                return;
            }
            List<Object> objects = event.getMatch().getObjects();
            List<Fact> facts = new ArrayList<>(objects.size());
            for (Object object : objects) {
                if (object instanceof Fact fact) {
                    facts.add(fact);
                }
            }
            firings.add(new Firing(rule, facts, outcomes));
            outcomes = new ArrayList<>(2);
            current = null;
            subject = null;
        }
    }

    private final class Insertions extends DefaultRuleRuntimeEventListener {
        @Override
        public void objectInserted(ObjectInsertedEvent event) {
            if (current == null) {
                return;
            }
            if (!(event.getObject() instanceof Outcome outcome)) {
                throw new Refusal(
                        "RULE_INSERTS_NO_OUTCOME",
                        "A rule may insert outcomes only, not a "
                                + event.getObject().getClass().getSimpleName() + ".",
                        null);
            }
            outcomes.add(outcome);
        }
    }
}
