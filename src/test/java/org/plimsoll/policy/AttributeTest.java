package org.plimsoll.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.plimsoll.portfolio.Refusal;

/** Numbers among the attributes of positions and assets, as facts give them to rules. */
class AttributeTest {
    private static final BigDecimal OTHERWISE = new BigDecimal("0.05");
    private static final AccountHealth POOL = Facts.health("0", "0", "0");

    @Test
    void amount_stated_isTheOneStated() {
        Position position = Facts.position().attribute("fee", "0.01").build();
        Collateral asset = Facts.collateral().attribute("fee", "0.02").build();
        assertThat(position.amount("fee", OTHERWISE)).isEqualByComparingTo("0.01");
        assertThat(Facts.health(position, POOL).amount("fee", OTHERWISE)).isEqualByComparingTo("0.01");
        assertThat(asset.amount("fee", OTHERWISE)).isEqualByComparingTo("0.02");
        assertThat(Facts.health(asset, POOL).amount("fee", OTHERWISE)).isEqualByComparingTo("0.02");
    }

    @Test
    void number_notStated_isTheOther() {
        Position position = Facts.position().build();
        Collateral asset = Facts.collateral().build();
        assertThat(position.number("fee", OTHERWISE)).isEqualByComparingTo(OTHERWISE);
        assertThat(position.amount("fee", OTHERWISE)).isEqualByComparingTo(OTHERWISE);
        assertThat(Facts.health(position, POOL).number("fee", OTHERWISE)).isEqualByComparingTo(OTHERWISE);
        assertThat(asset.number("fee", OTHERWISE)).isEqualByComparingTo(OTHERWISE);
        assertThat(asset.amount("fee", OTHERWISE)).isEqualByComparingTo(OTHERWISE);
        assertThat(Facts.health(asset, POOL).number("fee", OTHERWISE)).isEqualByComparingTo(OTHERWISE);
    }

    @Test
    void amount_statedAndWrong_isRefusedAndNotTheOther() {
        Position negative = Facts.position().attribute("fee", "-0.01").build();
        Collateral text = Facts.collateral().attribute("fee", "none").build();
        assertThatThrownBy(() -> negative.amount("fee", OTHERWISE))
                .isInstanceOfSatisfying(
                        Refusal.class,
                        refusal -> assertThat(refusal.problems())
                                .singleElement()
                                .satisfies(problem -> assertThat(problem.code()).isEqualTo("ATTRIBUTE_NEGATIVE")));
        assertThatThrownBy(() -> text.number("fee", OTHERWISE))
                .isInstanceOfSatisfying(
                        Refusal.class,
                        refusal -> assertThat(refusal.problems())
                                .singleElement()
                                .satisfies(problem -> assertThat(problem.code()).isEqualTo("ATTRIBUTE_NOT_A_NUMBER")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-0", "12", "-12.50", "00.1", "0.0"})
    void plainNumbers_areRead(String text) {
        assertThat(Facts.collateral().attribute("fee", text).build().number("fee", OTHERWISE))
                .isEqualByComparingTo(new BigDecimal(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "-", ".", ".5", "-.5", "5.", "1.2.3", "1..2", "--1", "+1", "1-", "1e3", "1E3", " 1", "1 ", "1,5",
                "\u0663"
            })
    void otherTexts_areNoNumbers(String text) {
        Collateral asset = Facts.collateral().attribute("fee", text).build();
        assertThatThrownBy(() -> asset.number("fee", OTHERWISE))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("ATTRIBUTE_NOT_A_NUMBER");
    }
}
