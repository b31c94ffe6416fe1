package org.plimsoll.engine.advice;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rules that resemble a defect and are none: nothing is claimed. Each text is a list of conditions and outcomes. */
class NoFalseClaimTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                // A hole that is called ineligible, and one that a rule for all else covers.
                "Collateral(kind == \"GOLD\", price < 5) > Haircut($f, 0.1, \"a\")\n"
                        + "Collateral(kind == \"GOLD\", price > 9) > Haircut($f, 0.2, \"b\")\n"
                        + "Collateral(kind == \"GOLD\", price >= 5, price <= 9) > Ineligible($f, \"c\")",
                "Position(instrumentType == \"SWAP\", notional < 5) > MarginRequirement($f, 1, \"a\")\n"
                        + "Position(instrumentType == \"SWAP\", notional > 9) > MarginRequirement($f, 2, \"b\")\n"
                        + "PositionGroup(grossNotional >= 5) > MarginRequirement($f, 3, \"c\")",
                // Whole numbers have nothing between them.
                "Position(instrumentType == \"OPTION\", daysToExpiry <= 9) > MarginRequirement($f, 1, \"a\")\n"
                        + "Position(instrumentType == \"OPTION\", daysToExpiry >= 10) > MarginRequirement($f, 2, \"b\")",
                // Add-ons on both sides of an ordinary range are meant so.
                "Position(volatility < 0.1) > AddOn($f, \"VOLATILITY\", 1, \"a\")\n"
                        + "Position(volatility > 0.9) > AddOn($f, \"VOLATILITY\", 1, \"b\")",
                // One rule leaves a value out by itself.
                "Position(instrumentType == \"BOND\", price < 1 || price > 2) > MarginRequirement($f, 1, \"a\")\n"
                        + "Position(instrumentType == \"BOND\", price >= 1, price <= 2) > MarginRequirement($f, 2, \"b\")",
                // Haircuts of two kinds, and a bound of one with an unequal attribute.
                "Collateral(kind == \"GOLD\") > Haircut($f, 0.1, \"a\")\n"
                        + "Collateral(kind == \"GOLD\", shareOfPool > 0.5) > Haircut($f, \"CONCENTRATION\", 0.1, \"b\")",
                // An absent value meets no comparison, but an inequality.
                "Collateral(kind == \"EQUITY\", indexMembership != \"MAIN_INDEX\") > Haircut($f, 0.3, \"a\")\n"
                        + "Collateral(kind == \"EQUITY\", indexMembership == \"MAIN_INDEX\") > Haircut($f, 0.1, \"b\")",
                // Release and call exclude each other by the meaning of the words.
                "AccountHealth(initialSurplus > 5) > ReleaseCollateral($f, 1, \"a\")\n"
                        + "AccountHealth(marginRatio < 1) > MarginCall($f, 1, \"INITIAL\", hoursAfter($f, 1), \"b\")",
                "AccountHealth(equity > initialMargin) > ReleaseCollateral($f, 1, \"a\")\n"
                        + "AccountHealth(equity < maintenanceMargin) > MarginCall($f, 1, \"INITIAL\", hoursAfter($f, 1), \"b\")",
                // A chain of differences: a below b, b below c, c below a.
                "AccountHealth(equity > loans, loans >= balances) > ReleaseCollateral($f, 1, \"a\")\n"
                        + "AccountHealth(equity <= balances) > TopUp($f, \"EUR\", 1, \"w\", \"b\")",
                // One and a half times an exposure, small rates, and a multiple of something else.
                "Position(side == \"SHORT\") > MarginRequirement($f, 1.5 * $f.notional, \"a\")",
                "Collateral(kind == \"GOLD\") > Haircut($f, 0.0015, \"a\")",
                "Position(side == \"SHORT\") > MarginRequirement($f, 37.5 * $f.size + 15 * $f.notional / 100, \"a\")",
                "Collateral(kind == \"GOLD\") > Haircut($f, 1, \"a\")",
            })
    void rules_thatAreInOrder_areLeftAlone(String conditions) {
        assertThat(AdvisedPack.findings(AdvisedPack.demo("", Texts.rules(conditions))))
                .isEmpty();
    }

    /** Spells rules out. */
    private static final class Texts {
        static String rules(String conditions) {
            StringBuilder rules = new StringBuilder();
            int number = 0;
            for (String line : conditions.lines().toList()) {
                int arrow = line.indexOf(") > ") + 1;
                rules.append("rule \"r")
                        .append(number++)
                        .append("\" when $f : ")
                        .append(line, 0, arrow)
                        .append(" then insert(new ")
                        .append(line.substring(arrow + 3))
                        .append("); end\n");
            }
            return rules.toString();
        }
    }
}
