package org.plimsoll.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** How early a position is closed against a bankrupt one, and the price at which a bankrupt one is closed. */
class DeleverageTest {
    private static final BigDecimal ZERO = BigDecimal.ZERO;

    /** 500 gained on 10,500, and 11,000 that stand 1,100 above the bankrupt 9,900: 500 / 10,500 x 10. */
    @Test
    void deleverageScore_profit_isItsRatioTimesEffectiveLeverage() {
        Position position = long1("11000", "10500");

        assertThat(health(position, "9900", pool(position, "1100", "55"), "55").deleverageScore())
                .isCloseTo(new BigDecimal("0.4761904762"), within(new BigDecimal("1E-10")));
    }

    /** 2,000 lost on 10,000, and 8,000 that stand 1,000 above the bankrupt 7,000: -0.2 / 8. */
    @Test
    void deleverageScore_loss_isItsRatioDividedByEffectiveLeverage() {
        Position position = long1("8000", "10000");

        assertThat(health(position, "7000", pool(position, "1000", "40"), "40").deleverageScore())
                .isEqualByComparingTo("-0.025");
    }

    /** Without a bankruptcy price above zero a long position is paid for in full: leverage one. */
    @Test
    void deleverageScore_paidForInFull_hasLeverageOne() {
        Position position = long1("12000", "10000");

        assertThat(health(position, null, pool(position, "20000", "60"), "60").deleverageScore())
                .isEqualByComparingTo("0.2");
    }

    @Test
    void deleverageScore_withoutAnEntryValue_isAbsent() {
        Position unknown = Facts.position().price("11000").notional("11000").build();
        Position free = long1("11000", "0");

        assertThat(health(unknown, "9900", pool(unknown, "1100", "55"), "55").deleverageScore())
                .isNull();
        assertThat(health(free, "9900", pool(free, "1100", "55"), "55").deleverageScore())
                .isNull();
    }

    @Test
    void sharedBankruptcyPrice_onlyPositionOfThePool_isItsBankruptcyPrice() {
        Position position = long1("40000", "40000");

        assertThat(health(position, "40100", pool(position, "-100", "0", 1), "0")
                        .sharedBankruptcyPrice())
                .isEqualByComparingTo("40100");
    }

    /** 300 are missing; a quarter of the maintenance margin is this position's, and so are 75 of the 300. */
    @Test
    void sharedBankruptcyPrice_oneOfSeveral_usesUpItsShareOfMaintenanceMargin() {
        Position bought = long1("40000", "41000");
        Position sold = position("-2", "40000", "39000");

        assertThat(health(bought, null, pool(bought, "-300", "800", 2), "200").sharedBankruptcyPrice())
                .isEqualByComparingTo("40075");
        assertThat(health(sold, null, pool(sold, "-300", "800", 2), "600").sharedBankruptcyPrice())
                .as("225 for two contracts sold")
                .isEqualByComparingTo("39887.5");
    }

    @Test
    void sharedBankruptcyPrice_thatWouldNotBeAboveZero_isAbsent() {
        Position sold = position("-2", "40000", "39000");

        assertThat(health(sold, null, pool(sold, "-80000", "800", 2), "800").sharedBankruptcyPrice())
                .isNull();
    }

    @Test
    void sharedBankruptcyPrice_nothingHeld_isAbsent() {
        Position nothing = position("0", "40000", "39000");

        assertThat(health(nothing, null, pool(nothing, "-300", "800", 2), "0").sharedBankruptcyPrice())
                .isNull();
    }

    private static Position long1(String price, String entry) {
        return position("1", price, entry);
    }

    private static Position position(String quantity, String price, String entry) {
        BigDecimal size = new BigDecimal(quantity).abs();
        return Facts.position()
                .quantity(quantity)
                .price(price)
                .notional(size.multiply(new BigDecimal(price)).toPlainString())
                .entryPrice(entry)
                .build();
    }

    private static AccountHealth pool(Position position, String equity, String maintenance) {
        return pool(position, equity, maintenance, 1);
    }

    private static AccountHealth pool(Position position, String equity, String maintenance, int positions) {
        Totals totals = new Totals(positions, ZERO, ZERO, ZERO, ZERO, ZERO, ZERO, ZERO, null);
        MarginPool pool = new MarginPool(position.context(), MarginPool.CROSS, totals, ZERO, ZERO, ZERO, ZERO);
        return new AccountHealth(pool, new Settlement(ZERO, new BigDecimal(equity), ZERO, new BigDecimal(maintenance)));
    }

    private static PositionHealth health(
            Position position, @Nullable String bankruptcyPrice, AccountHealth pool, String maintenance) {
        return new PositionHealth(
                position,
                ZERO,
                new BigDecimal(maintenance),
                null,
                null,
                Deferred.known(bankruptcyPrice == null ? null : new BigDecimal(bankruptcyPrice)),
                pool);
    }
}
