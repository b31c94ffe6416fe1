package org.plimsoll.engine.gate;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.plimsoll.engine.Vocabulary.FactType;

/** What names mean at a place in a rule. */
final class Scope {
    private final Imports imports;
    private final KnownNames names;
    private final Map<String, Type> variables = new HashMap<>();
    private final Set<String> used = new HashSet<>();
    private final Set<String> told = new HashSet<>();
    private boolean inCondition = true;
    private @Nullable FactType fact;
    private @Nullable String own;
    private @Nullable String unnamed;

    Scope(Imports imports, KnownNames names) {
        this.imports = imports;
        this.names = names;
    }

    /** Enters a pattern on a fact, bound to a variable or not; null for constraints on no fact. */
    void enter(@Nullable FactType pattern, @Nullable String variable) {
        fact = pattern;
        own = variable;
    }

    /** Leaves the condition for the consequence. */
    void enterConsequence() {
        inCondition = false;
        fact = null;
        own = null;
        used.clear();
    }

    boolean inCondition() {
        return inCondition;
    }

    /** The fact whose fields can be named without a variable; null when there is none. */
    @Nullable
    FactType fact() {
        return fact;
    }

    /** Names of the manifest's parameters. */
    Set<String> parameterNames() {
        return names.parameters();
    }

    /** Names of the manifest's scenario sets. */
    Set<String> scenarioSets() {
        return names.scenarioSets();
    }

    /** Names of the figures that rules say. */
    Set<String> figureNames() {
        return names.figures();
    }

    boolean has(String variable) {
        return variables.containsKey(variable);
    }

    void put(String variable, Type type) {
        variables.put(variable, type);
    }

    void remove(String variable) {
        variables.remove(variable);
    }

    /** What a variable is; null when there is none. */
    @Nullable
    Type variable(String name) {
        Type type = variables.get(name);
        if (type != null && name.startsWith("$") && !name.equals(own)) {
            used.add(name);
        }
        return type;
    }

    /** Variables of the condition used since this was last asked, but a pattern's own. */
    Set<String> takeUsed() {
        Set<String> taken = new TreeSet<>(used);
        used.clear();
        return taken;
    }

    Set<String> variables() {
        return Set.copyOf(variables.keySet());
    }

    /** What the file imports. */
    Imports imports() {
        return imports;
    }

    /** Whether a name that means nothing is met for the first time. */
    boolean isNews(String unknown) {
        return told.add(unknown);
    }

    /** Says that a fact is matched without a variable. */
    void unnamed(String fact) {
        unnamed = unnamed == null ? fact : unnamed;
    }

    /** The first fact that is matched without a variable; null when there is none. */
    @Nullable
    String unnamed() {
        return unnamed;
    }
}
