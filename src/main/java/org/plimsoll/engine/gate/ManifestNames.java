package org.plimsoll.engine.gate;

import java.util.Set;

/**
 * What a manifest has that rules may name.
 *
 * @param parameters names of its parameters
 * @param scenarioSets names of its scenario sets
 */
public record ManifestNames(Set<String> parameters, Set<String> scenarioSets) {
    public ManifestNames {
        parameters = Set.copyOf(parameters);
        scenarioSets = Set.copyOf(scenarioSets);
    }
}
