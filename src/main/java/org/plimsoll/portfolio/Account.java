package org.plimsoll.portfolio;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The account a portfolio is held in.
 *
 * @param id the account's name at its owner
 * @param type legal and regulatory kind
 * @param marginMode margin mode of positions that state none of their own
 * @param tier client tier, such as {@code retail}; null when the account has none
 * @param attributes anything else a methodology needs, such as {@code threshold}
 */
public record Account(
        String id,
        AccountType type,
        MarginMode marginMode,
        @Nullable String tier,
        Map<String, String> attributes) {
    public Account {
        attributes = Map.copyOf(attributes);
    }
}
