package org.plimsoll.risk.strategy;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.plimsoll.policy.Position;
import org.plimsoll.portfolio.InstrumentType;
import org.plimsoll.portfolio.OptionTerms;
import org.plimsoll.portfolio.OptionType;

/**
 * Positions of one underlying that are alike: the same instrument, side, entry price and attributes.
 *
 * @param positions the positions, by id
 * @param size sum of their absolute quantities, above zero
 */
record Leg(List<Position> positions, BigDecimal size) {
    /** Venue of options that are not listed. */
    static final String OVER_THE_COUNTER = "OTC";

    private static final Set<InstrumentType> STOCK =
            Set.of(InstrumentType.EQUITY, InstrumentType.ETF, InstrumentType.FUND);

    private static final Comparator<Leg> CANONICAL = Comparator.comparing((Leg leg) -> leg.isOption())
            .thenComparing(leg -> leg.isOption() && leg.isPut())
            .thenComparing(leg -> leg.isOption() ? leg.expiry() : LocalDate.MIN)
            .thenComparing(leg -> leg.isOption() ? leg.terms().strike() : BigDecimal.ZERO)
            .thenComparing(Leg::isShort)
            .thenComparing(leg -> leg.sample().instrumentId())
            .thenComparing(leg -> leg.sample().entryPrice(), Comparator.nullsFirst(Comparator.naturalOrder()))
            .thenComparing(leg -> new TreeMap<>(leg.sample().attributes()).toString())
            .thenComparing(leg -> leg.sample().id());

    /** Whether a position can be a leg. */
    static boolean canBe(Position position) {
        InstrumentType type = position.instrument().type();
        return position.quantity().signum() != 0 && (type == InstrumentType.OPTION || STOCK.contains(type));
    }

    /** The legs that positions of one underlying make up, in an order that does not depend on that of the positions. */
    static List<Leg> of(List<Position> positions) {
        Map<Likeness, List<Position>> alike = new LinkedHashMap<>();
        for (Position position : positions) {
            if (canBe(position)) {
                alike.computeIfAbsent(Likeness.of(position), none -> new ArrayList<>())
                        .add(position);
            }
        }
        List<Leg> legs = new ArrayList<>(alike.size());
        for (List<Position> members : alike.values()) {
            members.sort(Comparator.comparing(Position::id));
            BigDecimal size = members.stream().map(Position::size).reduce(BigDecimal.ZERO, BigDecimal::add);
            legs.add(new Leg(List.copyOf(members), size));
        }
        legs.sort(CANONICAL);
        return legs;
    }

    /** What positions of one leg have in common. */
    private record Likeness(
            String instrument, String side, @Nullable BigDecimal entryPrice, Map<String, String> attributes) {
        static Likeness of(Position position) {
            BigDecimal entry = position.entryPrice();
            return new Likeness(
                    position.instrumentId(),
                    position.side(),
                    entry == null ? null : entry.stripTrailingZeros(),
                    position.attributes());
        }
    }

    /** A position that stands for all of them. */
    Position sample() {
        return positions.get(0);
    }

    boolean isShort() {
        return sample().quantity().signum() < 0;
    }

    boolean isOption() {
        return sample().instrument().option() != null;
    }

    boolean isCall() {
        return isOption() && terms().type() == OptionType.CALL;
    }

    boolean isPut() {
        return isOption() && terms().type() == OptionType.PUT;
    }

    /** Whether it is what options on its underlying deliver. */
    boolean isUnderlying() {
        return !isOption() && sample().instrument().underlying() == null;
    }

    /** Whether it is a fund that follows its underlying. */
    boolean isFund() {
        return !isOption()
                && sample().instrument().underlying() != null
                && sample().instrument().type() != InstrumentType.EQUITY;
    }

    /**
     * Terms of an option.
     *
     * @throws IllegalStateException when it is none
     */
    OptionTerms terms() {
        @Nullable OptionTerms terms = sample().instrument().option();
        if (terms == null) {
            throw new IllegalStateException("no option: " + sample());
        }
        return terms;
    }

    LocalDate expiry() {
        return terms().expiry();
    }

    boolean isListed() {
        return !OVER_THE_COUNTER.equals(sample().venue());
    }

    /** Units of the underlying in one of it. */
    BigDecimal multiplier() {
        return sample().multiplier();
    }

    /** What it is called in a sentence, such as {@code long call ACME-C100}. */
    String named() {
        return (isShort() ? "short " : "long ") + (isCall() ? "call '" : isPut() ? "put '" : "stock '") + sample().id()
                + "'";
    }
}
