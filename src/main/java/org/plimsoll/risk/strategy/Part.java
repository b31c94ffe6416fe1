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
}
