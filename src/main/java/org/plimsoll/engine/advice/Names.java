package org.plimsoll.engine.advice;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.plimsoll.engine.Vocabulary;
import org.plimsoll.engine.Vocabulary.FactType;
import org.plimsoll.engine.Vocabulary.Field;
import org.plimsoll.engine.gate.Node;
import org.plimsoll.engine.gate.RuleReader;

/** What the names in one pattern of a rule, and in its consequence, stand for. */
final class Names {
    private static final Map<String, String> INNER_FACTS = Map.of(
            "position", "Position", "health", "AccountHealth", "collateral", "Collateral", "marginPool", "MarginPool");

    /** Variables that stand for others could otherwise be written out for ever. */
    private static final int MOST_RESOLUTIONS = 20_000;

    private final String rule;
    private final FactType fact;
    private final @Nullable String variable;
    private final ParameterValues parameters;
    private final Map<String, String> bound = new HashMap<>();
    private final Map<String, Node> locals = new HashMap<>();
    private int resolutions;

    Names(String rule, FactType fact, @Nullable String variable, ParameterValues parameters) {
        this.rule = rule;
        this.fact = fact;
        this.variable = variable;
        this.parameters = parameters;
    }

    String rule() {
        return rule;
    }

    FactType fact() {
        return fact;
    }

    ParameterValues parameters() {
        return parameters;
    }

    /** A variable of the condition that stands for a field. */
    void bind(String name, String field) {
        bound.put(name, field);
    }

    /** A variable of the consequence that always has this value. */
    void let(String name, Node value) {
        locals.put(name, value);
    }

    /** What a variable of the consequence stands for; the same node when it is none, or when that was asked too often. */
    Node resolved(Node node) {
        Node bare = Node.bare(node);
        while (bare instanceof Node.Name name && resolutions < MOST_RESOLUTIONS) {
            Node value = locals.get(name.name());
            if (value == null) {
                break;
            }
            resolutions++;
            bare = Node.bare(value);
        }
        return bare;
    }

    /** The single thing an expression is; null when it is computed, or not known. */
    @Nullable
    Term term(Node node) {
        Node bare = resolved(node);
        if (bare instanceof Node.Name name) {
            return field(fact, bound.getOrDefault(name.name(), name.name()), name.name());
        } else if (bare instanceof Node.Field field) {
            return inner(field);
        } else if (bare instanceof Node.Index index) {
            return attribute(index, index.scope());
        } else if (bare instanceof Node.Call call) {
            return lookup(call);
        }
        return null;
    }

    private @Nullable Term inner(Node.Field field) {
        if (isOwn(field.scope())) {
            return field(fact, field.name(), field.name());
        }
        String inner = field.scope() instanceof Node.Name name ? INNER_FACTS.get(name.name()) : null;
        if (field.scope() instanceof Node.Field deeper && isOwn(deeper.scope())) {
            inner = INNER_FACTS.get(deeper.name());
        }
        FactType type = inner == null ? null : Vocabulary.STANDARD.facts().get(inner);
        return type == null ? null : field(type, field.name(), field.name());
    }

    private boolean isOwn(Node scope) {
        return variable != null
                && scope instanceof Node.Name name
                && name.name().equals(variable);
    }

    private static @Nullable Term field(FactType type, String name, String shown) {
        Field field = type.fields().get(name);
        if (field == null) {
            return null;
        }
        Owner owner = Owner.of(type.name(), name);
        Values values;
        boolean whole = false;
        if (field.type() == boolean.class) {
            values = Values.TRUTH;
        } else if (field.type() == String.class) {
            values = field.codes() == null ? new Values(NumberSet.NONE, TextSet.ALL, false) : Values.of(field.codes());
        } else if (field.type() == BigDecimal.class || isWhole(field.type())) {
            whole = isWhole(field.type());
            values = Values.of(Figures.of(owner.name(), owner.field()));
        } else {
            return null;
        }
        return Term.single(
                owner.id(),
                shown.startsWith("$") ? name : shown,
                field.nullable() ? values.union(Values.ABSENT) : values,
                whole);
    }

    private static boolean isWhole(Class<?> type) {
        return type == int.class || type == Integer.class || type == long.class || type == Long.class;
    }

    private @Nullable Term attribute(Node.Index index, Node scope) {
        Node map = Node.bare(scope);
        String name = map instanceof Node.Name plain ? plain.name() : null;
        if (map instanceof Node.Field field && isOwn(field.scope())) {
            name = field.name();
        }
        if (name == null || !(Node.bare(index.key()) instanceof Node.Text key)) {
            return null;
        }
        Values texts = new Values(NumberSet.NONE, TextSet.ALL, true);
        String written = name + "[\"" + key.value() + "\"]";
        Owner owner = Owner.of(fact.name(), name);
        return Term.single(owner.id() + "[" + key.value() + "]", written, texts, false);
    }

    private @Nullable Term lookup(Node.Call call) {
        boolean isLookup = fact.lookups().containsKey(call.name()) && (call.scope() == null || isOwn(call.scope()));
        if (!isLookup) {
            return null;
        }
        Owner owner = Owner.of(fact.name(), call.name());
        String arguments = call.arguments().stream().map(this::id).collect(Collectors.joining(","));
        NumberSet numbers = NumberSet.ALL;
        if (call.name().endsWith("mount")) {
            numbers = NumberSet.atLeast(BigDecimal.ZERO);
        } else if (call.name().startsWith("parameter")) {
            numbers = parameters.range(call);
        }
        String shown = call.name()
                + call.arguments().stream().map(RuleReader::written).collect(Collectors.joining(", ", "(", ")"));
        return Term.single(owner.id() + "(" + arguments + ")", shown, Values.of(numbers), false);
    }

    /** Tells an expression from others, whatever the fact it is read from and the names of variables. */
    String id(Node node) {
        Term term = term(node);
        if (term != null) {
            return term.id();
        }
        Node bare = resolved(node);
        if (bare instanceof Node.Numeral numeral) {
            return Numerals.value(numeral).stripTrailingZeros().toPlainString();
        } else if (bare instanceof Node.Name name) {
            boolean isFact = name.name().equals(variable);
            return isFact ? Owner.of(fact.name(), "").name() : "?" + rule + "?" + name.name();
        } else if (bare instanceof Node.Call call) {
            return call.name() + ids(call.arguments());
        } else if (bare instanceof Node.Binary binary) {
            return "(" + id(binary.left()) + binary.operator() + id(binary.right()) + ")";
        } else if (bare instanceof Node.Minus minus) {
            return "-" + id(minus.inner());
        } else if (bare instanceof Node.Not not) {
            return "!" + id(not.inner());
        } else if (bare instanceof Node.In in) {
            return "(" + id(in.left()) + (in.negated() ? " not in " : " in ") + ids(in.values()) + ")";
        } else if (bare instanceof Node.New creation) {
            return creation.type() + ids(creation.arguments());
        } else if (bare instanceof Node.Field field) {
            return id(field.scope()) + "." + field.name();
        } else if (bare instanceof Node.Index index) {
            return id(index.scope()) + "[" + id(index.key()) + "]";
        }
        return RuleReader.written(bare);
    }

    private String ids(List<Node> nodes) {
        return nodes.stream().map(this::id).collect(Collectors.joining(",", "(", ")"));
    }
}
