package org.plimsoll.engine.advice;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.plimsoll.engine.Diagnostic.Severity;
import org.plimsoll.engine.Manifest;
import org.plimsoll.engine.gate.Node;

/**
 * Margin that is nothing but a number between nought and one: a rate that was not multiplied by what it is a rate of. In a
 * currency of which less than one is no amount that anybody calls, that is, in money; of a coin or an ounce of gold it can be meant.
 */
final class BareRates {
    private static final Set<String> OUTCOMES = Set.of("MarginRequirement", "GrossRequirement", "AddOn");
    private static final List<String> AMOUNTS =
            List.of("margin", "initial", "maintenance", "grossInitial", "grossMaintenance");
    private static final Set<String> MONEY = Currency.getAvailableCurrencies().stream()
            .filter(currency -> currency.getDefaultFractionDigits() >= 0)
            .map(Currency::getCurrencyCode)
            .collect(Collectors.toUnmodifiableSet());

    private final Advice advice;
    private final boolean isMoney;

    /** With the currency that amounts are in; empty when that is any, of which a number without one is none. */
    BareRates(Advice advice, Optional<String> baseCurrency) {
        this.advice = advice;
        this.isMoney = baseCurrency.map(MONEY::contains).orElse(true);
    }

    void find(AdvisedRule rule) {
        for (Said said : rule.said()) {
            if (isMoney && OUTCOMES.contains(said.type())) {
                AMOUNTS.stream()
                        .flatMap(name -> Optional.ofNullable(said.arguments().get(name)).stream())
                        .filter(amount -> isRate(said.names(), amount))
                        .findFirst()
                        .ifPresent(amount -> report(said, amount));
            }
        }
    }

    private static boolean isRate(Names names, Node amount) {
        Node resolved = names.resolved(amount);
        if (resolved instanceof Node.Call call && call.name().equals("parameter")) {
            Collection<Manifest.Parameter> read = names.parameters().read(call);
            return !read.isEmpty()
                    && read.stream()
                            .flatMap(parameter -> parameter.values().values().stream())
                            .allMatch(BareRates::isFraction);
        }
        return resolved instanceof Node.Numeral numeral && isFraction(Numerals.value(numeral));
    }

    private static boolean isFraction(BigDecimal value) {
        return value.signum() > 0 && value.compareTo(BigDecimal.ONE) < 0;
    }

    private void report(Said said, Node amount) {
        advice.add(
                AdviceCode.RATE_AS_AMOUNT,
                Severity.WARNING,
                "Margin is an amount in base currency, and this one is less than one whatever the size of the "
                        + said.fact() + ". If it is a rate, multiply it by what it is a rate of, such as the notional.",
                said.rule(),
                amount.start());
    }
}
