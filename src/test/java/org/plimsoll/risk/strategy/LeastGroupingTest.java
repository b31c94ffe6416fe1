package org.plimsoll.risk.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.plimsoll.risk.strategy.Book.MARCH;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.plimsoll.policy.Position;
import org.plimsoll.policy.Strategy;
import org.plimsoll.policy.StrategyLeg;
import org.plimsoll.portfolio.OptionType;
import org.plimsoll.portfolio.Problem;
import org.plimsoll.portfolio.Refusal;

/** The grouping that is found costs what trying everything finds. */
class LeastGroupingTest {
    private static final int BOOKS = 400;
    private static final String DECEMBER = "2026-12-18";

    @Test
    void smallBooks_costWhatTryingEverythingFinds() {
        Random random = new Random(20261125);
        int combined = 0;
        for (int i = 0; i < BOOKS; i++) {
            Book book = book(random, 2 + random.nextInt(4), 2);
            combined += check(book);
        }
        assertThat(combined).as("books in which legs were combined").isGreaterThan(BOOKS / 2);
    }

    @Test
    void manyContractsOfFewLegs_costWhatTryingEverythingFinds() {
        Random random = new Random(7);
        for (int i = 0; i < 60; i++) {
            check(book(random, 3, 9));
        }
    }

    @Test
    void orderOfPositions_changesNothing() {
        Random random = new Random(11);
        for (int i = 0; i < 60; i++) {
            Book book = book(random, 6, 4);
            List<Position> positions = new ArrayList<>(book.positions());
            List<String> expected = ids(StrategyGrouping.of(positions, Book.TODAY, Map.of()));
            Collections.shuffle(positions, random);
            assertThat(ids(StrategyGrouping.of(positions, Book.TODAY, Map.of())))
                    .isEqualTo(expected);
        }
    }

    @Test
    void twelveLegs_areSearchedToTheEnd() {
        Random random = new Random(13);
        for (int i = 0; i < 25; i++) {
            Book book = book(random, 12, 40);
            assertThat(book.least().notSearched()).as("book %s", book.items()).isEmpty();
        }
    }

    /** A pair whose option held expires after several of those written is taken in a class of spreads of each of their days. */
    @Test
    void sameLegsInTheSameProportion_areOneStrategy() {
        Book book = new Book(100)
                .put(2, 105, DECEMBER, 6)
                .put(-1, 100, MARCH, 4)
                .put(-2, 110, MARCH, 17)
                .put(-2, 105, MARCH, 10)
                .put(-1, 110, DECEMBER, 12);

        assertThat(ids(book.grouping()))
                .as("a pair of the put held and the one written, in some strategy")
                .anyMatch(id -> id.contains("/SPREAD/p3:"))
                .doesNotHaveDuplicates();
        check(book);
    }

    @Test
    void searchesOfAnEvaluation_togetherTakeNoMoreThanTheyMay() {
        Book book = new Book(100).call(1, 90, MARCH, 12).call(-1, 100, MARCH, 5);
        SearchAllowance measured = new SearchAllowance();
        book.grouping().least(Book::cost, measured);
        long needed = SearchAllowance.MOST - measured.left();
        assertThat(needed).isPositive();

        SearchAllowance enough = new SearchAllowance();
        enough.spend(SearchAllowance.MOST - needed);
        assertThat(book.grouping().least(Book::cost, enough).strategies()).hasSize(1);

        SearchAllowance tooLittle = new SearchAllowance();
        tooLittle.spend(SearchAllowance.MOST - needed + 1);
        assertThatThrownBy(() -> book.grouping().least(Book::cost, tooLittle))
                .isInstanceOfSatisfying(
                        Refusal.class,
                        refusal -> assertThat(refusal.problems())
                                .extracting(Problem::code)
                                .containsExactly("STRATEGY_SEARCH_TOO_LARGE"));
    }

    @Test
    void candidatesThatAreAskedTheCostOf_count() {
        SearchAllowance allowance = new SearchAllowance();
        int most = (int) (SearchAllowance.MOST / SearchAllowance.PRICE);
        allowance.price(most);
        assertThat(allowance.left()).isZero();
        assertThatThrownBy(() -> allowance.price(1)).isInstanceOf(Refusal.class);
    }

    private static List<String> ids(StrategyGrouping grouping) {
        return grouping.least(Book::cost, new SearchAllowance()).strategies().stream()
                .map(Strategy::id)
                .toList();
    }

    /** One when legs were combined, else zero. */
    private static int check(Book book) {
        Grouping grouping = book.least();
        BigDecimal maintenance = BigDecimal.ZERO;
        BigDecimal initial = BigDecimal.ZERO;
        Map<String, BigDecimal> held = new HashMap<>();
        int combined = 0;
        for (Strategy strategy : grouping.strategies()) {
            maintenance = maintenance.add(Book.maintenance(strategy));
            initial = initial.add(Book.initial(strategy));
            combined = strategy.legs().size() > 1 ? 1 : combined;
            for (StrategyLeg leg : strategy.legs()) {
                held.merge(leg.position().id(), leg.quantity(), BigDecimal::add);
            }
        }
        for (Position position : book.positions()) {
            assertThat(held.get(position.id())).isEqualByComparingTo(position.quantity());
        }
        BruteForce.Cost least = new BruteForce(book).least();
        assertThat(maintenance)
                .as("maintenance of %s at %s, grouped %s", book.items(), book.underlying(), grouping.strategies())
                .isEqualByComparingTo(BigDecimal.valueOf(least.maintenance()));
        assertThat(initial)
                .as("initial of %s at %s, grouped %s", book.items(), book.underlying(), grouping.strategies())
                .isEqualByComparingTo(BigDecimal.valueOf(least.initial()));
        return combined;
    }

    /** Prices of options are what they would be worth at expiry and a little more, but for some that are not. */
    private static Book book(Random random, int legs, int most) {
        int underlying = 20 * (2 + random.nextInt(5));
        Book book = new Book(underlying);
        boolean hasStock = random.nextInt(3) > 0;
        if (hasStock) {
            int lots = 1 + random.nextInt(most);
            book.stock((random.nextBoolean() ? 100 : -100) * lots);
        }
        for (int i = hasStock ? 1 : 0; i < legs; i++) {
            OptionType type = random.nextBoolean() ? OptionType.CALL : OptionType.PUT;
            int strike = Math.max(10, underlying + 10 * (random.nextInt(5) - 2));
            int intrinsic = Math.max(0, type == OptionType.CALL ? underlying - strike : strike - underlying);
            int quoted = random.nextInt(8) == 0 ? 1 + random.nextInt(20) : intrinsic + 1 + random.nextInt(6);
            int quantity = (random.nextBoolean() ? 1 : -1) * (1 + random.nextInt(most));
            String expiry = random.nextBoolean() ? Book.MARCH : Book.JUNE;
            int price = book.items().stream()
                    .filter(item -> item.type() == type
                            && item.strike() == strike
                            && item.expiry().equals(expiry))
                    .mapToInt(Book.Item::price)
                    .findFirst()
                    .orElse(quoted);
            book.add(type, strike, expiry, quantity, price);
        }
        return book;
    }
}
