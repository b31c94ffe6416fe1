package org.plimsoll.decision;

import java.util.List;
import java.util.Map;
import org.plimsoll.policy.AccountHealth;
import org.plimsoll.policy.AddOn;
import org.plimsoll.policy.PositionGroup;
import org.plimsoll.policy.PositionHealth;
import org.plimsoll.policy.Strategy;

/**
 * A portfolio once haircuts and requirements are settled.
 *
 * @param collateral what each asset counts for
 * @param positions each position with its requirement
 * @param positionHealth how each position stands, in the order of {@code positions}
 * @param strategies each strategy that carries a requirement
 * @param groups each group that carries a requirement
 * @param addOns every add-on, in a canonical order
 * @param pools how each pool stands, the cross pool first
 * @param poolRequirements requirements on pools as a whole, by the pool's id
 */
record Settled(
        List<SettledCollateral> collateral,
        List<SettledPosition> positions,
        List<PositionHealth> positionHealth,
        Map<Strategy, Requirements.Required> strategies,
        Map<PositionGroup, Requirements.Required> groups,
        List<Stamped<AddOn>> addOns,
        List<AccountHealth> pools,
        Map<String, Requirements.Required> poolRequirements) {}
