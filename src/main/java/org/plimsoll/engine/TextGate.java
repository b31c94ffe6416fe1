package org.plimsoll.engine;

import org.plimsoll.engine.gate.GateResult;
import org.plimsoll.engine.gate.KnownNames;

/** What reads every rule text before anything of it is parsed further or compiled. */
@FunctionalInterface
interface TextGate {
    /** See {@link org.plimsoll.engine.gate.RuleGate#inspect}. */
    GateResult inspect(String file, String drl, KnownNames names);
}
