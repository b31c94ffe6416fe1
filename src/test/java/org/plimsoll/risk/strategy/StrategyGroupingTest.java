package org.plimsoll.risk.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.plimsoll.risk.strategy.Book.JUNE;
import static org.plimsoll.risk.strategy.Book.MARCH;

import java.time.LocalDate;
import java.util.List;
import org.assertj.core.api.AbstractListAssert;
import org.assertj.core.api.ObjectAssert;
import org.junit.jupiter.api.Test;
import org.plimsoll.policy.Strategy;

/** What legs are recognised as, and what they are called. */
class StrategyGroupingTest {
    @Test
    void ironCondor_losesOnOneSideOnly_isOneSpread() {
        Book book = new Book(100)
                .put(1, 80, MARCH, 1)
                .put(-1, 90, MARCH, 3)
                .call(-1, 110, MARCH, 3)
                .call(1, 120, MARCH, 1);

        names(book).containsExactly("short iron condor");
        assertThat(book.least().strategies().get(0).maximumPotentialLoss()).isEqualByComparingTo("1000");
    }

    @Test
    void butterfly_isOneSpread_butTwoSpreadsThatOnlyAddUp_areTwo() {
        names(new Book(100).call(1, 90, MARCH, 12).call(-2, 100, MARCH, 5).call(1, 110, MARCH, 2))
                .containsExactly("long call butterfly");
        names(new Book(100)
                        .call(1, 90, MARCH, 12)
                        .call(-1, 100, MARCH, 5)
                        .call(1, 110, MARCH, 2)
                        .call(-1, 120, MARCH, 1))
                .containsExactly("call spread", "call spread");
    }

    @Test
    void longBox_isPricedAsOne_shortBoxIsASpread() {
        names(new Book(100)
                        .call(1, 90, MARCH, 14)
                        .put(-1, 90, MARCH, 3)
                        .put(1, 110, MARCH, 13)
                        .call(-1, 110, MARCH, 4))
                .containsExactly("long box");
        names(new Book(100)
                        .call(-1, 90, MARCH, 14)
                        .put(1, 90, MARCH, 3)
                        .put(-1, 110, MARCH, 13)
                        .call(1, 110, MARCH, 4))
                .containsExactly("short box");
    }

    @Test
    void calendarSpread_isOneOnlyWhenTheShortLegExpiresFirst() {
        names(new Book(100).call(1, 100, JUNE, 8).call(-1, 100, MARCH, 5)).containsExactly("calendar call spread");

        Book reversed = new Book(100).call(1, 100, MARCH, 5).call(-1, 100, JUNE, 8);
        names(reversed).containsExactly("long call", "short call");
        assertThat(reversed.least().notRecognised())
                .containsExactly(
                        "The long call 'p0' and the short call 'p1' are no spread: the one held expires before the"
                                + " one written. Each is margined without the other.");
    }

    /** Calls held of so many strikes, beside one written that expires later. */
    private static Book pairsThatAreNoSpread(int pairs) {
        Book book = new Book(100).call(-1, 100, JUNE, 8);
        for (int i = 0; i < pairs; i++) {
            book.call(1, 101 + i, MARCH, 5);
        }
        return book;
    }

    @Test
    void pairsThatAreNoSpread_areNamedUpToALimit() {
        assertThat(pairsThatAreNoSpread(20).least().notRecognised())
                .hasSize(20)
                .allMatch(sentence -> sentence.contains("are no spread: the one held expires"));
        assertThat(pairsThatAreNoSpread(21).least().notRecognised())
                .hasSize(21)
                .last()
                .isEqualTo("There are more than 20 pairs of options on 'ACME' that look like a spread and are none; the"
                        + " others are not named.");
    }

    @Test
    void spreadsOfDifferentDays_loseOneAfterTheOther_andAreTwo() {
        names(new Book(100)
                        .put(1, 85, MARCH, 1)
                        .put(-1, 90, MARCH, 3)
                        .call(-1, 110, JUNE, 3)
                        .call(1, 115, JUNE, 1))
                .containsExactly("put spread", "call spread");
    }

    @Test
    void unequalNumbers_leaveTheRestByItself() {
        Grouping grouping = new Book(100).stock(750).call(-10, 110, MARCH, 2).least();

        assertThat(grouping.strategies())
                .extracting(strategy -> strategy.name() + " " + strategy.id())
                .containsExactly(
                        "long stock cross/ACME/LONG_STOCK/p0:50",
                        "short call cross/ACME/SHORT_CALL/p1:-3",
                        "covered call cross/ACME/COVERED_CALL/p0:700+p1:-7");
    }

    @Test
    void conversionAndCollar_areTriples() {
        names(new Book(100).stock(100).put(1, 100, MARCH, 5).call(-1, 100, MARCH, 5))
                .containsExactly("conversion");
        names(new Book(100).stock(100).put(1, 90, MARCH, 2).call(-1, 110, MARCH, 2))
                .containsExactly("collar");
        names(new Book(100).stock(-100).call(1, 100, MARCH, 5).put(-1, 100, MARCH, 5))
                .containsExactly("reverse conversion");
    }

    @Test
    void stockByItself_needsNoPrice() {
        StrategyGrouping grouping = new Book(100).stock(100).grouping();

        assertThat(grouping.candidates()).isEmpty();
        assertThat(grouping.least(candidate -> null, new SearchAllowance()).strategies())
                .extracting(Strategy::kind)
                .containsExactly("LONG_STOCK");
    }

    @Test
    void combinationThatNoRulePrices_isNotAllowed() {
        Grouping grouping = new Book(100)
                .call(1, 90, MARCH, 12)
                .call(-1, 100, MARCH, 5)
                .grouping()
                .least(
                        candidate -> candidate.kind().equals("SPREAD") ? null : Book.cost(candidate),
                        new SearchAllowance());

        assertThat(grouping.strategies()).extracting(Strategy::kind).containsExactly("LONG_CALL", "SHORT_CALL");
    }

    @Test
    void months_sameDayOfALaterMonth_isWhole() {
        LocalDate from = LocalDate.parse("2026-01-31");

        assertThat(StrategyBuilder.months(from, LocalDate.parse("2026-10-31"))).isEqualByComparingTo("9");
        assertThat(StrategyBuilder.months(from, LocalDate.parse("2026-11-01")))
                .isGreaterThan(new java.math.BigDecimal("9"));
        assertThat(StrategyBuilder.months(from, LocalDate.parse("2026-10-30")))
                .isLessThan(new java.math.BigDecimal("9"));
    }

    private static AbstractListAssert<?, List<? extends String>, String, ObjectAssert<String>> names(Book book) {
        return assertThat(book.least().strategies()).extracting(Strategy::name);
    }
}
