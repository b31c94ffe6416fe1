package org.plimsoll.ruleset;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.plimsoll.engine.CompiledRuleSet;

/**
 * Compiled rules in memory. Closed when the registry has let go of them and the last lease has been given back: a
 * decision fires twice, and both must find the rules open.
 */
final class LoadedRuleSet {
    private final VersionContent key;
    private final CompiledRuleSet compiled;
    private final Instant loadedAt;
    private final AtomicInteger holders = new AtomicInteger(1);

    LoadedRuleSet(VersionContent key, CompiledRuleSet compiled, Instant loadedAt) {
        this.key = key;
        this.compiled = compiled;
        this.loadedAt = loadedAt;
    }

    VersionContent key() {
        return key;
    }

    CompiledRuleSet compiled() {
        return compiled;
    }

    Instant loadedAt() {
        return loadedAt;
    }

    /** Takes hold. False when the last holder has let go: the rules are closed, or about to be. */
    boolean hold() {
        int count = holders.get();
        while (count > 0) {
            if (holders.compareAndSet(count, count + 1)) {
                return true;
            }
            count = holders.get();
        }
        return false;
    }

    void letGo() {
        if (holders.decrementAndGet() == 0) {
            compiled.close();
        }
    }
}
