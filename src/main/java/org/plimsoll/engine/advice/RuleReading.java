package org.plimsoll.engine.advice;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.plimsoll.engine.RuleSource;
import org.plimsoll.engine.Vocabulary;
import org.plimsoll.engine.Vocabulary.FactType;
import org.plimsoll.engine.Vocabulary.OutcomeType;
import org.plimsoll.engine.Vocabulary.Signature;
import org.plimsoll.engine.advice.AdvisedRule.AdvisedPattern;
import org.plimsoll.engine.advice.AdvisedRule.Part;
import org.plimsoll.engine.advice.ConditionReading.TooManyAlternatives;
import org.plimsoll.engine.gate.Condition;
import org.plimsoll.engine.gate.Node;
import org.plimsoll.engine.gate.ParsedFile.ParsedRule;
import org.plimsoll.engine.gate.Statement;

/** Reads a rule for advice. */
final class RuleReading {
    private final RuleSource source;
    private final ParsedRule parsed;
    private final ParameterValues parameters;
    private final Knowledge knowledge;
    private final Map<String, List<Node>> assigned = new HashMap<>();
    private final Set<String> given = new HashSet<>();
    private final Map<String, AdvisedPattern> byVariable = new HashMap<>();

    RuleReading(RuleSource source, ParsedRule parsed, ParameterValues parameters, Knowledge knowledge) {
        this.source = source;
        this.parsed = parsed;
        this.parameters = parameters;
        this.knowledge = knowledge;
    }

    /** When an outcome is said besides the rule's condition: tests of ifs, and whether they must hold. */
    private record Guard(Node test, boolean holds) {}

    AdvisedRule read() {
        Map<String, Node> always = new HashMap<>();
        collect(parsed.statements(), true, always);
        List<AdvisedPattern> patterns = new ArrayList<>();
        for (Condition condition : parsed.conditions()) {
            if (condition instanceof Condition.Pattern pattern) {
                AdvisedPattern read = pattern(pattern, always);
                patterns.add(read);
                if (pattern.variable() != null) {
                    byVariable.put(pattern.variable(), read);
                }
            }
        }
        boolean joins = parsed.conditions().size() != 1 || patterns.size() != 1;
        AdvisedRule rule = new AdvisedRule(source, parsed, patterns, joins, assigned);
        statements(rule, parsed.statements(), List.of());
        return rule;
    }

    /** The values of variables; those that are given one only, outside of any if, always have it. */
    private void collect(List<Statement> statements, boolean unconditional, Map<String, Node> always) {
        for (Statement statement : statements) {
            if (statement instanceof Statement.Assign assign) {
                boolean isPlain = assign.operator().equals("=");
                boolean isFirst = given.add(assign.name());
                if (isPlain) {
                    assigned.computeIfAbsent(assign.name(), name -> new ArrayList<>())
                            .add(assign.value());
                }
                if (isFirst && unconditional && isPlain) {
                    always.put(assign.name(), assign.value());
                } else {
                    always.remove(assign.name());
                }
            } else if (statement instanceof Statement.If conditional) {
                collect(conditional.then(), false, always);
                if (conditional.otherwise() != null) {
                    collect(conditional.otherwise(), false, always);
                }
            }
        }
    }

    private AdvisedPattern pattern(Condition.Pattern pattern, Map<String, Node> always) {
        FactType fact = Vocabulary.STANDARD.facts().get(pattern.type());
        if (fact == null) {
            throw new IllegalArgumentException("no fact " + pattern.type());
        }
        Names names = new Names(parsed.name(), fact, pattern.variable(), parameters);
        List<Node> tests = new ArrayList<>();
        for (Condition.Constraint constraint : pattern.constraints()) {
            if (constraint.variable() == null) {
                conjuncts(constraint.value(), tests);
            } else if (constraint.value() instanceof Node.Name field) {
                names.bind(constraint.variable(), field.name());
            }
        }
        List<Part> parts = new ArrayList<>();
        List<Alternative> alternatives = List.of();
        boolean understood = true;
        try {
            ConditionReading reading = new ConditionReading(names);
            List<Box> boxes = List.of(Knowledge.ofFact(fact.name()));
            for (Node test : tests) {
                List<Box> each = reading.boxes(test, true);
                parts.add(new Part(test, each, reading.takeTested()));
                boxes = ConditionReading.and(boxes, each);
            }
            alternatives = Alternative.of(boxes, knowledge);
        } catch (TooManyAlternatives e) {
            understood = false;
        }
        always.forEach(names::let);
        return new AdvisedPattern(names, parts, alternatives, understood);
    }

    private static void conjuncts(Node node, List<Node> into) {
        Node bare = Node.bare(node);
        if (bare instanceof Node.Binary binary && binary.operator().equals("&&")) {
            conjuncts(binary.left(), into);
            conjuncts(binary.right(), into);
        } else {
            into.add(bare);
        }
    }

    private void statements(AdvisedRule rule, List<Statement> statements, List<Guard> guards) {
        for (Statement statement : statements) {
            if (statement instanceof Statement.If conditional) {
                statements(rule, conditional.then(), with(guards, new Guard(conditional.test(), true)));
                List<Statement> otherwise = conditional.otherwise();
                if (otherwise != null) {
                    statements(rule, otherwise, with(guards, new Guard(conditional.test(), false)));
                }
            } else if (statement instanceof Statement.Expression expression
                    && expression.value() instanceof Node.Call call
                    && call.name().equals("insert")
                    && call.arguments().size() == 1) {
                outcome(rule, Node.bare(call.arguments().get(0)), guards);
            }
        }
    }

    private static List<Guard> with(List<Guard> guards, Guard further) {
        List<Guard> all = new ArrayList<>(guards);
        all.add(further);
        return all;
    }

    private void outcome(AdvisedRule rule, Node node, List<Guard> guards) {
        String type;
        List<Signature> signatures;
        List<Node> given;
        if (node instanceof Node.New creation) {
            type = creation.type();
            OutcomeType outcome = Vocabulary.STANDARD.outcomes().get(type);
            signatures = outcome == null ? List.of() : outcome.constructors();
            given = creation.arguments();
        } else if (node instanceof Node.Call call) {
            type = "MarginRequirement";
            signatures = Vocabulary.STANDARD.functions().getOrDefault(call.name(), List.of());
            given = call.arguments();
        } else {
            return;
        }
        Map<String, Node> arguments = named(signatures, given);
        AdvisedPattern pattern = given.isEmpty() ? null : subject(given.get(0));
        if (pattern != null && !arguments.isEmpty()) {
            rule.add(said(rule, pattern, type, arguments, guards, node.start()));
        }
    }

    private static Map<String, Node> named(List<Signature> signatures, List<Node> given) {
        Map<String, Node> arguments = new LinkedHashMap<>();
        signatures.stream()
                .filter(signature -> signature.arguments().size() == given.size())
                .findFirst()
                .ifPresent(signature -> {
                    for (int i = 1; i < given.size(); i++) {
                        arguments.put(signature.arguments().get(i).name(), given.get(i));
                    }
                });
        return arguments;
    }

    private @Nullable AdvisedPattern subject(Node node) {
        return Node.bare(node) instanceof Node.Name name ? byVariable.get(name.name()) : null;
    }

    private Said said(
            AdvisedRule rule,
            AdvisedPattern pattern,
            String type,
            Map<String, Node> arguments,
            List<Guard> guards,
            int start) {
        Names names = pattern.names();
        List<Alternative> alternatives = pattern.alternatives();
        boolean certain = true;
        if (!guards.isEmpty() && pattern.understood()) {
            try {
                List<Box> boxes =
                        alternatives.stream().map(Alternative::written).toList();
                for (Guard guard : guards) {
                    List<Box> each = new ConditionReading(names).boxes(guard.test(), guard.holds());
                    certain &= each.stream()
                            .flatMap(box -> box.values().keySet().stream())
                            .noneMatch(term -> term.id().contains("?"));
                    boxes = ConditionReading.and(boxes, each);
                }
                alternatives = Alternative.of(boxes, knowledge);
            } catch (TooManyAlternatives e) {
                certain = false;
            }
        }
        return new Said(rule, names.fact().name(), type, arguments, alternatives, certain, names, start);
    }
}
