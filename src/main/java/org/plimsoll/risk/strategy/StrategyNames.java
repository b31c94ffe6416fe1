package org.plimsoll.risk.strategy;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.plimsoll.policy.StrategyKind;

/** What traders call a strategy. A name explains; nothing depends on it. */
final class StrategyNames {
    private StrategyNames() {}

    static String of(StrategyKind kind, List<Part> parts) {
        return switch (kind) {
            case SPREAD -> spread(parts);
            case SHORT_STRADDLE -> isOneStrike(parts) ? "short straddle" : "short strangle";
            case LONG_STOCK,
                    SHORT_STOCK,
                    LONG_CALL,
                    LONG_PUT,
                    SHORT_CALL,
                    SHORT_PUT,
                    LONG_BOX,
                    COVERED_CALL,
                    COVERED_PUT,
                    PROTECTIVE_PUT,
                    PROTECTIVE_CALL,
                    COLLAR,
                    CONVERSION,
                    REVERSE_CONVERSION,
                    COVERED_INDEX_CALL -> kind.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        };
    }

    /** Whether a spread has a name of its own. */
    static boolean isKnownShape(List<Part> parts) {
        return !spread(parts).startsWith("combination");
    }

    private static boolean isOneStrike(List<Part> parts) {
        return parts.stream()
                        .map(part -> part.leg().terms().strike().stripTrailingZeros())
                        .distinct()
                        .count()
                == 1;
    }

    private static boolean isOneExpiry(List<Part> parts) {
        return parts.stream().map(part -> part.leg().expiry()).distinct().count() == 1;
    }

    /** By the signs and sizes of its legs from the lowest strike to the highest. */
    private static String spread(List<Part> parts) {
        if (parts.size() == 2) {
            String type = parts.get(0).leg().isCall() ? "call" : "put";
            if (isOneExpiry(parts)) {
                return type + " spread";
            }
            return (isOneStrike(parts) ? "calendar " : "diagonal ") + type + " spread";
        }
        BigDecimal least =
                parts.stream().map(Part::size).min(Comparator.naturalOrder()).orElse(BigDecimal.ONE);
        List<Part> sorted = parts.stream()
                .sorted(Comparator.comparing((Part part) -> part.leg().terms().strike())
                        .thenComparing(part -> part.leg().isCall()))
                .toList();
        String shape = sorted.stream().map(part -> sign(part, least)).collect(Collectors.joining(" "));
        boolean isOneType =
                parts.stream().map(part -> part.leg().isCall()).distinct().count() == 1;
        if (!isOneExpiry(parts)) {
            return "combination of spreads";
        }
        if (isOneType) {
            String type = parts.get(0).leg().isCall() ? " call " : " put ";
            String plain = shape.replace(type.equals(" call ") ? "C" : "P", "");
            return switch (plain) {
                case "+1 -2 +1" -> wings(sorted) + type.trim() + " butterfly";
                case "-1 +2 -1" -> "short" + type + "butterfly";
                case "+1 -1 -1 +1" -> "long" + type + "condor";
                case "-1 +1 +1 -1" -> "short" + type + "condor";
                default -> "combination of" + type + "spreads";
            };
        }
        return switch (shape) {
            case "+P1 -P1 -C1 +C1" -> isInner(sorted) ? "short iron butterfly" : "short iron condor";
            case "-P1 +P1 +C1 -C1" -> isInner(sorted) ? "long iron butterfly" : "long iron condor";
            case "-P1 +C1 +P1 -C1" -> isBox(sorted) ? "long box" : "combination of spreads";
            case "+P1 -C1 -P1 +C1" -> isBox(sorted) ? "short box" : "combination of spreads";
            default -> "combination of spreads";
        };
    }

    /** Whether the two strikes in the middle are one. */
    private static boolean isInner(List<Part> sorted) {
        return isOneStrike(sorted.subList(1, 3));
    }

    private static boolean isBox(List<Part> sorted) {
        return isOneStrike(sorted.subList(0, 2)) && isOneStrike(sorted.subList(2, 4));
    }

    private static String wings(List<Part> sorted) {
        BigDecimal low = sorted.get(1)
                .leg()
                .terms()
                .strike()
                .subtract(sorted.get(0).leg().terms().strike());
        BigDecimal high = sorted.get(2)
                .leg()
                .terms()
                .strike()
                .subtract(sorted.get(1).leg().terms().strike());
        return low.compareTo(high) == 0 ? "long " : "broken-wing ";
    }

    private static String sign(Part part, BigDecimal least) {
        String times = part.size().remainder(least).signum() == 0
                ? part.size().divide(least).stripTrailingZeros().toPlainString()
                : "?";
        return (part.leg().isShort() ? "-" : "+") + (part.leg().isCall() ? "C" : "P") + times;
    }
}
