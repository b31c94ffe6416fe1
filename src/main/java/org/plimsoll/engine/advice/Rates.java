package org.plimsoll.engine.advice;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.plimsoll.engine.Diagnostic.Severity;
import org.plimsoll.engine.Manifest;
import org.plimsoll.engine.gate.Node;
import org.plimsoll.engine.gate.Nodes;

/**
 * Numbers that stand where a fraction belongs and look like a percentage: a rate above one, or a multiple of an exposure.
 * A rate that is too small cannot be told from one that is right.
 */
final class Rates {
    /** What margin is a share of. */
    private static final Set<String> EXPOSURES = Set.of(
            "notional",
            "marketValue",
            "underlyingValue",
            "entryValue",
            "premiumValue",
            "grossNotional",
            "netNotional",
            "longNotional",
            "shortNotional",
            "groupGrossNotional",
            "groupNetNotional",
            "poolGrossNotional",
            "positionMarketValue",
            "collateralMarketValue",
            "exposure");

    private static final Set<String> AMOUNTS = Set.of("initial", "maintenance", "margin");
    private static final BigDecimal ONE = BigDecimal.ONE;
    /** More than the whole exposure is required of some short positions, but hardly twice of it. */
    private static final BigDecimal TWICE = BigDecimal.valueOf(2);

    /** Fields that are fractions, with the number from which they can only be meant as percentages. */
    private static final Map<String, BigDecimal> FRACTIONS = Map.of(
            "Collateral.shareOfPool",
            ONE,
            "Collateral.haircut",
            ONE,
            "Collateral.volatility",
            BigDecimal.TEN,
            "Position.volatility",
            BigDecimal.TEN,
            "pool.marginRatio",
            BigDecimal.valueOf(50));

    private final Advice advice;
    private final ParameterPlaces places;
    private final Map<String, String> usedAsRate = new TreeMap<>();
    private final Map<String, BigDecimal> limits = new TreeMap<>();
    private final Set<Node> reported = new HashSet<>();

    Rates(Advice advice, ParameterPlaces places) {
        this.advice = advice;
        this.places = places;
    }

    /** Looks at a rule; whether anything was found in its conditions. */
    boolean find(AdvisedRule rule) {
        boolean inCondition = false;
        for (AdvisedRule.AdvisedPattern pattern : rule.patterns()) {
            for (AdvisedRule.Part part : pattern.parts()) {
                inCondition |= comparison(rule, pattern.names(), part.node());
            }
        }
        for (Said said : rule.said()) {
            said.arguments().forEach((name, value) -> {
                if (name.equals("rate") || name.endsWith("Rate")) {
                    rate(said, value, "the " + (name.equals("rate") ? "rate of a haircut" : words(name)), 0);
                } else if (AMOUNTS.contains(name)) {
                    amount(said, value, 0);
                }
            });
        }
        return inCondition;
    }

    /** Looks at the manifest's parameters that were used as rates by the rules looked at. */
    void findParameters(List<Manifest.Parameter> parameters) {
        for (Manifest.Parameter parameter : parameters) {
            String rule = usedAsRate.get(parameter.name());
            BigDecimal limit = limits.get(parameter.name());
            if (rule == null || limit == null) {
                continue;
            }
            parameter.values().forEach((day, value) -> {
                if (isSuspicious(value, limit)) {
                    ParameterPlaces.Place place = places.ofValue(parameter.name(), day);
                    advice.addToManifest(
                            AdviceCode.RATE_AS_PERCENTAGE,
                            Severity.WARNING,
                            "The parameter `" + parameter.name() + "` is used as a fraction by rule '" + rule
                                    + "', and " + sentence(value),
                            place);
                }
            });
        }
    }

    private static boolean isSuspicious(BigDecimal value, BigDecimal limit) {
        // The whole is no percentage of anything; twice of it is.
        return limit.compareTo(TWICE) == 0 ? value.compareTo(limit) >= 0 : value.compareTo(limit) > 0;
    }

    private static String sentence(BigDecimal value) {
        String shown = Numerals.shown(value);
        String fraction = Numerals.shown(value.movePointLeft(2));
        return shown + " means " + Numerals.shown(value.movePointRight(2)) + " %. Write " + fraction + " for " + shown
                + " %.";
    }

    private static String words(String name) {
        return name.replaceAll("([A-Z])", " $1").toLowerCase(java.util.Locale.ROOT);
    }

    /** Every number that can become a rate. */
    private void rate(Said said, Node node, String what, int depth) {
        Node bare = Node.bare(node);
        if (bare instanceof Node.Name name && depth < 10) {
            said.rule()
                    .assigned()
                    .getOrDefault(name.name(), List.of())
                    .forEach(value -> rate(said, value, what, depth + 1));
        } else if (bare instanceof Node.Call call
                && (call.name().equals("min") || call.name().equals("max"))) {
            call.arguments().forEach(argument -> rate(said, argument, what, depth + 1));
        } else {
            check(said.rule(), said.names(), bare, ONE, what);
        }
    }

    /** A multiple of an exposure, also as a part of a sum. */
    private void amount(Said said, Node node, int depth) {
        Node bare = Node.bare(node);
        if (depth > 10) {
            return;
        } else if (bare instanceof Node.Name name) {
            said.rule()
                    .assigned()
                    .getOrDefault(name.name(), List.of())
                    .forEach(value -> amount(said, value, depth + 1));
        } else if (bare instanceof Node.Call call
                && (call.name().equals("min")
                        || call.name().equals("max")
                        || call.name().equals("positive"))) {
            call.arguments().forEach(argument -> amount(said, argument, depth + 1));
        } else if (bare instanceof Node.Binary binary
                && (binary.operator().equals("+") || binary.operator().equals("-"))) {
            amount(said, binary.left(), depth + 1);
            amount(said, binary.right(), depth + 1);
        } else if (bare instanceof Node.Binary) {
            product(said, bare);
        }
    }

    private void product(Said said, Node node) {
        List<Node> factors = new ArrayList<>();
        List<Node> divisors = new ArrayList<>();
        factors(node, factors, divisors);
        BigDecimal product = ONE;
        Node largest = null;
        BigDecimal most = ONE;
        boolean ofExposure = false;
        for (Node factor : factors) {
            BigDecimal value = value(said.names(), factor);
            if (value == null && isExposure(said.names(), factor)) {
                ofExposure = true;
            } else if (value == null) {
                return;
            } else {
                product = product.multiply(value, MathContext.DECIMAL128);
                boolean isLarger = largest == null || value.compareTo(most) > 0;
                largest = isLarger ? factor : largest;
                most = isLarger ? value : most;
            }
        }
        for (Node divisor : divisors) {
            BigDecimal value = value(said.names(), divisor);
            if (value == null || value.signum() == 0) {
                return;
            }
            product = product.divide(value, MathContext.DECIMAL128);
        }
        if (ofExposure && largest != null) {
            boolean isAlone = factors.size() == 2 && divisors.isEmpty();
            Node source = source(said, largest);
            if (isAlone) {
                check(said.rule(), said.names(), source, TWICE, "margin as a share of an exposure");
            } else if (product.compareTo(TWICE) >= 0) {
                report(said.rule(), source, product, "margin as a share of an exposure");
            }
        }
    }

    /** Where a variable was given its number. */
    private static Node source(Said said, Node node) {
        Node bare = Node.bare(node);
        return bare instanceof Node.Name ? said.names().resolved(bare) : bare;
    }

    private static void factors(Node node, List<Node> factors, List<Node> divisors) {
        Node bare = Node.bare(node);
        if (bare instanceof Node.Binary binary && binary.operator().equals("*")) {
            factors(binary.left(), factors, divisors);
            factors(binary.right(), factors, divisors);
        } else if (bare instanceof Node.Binary binary && binary.operator().equals("/")) {
            factors(binary.left(), factors, divisors);
            factors(binary.right(), divisors, factors);
        } else {
            factors.add(bare);
        }
    }

    private static @Nullable BigDecimal value(Names names, Node node) {
        Node resolved = names.resolved(node);
        if (resolved instanceof Node.Call call && call.name().equals("parameter")) {
            // Of one that changes with the day, the largest value.
            return names.parameters().read(call).stream()
                    .flatMap(parameter -> parameter.values().values().stream())
                    .max(BigDecimal::compareTo)
                    .orElse(null);
        }
        return resolved instanceof Node.Numeral numeral ? Numerals.value(numeral) : null;
    }

    private static boolean isExposure(Names names, Node node) {
        Node bare = names.resolved(node);
        if (bare instanceof Node.Call call
                && call.name().equals("abs")
                && call.arguments().size() == 1) {
            return isExposure(names, call.arguments().get(0));
        }
        Term term = names.term(bare);
        return term != null && EXPOSURES.contains(term.shown());
    }

    /** A comparison of a fraction with a number. */
    private boolean comparison(AdvisedRule rule, Names names, Node node) {
        boolean[] found = {false};
        Nodes.visit(node, each -> {
            if (each instanceof Node.Binary binary) {
                found[0] |= compared(rule, names, binary.left(), binary.right());
                found[0] |= compared(rule, names, binary.right(), binary.left());
            }
        });
        return found[0];
    }

    private boolean compared(AdvisedRule rule, Names names, Node fraction, Node limit) {
        Term term = names.term(fraction);
        BigDecimal most = term == null ? null : FRACTIONS.get(term.id());
        return term != null && most != null && check(rule, names, Node.bare(limit), most, "`" + term.shown() + "`");
    }

    private boolean check(AdvisedRule rule, Names names, Node node, BigDecimal limit, String what) {
        Node resolved = names.resolved(node);
        if (resolved instanceof Node.Call call && call.name().startsWith("parameter")) {
            for (Manifest.Parameter parameter : names.parameters().read(call)) {
                usedAsRate.putIfAbsent(parameter.name(), rule.name());
                limits.merge(parameter.name(), limit, BigDecimal::min);
            }
        } else if (resolved instanceof Node.Numeral numeral && isSuspicious(Numerals.value(numeral), limit)) {
            report(rule, resolved, Numerals.value(numeral), what);
            return true;
        }
        return false;
    }

    private void report(AdvisedRule rule, Node node, BigDecimal value, String what) {
        if (reported.add(node)) {
            String subject = Character.toUpperCase(what.charAt(0)) + what.substring(1);
            advice.add(
                    AdviceCode.RATE_AS_PERCENTAGE,
                    Severity.WARNING,
                    subject + " is a fraction, and " + sentence(value),
                    rule,
                    node.start());
        }
    }
}
