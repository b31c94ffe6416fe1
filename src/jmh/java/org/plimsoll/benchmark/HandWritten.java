package org.plimsoll.benchmark;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.plimsoll.policy.AddOn;
import org.plimsoll.policy.Collateral;
import org.plimsoll.policy.Fact;
import org.plimsoll.policy.Functions;
import org.plimsoll.policy.Haircut;
import org.plimsoll.policy.Outcome;
import org.plimsoll.policy.Position;

/** The policy as a programmer would write it without a rule engine: no trace, no names of rules. */
public final class HandWritten {
    private final Map<String, BenchmarkPolicy.Tier[]> tiers = new HashMap<>();
    private final Map<String, BigDecimal> cuts = new HashMap<>();

    /** For the policy's underlyings. */
    public HandWritten() {
        this(BenchmarkPolicy.UNDERLYINGS);
    }

    /** For other underlyings. */
    HandWritten(List<String> underlyings) {
        for (String underlying : underlyings) {
            tiers.put(underlying, BenchmarkPolicy.tiers().toArray(BenchmarkPolicy.Tier[]::new));
        }
        BenchmarkPolicy.CUTS.forEach(cut -> cuts.put(cut.kind(), cut.rate()));
    }

    /** What the policy says of every position and collateral. */
    public List<Outcome> evaluate(List<? extends Fact> facts) {
        List<Outcome> outcomes = new ArrayList<>(facts.size() + 8);
        for (Fact fact : facts) {
            if (fact instanceof Position position) {
                evaluate(position, outcomes);
            } else if (fact instanceof Collateral collateral) {
                BigDecimal rate = cuts.get(collateral.kind());
                if (rate != null) {
                    outcomes.add(new Haircut(collateral, rate, collateral.kind()));
                }
            }
        }
        return outcomes;
    }

    private void evaluate(Position position, List<Outcome> outcomes) {
        BenchmarkPolicy.Tier[] table = tiers.get(position.underlying());
        if (table == null) {
            return;
        }
        BigDecimal notional = position.notional();
        for (int i = table.length - 1; i >= 0; i--) {
            BenchmarkPolicy.Tier tier = table[i];
            if (notional.compareTo(tier.floor()) >= 0) {
                outcomes.add(Functions.tieredRequirement(
                        position, tier.number(), tier.floor(), tier.rate(), tier.rate(), tier.amount(), "tier"));
                break;
            }
        }
        BigDecimal days = position.daysToLiquidate();
        if (days != null && days.compareTo(BenchmarkPolicy.DAYS_TO_LIQUIDATE) > 0) {
            outcomes.add(
                    new AddOn(position, "LIQUIDITY", BenchmarkPolicy.ADD_ON_RATE.multiply(notional), "thin market"));
        }
    }
}
