package org.plimsoll.decisionlog;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which decisions are asked for: those that meet all of what is not null.
 *
 * @param account id of the account
 * @param portfolio id of a portfolio of the account; null when there is no account
 * @param ofClass what they have in common
 * @param from first instant they may have been made at, to the millisecond
 * @param to first instant after it, to the millisecond
 * @param limit how many items a page may have
 * @param after id of the last decision of the page before; null for the first page
 * @param oldestFirst in which order; by time they were made, and by id within a millisecond
 */
public record DecisionQuery(
        @Nullable String account,
        @Nullable String portfolio,
        ClassFilter ofClass,
        @Nullable Instant from,
        @Nullable Instant to,
        int limit,
        @Nullable UUID after,
        boolean oldestFirst) {

    /**
     * What has few values.
     *
     * @param ruleSet name of the rule set
     * @param version number of the version
     * @param rule name of a rule that fired
     * @param action kind of one of the actions
     * @param status the status
     * @param currency base currency of a portfolio with an amount
     * @param minAmount least that the largest amount of an action may be
     * @param maxAmount most that it may be
     */
    public record ClassFilter(
            @Nullable String ruleSet,
            @Nullable Integer version,
            @Nullable String rule,
            @Nullable String action,
            @Nullable String status,
            @Nullable String currency,
            @Nullable BigDecimal minAmount,
            @Nullable BigDecimal maxAmount) {
        /** Lets every decision through. */
        public static final ClassFilter ANY = new ClassFilter(null, null, null, null, null, null, null, null);
    }
}
