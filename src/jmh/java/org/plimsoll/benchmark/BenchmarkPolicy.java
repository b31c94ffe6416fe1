package org.plimsoll.benchmark;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The policy all forms implement, 40 rules: eight notional tiers for each of four underlyings, a liquidity add-on for
 * each, and four haircuts. Tiers meet without a jump: amount = amount below + floor × (rate − rate below). More rules are
 * more underlyings.
 */
public final class BenchmarkPolicy {
    /** What tiers are for. */
    public static final List<String> UNDERLYINGS = List.of("BTC", "ETH", "SOL", "XRP");

    /** A position that takes longer to close requires more. */
    public static final BigDecimal DAYS_TO_LIQUIDATE = new BigDecimal("2");

    /** What a position that takes long to close requires more, as a fraction of its notional. */
    public static final BigDecimal ADD_ON_RATE = new BigDecimal("0.01");

    /** Haircuts. */
    public static final List<Cut> CUTS = List.of(
            new Cut("CASH", "0"),
            new Cut("GOVERNMENT_BOND", "0.02"),
            new Cut("EQUITY", "0.15"),
            new Cut("GOLD", "0.15"));

    private static final String[] FLOORS = {
        "0", "50000", "250000", "1000000", "5000000", "20000000", "50000000", "100000000"
    };
    private static final String[] RATES = {"0.004", "0.005", "0.01", "0.025", "0.05", "0.1", "0.125", "0.15"};

    private static final String MANIFEST = """
            name: benchmark
            title: Benchmark policy of forty rules
            package: benchmark
            baseCurrency: any
            rounding: {scale: 2, requirement: up, collateral: down}
            uncovered: {position: refuse, collateral: refuse}
            price: {missingCollateral: refuse, stale: refuse}
            overlappingRequirements: refuse
            contradictoryActions: refuse
            liquidity: {shareOfDailyVolume: 0.25}
            sources:
              - {title: made for this benchmark}
            """;
    private static final String HEAD = """
            package benchmark;
            import org.plimsoll.policy.*;
            import static org.plimsoll.policy.Functions.*;
            dialect "mvel"
            """;
    private static final String TIER = """
            rule "%s tier %d" when
                $p : Position(underlying == "%s", notional >= %sB, notional < %sB)
            then
                insert(tieredRequirement($p, %d, %sB, %sB, %sB, %sB, "%s tier %d"));
            end
            """;
    private static final String THIN_MARKET = """
            rule "%s thin market" when
                $p : Position(underlying == "%s", daysToLiquidate > %sB)
            then
                insert(new AddOn($p, "LIQUIDITY", %sB * $p.notional, "thin market"));
            end
            """;
    private static final String HAIRCUT = """
            rule "%s" when
                $c : Collateral(kind == "%s")
            then
                insert(new Haircut($c, %sB, "%s"));
            end
            """;

    /** One text may have two megabytes. */
    private static final int UNDERLYINGS_IN_A_FILE = 400;

    private BenchmarkPolicy() {}

    /** A haircut on a kind of collateral. */
    public record Cut(String kind, BigDecimal rate) {
        Cut(String kind, String rate) {
            this(kind, new BigDecimal(rate));
        }
    }

    /** A tier of notionals; the floor belongs to it, the ceiling does not. */
    public record Tier(int number, BigDecimal floor, BigDecimal ceiling, BigDecimal rate, BigDecimal amount) {}

    /** The tiers of every underlying, the lowest first. */
    public static List<Tier> tiers() {
        List<Tier> tiers = new ArrayList<>();
        BigDecimal amount = BigDecimal.ZERO;
        for (int i = 0; i < FLOORS.length; i++) {
            BigDecimal floor = new BigDecimal(FLOORS[i]);
            BigDecimal rate = new BigDecimal(RATES[i]);
            if (i > 0) {
                amount = amount.add(floor.multiply(rate.subtract(new BigDecimal(RATES[i - 1]))));
            }
            BigDecimal ceiling = new BigDecimal(i + 1 < FLOORS.length ? FLOORS[i + 1] : "1000000000000");
            tiers.add(new Tier(i + 1, floor, ceiling, rate, amount));
        }
        return tiers;
    }

    /** As many underlyings as give rise to about so many rules and not more. */
    static List<String> underlyings(int rules) {
        int count = (rules - CUTS.size()) / (FLOORS.length + 1);
        List<String> underlyings = new ArrayList<>(UNDERLYINGS);
        for (int i = underlyings.size(); i < count; i++) {
            underlyings.add("U" + i);
        }
        return underlyings;
    }

    /** The rule-set folder: one pattern a rule. */
    public static Map<String, String> files() {
        return files(UNDERLYINGS);
    }

    /** The same for other underlyings. */
    static Map<String, String> files(List<String> underlyings) {
        Map<String, String> files = new HashMap<>();
        files.put("ruleset.yaml", MANIFEST);
        files.put("haircuts.drl", haircuts());
        for (int i = 0; i < underlyings.size(); i += UNDERLYINGS_IN_A_FILE) {
            files.put(
                    "tiers-" + i + ".drl",
                    rules(underlyings.subList(i, Math.min(i + UNDERLYINGS_IN_A_FILE, underlyings.size()))));
        }
        return files;
    }

    private static String rules(List<String> underlyings) {
        StringBuilder rules = new StringBuilder(HEAD);
        for (String underlying : underlyings) {
            for (Tier tier : tiers()) {
                rules.append(TIER.formatted(
                        underlying,
                        tier.number(),
                        underlying,
                        tier.floor(),
                        tier.ceiling(),
                        tier.number(),
                        tier.floor(),
                        tier.rate(),
                        tier.rate(),
                        tier.amount(),
                        underlying,
                        tier.number()));
            }
            rules.append(THIN_MARKET.formatted(underlying, underlying, DAYS_TO_LIQUIDATE, ADD_ON_RATE));
        }
        return rules.toString();
    }

    private static String haircuts() {
        StringBuilder rules = new StringBuilder(HEAD);
        CUTS.forEach(cut -> rules.append(HAIRCUT.formatted(cut.kind(), cut.kind(), cut.rate(), cut.kind())));
        return rules.toString();
    }
}
