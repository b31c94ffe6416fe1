package org.plimsoll.engine.sandbox;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.plimsoll.policy.AccountHealth;
import org.plimsoll.policy.Collateral;
import org.plimsoll.policy.CollateralFigures;
import org.plimsoll.policy.CollateralHealth;
import org.plimsoll.policy.Deferred;
import org.plimsoll.policy.Fact;
import org.plimsoll.policy.FactContext;
import org.plimsoll.policy.MarginPool;
import org.plimsoll.policy.MarginTier;
import org.plimsoll.policy.Parameters;
import org.plimsoll.policy.Position;
import org.plimsoll.policy.PositionFigures;
import org.plimsoll.policy.PositionGroup;
import org.plimsoll.policy.PositionHealth;
import org.plimsoll.policy.Settlement;
import org.plimsoll.policy.Strategy;
import org.plimsoll.policy.StrategyFigures;
import org.plimsoll.policy.StrategyLeg;
import org.plimsoll.policy.Totals;
import org.plimsoll.portfolio.Account;
import org.plimsoll.portfolio.AccountType;
import org.plimsoll.portfolio.ExerciseStyle;
import org.plimsoll.portfolio.Instrument;
import org.plimsoll.portfolio.InstrumentType;
import org.plimsoll.portfolio.IssuerKind;
import org.plimsoll.portfolio.MarginMode;
import org.plimsoll.portfolio.OpenPosition;
import org.plimsoll.portfolio.OptionTerms;
import org.plimsoll.portfolio.OptionType;
import org.plimsoll.portfolio.PledgedAsset;

/** Facts with plausible figures, one after the other different. */
public final class SampleFacts {
    private static final BigDecimal THOUSAND = new BigDecimal("1000");

    private static final FactContext CONTEXT = new FactContext(
            new Account(
                    "account", AccountType.MARGIN, MarginMode.CROSS, "GOLD", Map.of("sector", "TECH", "limit", "7")),
            "EUR",
            Instant.parse("2026-01-02T09:00:00Z"),
            new Parameters(Map.of("rate", new BigDecimal("0.15"), "floor", new BigDecimal("250"))));

    private static final Totals TOTALS = new Totals(
            3,
            new BigDecimal("5000"),
            new BigDecimal("2000"),
            new BigDecimal("3000"),
            new BigDecimal("-100"),
            new BigDecimal("-900"),
            new BigDecimal("300"),
            new BigDecimal("1200"),
            "XETR");

    private static final MarginPool POOL = new MarginPool(
            CONTEXT,
            MarginPool.CROSS,
            TOTALS,
            new BigDecimal("400"),
            BigDecimal.ZERO,
            BigDecimal.ZERO,
            new BigDecimal("2500"));

    private static final AccountHealth HEALTH = new AccountHealth(
            POOL,
            new Settlement(
                    new BigDecimal("2300"), new BigDecimal("700"), new BigDecimal("1200"), new BigDecimal("900")));

    private SampleFacts() {}

    /** A few facts of every type. */
    public static List<Fact> all() {
        List<Fact> facts = new ArrayList<>(positions(12));
        facts.addAll(collateral(12));
        facts.addAll(strategies());
        facts.add(new PositionGroup(CONTEXT, MarginPool.CROSS, "ACME", TOTALS));
        facts.add(POOL);
        facts.add(HEALTH);
        for (int i = 0; i < 4; i++) {
            facts.add(positionHealth(i));
            facts.add(
                    new CollateralHealth(asset(i), i % 2 == 0, new BigDecimal("0.08"), new BigDecimal("460"), HEALTH));
        }
        return facts;
    }

    static List<Fact> positions(int count) {
        List<Fact> facts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            facts.add(position(i));
        }
        return facts;
    }

    /** Stock with a call on it, and two options that are a spread. */
    private static List<Fact> strategies() {
        List<Position> positions = List.of(position(1), position(0), position(3));
        return List.of(
                strategy("COVERED_CALL", "covered call", positions.subList(0, 2), null),
                strategy("SPREAD", "call spread", positions.subList(1, 3), new BigDecimal("1000")));
    }

    private static Strategy strategy(
            String kind, String name, List<Position> positions, @Nullable BigDecimal maximumPotentialLoss) {
        StrategyFigures.Options options = new StrategyFigures.Options(
                new BigDecimal("120"),
                new BigDecimal("10500"),
                new BigDecimal("10025"),
                new BigDecimal("15"),
                new BigDecimal("475"));
        return new Strategy(
                CONTEXT,
                MarginPool.CROSS,
                "ACME",
                kind,
                name,
                positions.stream()
                        .map(position -> new StrategyLeg(position, position.quantity()))
                        .toList(),
                new StrategyFigures(
                        new StrategyFigures.Stock(
                                THOUSAND, new BigDecimal("4.5"), new BigDecimal("4500"), new BigDecimal("4400")),
                        options,
                        options,
                        StrategyFigures.Options.NONE,
                        options,
                        maximumPotentialLoss,
                        168L,
                        new BigDecimal("5.5")),
                "AMERICAN",
                true,
                true,
                "EQUITY",
                Map.of("underlyingClass", "EQUITY", "leverageFactor", "2", "fee", "1", "deliveryFee", "0"));
    }

    static List<Fact> collateral(int count) {
        List<Fact> facts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            facts.add(asset(i));
        }
        return facts;
    }

    static MarginPool pool() {
        return POOL;
    }

    private static Position position(int i) {
        boolean option = i % 3 == 0;
        BigDecimal quantity = BigDecimal.valueOf(i % 2 == 0 ? 10 + i : -10 - i);
        BigDecimal notional = THOUSAND.add(BigDecimal.valueOf(37L * i, 1));
        Instrument instrument = new Instrument(
                "instrument-" + i,
                option ? InstrumentType.OPTION : InstrumentType.EQUITY,
                i % 4 == 0 ? "EUR" : "USD",
                option ? "ACME" : null,
                BigDecimal.ONE,
                BigDecimal.ONE,
                i % 5 == 0 ? "XNYS" : null,
                option
                        ? new OptionTerms(
                                OptionType.CALL,
                                new BigDecimal("105"),
                                java.time.LocalDate.parse("2026-06-19"),
                                ExerciseStyle.AMERICAN)
                        : null,
                null,
                null,
                null,
                i % 2 == 0 ? 1 + i % 6 : null,
                null,
                null,
                Map.of());
        return new Position(
                CONTEXT,
                new OpenPosition(
                        "position-" + i, instrument.id(), quantity, new BigDecimal("95"), null, null, Map.of()),
                instrument,
                new PositionFigures(
                        new BigDecimal("100.25"),
                        BigDecimal.ONE,
                        60L + i,
                        notional.multiply(BigDecimal.valueOf(quantity.signum())),
                        notional,
                        new BigDecimal("950"),
                        new BigDecimal("12.5"),
                        notional,
                        new BigDecimal("100.25"),
                        THOUSAND,
                        BigDecimal.ZERO,
                        new BigDecimal("4.75"),
                        new BigDecimal("0.32"),
                        Deferred.known(new BigDecimal("2.5")),
                        option ? 168L : null,
                        Deferred.known(option ? new BigDecimal("0.46") : null),
                        null),
                MarginPool.CROSS,
                TOTALS,
                TOTALS,
                i % 2 == 0 ? Map.of("sector", "TECH", "beta", "1.75") : Map.of("beta", "0.5"));
    }

    private static Collateral asset(int i) {
        boolean bond = i % 2 == 0;
        Instrument instrument = new Instrument(
                "asset-" + i,
                bond ? InstrumentType.BOND : InstrumentType.EQUITY,
                i % 4 == 0 ? "EUR" : "USD",
                null,
                BigDecimal.ONE,
                null,
                null,
                null,
                null,
                "Issuer",
                bond ? IssuerKind.GOVERNMENT : null,
                bond ? 1 + i % 3 : null,
                bond ? "AA-" : null,
                null,
                Map.of());
        return new Collateral(
                CONTEXT,
                new PledgedAsset("asset-" + i, instrument.id(), BigDecimal.TEN, Map.of()),
                instrument,
                new CollateralFigures(
                        new BigDecimal("50").add(BigDecimal.valueOf(i)),
                        BigDecimal.ONE,
                        30L,
                        new BigDecimal("500").add(BigDecimal.valueOf(10L * i)),
                        Deferred.known(new BigDecimal("0.2")),
                        i == 0,
                        Deferred.known(bond ? BigDecimal.valueOf(i, 1) : null),
                        new BigDecimal("0.1"),
                        Deferred.known(BigDecimal.ONE)),
                Map.of("lent", "true"));
    }

    private static PositionHealth positionHealth(int i) {
        return new PositionHealth(
                position(i),
                new BigDecimal("120"),
                new BigDecimal("60"),
                new MarginTier(2, new BigDecimal("500"), new BigDecimal("0.05"), new BigDecimal("10")),
                new BigDecimal("80"),
                Deferred.known(new BigDecimal("75")),
                HEALTH);
    }
}
