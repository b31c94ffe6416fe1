package org.plimsoll.policy;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.plimsoll.portfolio.Account;
import org.plimsoll.portfolio.AccountType;
import org.plimsoll.portfolio.MarginMode;

/**
 * Facts for tests, with defaults for all a test does not care about: {@code
 * Facts.position().type(OPTION).notional("1000").build()}. Figures are stated, not computed: nothing here is consistent
 * unless the test makes it so.
 */
public final class Facts {
    /** Evaluation time of every fact unless stated: a Friday. */
    public static final Instant EVALUATED_AT = Instant.parse("2026-01-02T09:00:00Z");

    /** Empty totals. */
    public static final Totals NO_TOTALS = new Totals(
            0,
            BigDecimal.ZERO,
            BigDecimal.ZERO,
            BigDecimal.ZERO,
            BigDecimal.ZERO,
            BigDecimal.ZERO,
            BigDecimal.ZERO,
            BigDecimal.ZERO,
            null);

    private Facts() {}

    /** A long position of one unit of a perpetual worth 1,000 in the cross pool. */
    public static PositionBuilder position() {
        return new PositionBuilder();
    }

    /** A pledged amount of 1,000 in base currency. */
    public static CollateralBuilder collateral() {
        return new CollateralBuilder();
    }

    /** The cross pool with nothing in it. */
    public static MarginPool pool() {
        return pool("0");
    }

    /** The cross pool with cash only. */
    public static MarginPool pool(String balances) {
        return new MarginPool(
                context().build(),
                MarginPool.CROSS,
                NO_TOTALS,
                new BigDecimal(balances),
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                BigDecimal.ZERO);
    }

    /** A group of the cross pool without positions. */
    public static PositionGroup group(String underlying) {
        return new PositionGroup(context().build(), MarginPool.CROSS, underlying, NO_TOTALS);
    }

    /** Health of the cross pool: equity, initial margin, maintenance margin. */
    public static AccountHealth health(String equity, String initialMargin, String maintenanceMargin) {
        return new AccountHealth(
                pool(equity),
                new Settlement(
                        BigDecimal.ZERO,
                        new BigDecimal(equity),
                        new BigDecimal(initialMargin),
                        new BigDecimal(maintenanceMargin)));
    }

    /** Health of a position whose requirement is not tiered. */
    public static PositionHealth health(Position position, AccountHealth pool) {
        return new PositionHealth(position, BigDecimal.ZERO, BigDecimal.ZERO, null, null, Deferred.known(null), pool);
    }

    /** Health of a pledged asset that counts in full. */
    public static CollateralHealth health(Collateral collateral, AccountHealth pool) {
        return new CollateralHealth(collateral, true, BigDecimal.ZERO, collateral.marketValue(), pool);
    }

    /** What facts share: a margin account in EUR without tier, attributes or parameters. */
    public static ContextBuilder context() {
        return new ContextBuilder();
    }

    /** Builder of what facts share. */
    public static final class ContextBuilder {
        private AccountType type = AccountType.MARGIN;
        private @Nullable String tier;
        private String baseCurrency = "EUR";
        private Instant evaluatedAt = EVALUATED_AT;
        private final Map<String, String> attributes = new HashMap<>();
        private final Map<String, BigDecimal> parameters = new HashMap<>();

        private ContextBuilder() {}

        public ContextBuilder accountType(AccountType value) {
            type = value;
            return this;
        }

        public ContextBuilder tier(String value) {
            tier = value;
            return this;
        }

        public ContextBuilder baseCurrency(String value) {
            baseCurrency = value;
            return this;
        }

        public ContextBuilder evaluatedAt(String value) {
            evaluatedAt = Instant.parse(value);
            return this;
        }

        public ContextBuilder attribute(String name, String value) {
            attributes.put(name, value);
            return this;
        }

        public ContextBuilder parameter(String name, String value) {
            parameters.put(name, new BigDecimal(value));
            return this;
        }

        public FactContext build() {
            Account account = new Account("account-1", type, MarginMode.CROSS, tier, attributes);
            return new FactContext(account, baseCurrency, evaluatedAt, new Parameters(parameters));
        }
    }

    /** An ISO date. */
    static LocalDate date(String text) {
        return LocalDate.parse(text);
    }
}
