package org.plimsoll.decisionlog;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One decision, as the log keeps it. Times are kept to the microsecond.
 *
 * @param id time-ordered UUID, version 7
 * @param requestId the caller's own id of the request; null when it gave none
 * @param receivedAt when the request arrived
 * @param decidedAt when the decision was made
 * @param caller who asked
 * @param ruleSet what it was evaluated with
 * @param evaluatedAt instant the portfolio was evaluated for
 * @param subject whose portfolio it was, and its status
 * @param request the request, byte for byte
 * @param result the result, byte for byte
 * @param engine what evaluated it
 * @param firings fired rules with the facts they matched; null when not kept
 * @param limitsHit names of the limits that were reached
 * @param shared what the request shares with others, such as the first line of its batch; null when nothing
 */
public record DecisionRecord(
        UUID id,
        @Nullable String requestId,
        Instant receivedAt,
        Instant decidedAt,
        Caller caller,
        RuleSetIdentity ruleSet,
        Instant evaluatedAt,
        Subject subject,
        Payload request,
        Payload result,
        Engine engine,
        @Nullable Payload firings,
        List<String> limitsHit,
        @Nullable Payload shared) {
    public DecisionRecord {
        limitsHit = List.copyOf(limitsHit);
    }

    /** A decision whose request shares nothing with others. */
    public DecisionRecord(
            UUID id,
            @Nullable String requestId,
            Instant receivedAt,
            Instant decidedAt,
            Caller caller,
            RuleSetIdentity ruleSet,
            Instant evaluatedAt,
            Subject subject,
            Payload request,
            Payload result,
            Engine engine,
            @Nullable Payload firings,
            List<String> limitsHit) {
        this(
                id,
                requestId,
                receivedAt,
                decidedAt,
                caller,
                ruleSet,
                evaluatedAt,
                subject,
                request,
                result,
                engine,
                firings,
                limitsHit,
                null);
    }

    /** The same decision on a request that shares something with others. */
    public DecisionRecord sharing(Payload common) {
        return new DecisionRecord(
                id,
                requestId,
                receivedAt,
                decidedAt,
                caller,
                ruleSet,
                evaluatedAt,
                subject,
                request,
                result,
                engine,
                firings,
                limitsHit,
                common);
    }

    /**
     * Who asked.
     *
     * @param name name of the caller
     * @param roles its roles
     */
    public record Caller(String name, List<String> roles) {
        public Caller {
            roles = roles.size() < 2
                    ? List.copyOf(roles)
                    : roles.stream().sorted().toList();
        }
    }

    /**
     * What it was evaluated with.
     *
     * @param name name of the rule set
     * @param version number of the version
     * @param contentHash SHA-256 of the version's files
     */
    public record RuleSetIdentity(String name, int version, String contentHash) {}

    /**
     * What was decided about whom.
     *
     * @param status status of the decision
     * @param account id of the account
     * @param portfolio id of the portfolio
     * @param actions kinds of action, each once, in their order
     * @param largest largest amount of an action; null when no action has one
     * @param rules names of the rules that fired, each once, sorted; empty in records that were written before they had any
     */
    public record Subject(
            String status,
            String account,
            String portfolio,
            List<String> actions,
            @Nullable Amount largest,
            List<String> rules) {
        public Subject {
            actions = List.copyOf(actions);
            rules = List.copyOf(rules);
        }
    }

    /**
     * An amount of money, not negative.
     *
     * @param value amount, rounded by the rule set's terms
     * @param currency the portfolio's base currency
     */
    public record Amount(BigDecimal value, String currency) {}

    /**
     * What evaluated it.
     *
     * @param build version of this server
     * @param drools version of the rule engine
     * @param java version of the Java runtime
     */
    public record Engine(String build, String drools, String java) {}

    /** Bytes it weighs in a group. */
    long bytes() {
        return (long) request.size() + result.size() + (firings == null ? 0 : firings.size());
    }
}
