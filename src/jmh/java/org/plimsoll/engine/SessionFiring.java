package org.plimsoll.engine;

/** Compiled rules fired by a Drools session where the server would call them directly, to compare the two. */
public final class SessionFiring {
    private SessionFiring() {}

    /** The same rules. Closing one closes the other. */
    public static CompiledRuleSet of(CompiledRuleSet rules) {
        return rules.firedBy(RuleModule::sessionExecution);
    }
}
