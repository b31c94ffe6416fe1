package org.plimsoll.engine.why;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.plimsoll.decision.Reading;
import org.plimsoll.decision.RuleReference;
import org.plimsoll.engine.Vocabulary;
import org.plimsoll.engine.Vocabulary.FactType;
import org.plimsoll.engine.WrittenRules;
import org.plimsoll.engine.WrittenRules.Written;
import org.plimsoll.engine.gate.Condition;
import org.plimsoll.policy.Fact;

/** Says what a rule read of the facts it fired on: what its text names, with the values the facts have. */
public final class RuleReadings implements Reading.Source {
    private static final int MOST_VALUES = 40;

    private final WrittenRules rules;

    public RuleReadings(WrittenRules rules) {
        this.rules = rules;
    }

    @Override
    public List<Reading> of(RuleReference rule, List<Fact> facts) {
        Written written =
                rules.find(rule.name()).orElseThrow(() -> new IllegalArgumentException("no rule " + rule.name()));
        List<Condition.Pattern> patterns = written.parsed().conditions().stream()
                .filter(Condition.Pattern.class::isInstance)
                .map(Condition.Pattern.class::cast)
                .toList();
        List<Reading> readings = new ArrayList<>();
        for (int i = 0; i < patterns.size() && i < facts.size(); i++) {
            Fact fact = facts.get(i);
            FactType type = Vocabulary.STANDARD.facts().get(patterns.get(i).type());
            if (type == null || !type.type().isInstance(fact)) {
                // The facts of a rule that also says something of their absence or sum are not in the order of its
                // patterns.
                return List.of();
            }
            Map<String, FactRead> reads = new LinkedHashMap<>();
            FactReads found = new FactReads(type, patterns.get(i));
            patterns.get(i).constraints().forEach(constraint -> reads.putAll(found.of(constraint.value())));
            found.of(written.parsed().statements()).forEach(reads::putIfAbsent);
            readings.add(new Reading(
                    fact.toString(),
                    reads.values().stream()
                            .limit(MOST_VALUES)
                            .map(read -> read.of(fact))
                            .toList()));
        }
        return readings;
    }
}
