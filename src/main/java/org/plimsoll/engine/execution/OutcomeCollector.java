package org.plimsoll.engine.execution;

import java.util.ArrayList;
import java.util.List;
import org.drools.model.BitMask;
import org.drools.model.Channel;
import org.drools.model.DroolsEntryPoint;
import org.jspecify.annotations.Nullable;
import org.plimsoll.decision.Firing;
import org.plimsoll.decision.RuleReference;
import org.plimsoll.engine.sandbox.Payer;
import org.plimsoll.policy.Fact;
import org.plimsoll.policy.Outcome;

/** Where consequences insert their outcomes. They can do nothing else: the sandbox admits no other call. */
final class OutcomeCollector extends Payer {
    private @Nullable Outcome first;
    private @Nullable List<Outcome> all;

    /** What was inserted since the last call. */
    List<Outcome> take() {
        List<Outcome> taken = all != null ? all : first != null ? List.of(first) : List.of();
        first = null;
        all = null;
        return taken;
    }

    /** The firing that inserted what was inserted since the last call. */
    Firing firing(RuleReference rule, @Nullable Fact fact) {
        Outcome only = first;
        if (only == null || all != null) {
            return Firing.of(rule, fact, take());
        }
        first = null;
        return Firing.of(rule, fact, only);
    }

    /** Most rules insert one outcome. */
    @Override
    protected void take(Outcome outcome) {
        if (first == null) {
            first = outcome;
            return;
        }
        if (all == null) {
            all = new ArrayList<>();
            all.add(first);
        }
        all.add(outcome);
    }

    @Override
    public void insert(Object outcome, boolean dynamic) {
        throw notAdmitted();
    }

    @Override
    public void update(Object fact, String... fields) {
        throw notAdmitted();
    }

    @Override
    public void update(Object fact, BitMask fields) {
        throw notAdmitted();
    }

    @Override
    public void delete(Object fact) {
        throw notAdmitted();
    }

    @Override
    public <T> T getRuntime(Class<T> type) {
        throw notAdmitted();
    }

    @Override
    public <T> T getContext(Class<T> type) {
        throw notAdmitted();
    }

    @Override
    public DroolsEntryPoint getEntryPoint(String name) {
        throw notAdmitted();
    }

    @Override
    public void halt() {
        throw notAdmitted();
    }

    @Override
    public void setFocus(String group) {
        throw notAdmitted();
    }

    @Override
    public Channel getChannel(String name) {
        throw notAdmitted();
    }

    @Override
    public void logicalInsert(Object fact) {
        throw notAdmitted();
    }

    @Override
    public void insertAsync(Object fact) {
        throw notAdmitted();
    }

    private static IllegalStateException notAdmitted() {
        return new IllegalStateException("a rule did what the sandbox does not admit");
    }
}
