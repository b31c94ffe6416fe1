package org.plimsoll.engine.why;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.plimsoll.decision.Reading;
import org.plimsoll.decision.RuleReference;
import org.plimsoll.engine.CompiledRuleSet;
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
    private final Map<String, String> sources = new HashMap<>();

    /**
     * @param rules the version whose rules are meant
     */
    public RuleReadings(CompiledRuleSet rules) {
        this.rules = rules.written();
        rules.manifest().parameters().forEach(parameter -> {
            if (parameter.source() != null) {
                sources.put(parameter.name(), parameter.source());
            }
        });
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
            readings.add(new Reading(fact.toString(), values(reads, fact)));
        }
        return readings;
    }

    private List<Reading.Value> values(Map<String, FactRead> reads, Fact fact) {
        List<Reading.Value> values = new ArrayList<>();
        for (FactRead read : reads.values()) {
            if (values.size() == MOST_VALUES) {
                values.add(new Reading.Value("...", (reads.size() - MOST_VALUES) + " more"));
                break;
            }
            Reading.Value value = read.of(fact);
            values.add(new Reading.Value(value.name(), value.value(), sources.get(parameter(read, fact))));
        }
        return values;
    }

    /** The parameter that is read; empty when it is none, or which one depends on an attribute. */
    private static String parameter(FactRead read, Fact fact) {
        return switch (read.method().getName()) {
            case "parameter" -> String.valueOf(read.arguments().get(0));
            case "parameterInBaseCurrency" -> read.arguments().get(0) + "." + fact.baseCurrency();
            default -> "";
        };
    }
}
