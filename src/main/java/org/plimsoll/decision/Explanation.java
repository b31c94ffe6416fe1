package org.plimsoll.decision;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Says in sentences why a decision is what it is. */
public final class Explanation {
    private final Decision decision;

    private Explanation(Decision decision) {
        this.decision = decision;
    }

    /** The sentences, in the order a reader would ask: what must happen, how each pool stands, where figures come from. */
    public static List<String> of(Decision decision) {
        return new Explanation(decision).sentences();
    }

    private List<String> sentences() {
        List<String> sentences = new ArrayList<>();
        if (decision.actions().isEmpty()) {
            sentences.add("No action is required.");
        }
        decision.actions().forEach(action -> sentences.add(action(action)));
        decision.pools().forEach(pool -> sentences.add(pool(pool)));
        decision.collateral().forEach(asset -> sentences.add(asset(asset)));
        decision.positions()
                .forEach(position -> sentences.addAll(requirements(
                        "Position " + position.id() + " with a notional of " + money(position.notional()),
                        position.requirements())));
        decision.strategies().forEach(strategy -> sentences.addAll(strategy(strategy)));
        decision.groups()
                .forEach(group -> sentences.addAll(requirements(
                        "Group " + group.id() + " with a net notional of " + money(group.netNotional()),
                        group.requirements())));
        decision.pools()
                .forEach(pool ->
                        sentences.addAll(requirements("Pool " + pool.id() + " as a whole", pool.requirements())));
        decision.addOns()
                .forEach(addOn -> sentences.add("On top, " + addOn.scope() + " carries "
                        + money(addOn.initial()) + " initial and " + money(addOn.maintenance())
                        + " maintenance margin: "
                        + addOn.reason() + by(addOn.rule())));
        decision.figures()
                .forEach(figure -> sentences.add("The " + words(figure.name()) + " of " + figure.subject() + " is "
                        + figure.value().toPlainString() + ": " + figure.reason() + by(figure.rule())));
        return sentences;
    }

    private static String action(Decision.Required action) {
        return actionWords(action) + ": " + action.reason() + by(action.rule());
    }

    /** An action with all it carries, without its reason. */
    static String actionWords(Decision.Required action) {
        StringBuilder sentence =
                new StringBuilder(words(action.type())).append(" on ").append(action.pool());
        for (Map.Entry<String, Object> detail : action.details().entrySet()) {
            if (detail.getKey().equals("currency")) {
                continue;
            }
            sentence.append(", ").append(words(detail.getKey())).append(' ').append(value(detail, action));
        }
        return sentence.toString();
    }

    private static String value(Map.Entry<String, Object> detail, Decision.Required action) {
        Object value = detail.getValue();
        if (!(value instanceof BigDecimal decimal)) {
            return value.toString();
        }
        Object currency = action.details().get("currency");
        return detail.getKey().toLowerCase(java.util.Locale.ROOT).endsWith("amount") && currency != null
                ? decimal.toPlainString() + " " + currency
                : decimal.toPlainString();
    }

    private String pool(Decision.Pool pool) {
        return "Pool " + pool.id() + " has an equity of " + money(pool.equity()) + " against an initial margin of "
                + money(pool.initialMargin()) + compared(pool.initialExcess()) + " and a maintenance margin of "
                + money(pool.maintenanceMargin()) + compared(pool.maintenanceExcess()) + ".";
    }

    private String compared(BigDecimal excess) {
        return switch (excess.signum()) {
            case -1 -> " (short by " + money(excess.negate()) + ")";
            case 0 -> " (exactly met)";
            default -> " (exceeded by " + money(excess) + ")";
        };
    }

    private String asset(Decision.Asset asset) {
        String head = "Collateral " + asset.id() + ", worth " + money(asset.marketValue())
                + " in the market, counts for " + money(asset.value());
        if (asset.ineligible() != null) {
            return head + ": " + asset.ineligible().reason()
                    + by(asset.ineligible().rule());
        }
        List<String> cuts = new ArrayList<>(asset.haircuts().size());
        for (Decision.Cut cut : asset.haircuts()) {
            cuts.add(percent(cut.rate()) + " for " + cut.reason() + where(cut.rule()));
        }
        return cuts.isEmpty() ? head + ", since no rule covers it." : head + ": less " + String.join(", ", cuts) + ".";
    }

    private List<String> requirements(String subject, List<Decision.Requirement> requirements) {
        List<String> sentences = new ArrayList<>(requirements.size());
        for (Decision.Requirement requirement : requirements) {
            sentences.add(subject + " requires " + money(requirement.initial()) + " initial and "
                    + money(requirement.maintenance()) + " maintenance margin: " + requirement.reason()
                    + by(requirement.rule()));
        }
        return sentences;
    }

    private List<String> strategy(Decision.StrategyLine strategy) {
        String legs = strategy.legs().stream()
                .map(leg -> leg.quantity().toPlainString() + " of " + leg.position())
                .collect(Collectors.joining(", "));
        StringBuilder sums = new StringBuilder();
        if (strategy.proceedsApplied().signum() > 0
                || strategy.withoutLoanValue().signum() > 0) {
            sums.append(" (requirement ").append(money(strategy.initialRequirement()));
            sums.append(" initial, ")
                    .append(money(strategy.maintenanceRequirement()))
                    .append(" maintenance");
            if (strategy.withoutLoanValue().signum() > 0) {
                sums.append(" and ").append(money(strategy.withoutLoanValue())).append(" without loan value");
            }
            if (strategy.proceedsApplied().signum() > 0) {
                sums.append(", less proceeds of ").append(money(strategy.proceedsApplied()));
            }
            sums.append(')');
        }
        return requirements(
                "On " + strategy.underlying() + " the " + strategy.name() + " of " + legs + sums,
                strategy.requirements());
    }

    private String money(BigDecimal amount) {
        return amount.toPlainString() + " " + decision.baseCurrency();
    }

    static String percent(BigDecimal rate) {
        return Rounded.exact(rate.movePointRight(2)).toPlainString() + " %";
    }

    private static String by(RuleReference rule) {
        return where(rule) + ".";
    }

    private static String where(RuleReference rule) {
        return " (rule \"" + rule.name() + "\", " + rule.file() + " line " + rule.line() + ")";
    }

    /** {@code MARGIN_CALL} and {@code dueBy} as words: "Margin call", "due by". */
    static String words(String code) {
        if (code.equals(code.toUpperCase(java.util.Locale.ROOT))) {
            String words = code.toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
            return Character.toUpperCase(words.charAt(0)) + words.substring(1);
        }
        return code.replaceAll("([A-Z])", " $1").toLowerCase(java.util.Locale.ROOT);
    }
}
