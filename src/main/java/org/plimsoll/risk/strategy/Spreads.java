package org.plimsoll.risk.strategy;

import org.jspecify.annotations.Nullable;

/**
 * Which options make a spread: those on one underlying, in one currency, all American or all European, all listed or all over
 * the counter; calls written stand for as many units as calls held, and puts likewise; and every option written expires on or
 * before the day on which the first of those held does. Such options lose a limited amount, whatever their strikes, and any
 * of them can be matched in pairs of one type.
 *
 * <p>Reference: FINRA Rule 4210(f)(2)(A), definition of spread.
 */
final class Spreads {
    private Spreads() {}

    /** Whether options can be in one spread, whatever their type, side and expiry. */
    static boolean areAlike(Leg a, Leg b) {
        return a.terms().exerciseStyle() == b.terms().exerciseStyle()
                && a.isListed() == b.isListed()
                && a.sample().currency().equals(b.sample().currency());
    }

    /** Why two legs are no spread; null when they are, and {@code ""} when nobody would think so. */
    static @Nullable String obstacle(Leg held, Leg written) {
        if (!held.isOption() || !written.isOption() || held.isShort() || !written.isShort()) {
            return "";
        } else if (held.isCall() != written.isCall()) {
            return "";
        } else if (held.terms().exerciseStyle() != written.terms().exerciseStyle()) {
            return "one is American, the other European";
        } else if (held.isListed() != written.isListed()) {
            return "one is listed, the other over the counter";
        } else if (!held.sample().currency().equals(written.sample().currency())) {
            return "their currencies differ";
        } else if (held.expiry().isBefore(written.expiry())) {
            return "the one held expires before the one written";
        }
        return null;
    }
}
