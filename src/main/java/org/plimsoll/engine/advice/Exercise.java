package org.plimsoll.engine.advice;

import java.lang.reflect.InvocationTargetException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.plimsoll.decision.RuleReference;
import org.plimsoll.engine.Diagnostic.Severity;
import org.plimsoll.engine.Vocabulary;
import org.plimsoll.engine.Vocabulary.FactType;
import org.plimsoll.engine.advice.AdvisedRule.AdvisedPattern;
import org.plimsoll.engine.advice.AdvisedRule.Part;
import org.plimsoll.engine.gate.Node;
import org.plimsoll.engine.gate.Nodes;
import org.plimsoll.policy.Fact;

/**
 * What rules speak of and no worked case shows: rules that do not fire, codes that no fact has, fields that are always
 * absent. What only rules speak of that do not fire themselves is not reported beside them.
 */
final class Exercise {
    private final Advice advice;
    private final Map<String, Set<String>> codesSeen = new HashMap<>();
    private final Map<String, Boolean> presentSeen = new HashMap<>();
    private final Collection<? extends Fact> facts;

    Exercise(Advice advice, Collection<? extends Fact> facts) {
        this.advice = advice;
        this.facts = facts;
    }

    /** Where something is first spoken of. */
    private record Mention(AdvisedRule rule, int offset, String shown) {}

    void find(List<AdvisedRule> rules, Set<RuleReference> fired) {
        Set<String> names = new HashSet<>();
        fired.forEach(rule -> names.add(rule.name()));
        if (names.isEmpty() && !rules.isEmpty()) {
            advice.addToManifest(
                    AdviceCode.RULE_NOT_FIRED,
                    Severity.INFO,
                    "No case fires any rule. Write worked cases in the folder `cases`, at least one for each rule.",
                    ParameterPlaces.TOP);
            return;
        }
        Map<String, Mention> codes = new TreeMap<>();
        Map<String, Mention> absent = new TreeMap<>();
        for (AdvisedRule rule : rules) {
            if (names.contains(rule.name())) {
                rule.patterns().forEach(pattern -> mentions(rule, pattern, codes, absent));
            } else if (!rule.isDead()) {
                advice.add(
                        AdviceCode.RULE_NOT_FIRED,
                        Severity.INFO,
                        "No case fires this rule: nobody has seen what it does. Write a case in which it applies, and one in"
                                + " which it just does not.",
                        rule,
                        rule.parsed().start());
            }
        }
        codes.values()
                .forEach(mention -> advice.add(
                        AdviceCode.CODE_NOT_EXERCISED,
                        Severity.INFO,
                        "No case has a fact with " + mention.shown + ", although rules name it. Write a case with one.",
                        mention.rule,
                        mention.offset));
        absent.values()
                .forEach(mention -> advice.add(
                        AdviceCode.FIELD_NOT_EXERCISED,
                        Severity.INFO,
                        "In every case " + mention.shown
                                + " is absent, although rules read it. Write a case that states it.",
                        mention.rule,
                        mention.offset));
    }

    private void mentions(
            AdvisedRule rule, AdvisedPattern pattern, Map<String, Mention> codes, Map<String, Mention> absent) {
        FactType fact = pattern.names().fact();
        for (Part part : pattern.parts()) {
            Nodes.visit(part.node(), node -> {
                if (node instanceof Node.Name name && fact.fields().containsKey(name.name())) {
                    field(rule, fact, name, part, codes, absent);
                } else if (node instanceof Node.Index index
                        && Node.bare(index.scope()) instanceof Node.Name map
                        && Node.bare(index.key()) instanceof Node.Text key) {
                    String id = fact.name() + "." + map.name() + "[" + key.value() + "]";
                    if (!presentSeen.computeIfAbsent(id, none -> anyAttribute(fact, map.name(), key.value()))) {
                        absent.putIfAbsent(
                                id,
                                new Mention(
                                        rule,
                                        node.start(),
                                        "`" + map.name() + "[\"" + key.value() + "\"]` of " + fact.name()));
                    }
                }
            });
        }
    }

    private void field(
            AdvisedRule rule,
            FactType fact,
            Node.Name name,
            Part part,
            Map<String, Mention> codes,
            Map<String, Mention> absent) {
        Vocabulary.Field field = fact.fields().get(name.name());
        if (field == null) {
            return;
        }
        String id = fact.name() + "." + field.name();
        if (field.nullable() && !presentSeen.computeIfAbsent(id, none -> anyValue(fact, field.name()))) {
            absent.putIfAbsent(id, new Mention(rule, name.start(), "`" + field.name() + "` of " + fact.name()));
        } else if (field.codes() != null) {
            Set<String> seen = codesSeen.computeIfAbsent(id, none -> values(fact, field.name()));
            Nodes.visit(part.node(), node -> {
                for (Node text : comparedWith(node, field.name())) {
                    if (text instanceof Node.Text code && !seen.contains(code.value())) {
                        codes.putIfAbsent(
                                id + "=" + code.value(),
                                new Mention(
                                        rule,
                                        text.start(),
                                        "`" + field.name() + " == \"" + code.value() + "\"` (" + fact.name() + ")"));
                    }
                }
            });
        }
    }

    /** What a field is compared with. */
    private static List<Node> comparedWith(Node node, String field) {
        if (node instanceof Node.In in && isField(in.left(), field)) {
            return in.values();
        } else if (node instanceof Node.Binary binary && isField(binary.left(), field)) {
            return List.of(Node.bare(binary.right()));
        } else if (node instanceof Node.Binary binary && isField(binary.right(), field)) {
            return List.of(Node.bare(binary.left()));
        }
        return List.of();
    }

    private static boolean isField(Node node, String field) {
        return Node.bare(node) instanceof Node.Name name && name.name().equals(field);
    }

    private boolean anyValue(FactType type, String field) {
        return facts.stream().anyMatch(fact -> type.type().isInstance(fact) && read(fact, field) != null);
    }

    private boolean anyAttribute(FactType type, String map, String key) {
        return facts.stream()
                .anyMatch(fact -> type.type().isInstance(fact)
                        && read(fact, map) instanceof Map<?, ?> attributes
                        && attributes.containsKey(key));
    }

    private Set<String> values(FactType type, String field) {
        Set<String> values = new HashSet<>();
        for (Fact fact : facts) {
            if (type.type().isInstance(fact) && read(fact, field) instanceof String value) {
                values.add(value);
            }
        }
        return values;
    }

    private static @Nullable Object read(Fact fact, String field) {
        try {
            return fact.getClass().getMethod(field).invoke(fact);
        } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("no field " + field, e);
        }
    }
}
