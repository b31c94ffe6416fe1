package org.plimsoll.compare;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.plimsoll.compare.RuleSetComparison.Kind;
import org.plimsoll.compare.RuleSetComparison.ParameterChange;
import org.plimsoll.compare.RuleSetComparison.ValueChange;
import org.plimsoll.decision.PolicyTerms;
import org.plimsoll.decision.Strictness;
import org.plimsoll.engine.Manifest;
import org.plimsoll.engine.Manifest.Parameter;
import org.plimsoll.engine.Manifest.Source;
import org.plimsoll.policy.ScenarioSet;

/** Compares what two manifests come to: a setting that is left out counts with its default. */
final class ManifestComparison {
    private ManifestComparison() {}

    static List<ValueChange> settings(Manifest before, Manifest after) {
        return values(settings(before), settings(after));
    }

    /** The values that differ between two maps, in their order. */
    static List<ValueChange> values(Map<String, String> before, Map<String, String> after) {
        List<ValueChange> changes = new ArrayList<>();
        Map<String, String> all = new LinkedHashMap<>(before);
        after.forEach(all::putIfAbsent);
        all.keySet().forEach(path -> {
            if (!Objects.equals(before.get(path), after.get(path))) {
                changes.add(new ValueChange(path, before.get(path), after.get(path)));
            }
        });
        return changes;
    }

    private static Map<String, String> settings(Manifest manifest) {
        PolicyTerms terms = manifest.terms();
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("name", manifest.name());
        settings.put("title", manifest.title());
        if (manifest.description() != null) {
            settings.put("description", manifest.description());
        }
        if (manifest.vintage() != null) {
            settings.put("vintage", manifest.vintage());
        }
        settings.put("package", manifest.packageName());
        if (manifest.base() != null) {
            settings.put(
                    "extends", manifest.base().ruleSet() + " " + manifest.base().content());
        }
        manifest.withdrawals()
                .forEach(withdrawal -> settings.put(
                        "withdraws." + withdrawal.rule(),
                        withdrawal.source() == null ? "withdrawn" : withdrawal.source()));
        settings.put("baseCurrency", terms.baseCurrency() == null ? "any" : terms.baseCurrency());
        settings.put("rounding.scale", Integer.toString(terms.rounding().scale()));
        settings.put("rounding.requirement", word(terms.rounding().requirement()));
        settings.put("rounding.collateral", word(terms.rounding().collateral()));
        settings.put("rounding.priceScale", Integer.toString(terms.rounding().priceScale()));
        settings.put("uncovered.position", word(terms.uncoveredPosition()));
        settings.put("uncovered.collateral", word(terms.uncoveredCollateral()));
        settings.put("price.missingCollateral", word(terms.missingCollateralPrice()));
        settings.put(
                "price.staleAfter",
                terms.staleAfter() == null ? "never" : terms.staleAfter().toString());
        settings.put("price.stale", word(terms.stalePrice()));
        settings.put("liquidity.shareOfDailyVolume", plain(terms.shareOfDailyVolume()));
        settings.put("overlappingRequirements", word(terms.overlappingRequirements()));
        settings.put("contradictoryActions", word(terms.contradictoryActions()));
        settings.put("gates.casesPass", Boolean.toString(manifest.gates().casesPass()));
        settings.put("gates.minimumCoverage", plain(manifest.gates().minimumCoverage()));
        settings.put("gates.approvals", Integer.toString(manifest.gates().approvals()));
        scenarios(terms, settings);
        settings.put(
                "gates.worstFinding", manifest.gates().worstFinding().name().toLowerCase(Locale.ROOT));
        sources(manifest, settings);
        return settings;
    }

    private static void scenarios(PolicyTerms terms, Map<String, String> settings) {
        new TreeMap<>(terms.scenarioSets())
                .forEach((name, versions) -> versions.forEach((day, set) -> {
                    String path = "scenarios." + name + (day.equals(LocalDate.MIN) ? "" : " from " + day);
                    settings.put(path + ".price", set.priceMove().name().toLowerCase(Locale.ROOT));
                    settings.put(
                            path + ".volatility", set.volatilityMove().name().toLowerCase(Locale.ROOT));
                    if (set.damping() != null) {
                        settings.put(
                                path + ".damping",
                                "days " + plain(set.damping().days()) + ", fewest "
                                        + plain(set.damping().fewestDays()) + ", powers "
                                        + plain(set.damping().shortPower()) + " and "
                                        + plain(set.damping().longPower()) + ", at least "
                                        + plain(set.damping().leastUp()));
                    }
                    for (int i = 0; i < set.scenarios().size(); i++) {
                        ScenarioSet.Scenario scenario = set.scenarios().get(i);
                        settings.put(
                                path + ".moves." + (i + 1),
                                "price " + plain(scenario.price()) + ", volatility " + plain(scenario.volatility())
                                        + ", weight " + plain(scenario.weight()));
                    }
                }));
    }

    private static void sources(Manifest manifest, Map<String, String> settings) {
        Map<String, Integer> counts = new HashMap<>();
        for (Source source : manifest.sources()) {
            int count = counts.merge(source.title(), 1, Integer::sum);
            List<String> said = new ArrayList<>();
            if (source.reference() != null) {
                said.add(source.reference());
            }
            if (source.url() != null) {
                said.add(source.url());
            }
            String path = "sources." + source.title() + (count == 1 ? "" : " #" + count);
            settings.put(path, said.isEmpty() ? "stated" : String.join(", ", said));
        }
    }

    static List<ParameterChange> parameters(Manifest before, Manifest after) {
        Map<String, Parameter> olds = byName(before);
        Map<String, Parameter> news = byName(after);
        TreeSet<String> names = new TreeSet<>(olds.keySet());
        names.addAll(news.keySet());
        List<ParameterChange> changes = new ArrayList<>();
        names.forEach(name -> parameter(name, olds.get(name), news.get(name), changes));
        return changes;
    }

    private static Map<String, Parameter> byName(Manifest manifest) {
        Map<String, Parameter> byName = new TreeMap<>();
        manifest.parameters().forEach(parameter -> byName.put(parameter.name(), parameter));
        return byName;
    }

    private static void parameter(
            String name, @Nullable Parameter before, @Nullable Parameter after, List<ParameterChange> changes) {
        Map<LocalDate, BigDecimal> olds = before == null ? Map.of() : before.values();
        Map<LocalDate, BigDecimal> news = after == null ? Map.of() : after.values();
        String oldSource = before == null ? null : before.source();
        String newSource = after == null ? null : after.source();
        TreeSet<LocalDate> days = new TreeSet<>(olds.keySet());
        days.addAll(news.keySet());
        int found = changes.size();
        for (LocalDate day : days) {
            BigDecimal oldValue = olds.get(day);
            BigDecimal newValue = news.get(day);
            if (oldValue == null || newValue == null || oldValue.compareTo(newValue) != 0) {
                changes.add(new ParameterChange(
                        oldValue == null ? Kind.ADDED : newValue == null ? Kind.REMOVED : Kind.CHANGED,
                        name,
                        day.equals(LocalDate.MIN) ? null : day.toString(),
                        plainIfAny(oldValue),
                        plainIfAny(newValue),
                        oldSource,
                        newSource));
            }
        }
        if (changes.size() == found && before != null && after != null && !Objects.equals(oldSource, newSource)) {
            changes.add(new ParameterChange(Kind.CHANGED, name, null, null, null, oldSource, newSource));
        }
    }

    private static @Nullable String plainIfAny(@Nullable BigDecimal value) {
        return value == null ? null : value.toPlainString();
    }

    /** A figure whose trailing zeros mean nothing. */
    private static String plain(BigDecimal value) {
        return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
    }

    private static String word(Strictness strictness) {
        return switch (strictness) {
            case REFUSE -> "refuse";
            case WARN -> "warn";
        };
    }

    private static String word(RoundingMode mode) {
        return switch (mode) {
            case CEILING -> "up";
            case FLOOR -> "down";
            case HALF_EVEN -> "half-even";
            case HALF_UP -> "half-up";
            case UP, DOWN, HALF_DOWN, UNNECESSARY -> mode.name();
        };
    }
}
