package org.plimsoll.lifecycle;

import static org.plimsoll.lifecycle.State.ACTIVE;
import static org.plimsoll.lifecycle.State.APPROVED;
import static org.plimsoll.lifecycle.State.CHECKED;
import static org.plimsoll.lifecycle.State.DRAFT;
import static org.plimsoll.lifecycle.State.EXPIRED;
import static org.plimsoll.lifecycle.State.PROPOSED;
import static org.plimsoll.lifecycle.State.REJECTED;
import static org.plimsoll.lifecycle.State.RETIRED;
import static org.plimsoll.lifecycle.State.SCHEDULED;
import static org.plimsoll.lifecycle.State.SUPERSEDED;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** The state machine of a version: which step may be taken in which state, and where it may lead. */
public final class Lifecycle {
    private static final Map<State, Map<Step, Set<State>>> STEPS = new EnumMap<>(State.class);

    static {
        on(DRAFT, Step.EDIT, DRAFT);
        on(DRAFT, Step.CHECK, CHECKED);
        on(DRAFT, Step.RETIRE, RETIRED);

        on(CHECKED, Step.EDIT, DRAFT);
        on(CHECKED, Step.CHECK, CHECKED, DRAFT);
        on(CHECKED, Step.PROPOSE, PROPOSED, APPROVED);
        on(CHECKED, Step.BREAK_GLASS, ACTIVE, SCHEDULED);
        on(CHECKED, Step.RETIRE, RETIRED);

        on(PROPOSED, Step.WITHDRAW, DRAFT);
        on(PROPOSED, Step.APPROVE, PROPOSED, APPROVED, EXPIRED, SUPERSEDED);
        on(PROPOSED, Step.REJECT, REJECTED);
        on(PROPOSED, Step.BREAK_GLASS, ACTIVE, SCHEDULED);

        on(APPROVED, Step.WITHDRAW, DRAFT);
        on(APPROVED, Step.REJECT, REJECTED);
        on(APPROVED, Step.ACTIVATE, ACTIVE, SCHEDULED);
        on(APPROVED, Step.RETIRE, RETIRED);

        on(SCHEDULED, Step.ACTIVATE, SCHEDULED, ACTIVE);
        on(SCHEDULED, Step.CANCEL, APPROVED, SUPERSEDED, EXPIRED, SCHEDULED, PROPOSED);
        on(SCHEDULED, Step.APPROVE, SCHEDULED);
        on(SCHEDULED, Step.REJECT, REJECTED);
        on(SCHEDULED, Step.TAKE_EFFECT, ACTIVE);

        on(ACTIVE, Step.ACTIVATE, ACTIVE);
        on(ACTIVE, Step.CANCEL, ACTIVE);
        on(ACTIVE, Step.APPROVE, ACTIVE);
        on(ACTIVE, Step.REJECT, REJECTED);
        on(ACTIVE, Step.RETIRE, RETIRED);
        on(ACTIVE, Step.TAKE_EFFECT, ACTIVE);
        on(ACTIVE, Step.SUPERSEDE, SUPERSEDED, SCHEDULED, PROPOSED);
        on(ACTIVE, Step.EXPIRE, EXPIRED, SUPERSEDED, SCHEDULED, PROPOSED, ACTIVE);

        on(SUPERSEDED, Step.ACTIVATE, ACTIVE, SCHEDULED);
        on(SUPERSEDED, Step.RETIRE, RETIRED);
        on(SUPERSEDED, Step.TAKE_EFFECT, ACTIVE);

        on(EXPIRED, Step.ACTIVATE, ACTIVE, SCHEDULED);
        on(EXPIRED, Step.RETIRE, RETIRED);

        on(REJECTED, Step.RETIRE, RETIRED);
    }

    private Lifecycle() {}

    private static void on(State from, Step step, State first, State... others) {
        STEPS.computeIfAbsent(from, key -> new EnumMap<>(Step.class)).put(step, EnumSet.of(first, others));
    }

    /** Where a step may lead; empty when it may not be taken. */
    public static Set<State> after(State state, Step step) {
        return Set.copyOf(STEPS.getOrDefault(state, Map.of()).getOrDefault(step, Set.of()));
    }

    /** Whether a step may be taken. */
    public static boolean allows(State state, Step step) {
        return !after(state, step).isEmpty();
    }

    /** What can be done instead of a step that may not be taken: a sentence, or two. */
    public static String instead(State state, Step step) {
        return switch (step) {
            case EDIT, CHECK ->
                switch (state) {
                    case PROPOSED, APPROVED ->
                        "Withdraw it first, which voids its approvals, or begin a new draft from it.";
                    default -> "Begin a new draft from it.";
                };
            case PROPOSE ->
                switch (state) {
                    case DRAFT -> "Check it first; its cases must pass and its manifest's gates must be met.";
                    case PROPOSED -> "It already is; it waits for approval.";
                    default -> "Begin a new draft from it.";
                };
            case WITHDRAW ->
                switch (state) {
                    case SCHEDULED -> "Call its activation off first.";
                    case ACTIVE -> "It is in force; activate another version instead.";
                    default -> "There is no proposal to take back.";
                };
            case APPROVE, REJECT ->
                switch (state) {
                    case DRAFT, CHECKED -> "Its author must propose it first.";
                    case REJECTED, RETIRED -> "Its author may begin a new draft from it.";
                    default -> "It is approved already.";
                };
            case ACTIVATE ->
                switch (state) {
                    case DRAFT, CHECKED, PROPOSED ->
                        "It must be proposed and approved first. In an emergency, one person may activate a checked version for a"
                                + " short time with breakGlass.";
                    default -> "Begin a new draft from it, and have that approved.";
                };
            case BREAK_GLASS ->
                switch (state) {
                    case DRAFT ->
                        "Check it first; not even an emergency lets rules through that do not pass their own cases.";
                    case APPROVED, SUPERSEDED, EXPIRED, SCHEDULED -> "It is approved; activate it without breakGlass.";
                    case ACTIVE -> "It is in force.";
                    default -> "Begin a new draft from it.";
                };
            case CANCEL -> "There is no planned activation to call off.";
            case RETIRE ->
                switch (state) {
                    case PROPOSED -> "Withdraw or reject it first.";
                    case SCHEDULED -> "Call its activation off first.";
                    default -> "It is retired already.";
                };
            case TAKE_EFFECT, SUPERSEDE, EXPIRE -> "That happens by itself.";
        };
    }
}
