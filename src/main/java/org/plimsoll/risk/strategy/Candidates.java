package org.plimsoll.risk.strategy;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.plimsoll.policy.Position;
import org.plimsoll.policy.StrategyKind;

/** Every combination of legs that is a strategy, in its smallest whole numbers. Of spreads the pairs: they make up all others. */
final class Candidates {
    private final StrategyBuilder builder;
    private final List<Leg> legs;
    private final List<Candidate> found = new ArrayList<>();

    private Candidates(List<Leg> legs, StrategyBuilder builder) {
        this.legs = legs;
        this.builder = builder;
    }

    static List<Candidate> of(List<Leg> legs, StrategyBuilder builder) {
        Candidates candidates = new Candidates(legs, builder);
        candidates.ofOptions();
        for (Leg leg : legs) {
            if (leg.isUnderlying()) {
                candidates.ofStock(leg);
            } else if (leg.isFund() && !leg.isShort()) {
                candidates.ofFund(leg);
            }
        }
        return candidates.found;
    }

    /** Each leg by itself. */
    static Candidate alone(Leg leg, StrategyBuilder builder) {
        StrategyKind kind = leg.isCall()
                ? (leg.isShort() ? StrategyKind.SHORT_CALL : StrategyKind.LONG_CALL)
                : leg.isPut()
                        ? (leg.isShort() ? StrategyKind.SHORT_PUT : StrategyKind.LONG_PUT)
                        : leg.isShort() ? StrategyKind.SHORT_STOCK : StrategyKind.LONG_STOCK;
        List<Part> parts = List.of(new Part(leg, BigDecimal.ONE));
        return new Candidate(kind, parts, builder.candidate(kind, parts));
    }

    private void add(StrategyKind kind, Leg... members) {
        add(kind, Part.ofEqualUnits(members));
    }

    private void add(StrategyKind kind, List<Part> parts) {
        found.add(new Candidate(kind, parts, builder.candidate(kind, parts)));
    }

    private void ofOptions() {
        for (Leg written : legs) {
            for (Leg held : legs) {
                if (Spreads.obstacle(held, written) == null) {
                    add(StrategyKind.SPREAD, held, written);
                }
            }
        }
        for (Leg call : calls(true)) {
            for (Leg put : puts(true)) {
                if (inOneCurrency(call, put)) {
                    add(StrategyKind.SHORT_STRADDLE, call, put);
                }
            }
        }
        for (Leg call : calls(false)) {
            for (Leg put : puts(false)) {
                if (isLowerAndAlike(call, put)) {
                    boxes(call, put);
                }
            }
        }
    }

    /** Boxes whose lower strike is that of a call held and whose higher one is that of a put held. */
    private void boxes(Leg call, Leg put) {
        for (Leg writtenPut : puts(true)) {
            for (Leg writtenCall : calls(true)) {
                if (isSameSeries(call, writtenPut) && isSameSeries(put, writtenCall)) {
                    add(StrategyKind.LONG_BOX, call, writtenPut, put, writtenCall);
                }
            }
        }
    }

    private static boolean isLowerAndAlike(Leg call, Leg put) {
        return call.terms().strike().compareTo(put.terms().strike()) < 0
                && call.expiry().equals(put.expiry())
                && Spreads.areAlike(call, put);
    }

    private static boolean isSameSeries(Leg a, Leg b) {
        return isSameStrike(a, b) && a.expiry().equals(b.expiry()) && Spreads.areAlike(a, b);
    }

    private static boolean isSameStrike(Leg a, Leg b) {
        return a.terms().strike().compareTo(b.terms().strike()) == 0;
    }

    private void ofStock(Leg stock) {
        boolean sold = stock.isShort();
        List<Leg> written = sold ? puts(true) : calls(true);
        List<Leg> held = sold ? calls(false) : puts(false);
        for (Leg option : written) {
            if (inOneCurrency(stock, option)) {
                add(sold ? StrategyKind.COVERED_PUT : StrategyKind.COVERED_CALL, stock, option);
            }
        }
        for (Leg option : held) {
            if (inOneCurrency(stock, option)) {
                add(sold ? StrategyKind.PROTECTIVE_CALL : StrategyKind.PROTECTIVE_PUT, stock, option);
            }
            for (Leg other : written) {
                if (inOneCurrency(stock, option) && inOneCurrency(option, other)) {
                    triple(stock, option, other);
                }
            }
        }
    }

    /** Stock, an option that protects it, and one that is written against it. */
    private void triple(Leg stock, Leg held, Leg written) {
        if (!held.expiry().equals(written.expiry())) {
            return;
        }
        if (isSameStrike(held, written)) {
            add(stock.isShort() ? StrategyKind.REVERSE_CONVERSION : StrategyKind.CONVERSION, stock, held, written);
        } else if (!stock.isShort()
                && held.terms().strike().compareTo(written.terms().strike()) < 0) {
            add(StrategyKind.COLLAR, stock, held, written);
        }
    }

    /** A call on an index, and whole units of a fund that are worth at least what the call stands for. */
    private void ofFund(Leg fund) {
        Position unit = fund.sample();
        BigDecimal worth = unit.price().multiply(unit.multiplier()).multiply(unit.fxRate());
        for (Leg call : calls(true)) {
            Position option = call.sample();
            BigDecimal index = StrategyBuilder.underlyingPrice(option)
                    .multiply(option.multiplier())
                    .multiply(option.fxRate());
            if (worth.signum() > 0 && index.signum() > 0) {
                BigDecimal units = index.divide(worth, 0, RoundingMode.CEILING);
                add(StrategyKind.COVERED_INDEX_CALL, List.of(new Part(fund, units), new Part(call, BigDecimal.ONE)));
            }
        }
    }

    private static boolean inOneCurrency(Leg a, Leg b) {
        return Objects.equals(a.sample().currency(), b.sample().currency());
    }

    private List<Leg> calls(boolean written) {
        return legs.stream()
                .filter(leg -> leg.isCall() && leg.isShort() == written)
                .toList();
    }

    private List<Leg> puts(boolean written) {
        return legs.stream()
                .filter(leg -> leg.isPut() && leg.isShort() == written)
                .toList();
    }
}
