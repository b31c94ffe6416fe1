package org.plimsoll.risk.strategy;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.plimsoll.policy.Facts;
import org.plimsoll.policy.Position;
import org.plimsoll.policy.Strategy;
import org.plimsoll.policy.StrategyKind;
import org.plimsoll.portfolio.InstrumentType;
import org.plimsoll.portfolio.OptionType;

/** Positions on ACME, options on a hundred shares each, and what strategies cost under rules like those of FINRA. */
final class Book {
    static final LocalDate TODAY = LocalDate.parse("2026-01-02");
    static final String MARCH = "2026-03-20";
    static final String JUNE = "2026-06-19";

    /** What is held or written: an option, or stock when the type is null; whole dollars. */
    record Item(@Nullable OptionType type, int strike, String expiry, int quantity, int price) {
        boolean isShort() {
            return quantity < 0;
        }
    }

    private final int underlying;
    private final List<Item> items = new ArrayList<>();

    Book(int underlying) {
        this.underlying = underlying;
    }

    Book stock(int shares) {
        return add(null, 1, MARCH, shares, underlying);
    }

    Book call(int quantity, int strike, String expiry, int price) {
        return add(OptionType.CALL, strike, expiry, quantity, price);
    }

    Book put(int quantity, int strike, String expiry, int price) {
        return add(OptionType.PUT, strike, expiry, quantity, price);
    }

    Book add(@Nullable OptionType type, int strike, String expiry, int quantity, int price) {
        items.add(new Item(type, strike, expiry, quantity, price));
        return this;
    }

    int underlying() {
        return underlying;
    }

    List<Item> items() {
        return items;
    }

    List<Position> positions() {
        List<Position> positions = new ArrayList<>();
        for (Item item : items) {
            positions.add(position(item, "p" + positions.size()));
        }
        return positions;
    }

    Position position(Item item, String id) {
        var position = Facts.position()
                .id(id)
                .quantity(Integer.toString(item.quantity()))
                .price(Integer.toString(item.price()));
        if (item.type() == null) {
            return position.type(InstrumentType.EQUITY).instrumentId("ACME").build();
        }
        return position.option(item.type(), Integer.toString(item.strike()), item.expiry())
                .instrumentId("ACME-" + item.type() + item.strike() + item.expiry())
                .underlying("ACME")
                .underlyingPrice(Integer.toString(underlying))
                .multiplier("100")
                .build();
    }

    StrategyGrouping grouping() {
        return StrategyGrouping.of(positions(), TODAY, java.util.Map.of());
    }

    Grouping least() {
        return grouping().least(Book::cost, new SearchAllowance());
    }

    /** What a strategy costs, from the fields of the fact. */
    static StrategyCost cost(Strategy s) {
        BigDecimal initialOfStock = s.stockValue().multiply(new BigDecimal("0.5"));
        BigDecimal quarter = s.stockValue().multiply(new BigDecimal("0.25"));
        BigDecimal third = s.stockValue().multiply(new BigDecimal("0.3"));
        BigDecimal longs = s.longPremium();
        BigDecimal shorts = s.shortPremium();
        return switch (StrategyKind.valueOf(s.kind())) {
            case LONG_CALL, LONG_PUT -> new StrategyCost(longs, longs);
            case LONG_STOCK -> new StrategyCost(initialOfStock, quarter);
            case SHORT_STOCK -> new StrategyCost(initialOfStock, third);
            case SHORT_CALL -> both(callSide(s));
            case SHORT_PUT -> both(putSide(s));
            case SHORT_STRADDLE ->
                both(
                        callSide(s)
                                                .add(s.shortCallPremium())
                                                .compareTo(putSide(s).add(s.shortPutPremium()))
                                        > 0
                                ? callSide(s)
                                : putSide(s));
            case SPREAD -> both(loss(s).add(longs).subtract(shorts));
            case LONG_BOX ->
                both(s.longPutStrikeValue().subtract(s.longCallStrikeValue()).multiply(new BigDecimal("0.5")));
            case COVERED_CALL, COVERED_PUT, PROTECTIVE_PUT, PROTECTIVE_CALL, COLLAR, CONVERSION, REVERSE_CONVERSION ->
                withStock(s, initialOfStock, quarter, third);
            case COVERED_INDEX_CALL -> throw new IllegalStateException("no funds here");
        };
    }

    private static StrategyCost withStock(Strategy s, BigDecimal initialOfStock, BigDecimal quarter, BigDecimal third) {
        BigDecimal longs = s.longPremium();
        BigDecimal shorts = s.shortPremium();
        return switch (StrategyKind.valueOf(s.kind())) {
            case COVERED_CALL ->
                new StrategyCost(
                        initialOfStock.subtract(shorts).max(BigDecimal.ZERO),
                        quarter.add(s.shortCallIntrinsicValue())
                                .subtract(shorts)
                                .max(BigDecimal.ZERO));
            case COVERED_PUT ->
                new StrategyCost(
                        initialOfStock.subtract(shorts).max(BigDecimal.ZERO),
                        third.add(s.shortPutIntrinsicValue()).subtract(shorts).max(BigDecimal.ZERO));
            case PROTECTIVE_PUT ->
                new StrategyCost(
                        initialOfStock.add(longs),
                        protectedBy(s.longPutStrikeValue(), s.longPutOutOfTheMoneyAmount())
                                .min(quarter)
                                .add(longs));
            case PROTECTIVE_CALL ->
                new StrategyCost(
                        initialOfStock.add(longs),
                        protectedBy(s.longCallStrikeValue(), s.longCallOutOfTheMoneyAmount())
                                .min(third)
                                .add(longs));
            case COLLAR, CONVERSION ->
                new StrategyCost(
                        initialOfStock.add(longs).subtract(shorts).max(BigDecimal.ZERO),
                        protectedBy(s.longPutStrikeValue(), s.longPutOutOfTheMoneyAmount())
                                .add(longs)
                                .add(s.shortCallIntrinsicValue())
                                .subtract(shorts)
                                .max(BigDecimal.ZERO));
            case REVERSE_CONVERSION ->
                new StrategyCost(
                        initialOfStock.add(longs).subtract(shorts).max(BigDecimal.ZERO),
                        protectedBy(s.longCallStrikeValue(), BigDecimal.ZERO)
                                .add(longs)
                                .add(s.shortPutIntrinsicValue())
                                .subtract(shorts)
                                .max(BigDecimal.ZERO));
            default -> throw new IllegalStateException("no stock in " + s);
        };
    }

    /** What counts of a chosen strategy: never below zero. */
    static BigDecimal maintenance(Strategy s) {
        return cost(s).maintenance().max(BigDecimal.ZERO);
    }

    static BigDecimal initial(Strategy s) {
        return cost(s).initial().max(BigDecimal.ZERO);
    }

    private static BigDecimal loss(Strategy s) {
        BigDecimal loss = s.maximumPotentialLoss();
        if (loss == null) {
            throw new IllegalStateException("a spread without a loss: " + s);
        }
        return loss;
    }

    private static StrategyCost both(BigDecimal amount) {
        return new StrategyCost(amount, amount);
    }

    private static BigDecimal protectedBy(BigDecimal strikes, BigDecimal outOfTheMoney) {
        return strikes.multiply(new BigDecimal("0.1")).add(outOfTheMoney);
    }

    private static BigDecimal callSide(Strategy s) {
        return s.shortCallUnderlyingValue()
                .multiply(new BigDecimal("0.2"))
                .subtract(s.shortCallOutOfTheMoneyAmount())
                .max(s.shortCallUnderlyingValue().multiply(new BigDecimal("0.1")));
    }

    private static BigDecimal putSide(Strategy s) {
        return s.shortPutUnderlyingValue()
                .multiply(new BigDecimal("0.2"))
                .subtract(s.shortPutOutOfTheMoneyAmount())
                .max(s.shortPutStrikeValue().multiply(new BigDecimal("0.1")));
    }
}
