package org.plimsoll.decision;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.plimsoll.portfolio.Problem;

/**
 * The answer to a submission. The same submission under the same version gives an equal decision. Amounts are in base
 * currency and rounded by the rule set's terms; prices are in the instrument's currency; lists are in a canonical order.
 *
 * @param status most severe action, or {@code NO_ACTION}
 * @param evaluatedAt evaluation time
 * @param ruleSet version that decided
 * @param portfolio id of the portfolio
 * @param account id of the account
 * @param baseCurrency currency of amounts
 * @param pools how each margin pool stands, by id
 * @param collateral what each pledged asset counts for, by id
 * @param positions what is required of each position, by id
 * @param groups groups that carry a requirement, by id
 * @param addOns margin on top of requirements
 * @param figures figures that the methodology names, by subject and name
 * @param actions what must happen, the most severe first
 * @param warnings what the sender should know, by code, pointer and message
 * @param firings every rule that fired with the facts it matched, by rule
 */
public record Decision(
        String status,
        Instant evaluatedAt,
        RuleSetIdentity ruleSet,
        String portfolio,
        String account,
        String baseCurrency,
        List<Pool> pools,
        List<Asset> collateral,
        List<Holding> positions,
        List<Group> groups,
        List<Extra> addOns,
        List<Named> figures,
        List<Required> actions,
        List<Problem> warnings,
        List<Firing> firings) {

    /** Status of a decision without actions. */
    public static final String NO_ACTION = "NO_ACTION";

    /**
     * How a margin pool stands.
     *
     * @param marginRatio equity ÷ maintenance margin; null without a maintenance margin
     * @param leverage gross notional ÷ equity; null when equity is not above zero
     * @param requirements requirements on the pool as a whole
     */
    public record Pool(
            String id,
            BigDecimal equity,
            BigDecimal collateralValue,
            BigDecimal initialMargin,
            BigDecimal maintenanceMargin,
            BigDecimal initialExcess,
            BigDecimal maintenanceExcess,
            @Nullable BigDecimal marginRatio,
            @Nullable BigDecimal leverage,
            List<Requirement> requirements) {}

    /**
     * What a pledged asset counts for.
     *
     * @param haircut sum of the haircuts that apply, a fraction
     * @param value market value after haircuts
     * @param ineligible why it counts for nothing; null when it is eligible
     */
    public record Asset(
            String id,
            BigDecimal marketValue,
            BigDecimal haircut,
            List<Cut> haircuts,
            BigDecimal value,
            @Nullable Judgement ineligible) {}

    /** One haircut with its rule. */
    public record Cut(String kind, BigDecimal rate, String reason, RuleReference rule) {}

    /** Why an asset counts for nothing, with its rule. */
    public record Judgement(String reason, RuleReference rule) {}

    /**
     * What is required of a position.
     *
     * @param unrealizedPnl null when the entry price is unknown
     * @param initialMargin what the position itself adds to its pool; zero when its group or pool carries it
     * @param liquidationPrice null when there is none
     */
    public record Holding(
            String id,
            String pool,
            BigDecimal marketValue,
            BigDecimal notional,
            @Nullable BigDecimal unrealizedPnl,
            BigDecimal initialMargin,
            BigDecimal maintenanceMargin,
            @Nullable BigDecimal liquidationPrice,
            List<Requirement> requirements) {}

    /** A group that carries a requirement. */
    public record Group(
            String id,
            String pool,
            BigDecimal grossNotional,
            BigDecimal netNotional,
            BigDecimal initialMargin,
            BigDecimal maintenanceMargin,
            List<Requirement> requirements) {}

    /** A requirement with its rule. */
    public record Requirement(BigDecimal initial, BigDecimal maintenance, String reason, RuleReference rule) {}

    /** An add-on with its rule; {@code scope} is {@code position}, {@code group}, {@code pool} or {@code collateral} and an id. */
    public record Extra(
            String scope,
            String pool,
            String kind,
            BigDecimal initial,
            BigDecimal maintenance,
            String reason,
            RuleReference rule) {}

    /**
     * A figure that the methodology names, with its rule.
     *
     * @param subject {@code position}, {@code group}, {@code pool} or {@code collateral} and an id
     * @param value ten decimals, without trailing zeros
     */
    public record Named(
            String subject, String pool, String name, BigDecimal value, String reason, RuleReference rule) {}

    /**
     * An action with its rule.
     *
     * @param details what it carries, by field name: text, decimals, whole numbers, times
     */
    public record Required(String type, String pool, Map<String, Object> details, String reason, RuleReference rule) {}
}
