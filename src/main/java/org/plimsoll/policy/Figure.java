package org.plimsoll.policy;

import java.math.BigDecimal;

/**
 * A figure that the methodology names, such as a health factor or a net-to-gross ratio. It is reported with the decision
 * and moves no money. What rules say of a portfolio before settlement can be read after it: {@link
 * AccountHealth#sumOf}.
 *
 * @param subject fact it is about
 * @param name what it is called, such as {@code healthFactor}
 * @param value the figure, of any sign: an amount in base currency, a ratio, a price
 * @param reason what it is, in words
 */
public record Figure(Fact subject, String name, BigDecimal value, String reason) implements Outcome {}
