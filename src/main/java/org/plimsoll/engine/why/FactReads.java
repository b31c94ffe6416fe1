package org.plimsoll.engine.why;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.plimsoll.engine.Vocabulary.FactType;
import org.plimsoll.engine.gate.Condition;
import org.plimsoll.engine.gate.Node;
import org.plimsoll.engine.gate.Nodes;
import org.plimsoll.engine.gate.Statement;

/** Finds what expressions read of the fact of one pattern. */
final class FactReads {
    private final FactType type;
    private final @Nullable String variable;
    private final Map<String, String> bound = new LinkedHashMap<>();

    FactReads(FactType type, Condition.Pattern pattern) {
        this.type = type;
        this.variable = pattern.variable();
        for (Condition.Constraint constraint : pattern.constraints()) {
            if (constraint.variable() != null && Node.bare(constraint.value()) instanceof Node.Name field) {
                bound.put(constraint.variable(), field.name());
            }
        }
    }

    FactType type() {
        return type;
    }

    /** Whether a variable stands for the fact or for one of its fields. */
    boolean owns(String name) {
        return name.equals(variable) || bound.containsKey(name);
    }

    /** The field that a name in a condition stands for. */
    String fieldOf(String name) {
        return bound.getOrDefault(name, name);
    }

    /** What a condition of the pattern reads, by name, in the order of the text. */
    Map<String, FactRead> of(Node condition) {
        Map<String, FactRead> found = new LinkedHashMap<>();
        collect(condition, true, found);
        return found;
    }

    /** What a consequence reads of the fact, by name, in the order of the text. */
    Map<String, FactRead> of(List<Statement> consequence) {
        Map<String, FactRead> found = new LinkedHashMap<>();
        Nodes.statements(consequence, node -> read(node, false).ifPresent(read -> found.put(read.name(), read)));
        return found;
    }

    private void collect(Node node, boolean inPattern, Map<String, FactRead> into) {
        Optional<FactRead> read = read(node, inPattern);
        if (read.isPresent()) {
            into.put(read.get().name(), read.get());
        } else {
            Nodes.parts(node).forEach(part -> collect(part, inPattern, into));
        }
    }

    /** What an expression by itself reads of the fact; empty when it is more, or something else. */
    Optional<FactRead> read(Node node, boolean inPattern) {
        Node bare = Node.bare(node);
        if (bare instanceof Node.Name name) {
            String field = bound.getOrDefault(name.name(), inPattern ? name.name() : "");
            return FactRead.field(type, field);
        }
        if (bare instanceof Node.Field field) {
            return isFact(field.scope()) ? FactRead.field(type, field.name()) : Optional.empty();
        }
        if (bare instanceof Node.Call call) {
            boolean own = call.scope() == null ? inPattern : isFact(call.scope());
            return own ? FactRead.lookup(type, call.name(), call.arguments()) : Optional.empty();
        }
        if (bare instanceof Node.Index index && index.key() instanceof Node.Text key) {
            if (index.scope() instanceof Node.Name map && inPattern) {
                return FactRead.attribute(type, map.name(), key.value());
            }
            if (index.scope() instanceof Node.Field map && isFact(map.scope())) {
                return FactRead.attribute(type, map.name(), key.value());
            }
        }
        return Optional.empty();
    }

    private boolean isFact(Node node) {
        return node instanceof Node.Name name && name.name().equals(variable);
    }
}
