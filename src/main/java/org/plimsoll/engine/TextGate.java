package org.plimsoll.engine;

import java.util.Set;
import org.plimsoll.engine.gate.GateResult;

/** What reads every rule text before anything of it is parsed further or compiled. */
@FunctionalInterface
interface TextGate {
    /** See {@link org.plimsoll.engine.gate.RuleGate#inspect}. */
    GateResult inspect(String file, String drl, Set<String> parameterNames);
}
