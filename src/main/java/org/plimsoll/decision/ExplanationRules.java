package org.plimsoll.decision;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.plimsoll.policy.Figure;
import org.plimsoll.policy.Haircut;
import org.plimsoll.policy.Outcome;
import org.plimsoll.policy.SaidFigures;

/** Which firing each outcome came from, and what its rule read. */
final class ExplanationRules {
    private final Map<Outcome, Firing> firings = new IdentityHashMap<>();
    private final Map<String, List<Stamped<Haircut>>> haircuts = new HashMap<>();
    private final Reading.Source source;

    ExplanationRules(Decision decision, Reading.Source source) {
        this.source = source;
        for (Firing firing : decision.firings()) {
            for (Outcome outcome : firing.outcomes()) {
                firings.put(outcome, firing);
                if (outcome instanceof Haircut haircut) {
                    haircuts.computeIfAbsent(haircut.collateral().id(), id -> new ArrayList<>())
                            .add(new Stamped<>(haircut, firing.rule()));
                }
            }
        }
    }

    /** What the rule that said an outcome read. */
    List<Reading> readings(Outcome outcome) {
        Firing firing = firings.get(outcome);
        return firing == null ? List.of() : source.of(firing.rule(), firing.facts());
    }

    /** What the rule that said a figure read. */
    List<Reading> readings(Decision.Named named) {
        return firings.entrySet().stream()
                .filter(entry -> entry.getValue().rule().equals(named.rule()))
                .filter(entry -> entry.getKey() instanceof Figure figure
                        && figure.name().equals(named.name())
                        && SaidFigures.subject(figure.subject()).equals(named.subject()))
                .findFirst()
                .map(entry ->
                        source.of(entry.getValue().rule(), entry.getValue().facts()))
                .orElse(List.of());
    }

    /** Every haircut that rules gave an asset, in the order of rules. */
    List<Stamped<Haircut>> haircuts(String asset) {
        return haircuts.getOrDefault(asset, List.of());
    }
}
