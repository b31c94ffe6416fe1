package org.plimsoll.portfolio;

import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A position as submitted.
 *
 * @param id unique within the portfolio
 * @param instrument id of the instrument held
 * @param quantity signed number of contracts or units; long above zero, short below; for a swap or FX forward, its
 *     notional amount in the instrument's currency
 * @param entryPrice average price paid or received for one unit, in the instrument's currency; null when unknown
 * @param marginMode null for the account's mode
 * @param isolatedMargin cash set aside for this position alone, in the instrument's currency and in addition to the
 *     portfolio's balances; present exactly when the position is isolated
 * @param attributes anything else a methodology needs
 */
public record OpenPosition(
        String id,
        String instrument,
        BigDecimal quantity,
        @Nullable BigDecimal entryPrice,
        @Nullable MarginMode marginMode,
        @Nullable BigDecimal isolatedMargin,
        Map<String, String> attributes) {
    public OpenPosition {
        attributes = Map.copyOf(attributes);
    }
}
