package org.plimsoll.decision;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;
import org.plimsoll.policy.Position;

/** The one place where figures are rounded. */
final class Rounded {
    private static final int RATIO_SCALE = 6;
    private static final int FIGURE_SCALE = 10;

    private final PolicyTerms.Rounding rounding;

    Rounded(PolicyTerms.Rounding rounding) {
        this.rounding = rounding;
    }

    /** An amount that is required of the account. */
    BigDecimal requirement(BigDecimal amount) {
        return amount.setScale(rounding.scale(), rounding.requirement());
    }

    /** An amount that counts in the account's favour. */
    BigDecimal value(BigDecimal amount) {
        return amount.setScale(rounding.scale(), rounding.collateral());
    }

    /** An amount that is neither, to the nearest unit, ties to even. */
    BigDecimal amount(BigDecimal amount) {
        return amount.setScale(rounding.scale(), RoundingMode.HALF_EVEN);
    }

    @Nullable
    BigDecimal amountOrNull(@Nullable BigDecimal amount) {
        return amount == null ? null : amount(amount);
    }

    /** A ratio, in the account's disfavour: margin ratio down. */
    @Nullable
    BigDecimal ratioDown(@Nullable BigDecimal ratio) {
        return ratio == null ? null : ratio.setScale(RATIO_SCALE, RoundingMode.FLOOR);
    }

    /** A ratio, in the account's disfavour: leverage up. */
    @Nullable
    BigDecimal ratioUp(@Nullable BigDecimal ratio) {
        return ratio == null ? null : ratio.setScale(RATIO_SCALE, RoundingMode.CEILING);
    }

    /** A price at which a position is closed, towards the market: up for a long position, down for a short one. */
    @Nullable
    BigDecimal closingPrice(@Nullable BigDecimal price, Position position) {
        if (price == null) {
            return null;
        }
        boolean isShort = position.quantity().signum() < 0;
        return price.setScale(rounding.priceScale(), isShort ? RoundingMode.FLOOR : RoundingMode.CEILING);
    }

    /** A figure that a methodology names: ten decimals, to the nearest, ties to even, without trailing zeros. */
    static BigDecimal figure(BigDecimal value) {
        return exact(value.setScale(FIGURE_SCALE, RoundingMode.HALF_EVEN));
    }

    /** A rate or quantity: exact, without trailing zeros. */
    static BigDecimal exact(BigDecimal value) {
        BigDecimal stripped = value.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}
