package org.plimsoll.engine.why;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.plimsoll.engine.ProbeText;
import org.plimsoll.engine.Vocabulary;
import org.plimsoll.engine.Vocabulary.FactType;
import org.plimsoll.engine.WrittenRules.Written;
import org.plimsoll.engine.gate.Condition;
import org.plimsoll.engine.gate.Condition.Constraint;
import org.plimsoll.engine.gate.Node;
import org.plimsoll.engine.gate.Nodes;
import org.plimsoll.engine.why.Probed.Part;
import org.plimsoll.engine.why.Probed.Side;

/** Takes rules apart into probes. A condition that several rules have, such as rows of one table, is one probe. */
final class ProbeSet {
    private static final Set<String> COMPARISONS = Set.of("<", "<=", ">", ">=", "==", "!=");
    private static final String UNNAMED = "$fact";

    private final Map<String, ProbeText> byText = new LinkedHashMap<>();

    /** The probes, in the order in which they were first needed. */
    List<ProbeText> texts() {
        return List.copyOf(byText.values());
    }

    int size() {
        return byText.size();
    }

    /** Takes a rule apart. */
    Probed add(Written rule) {
        List<Probed.Pattern> patterns = new ArrayList<>();
        List<String> ties = new ArrayList<>();
        List<Condition> conditions = rule.parsed().conditions();
        for (int i = 0; i < conditions.size(); i++) {
            if (conditions.get(i) instanceof Condition.Pattern pattern) {
                patterns.add(pattern(rule, pattern, ties));
            } else {
                ties.add(rule.text(conditions.get(i).start(), endOf(conditions.get(i))));
            }
        }
        return new Probed(rule, List.copyOf(patterns), List.copyOf(ties));
    }

    /** Where the last constraint of a condition ends; its closing bracket is left out. */
    private static int endOf(Condition condition) {
        List<Constraint> constraints = new ArrayList<>();
        int end = condition.start();
        if (condition instanceof Condition.Quantified quantified) {
            constraints.addAll(quantified.pattern().constraints());
        } else if (condition instanceof Condition.Accumulate accumulate) {
            constraints.addAll(accumulate.source().constraints());
            constraints.addAll(accumulate.constraints());
        }
        for (Constraint constraint : constraints) {
            end = Math.max(end, constraint.end());
        }
        return end;
    }

    private Probed.Pattern pattern(Written rule, Condition.Pattern pattern, List<String> ties) {
        FactType type = Objects.requireNonNull(Vocabulary.STANDARD.facts().get(pattern.type()), pattern.type());
        FactReads reads = new FactReads(type, pattern);
        List<Part> parts = new ArrayList<>();
        for (Constraint constraint : pattern.constraints()) {
            if (constraint.variable() == null) {
                for (Node conjunct : conjuncts(constraint.value())) {
                    if (isOfFactAlone(conjunct, reads)) {
                        parts.add(part(rule, pattern, reads, conjunct));
                    } else {
                        ties.add(rule.text(conjunct));
                    }
                }
            }
        }
        return new Probed.Pattern(reads, List.copyOf(parts));
    }

    private static List<Node> conjuncts(Node node) {
        Node bare = Node.bare(node);
        if (bare instanceof Node.Binary binary && binary.operator().equals("&&")) {
            List<Node> both = new ArrayList<>(conjuncts(binary.left()));
            both.addAll(conjuncts(binary.right()));
            return both;
        }
        return List.of(bare);
    }

    private static boolean isOfFactAlone(Node node, FactReads reads) {
        List<String> foreign = new ArrayList<>();
        Nodes.visit(node, each -> {
            if (each instanceof Node.Name name && name.name().startsWith("$") && !reads.owns(name.name())) {
                foreign.add(name.name());
            }
        });
        return foreign.isEmpty();
    }

    private Part part(Written rule, Condition.Pattern pattern, FactReads reads, Node node) {
        String variable = pattern.variable() == null ? UNNAMED : pattern.variable();
        List<String> constraints = new ArrayList<>();
        for (Constraint constraint : pattern.constraints()) {
            if (constraint.variable() != null && mentions(node, constraint.variable())) {
                constraints.add(rule.text(constraint.start(), constraint.end()));
            }
        }
        constraints.add(rule.text(node));
        String probe = probe(
                "condition ",
                rule,
                variable + " : " + pattern.type() + "(" + String.join(", ", constraints) + ")",
                "insert(new Notify(" + variable + ", \"it holds\"));");
        List<Side> sides = new ArrayList<>();
        if (node instanceof Node.Binary binary && COMPARISONS.contains(binary.operator())) {
            sides.add(side(rule, pattern, variable, reads, binary.left()));
            sides.add(side(rule, pattern, variable, reads, binary.right()));
        }
        return new Part(rule.text(node), node, probe, sides);
    }

    private static boolean mentions(Node node, String variable) {
        List<Node> found = new ArrayList<>();
        Nodes.visit(node, each -> {
            if (each instanceof Node.Name name && name.name().equals(variable)) {
                found.add(each);
            }
        });
        return !found.isEmpty();
    }

    private Side side(Written rule, Condition.Pattern pattern, String variable, FactReads reads, Node node) {
        Node bare = Node.bare(node);
        boolean isComputed = bare instanceof Node.Binary || bare instanceof Node.Call;
        if (!isComputed || reads.read(bare, true).isPresent()) {
            return new Side(rule.text(node), bare, null);
        }
        String probe = probe(
                "value ",
                rule,
                variable + " : " + pattern.type() + "()",
                "insert(new Figure(" + variable + ", \"side\", " + new Consequence(variable, reads).of(bare)
                        + ", \"a side\"));");
        return new Side(rule.text(node), bare, probe);
    }

    private String probe(String kind, Written rule, String when, String then) {
        ProbeText known = byText.get(when + then);
        if (known == null) {
            known = new ProbeText(kind + (byText.size() + 1), rule.imports(), when, then);
            byText.put(when + then, known);
        }
        return known.name();
    }
}
