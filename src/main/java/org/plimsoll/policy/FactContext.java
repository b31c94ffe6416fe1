package org.plimsoll.policy;

import java.time.Instant;
import org.plimsoll.portfolio.Account;

/**
 * What every fact of an evaluation shares.
 *
 * @param account account the portfolio is held in
 * @param baseCurrency currency of every amount
 * @param evaluatedAt evaluation time
 * @param parameters parameters of the rule set at that time
 */
public record FactContext(Account account, String baseCurrency, Instant evaluatedAt, Parameters parameters) {}
