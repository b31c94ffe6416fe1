package org.plimsoll.policy;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.plimsoll.portfolio.AccountType;

/** Something a rule can be about. */
public sealed interface Fact
        permits Position, Collateral, PositionGroup, MarginPool, AccountHealth, PositionHealth, CollateralHealth {

    /** What the facts of an evaluation share; for the vocabulary's own use, not for rules. */
    FactContext context();

    /** Identifier, unique among facts of its kind within an evaluation. */
    String id();

    /** Margin pool it belongs to: {@code cross}, or {@code isolated:} and the position's id. */
    String pool();

    /** Evaluation time, UTC. */
    default Instant evaluatedAt() {
        return context().evaluatedAt();
    }

    /** Currency of every amount. */
    default String baseCurrency() {
        return context().baseCurrency();
    }

    /** Legal and regulatory kind of the account. */
    @Code(AccountType.class)
    default String accountType() {
        return context().account().type().name();
    }

    /** Client tier of the account; null when it has none. */
    default @Nullable String accountTier() {
        return context().account().tier();
    }

    /** Attributes of the account. */
    default Map<String, String> accountAttributes() {
        return context().account().attributes();
    }

    /**
     * A number among the account's attributes.
     *
     * @throws org.plimsoll.portfolio.Refusal {@code ATTRIBUTE_MISSING} or {@code ATTRIBUTE_NOT_A_NUMBER}
     */
    default BigDecimal accountNumber(String name) {
        return Attributes.number(accountAttributes(), name, "/portfolio/account/attributes");
    }

    /**
     * A number among the account's attributes, or the given one when the account states none.
     *
     * @throws org.plimsoll.portfolio.Refusal {@code ATTRIBUTE_NOT_A_NUMBER}
     */
    default BigDecimal accountNumber(String name, BigDecimal otherwise) {
        return accountAttributes().containsKey(name) ? accountNumber(name) : otherwise;
    }

    /**
     * A number of zero or above among the account's attributes: an amount, a rate, a fee.
     *
     * @throws org.plimsoll.portfolio.Refusal {@code ATTRIBUTE_MISSING}, {@code ATTRIBUTE_NOT_A_NUMBER} or {@code
     *     ATTRIBUTE_NEGATIVE}
     */
    default BigDecimal accountAmount(String name) {
        return Attributes.amount(accountAttributes(), name, "/portfolio/account/attributes");
    }

    /**
     * A number of zero or above among the account's attributes, or the given one when the account states none.
     *
     * @throws org.plimsoll.portfolio.Refusal {@code ATTRIBUTE_NOT_A_NUMBER} or {@code ATTRIBUTE_NEGATIVE}
     */
    default BigDecimal accountAmount(String name, BigDecimal otherwise) {
        return accountAttributes().containsKey(name) ? accountAmount(name) : otherwise;
    }

    /**
     * Whether the evaluation's day (UTC) is the given day or later; for tables that change over time.
     *
     * @param date a day such as {@code 2022-11-01}
     */
    default boolean since(String date) {
        return !Dates.dayOf(context()).isBefore(Dates.parse(date));
    }

    /**
     * Whether the evaluation's day (UTC) is earlier than the given day; for tables that change over time.
     *
     * @param date a day such as {@code 2023-06-01}
     */
    default boolean priorTo(String date) {
        return Dates.dayOf(context()).isBefore(Dates.parse(date));
    }

    /**
     * A parameter of the rule set.
     *
     * @throws org.plimsoll.portfolio.Refusal {@code PARAMETER_MISSING}
     */
    default BigDecimal parameter(String name) {
        return context().parameters().get(name);
    }

    /**
     * A parameter of the rule set that is an amount, stated once for each currency: that of the base currency. In the
     * manifest its name ends in a dot and the currency, such as {@code largestThreshold.EUR}.
     *
     * @throws org.plimsoll.portfolio.Refusal {@code PARAMETER_MISSING} when it is not stated in the base currency
     */
    default BigDecimal parameterInBaseCurrency(String name) {
        return parameter(name + "." + baseCurrency());
    }
}
