package org.plimsoll.risk.strategy;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.plimsoll.policy.Position;
import org.plimsoll.policy.Strategy;
import org.plimsoll.policy.StrategyFigures;
import org.plimsoll.policy.StrategyFigures.Options;
import org.plimsoll.policy.StrategyFigures.Stock;
import org.plimsoll.policy.StrategyKind;
import org.plimsoll.policy.StrategyLeg;
import org.plimsoll.portfolio.OptionTerms;
import org.plimsoll.portfolio.OptionType;

/** Makes the fact of a strategy from its legs. */
final class StrategyBuilder {
    private final LocalDate today;
    private final Map<String, String> ofUnderlying;

    /**
     * @param today UTC day of the evaluation
     * @param ofUnderlying attributes of the underlying
     */
    StrategyBuilder(LocalDate today, Map<String, String> ofUnderlying) {
        this.today = today;
        this.ofUnderlying = ofUnderlying;
    }

    /** The strategy that parts make up, as if each leg were one position. */
    Strategy candidate(StrategyKind kind, List<Part> parts) {
        return strategy(
                kind,
                parts,
                parts.stream()
                        .map(part -> new StrategyLeg(part.leg().sample(), signed(part)))
                        .toList());
    }

    /** The strategy that parts make up, on the positions given. */
    Strategy strategy(StrategyKind kind, List<Part> parts, List<StrategyLeg> legs) {
        Position first = parts.get(0).leg().sample();
        List<Part> options =
                parts.stream().filter(part -> part.leg().isOption()).toList();
        Set<String> styles = new TreeSet<>();
        Set<LocalDate> expiries = new TreeSet<>();
        for (Part part : options) {
            styles.add(part.leg().terms().exerciseStyle().name());
            expiries.add(part.leg().expiry());
        }
        return new Strategy(
                first.context(),
                first.pool(),
                first.underlying(),
                kind.name(),
                StrategyNames.of(kind, parts),
                legs,
                figures(kind, parts, options, expiries),
                styles.size() == 1 ? styles.iterator().next() : null,
                options.stream().allMatch(part -> part.leg().isListed()),
                expiries.size() < 2,
                parts.stream()
                        .filter(part -> !part.leg().isOption())
                        .map(part -> part.leg().sample().instrumentType())
                        .findFirst()
                        .orElse(null),
                attributes(parts));
    }

    static BigDecimal signed(Part part) {
        return part.leg().isShort() ? part.size().negate() : part.size();
    }

    private StrategyFigures figures(StrategyKind kind, List<Part> parts, List<Part> options, Set<LocalDate> expiries) {
        @Nullable
        LocalDate expiry = expiries.stream().min(Comparator.naturalOrder()).orElse(null);
        boolean isSpread = kind == StrategyKind.SPREAD || kind == StrategyKind.LONG_BOX;
        return new StrategyFigures(
                parts.stream()
                        .filter(part -> !part.leg().isOption())
                        .map(StrategyBuilder::stock)
                        .findFirst()
                        .orElse(Stock.NONE),
                sum(options, leg -> leg.isCall() && !leg.isShort()),
                sum(options, leg -> leg.isCall() && leg.isShort()),
                sum(options, leg -> leg.isPut() && !leg.isShort()),
                sum(options, leg -> leg.isPut() && leg.isShort()),
                isSpread ? maximumPotentialLoss(options) : null,
                expiry == null ? null : ChronoUnit.DAYS.between(today, expiry),
                expiry == null ? null : months(today, expiry));
    }

    private static Stock stock(Part part) {
        Position sample = part.leg().sample();
        BigDecimal entry = sample.entryPrice();
        BigDecimal rate = sample.multiplier().multiply(sample.fxRate());
        BigDecimal price = sample.price().multiply(rate);
        return new Stock(
                part.size(),
                price,
                part.size().multiply(price),
                entry == null ? null : part.size().multiply(entry).multiply(rate));
    }

    private static Options sum(List<Part> options, Predicate<Leg> which) {
        Options sum = Options.NONE;
        for (Part part : options) {
            if (which.test(part.leg())) {
                sum = sum.add(option(part));
            }
        }
        return sum;
    }

    private static Options option(Part part) {
        Position sample = part.leg().sample();
        OptionTerms terms = part.leg().terms();
        BigDecimal underlying = underlyingPrice(sample);
        BigDecimal inTheMoney = terms.type() == OptionType.CALL
                ? underlying.subtract(terms.strike())
                : terms.strike().subtract(underlying);
        BigDecimal units = units(part);
        return new Options(
                units.multiply(sample.price()),
                units.multiply(terms.strike()),
                units.multiply(underlying.abs()),
                units.multiply(inTheMoney.max(BigDecimal.ZERO)),
                units.multiply(inTheMoney.negate().max(BigDecimal.ZERO)));
    }

    static BigDecimal underlyingPrice(Position option) {
        BigDecimal price = option.underlyingPrice();
        if (price == null) {
            throw new IllegalStateException("no price of the underlying of " + option);
        }
        return price;
    }

    private static BigDecimal units(Part part) {
        Position sample = part.leg().sample();
        return part.size().multiply(sample.multiplier()).multiply(sample.fxRate());
    }

    /**
     * The worst net intrinsic value at a price of zero and of each strike, as a positive figure. Between two of these prices
     * the net value is a straight line, and above the last it rises or stays when no more calls are short than long.
     */
    static BigDecimal maximumPotentialLoss(List<Part> options) {
        BigDecimal worst = loss(options, BigDecimal.ZERO).max(BigDecimal.ZERO);
        for (Part part : options) {
            worst = worst.max(loss(options, part.leg().terms().strike()));
        }
        return worst;
    }

    /** What options owe, net, when the underlying's price is so; below zero when they are worth something. */
    static BigDecimal loss(List<Part> options, BigDecimal price) {
        BigDecimal loss = BigDecimal.ZERO;
        for (Part part : options) {
            OptionTerms terms = part.leg().terms();
            BigDecimal inTheMoney = terms.type() == OptionType.CALL
                    ? price.subtract(terms.strike())
                    : terms.strike().subtract(price);
            BigDecimal intrinsic = units(part).multiply(inTheMoney.max(BigDecimal.ZERO));
            loss = part.leg().isShort() ? loss.add(intrinsic) : loss.subtract(intrinsic);
        }
        return loss;
    }

    /** Whole months, and the days left divided by the days from the last whole month to the next. */
    static BigDecimal months(LocalDate from, LocalDate to) {
        long whole = ChronoUnit.MONTHS.between(from, to);
        LocalDate last = from.plusMonths(whole);
        BigDecimal months = BigDecimal.valueOf(whole);
        long days = ChronoUnit.DAYS.between(last, to);
        if (days == 0) {
            return months;
        }
        long daysOfMonth = ChronoUnit.DAYS.between(last, from.plusMonths(whole + 1));
        return months.add(BigDecimal.valueOf(days).divide(BigDecimal.valueOf(daysOfMonth), MathContext.DECIMAL128));
    }

    private Map<String, String> attributes(List<Part> parts) {
        Map<String, String> merged = new HashMap<>();
        Set<String> disputed = new HashSet<>();
        for (Part part : parts) {
            part.leg().sample().attributes().forEach((name, value) -> {
                String other = merged.putIfAbsent(name, value);
                if (other != null && !other.equals(value)) {
                    disputed.add(name);
                }
            });
        }
        ofUnderlying.forEach(merged::putIfAbsent);
        disputed.forEach(merged::remove);
        return Map.copyOf(merged);
    }

    /** The parts of each leg, taken from its positions in turn. */
    static final class Allocation {
        private final Map<Leg, List<StrategyLeg>> left = new IdentityHashMap<>();

        List<StrategyLeg> take(List<Part> parts) {
            List<StrategyLeg> legs = new ArrayList<>(parts.size());
            for (Part part : parts) {
                take(part, legs);
            }
            return legs;
        }

        private void take(Part part, List<StrategyLeg> legs) {
            List<StrategyLeg> free = left.computeIfAbsent(part.leg(), leg -> {
                List<StrategyLeg> all = new ArrayList<>();
                leg.positions().forEach(position -> all.add(new StrategyLeg(position, position.quantity())));
                return all;
            });
            BigDecimal wanted = part.size();
            while (wanted.signum() > 0) {
                StrategyLeg next = free.remove(0);
                BigDecimal taken = next.quantity().abs().min(wanted);
                BigDecimal signed = next.quantity().signum() < 0 ? taken.negate() : taken;
                legs.add(new StrategyLeg(next.position(), signed));
                wanted = wanted.subtract(taken);
                if (next.quantity().compareTo(signed) != 0) {
                    free.add(0, new StrategyLeg(next.position(), next.quantity().subtract(signed)));
                }
            }
        }
    }
}
