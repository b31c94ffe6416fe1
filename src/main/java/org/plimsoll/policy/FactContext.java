package org.plimsoll.policy;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.plimsoll.portfolio.Account;

/**
 * What every fact of an evaluation shares. Two contexts are equal when what was given is; the risk model is worked out from
 * that and the positions.
 *
 * @param account account the portfolio is held in
 * @param baseCurrency currency of every amount
 * @param evaluatedAt evaluation time
 * @param parameters parameters of the rule set at that time
 * @param risk what the positions could lose
 */
public record FactContext(
        Account account, String baseCurrency, Instant evaluatedAt, Parameters parameters, RiskModel risk) {

    /** A context in which nothing is known of risk. */
    public FactContext(Account account, String baseCurrency, Instant evaluatedAt, Parameters parameters) {
        this(account, baseCurrency, evaluatedAt, parameters, RiskModel.NONE);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof FactContext context
                && account.equals(context.account)
                && baseCurrency.equals(context.baseCurrency)
                && evaluatedAt.equals(context.evaluatedAt)
                && parameters.equals(context.parameters);
    }

    @Override
    public int hashCode() {
        return Objects.hash(account, baseCurrency, evaluatedAt, parameters);
    }
}
