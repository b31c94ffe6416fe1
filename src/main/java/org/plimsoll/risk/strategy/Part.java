package org.plimsoll.risk.strategy;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * So much of a leg.
 *
 * @param leg the leg
 * @param size contracts or units, above zero
 */
record Part(Leg leg, BigDecimal size) {

    /** Parts that stand for equal units of the underlying, in the smallest whole numbers of each leg. */
    static List<Part> ofEqualUnits(Leg... legs) {
        BigDecimal units = legs[0].multiplier();
        for (Leg leg : legs) {
            units = leastCommonMultiple(units, leg.multiplier());
        }
        List<Part> parts = new ArrayList<>(legs.length);
        for (Leg leg : legs) {
            parts.add(new Part(leg, units.divide(leg.multiplier())));
        }
        return parts;
    }

    private static BigDecimal leastCommonMultiple(BigDecimal a, BigDecimal b) {
        int scale = Math.max(a.scale(), b.scale());
        var first = a.setScale(scale).unscaledValue();
        var second = b.setScale(scale).unscaledValue();
        return new BigDecimal(first.multiply(second).divide(first.gcd(second)), scale).stripTrailingZeros();
    }

    Part times(BigDecimal factor) {
        return new Part(leg, size.multiply(factor));
    }

    /** Whether these are the same legs in the same order, so many times as much of each. */
    static boolean areInProportion(List<Part> these, List<Part> those) {
        if (these.size() != those.size()) {
            return false;
        }
        for (int i = 0; i < these.size(); i++) {
            BigDecimal across = these.get(i).size.multiply(those.get(0).size);
            BigDecimal back = those.get(i).size.multiply(these.get(0).size);
            if (these.get(i).leg != those.get(i).leg || across.compareTo(back) != 0) {
                return false;
            }
        }
        return true;
    }

    /** As much as both together, of the same legs in the same order. */
    static List<Part> sum(List<Part> these, List<Part> those) {
        List<Part> sum = new ArrayList<>(these.size());
        for (int i = 0; i < these.size(); i++) {
            sum.add(new Part(these.get(i).leg, these.get(i).size.add(those.get(i).size)));
        }
        return sum;
    }
}
