package org.plimsoll.portfolio;

import java.math.BigDecimal;
import java.util.Map;

/**
 * An asset pledged as collateral, as submitted. It secures the cross pool.
 *
 * @param id unique within the portfolio
 * @param instrument id of the instrument pledged
 * @param quantity units pledged (face amount for a bond), zero or above
 * @param attributes anything else a methodology needs
 */
public record PledgedAsset(String id, String instrument, BigDecimal quantity, Map<String, String> attributes) {
    public PledgedAsset {
        attributes = Map.copyOf(attributes);
    }
}
