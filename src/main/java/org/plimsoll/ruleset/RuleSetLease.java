package org.plimsoll.ruleset;

import java.util.concurrent.atomic.AtomicBoolean;
import org.plimsoll.engine.CompiledRuleSet;

/** The right to use compiled rules. They stay open until it is closed, whatever is activated meanwhile. */
public final class RuleSetLease implements AutoCloseable {
    private final LoadedRuleSet loaded;
    private final AtomicBoolean open = new AtomicBoolean(true);

    /** Takes over one hold. */
    RuleSetLease(LoadedRuleSet loaded) {
        this.loaded = loaded;
    }

    /** Name of the rule set. */
    public String name() {
        return loaded.key().ruleSet();
    }

    /** Number of the version. */
    public int version() {
        return loaded.key().number();
    }

    /** Identity of the version's files. */
    public String contentHash() {
        return loaded.compiled().contentHash();
    }

    /** The rules. Not to be closed, nor used after this lease is closed. */
    public CompiledRuleSet compiled() {
        return loaded.compiled();
    }

    /** A second right to the same rules, which stays when this one is given back. */
    public RuleSetLease again() {
        if (!loaded.hold()) {
            throw new IllegalStateException("the lease is closed");
        }
        return new RuleSetLease(loaded);
    }

    /** Gives the rules back. Closing again does nothing. */
    @Override
    public void close() {
        if (open.compareAndSet(true, false)) {
            loaded.letGo();
        }
    }
}
