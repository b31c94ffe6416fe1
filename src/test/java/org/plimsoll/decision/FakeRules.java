package org.plimsoll.decision;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.plimsoll.policy.Fact;
import org.plimsoll.policy.Outcome;

/** Rules written in Java: each looks at one kind of fact and says what it has to say. */
final class FakeRules implements PolicyRules {
    private final List<Rule<?>> rules = new ArrayList<>();
    private final Random order;

    private FakeRules(Random order) {
        this.order = order;
    }

    static FakeRules inOrder() {
        return new FakeRules(new Random(1));
    }

    /** The same rules, fired in an order drawn from the seed. */
    FakeRules shuffled(long seed) {
        FakeRules shuffled = new FakeRules(new Random(seed));
        shuffled.rules.addAll(rules);
        return shuffled;
    }

    /** Adds a rule that stands on the next line of {@code rules.drl}. It says nothing when it returns an empty list. */
    <T extends Fact> FakeRules rule(String name, Class<T> type, Function<T, List<? extends Outcome>> says) {
        rules.add(new Rule<>(new RuleReference("rules.drl", rules.size() + 1, name), type, says));
        return this;
    }

    @Override
    public List<Firing> fire(List<? extends Fact> facts) {
        List<Rule<?>> someOrder = new ArrayList<>(rules);
        List<Fact> someFacts = new ArrayList<>(facts);
        Collections.shuffle(someOrder, order);
        Collections.shuffle(someFacts, order);
        List<Firing> firings = new ArrayList<>();
        for (Rule<?> rule : someOrder) {
            someFacts.forEach(fact -> rule.fire(fact, firings));
        }
        return firings;
    }

    private record Rule<T extends Fact>(
            RuleReference reference, Class<T> type, Function<T, List<? extends Outcome>> says) {
        void fire(Fact fact, List<Firing> firings) {
            if (!type.isInstance(fact)) {
                return;
            }
            List<Outcome> outcomes = List.copyOf(says.apply(type.cast(fact)));
            if (!outcomes.isEmpty()) {
                firings.add(new Firing(reference, List.of(fact), outcomes));
            }
        }
    }
}
