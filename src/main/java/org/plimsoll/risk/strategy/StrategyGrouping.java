package org.plimsoll.risk.strategy;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.plimsoll.policy.Position;
import org.plimsoll.policy.Strategy;
import org.plimsoll.policy.StrategyKind;
import org.plimsoll.risk.strategy.StrategyBuilder.Allocation;

/** The stock and options of one underlying in one pool, and the ways to group them. */
public final class StrategyGrouping {
    /** More legs than this are searched so many at a time. */
    static final int LEGS_AT_ONCE = 30;

    /** A leg of more lots than this is not searched: floating point could not tell one contract from the next. */
    static final BigDecimal MOST_LOTS = BigDecimal.valueOf(1_000_000_000L);

    /** So many pairs of options that are no spread are named for each underlying. */
    static final int MOST_NAMED = 20;

    private static final Comparator<Strategy> CANONICAL = Comparator.comparing(
                    (Strategy strategy) -> StrategyKind.valueOf(strategy.kind()))
            .thenComparing(Strategy::id);

    private final StrategyBuilder builder;
    private final List<Leg> legs;
    private final List<List<Leg>> portions = new ArrayList<>();
    private final List<List<Candidate>> combinations = new ArrayList<>();

    private StrategyGrouping(List<Leg> legs, StrategyBuilder builder) {
        this.legs = legs;
        this.builder = builder;
        for (int from = 0; from < legs.size(); from += LEGS_AT_ONCE) {
            List<Leg> portion = legs.subList(from, Math.min(legs.size(), from + LEGS_AT_ONCE));
            portions.add(portion);
            combinations.add(portion.size() < 2 ? List.of() : Candidates.of(portion, builder));
        }
    }

    /** Whether a position can be part of a strategy: stock, funds and options of a quantity other than zero. */
    public static boolean takes(Position position) {
        return Leg.canBe(position);
    }

    /**
     * The ways to group positions.
     *
     * @param positions positions of one underlying in one pool; what cannot be part of a strategy is left out
     * @param today UTC day of the evaluation
     * @param ofUnderlying attributes of the underlying
     */
    public static StrategyGrouping of(List<Position> positions, LocalDate today, Map<String, String> ofUnderlying) {
        return new StrategyGrouping(Leg.of(positions), new StrategyBuilder(today, ofUnderlying));
    }

    /** What is to be priced before the least can be found; empty when there is only one way to group the legs. */
    public List<Strategy> candidates() {
        List<Strategy> candidates = new ArrayList<>();
        for (int i = 0; i < portions.size(); i++) {
            if (!combinations.get(i).isEmpty()) {
                portions.get(i).forEach(leg -> candidates.add(alone(leg).strategy()));
                combinations.get(i).forEach(candidate -> candidates.add(candidate.strategy()));
            }
        }
        return candidates;
    }

    /**
     * The grouping of the least maintenance margin; among several of these the one of the least initial margin; then one in
     * which the fewest contracts are margined by themselves, and in which spreads are made of pairs that lose little.
     *
     * @param cost what a candidate costs; null when no rule requires margin of it, so that it is not allowed
     * @param allowance what all searches of the evaluation may take together
     * @throws org.plimsoll.portfolio.Refusal {@code STRATEGY_SEARCH_TOO_LARGE} when they take more
     */
    public Grouping least(Function<Strategy, @Nullable StrategyCost> cost, SearchAllowance allowance) {
        List<Taken> taken = new ArrayList<>();
        List<String> notSearched = new ArrayList<>();
        for (int i = 0; i < portions.size(); i++) {
            search(portions.get(i), combinations.get(i), cost, allowance, taken, notSearched);
        }
        if (portions.size() > 1) {
            notSearched.add("The " + legs.size() + " legs on '" + underlying() + "' were grouped " + LEGS_AT_ONCE
                    + " at a time; the requirement can be above the least.");
        }
        Allocation allocation = new Allocation();
        List<Strategy> strategies = new ArrayList<>(taken.size());
        for (Taken each : taken) {
            strategies.add(builder.strategy(each.kind, each.parts, allocation.take(each.parts)));
        }
        strategies.sort(CANONICAL);
        return new Grouping(List.copyOf(strategies), List.copyOf(notRecognised(taken)), List.copyOf(notSearched));
    }

    private void search(
            List<Leg> portion,
            List<Candidate> candidates,
            Function<Strategy, @Nullable StrategyCost> cost,
            SearchAllowance allowance,
            List<Taken> taken,
            List<String> notSearched) {
        List<Taken> chosen = new ArrayList<>();
        boolean isTooMany =
                !candidates.isEmpty() && LeastGrouping.mostLots(portion).compareTo(MOST_LOTS) > 0;
        if (isTooMany) {
            notSearched.add("The legs on '" + underlying() + "' were left by themselves: one has more than " + MOST_LOTS
                    + " lots, of which as many decimals as the contracts have make one.");
        }
        if (candidates.isEmpty() || isTooMany) {
            portion.forEach(leg -> chosen.add(new Taken(alone(leg).kind(), List.of(new Part(leg, leg.size())))));
        } else {
            List<Candidate> singles = portion.stream().map(this::alone).toList();
            LeastGrouping least = new LeastGrouping(portion, singles, candidates, cost, allowance);
            chosen.addAll(least.find());
            if (!least.isExact()) {
                @Nullable BigDecimal shortfall = least.shortfall();
                notSearched.add("The search for the least requirement on '" + underlying() + "' was stopped; "
                        + (shortfall == null
                                ? "nobody knows by how much the requirement is above the least."
                                : "the requirement is at most " + shortfall.toPlainString() + " above the least."));
            }
        }
        taken.addAll(chosen);
    }

    private Candidate alone(Leg leg) {
        return Candidates.alone(leg, builder);
    }

    private String underlying() {
        return legs.get(0).sample().underlying();
    }

    /** Options held by themselves beside options written without them, which a reader would take for a spread. */
    private Set<String> notRecognised(List<Taken> chosen) {
        Set<String> sentences = new TreeSet<>();
        List<Part> uncovered = new ArrayList<>();
        for (Taken written : chosen) {
            if (written.kind == StrategyKind.SHORT_CALL
                    || written.kind == StrategyKind.SHORT_PUT
                    || written.kind == StrategyKind.SHORT_STRADDLE) {
                uncovered.addAll(written.parts);
            }
        }
        for (Taken held : chosen) {
            if (held.kind != StrategyKind.LONG_CALL && held.kind != StrategyKind.LONG_PUT) {
                continue;
            }
            Leg own = held.parts.get(0).leg();
            for (Part part : uncovered) {
                String obstacle = Spreads.obstacle(own, part.leg());
                if (obstacle == null || obstacle.isEmpty()) {
                    continue;
                }
                String sentence = "The " + own.named() + " and the "
                        + part.leg().named() + " are no spread: " + obstacle + ". Each is margined without the other.";
                if (sentences.size() == MOST_NAMED && !sentences.contains(sentence)) {
                    sentences.add("There are more than " + MOST_NAMED + " pairs of options on '" + underlying()
                            + "' that look like a spread and are none; the others are not named.");
                    return sentences;
                }
                sentences.add(sentence);
            }
        }
        return sentences;
    }

    /** So much of a kind. */
    record Taken(StrategyKind kind, List<Part> parts) {
        /** Adds what is taken to others: to the one of the same kind and legs in the same proportion, if there is one. */
        static void add(Taken more, List<Taken> others) {
            for (int i = 0; i < others.size(); i++) {
                Taken other = others.get(i);
                if (other.kind == more.kind && Part.areInProportion(other.parts, more.parts)) {
                    others.set(i, new Taken(more.kind, Part.sum(other.parts, more.parts)));
                    return;
                }
            }
            others.add(more);
        }
    }
}
