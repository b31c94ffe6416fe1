package org.plimsoll.policy;

/** Something a rule says, inserted by its consequence. */
public sealed interface Outcome permits Haircut, Ineligible, MarginRequirement, AddOn, Figure, Action {
    /** Why, in words a risk officer would say. */
    String reason();
}
