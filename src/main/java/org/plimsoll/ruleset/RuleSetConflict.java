package org.plimsoll.ruleset;

import org.plimsoll.lifecycle.Lifecycle;
import org.plimsoll.lifecycle.State;
import org.plimsoll.lifecycle.Step;
import org.plimsoll.platform.ProblemException;

/** What was asked for does not fit the state that things are in. Nothing was changed. */
public final class RuleSetConflict extends ProblemException {
    private static final long serialVersionUID = 1L;

    private RuleSetConflict(String code, String detail) {
        super(409, code, detail);
    }

    /** A version is in a state in which the step may not be taken. */
    static RuleSetConflict wrongState(RuleSetVersion version, State state, Step step) {
        return new RuleSetConflict(
                "WRONG_STATE",
                name(version) + " is " + state + " and cannot be " + step.participle() + ". "
                        + Lifecycle.instead(state, step));
    }

    /** A version is beneath another, and would be in force again if that one ended. */
    static RuleSetConflict mayComeBack(RuleSetVersion version) {
        return new RuleSetConflict(
                "WRONG_STATE",
                name(version)
                        + " would be in force again if what was activated since expires or is called off, and cannot be retired"
                        + " before that is in force for good.");
    }

    /** A version was in force, or servers have been told to get it ready; its files must stay what they are. */
    static RuleSetConflict wasActivated(RuleSetVersion version) {
        return new RuleSetConflict(
                "WRONG_STATE",
                name(version)
                        + " was activated, or was about to be, so that it cannot change any more. Begin a new draft from"
                        + " it.");
    }

    /** Nothing of a version that is approved and activated can be refused any more. */
    static RuleSetConflict tooLateToReject(RuleSetVersion version, State state) {
        return new RuleSetConflict(
                "WRONG_STATE",
                name(version) + " is approved and " + state
                        + ", and cannot be rejected any more. Call its activation off, or activate another version in its place.");
    }

    /** A version that one person brought into force in an emergency, and nobody has approved. */
    static RuleSetConflict notApproved(RuleSetVersion version) {
        return new RuleSetConflict(
                "WRONG_STATE",
                name(version) + " was activated in an emergency and waits for approval. "
                        + Lifecycle.instead(State.PROPOSED, Step.ACTIVATE));
    }

    /** There is no going back to where one never was. */
    static RuleSetConflict neverInForce(RuleSetVersion version) {
        return new RuleSetConflict(
                "WRONG_STATE", name(version) + " was never in force. Activate it, or go back to another.");
    }

    /** Retiring the version in force leaves none, which must be meant. */
    static RuleSetConflict leavesNoneActive(RuleSetVersion version) {
        return new RuleSetConflict(
                "LEAVES_NONE_ACTIVE",
                name(version)
                        + " is in force; without it, evaluations under the rule set are refused. Activate another version"
                        + " first, or say \"leaveNoneActive\": true.");
    }

    /** Another activation begins at the same instant. */
    static RuleSetConflict instantTaken(String ruleSet, java.time.Instant instant) {
        return new RuleSetConflict(
                "ACTIVATION_INSTANT_TAKEN",
                "Another version of rule set '" + ruleSet + "' comes into force at " + instant
                        + ". Call that activation off first, or choose another instant.");
    }

    /** An earlier emergency has not been looked at. */
    static RuleSetConflict notReviewed(String ruleSet, int version) {
        return new RuleSetConflict(
                "BREAK_GLASS_NOT_REVIEWED",
                "Version " + version + " of rule set '" + ruleSet
                        + "' was activated in an emergency and still waits for an"
                        + " approver. It must be approved or rejected before there can be another emergency.");
    }

    /** There is nothing to go back to. */
    static RuleSetConflict noEarlierVersion(String ruleSet) {
        return new RuleSetConflict(
                "NO_EARLIER_VERSION", "No other version of rule set '" + ruleSet + "' was in force before this one.");
    }

    /** An activation has begun, or was called off already. */
    static RuleSetConflict notPlanned(long sequence) {
        return new RuleSetConflict(
                "ACTIVATION_NOT_PLANNED",
                "Activation " + sequence
                        + " has begun or was called off; only one that is still to come can be. Activate"
                        + " another version instead.");
    }

    /** There are as many as may be. */
    static RuleSetConflict tooMany(String what, long most) {
        return new RuleSetConflict(
                "TOO_MANY", "There are " + most + " " + what + ", which is as many as may be. Retire some first.");
    }

    /** The reports were made by another build of the engine. */
    static RuleSetConflict checkAgain(RuleSetVersion version) {
        return new RuleSetConflict(
                "CHECK_AGAIN",
                name(version) + " was checked or tested by another build of this server. Check and test it again.");
    }

    private static String name(RuleSetVersion version) {
        return "Version " + version.number() + " of rule set '" + version.ruleSet() + "'";
    }
}
