package org.plimsoll.benchmark;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.plimsoll.policy.AddOn;
import org.plimsoll.policy.Haircut;
import org.plimsoll.policy.MarginRequirement;
import org.plimsoll.policy.Outcome;

/**
 * What a form of the policy says of a portfolio.
 *
 * @param maintenance maintenance margin of all positions, add-ons included
 * @param haircuts haircut of each collateral by identifier
 */
public record Answer(BigDecimal maintenance, Map<String, BigDecimal> haircuts) {

    /** The answer that outcomes amount to. */
    public static Answer of(List<Outcome> outcomes) {
        BigDecimal maintenance = BigDecimal.ZERO;
        Map<String, BigDecimal> haircuts = new HashMap<>();
        for (Outcome outcome : outcomes) {
            if (outcome instanceof MarginRequirement requirement) {
                maintenance = maintenance.add(requirement.maintenance());
            } else if (outcome instanceof AddOn addOn) {
                maintenance = maintenance.add(addOn.maintenance());
            } else if (outcome instanceof Haircut haircut) {
                haircuts.put(haircut.collateral().id(), haircut.rate());
            }
        }
        return new Answer(maintenance, haircuts);
    }

    /**
     * Refuses another answer.
     *
     * @param tolerance by how much a figure may differ, as a fraction of it; zero when it must be equal
     */
    public void requireSame(String form, Answer other, BigDecimal tolerance) {
        if (maintenance.signum() <= 0 || haircuts.isEmpty()) {
            throw new IllegalStateException("there is nothing to compare");
        }
        boolean same = close(maintenance, other.maintenance, tolerance)
                && haircuts.keySet().equals(other.haircuts.keySet())
                && haircuts.entrySet().stream()
                        .allMatch(each -> close(each.getValue(), other.haircuts.get(each.getKey()), tolerance));
        if (!same) {
            throw new IllegalStateException("hand-written Java says " + this + ", " + form + " says " + other);
        }
    }

    private static boolean close(BigDecimal expected, BigDecimal actual, BigDecimal tolerance) {
        return expected.subtract(actual).abs().compareTo(expected.abs().multiply(tolerance)) <= 0;
    }
}
