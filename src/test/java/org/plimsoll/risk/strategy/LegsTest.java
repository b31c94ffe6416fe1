package org.plimsoll.risk.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.plimsoll.risk.strategy.Book.MARCH;
import static org.plimsoll.risk.strategy.Book.TODAY;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.plimsoll.policy.Facts;
import org.plimsoll.policy.Position;
import org.plimsoll.policy.PositionBuilder;
import org.plimsoll.policy.Strategy;
import org.plimsoll.portfolio.OptionType;
import org.plimsoll.portfolio.Refusal;

/** Which positions are alike, attributes that legs do not share, and numbers too large to search with. */
class LegsTest {
    @Test
    void attributesThatReadAlike_butAreNot_makeTwoLegs() {
        Position one = call("1", "100", "-1").attribute("a", "1, b=2").build();
        Position other =
                call("2", "100", "-1").attribute("a", "1").attribute("b", "2").build();

        assertThat(Leg.of(List.of(one, other))).hasSize(2);
    }

    /** More than thirty legs are searched a portion at a time, in this order: it must not change with what clients call them. */
    @Test
    void order_followsWhatIsHeld_notTheIdsOfPositions() {
        Position first = call("2", "100", "1").instrumentId("A").build();
        Position second = call("1", "100", "1").instrumentId("B").build();
        Position third =
                call("0", "100", "1").instrumentId("B").attribute("a", "1").build();

        assertThat(Leg.of(List.of(third, second, first)))
                .extracting(leg -> leg.sample().id())
                .containsExactly("2", "0", "1");
    }

    @Test
    void numberThatLegsStateDifferently_isRefused_whereTheRuleHasAnotherForThoseThatStateNone() {
        Strategy spread = spread(
                call("1", "100", "-1").attribute("leverageFactor", "2").attribute("same", "3"),
                call("2", "105", "1").attribute("leverageFactor", "1").attribute("same", "3"));

        assertThatThrownBy(() -> spread.amount("leverageFactor", BigDecimal.ONE))
                .isInstanceOfSatisfying(
                        Refusal.class,
                        refusal -> assertThat(refusal.problems().get(0).code()).isEqualTo("ATTRIBUTE_MISSING"));
        assertThat(spread.amount("same", BigDecimal.ONE)).isEqualByComparingTo("3");
        assertThat(spread.amount("absent", BigDecimal.ONE)).isEqualByComparingTo("1");
    }

    @Test
    void contractsUpToABillionLots_areGrouped_moreAreMarginedByThemselves_andSaidSo() {
        assertThat(grouped("1000000000").strategies())
                .extracting(Strategy::kind)
                .containsExactly("SPREAD");
        assertThat(grouped("1000000000").notSearched()).isEmpty();

        for (String many : List.of("1000000001", "9007199254740995", "1.000000000000000001")) {
            assertThat(grouped(many).strategies())
                    .extracting(Strategy::kind)
                    .containsExactly("LONG_CALL", "SHORT_CALL");
            assertThat(grouped(many).notSearched())
                    .singleElement()
                    .asString()
                    .contains("ACME")
                    .contains("by themselves");
        }
    }

    private static Grouping grouped(String contracts) {
        List<Position> positions = List.of(
                call("1", "100", "-" + contracts).build(),
                call("2", "105", contracts).build());
        return StrategyGrouping.of(positions, TODAY, Map.of()).least(Book::cost, new SearchAllowance());
    }

    private static Strategy spread(PositionBuilder written, PositionBuilder held) {
        StrategyGrouping grouping = StrategyGrouping.of(List.of(written.build(), held.build()), TODAY, Map.of());
        return grouping.candidates().stream()
                .filter(candidate -> candidate.kind().equals("SPREAD"))
                .findFirst()
                .orElseThrow();
    }

    private static PositionBuilder call(String id, String strike, String quantity) {
        return Facts.position()
                .id(id)
                .quantity(quantity)
                .price("5")
                .option(OptionType.CALL, strike, MARCH)
                .instrumentId("ACME-C" + strike)
                .underlying("ACME")
                .underlyingPrice("100")
                .multiplier("100");
    }
}
