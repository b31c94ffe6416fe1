package org.plimsoll.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.plimsoll.policy.Collateral;
import org.plimsoll.policy.CollateralBuilder;
import org.plimsoll.policy.Fact;
import org.plimsoll.policy.FactContext;
import org.plimsoll.policy.Facts;
import org.plimsoll.policy.Position;
import org.plimsoll.policy.PositionBuilder;
import org.plimsoll.portfolio.InstrumentType;
import org.plimsoll.portfolio.IssuerKind;
import org.plimsoll.portfolio.OptionType;

/** Facts whose figures are few, so that they meet the limits of generated rules exactly, in every scale and often absent. */
final class GeneratedFacts {
    private static final List<String> DECIMALS = List.of(
            "0",
            "0.00",
            "5",
            "5.0",
            "5.00",
            "1E+1",
            "10",
            "10.00",
            "7.25",
            "100",
            "1E+2",
            "1000",
            "0.5",
            "-5",
            "-5.00",
            "-10",
            "-0.5",
            "123456789012345678901234567890",
            "12.5",
            "20",
            "49.99",
            "50");
    private static final List<Long> WHOLE =
            List.of(0L, 1L, 2L, 5L, 6L, 59L, 60L, 61L, 365L, 2_147_483_647L, 2_147_483_648L, 9_007_199_254_740_993L);
    private static final List<String> TEXTS = List.of("5", "5.0", "1", "high", "TECH", "");

    private final Random random;
    private final double absent;

    /**
     * @param absent how often a figure that need not be known is absent, zero to one
     */
    GeneratedFacts(Random random, double absent) {
        this.random = random;
        this.absent = absent;
    }

    List<Fact> list(int count) {
        List<Fact> facts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int kind = random.nextInt(10);
            facts.add(kind < 5 ? position(i) : kind < 8 ? collateral(i) : health(i));
        }
        return facts;
    }

    private Position position(int i) {
        PositionBuilder position = Facts.position()
                .id("position-" + i)
                .context(context())
                .type(oneOf(List.of(
                        InstrumentType.PERPETUAL, InstrumentType.EQUITY, InstrumentType.FUTURE, InstrumentType.BOND)))
                .currency(oneOf(List.of("EUR", "USD", "GBP")))
                .quantity(oneOf(DECIMALS))
                .price(oneOf(DECIMALS))
                .marketValue(oneOf(DECIMALS))
                .notional(oneOf(DECIMALS))
                .underlyingValue(oneOf(DECIMALS))
                .priceAgeSeconds(oneOf(WHOLE));
        if (random.nextInt(3) == 0) {
            position.option(oneOf(List.of(OptionType.CALL, OptionType.PUT)), oneOf(DECIMALS), "2026-06-19");
        }
        if (isPresent()) {
            position.volatility(oneOf(DECIMALS));
        }
        if (isPresent()) {
            position.entryPrice(oneOf(DECIMALS)).unrealizedPnl(oneOf(DECIMALS));
        }
        if (isPresent()) {
            position.daysToExpiry(oneOf(WHOLE));
        }
        if (isPresent()) {
            position.venue(oneOf(List.of("XNYS", "XETR")));
        }
        if (isPresent()) {
            position.attribute("tier", oneOf(TEXTS));
        }
        if (isPresent()) {
            position.attribute("beta", oneOf(DECIMALS.subList(0, 5)));
        } else if (random.nextInt(4) == 0) {
            position.attribute("beta", "high");
        }
        return position.build();
    }

    private Collateral collateral(int i) {
        CollateralBuilder collateral = Facts.collateral()
                .id("collateral-" + i)
                .context(context())
                .type(oneOf(List.of(InstrumentType.CASH, InstrumentType.EQUITY)))
                .currency(oneOf(List.of("EUR", "USD", "GBP")))
                .quantity(oneOf(DECIMALS))
                .price(oneOf(DECIMALS))
                .marketValue(oneOf(DECIMALS))
                .shareOfPool(oneOf(List.of("0.1", "0.10", "0.5", "1", "1.00")))
                .priceAgeSeconds(oneOf(WHOLE));
        if (isPresent()) {
            collateral.bond(
                    oneOf(List.of(IssuerKind.GOVERNMENT, IssuerKind.CORPORATE)),
                    1 + random.nextInt(6),
                    oneOf(List.of("0.5", "0.50", "1", "1.0", "5", "5.00", "10", "1E+1", "12.5")));
        }
        if (isPresent()) {
            collateral.volatility(oneOf(DECIMALS));
        }
        if (isPresent()) {
            collateral.attribute("tier", oneOf(TEXTS));
        }
        return collateral.build();
    }

    private Fact health(int i) {
        // Without a maintenance margin there is no margin ratio.
        return Facts.health(oneOf(DECIMALS), oneOf(DECIMALS), isPresent() ? oneOf(DECIMALS) : "0");
    }

    private FactContext context() {
        Facts.ContextBuilder context =
                Facts.context().parameter("threshold", oneOf(DECIMALS)).parameter("rate", "0.01");
        if (isPresent()) {
            context.tier(oneOf(List.of("GOLD", "1")));
        }
        if (isPresent()) {
            context.attribute("tier", oneOf(TEXTS));
        }
        return context.build();
    }

    private boolean isPresent() {
        return random.nextDouble() >= absent;
    }

    private <T> T oneOf(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }
}
