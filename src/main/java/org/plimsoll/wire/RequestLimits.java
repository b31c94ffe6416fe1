package org.plimsoll.wire;

/**
 * How much one request may carry. A list that is longer is refused with {@link LimitExceeded}, a text that is longer
 * with a {@link org.plimsoll.portfolio.Refusal}.
 *
 * @param positions open positions of a portfolio
 * @param collateral assets pledged in a portfolio
 * @param balances cash balances of a portfolio
 * @param loans loans of a portfolio
 * @param instruments instruments described
 * @param prices prices given
 * @param fxRates exchange rates given
 * @param riskArrays risk arrays given
 * @param profits profits of one risk array, which is scenarios of a set
 * @param returnHistories return histories given
 * @param returns returns of one history, and of its stressed period
 * @param attributes attributes of one account, position, asset or instrument
 * @param textLength characters of an identifier or any other text that is not an attribute
 * @param attributeLength characters of an attribute's value
 * @param problems problems reported at most; reading stops there
 */
public record RequestLimits(
        int positions,
        int collateral,
        int balances,
        int loans,
        int instruments,
        int prices,
        int fxRates,
        int riskArrays,
        int profits,
        int returnHistories,
        int returns,
        int attributes,
        int textLength,
        int attributeLength,
        int problems) {

    /** The documented limits. */
    public static final RequestLimits DEFAULT = new RequestLimits(
            100_000, 100_000, 1_000, 1_000, 100_000, 100_000, 10_000, 100_000, 200, 1_000, 5_000, 100, 128, 1_000, 50);

    public RequestLimits {
        int smallest = Math.min(
                Math.min(Math.min(positions, collateral), Math.min(balances, loans)),
                Math.min(Math.min(instruments, prices), Math.min(fxRates, attributes)));
        smallest = Math.min(smallest, Math.min(Math.min(riskArrays, profits), Math.min(returnHistories, returns)));
        if (smallest < 0 || textLength < 1 || attributeLength < 1 || problems < 1) {
            throw new IllegalArgumentException("limits must not be negative, lengths and problems at least one");
        }
    }
}
