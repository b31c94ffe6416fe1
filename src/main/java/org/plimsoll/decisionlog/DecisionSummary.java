package org.plimsoll.decisionlog;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A decision in a list.
 *
 * @param decisionId its id
 * @param sequence place in the log, counting from 0
 * @param decidedAt when it was made
 * @param committedAt when it was written
 * @param ruleSet what it was evaluated with
 * @param account id of the account
 * @param portfolio id of the portfolio
 * @param status its status
 * @param actions kinds of action, each once, the most severe first
 * @param amount largest amount of an action, a decimal; absent when no action has one, and in records of before
 * @param currency currency of the amount, the portfolio's base currency; absent without one
 * @param requestId the caller's own id of the request; absent when it gave none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DecisionSummary(
        String decisionId,
        long sequence,
        Instant decidedAt,
        Instant committedAt,
        DecisionRecord.RuleSetIdentity ruleSet,
        String account,
        String portfolio,
        String status,
        List<String> actions,
        @Nullable String amount,
        @Nullable String currency,
        @Nullable String requestId) {}
