package org.plimsoll.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.plimsoll.risk.Decimals.dec;

import org.junit.jupiter.api.Test;

class LiquidationPriceTest {

    @Test
    void liquidation_ofLong_liesBelowBankruptcyPlusItsMargin() {
        // 1 BTC long at 100 with 20 of equity, 5 % maintenance: 20 + (P - 100) = 0.05 P, so P = 80 / 0.95
        LiquidationPrice terms = terms("1", "100", "20", "0", "0.05", "0");

        assertThat(terms.liquidation()).isEqualTo(dec("84.21052631578947368421052631578947"));
        assertThat(terms.bankruptcy()).isEqualByComparingTo("80");
    }

    @Test
    void liquidation_ofShort_liesBeforeItsBankruptcy() {
        // 20 - (P - 100) = 0.05 P, so P = 120 / 1.05
        LiquidationPrice terms = terms("-1", "100", "20", "0", "0.05", "0");

        assertThat(terms.liquidation()).isEqualTo(dec("114.2857142857142857142857142857143"));
        assertThat(terms.bankruptcy()).isEqualByComparingTo("120");
    }

    @Test
    void liquidation_withMultiplierAndExchangeRate_isInTheInstrumentsCurrency() {
        // 3 contracts of 10 units, 0.8 base for one unit of currency: 24 base for one of price
        LiquidationPrice terms = new LiquidationPrice(
                dec("3"), dec("10"), dec("0.8"), dec("50"), dec("240"), dec("0"), dec("0.1"), dec("0"));

        // 240 + 24 (P - 50) = 2.4 P, so P = 960 / 21.6
        assertThat(terms.liquidation()).isEqualTo(dec("44.44444444444444444444444444444444"));
        assertThat(terms.bankruptcy()).isEqualByComparingTo("40");
    }

    @Test
    void liquidation_withOtherMaintenance_comesSooner() {
        assertThat(terms("1", "100", "20", "5", "0.05", "0").liquidation())
                .isEqualTo(dec("89.47368421052631578947368421052632"));
    }

    @Test
    void liquidation_withDeductedAmount_comesLater() {
        assertThat(terms("1", "100", "20", "0", "0.05", "1").liquidation())
                .isEqualTo(dec("83.15789473684210526315789473684211"));
    }

    @Test
    void liquidation_ofPositionAtTheLine_isTodaysPrice() {
        assertThat(terms("2", "100", "10", "0", "0.05", "0").liquidation()).isEqualByComparingTo("100");
        assertThat(terms("-2", "100", "10", "0", "0.05", "0").liquidation()).isEqualByComparingTo("100");
    }

    @Test
    void liquidation_ofPositionBeyondTheLine_isThePriceItWouldHaveToReturnTo() {
        assertThat(terms("1", "100", "4.05", "0", "0.05", "0").liquidation()).isEqualByComparingTo("101");
        assertThat(terms("-1", "100", "3.95", "0", "0.05", "0").liquidation()).isEqualByComparingTo("99");
    }

    @Test
    void liquidation_ofLongPaidForInFull_doesNotExist() {
        assertThat(terms("1", "100", "100", "0", "0.05", "0").liquidation()).isNull();
        assertThat(terms("1", "100", "100", "0", "0.05", "0").bankruptcy()).isNull();
        assertThat(terms("1", "100", "99", "0", "0.05", "0").liquidation()).isGreaterThan(dec("1"));
        assertThat(terms("1", "100", "99", "0", "0.05", "0").bankruptcy()).isEqualByComparingTo("1");
        assertThat(terms("1", "100", "150", "0", "0.05", "0").liquidation()).isNull();
    }

    @Test
    void liquidation_ofShort_existsHoweverMuchEquityThereIs() {
        assertThat(terms("-1", "100", "1000000", "0", "0.05", "0").liquidation())
                .isNotNull();
    }

    @Test
    void liquidation_ofShortInAPoolThatOwesMoreThanThePosition_doesNotExist() {
        assertThat(terms("-1", "100", "-100", "0", "0.05", "0").liquidation()).isNull();
        assertThat(terms("-1", "100", "-100", "0", "0.05", "0").bankruptcy()).isNull();
        assertThat(terms("-1", "100", "-99", "0", "0.05", "0").bankruptcy()).isEqualByComparingTo("1");
    }

    @Test
    void liquidation_ofNothing_doesNotExist() {
        assertThat(terms("0", "100", "20", "5", "0.05", "0").liquidation()).isNull();
        assertThat(terms("0", "100", "20", "5", "0.05", "0").bankruptcy()).isNull();
    }

    @Test
    void liquidation_whenMarginMovesExactlyAsWorthDoes_doesNotExist() {
        assertThat(terms("1", "100", "20", "0", "1", "0").liquidation()).isNull();
        assertThat(terms("1", "100", "20", "0", "0.999", "0").liquidation()).isNotNull();
    }

    @Test
    void equityAndMaintenance_atTodaysPrice_areTodays() {
        LiquidationPrice terms = terms("-2", "100", "20", "5", "0.05", "1");

        assertThat(terms.equityAt(dec("100"))).isEqualByComparingTo("20");
        assertThat(terms.equityAt(dec("103"))).isEqualByComparingTo("14");
        assertThat(terms.maintenanceAt(dec("100"))).isEqualByComparingTo("14");
    }

    private static LiquidationPrice terms(
            String quantity, String price, String equity, String otherMaintenance, String rate, String amount) {
        return new LiquidationPrice(
                dec(quantity),
                dec("1"),
                dec("1"),
                dec(price),
                dec(equity),
                dec(otherMaintenance),
                dec(rate),
                dec(amount));
    }
}
