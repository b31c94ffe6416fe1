package org.plimsoll.engine;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.plimsoll.policy.ScenarioSet;
import org.plimsoll.policy.ScenarioSet.Damping;
import org.plimsoll.policy.ScenarioSet.PriceMove;
import org.plimsoll.policy.ScenarioSet.Scenario;
import org.plimsoll.policy.ScenarioSet.VolatilityMove;

/** Reads the scenario sets of a manifest. */
final class ScenarioSetReader {
    private static final int MOST_SETS = 500;
    private static final int MOST_VERSIONS = 1_000;
    private static final int MOST_SCENARIOS = 200;
    private static final BigDecimal ALL = BigDecimal.ONE.negate();
    private static final BigDecimal MOST_MOVE = BigDecimal.valueOf(1_000);
    private static final Map<String, PriceMove> PRICE_MOVES =
            new TreeMap<>(Map.of("relative", PriceMove.RELATIVE, "range", PriceMove.RANGE));
    private static final Map<String, VolatilityMove> VOLATILITY_MOVES = volatilityMoves();

    private final Function<String, String> name;
    private final Function<String, LocalDate> date;

    /**
     * A reader.
     *
     * @param name reads a set's name
     * @param date reads a day
     */
    ScenarioSetReader(Function<String, String> name, Function<String, LocalDate> date) {
        this.name = name;
        this.date = date;
    }

    private static Map<String, VolatilityMove> volatilityMoves() {
        Map<String, VolatilityMove> moves = new LinkedHashMap<>();
        moves.put("relative", VolatilityMove.RELATIVE);
        moves.put("absolute", VolatilityMove.ABSOLUTE);
        moves.put("range", VolatilityMove.RANGE);
        moves.put("damped", VolatilityMove.DAMPED);
        return moves;
    }

    /** The sets by name, each from the day it applies; one without a day applies from the beginning. */
    Map<String, NavigableMap<LocalDate, ScenarioSet>> read(YamlSection root) {
        Map<String, NavigableMap<LocalDate, ScenarioSet>> sets = new LinkedHashMap<>();
        List<YamlSection> sections = root.sections("scenarios");
        if (sections.size() > MOST_SETS) {
            root.reportValue(
                    "scenarios",
                    "MANIFEST_TOO_LARGE",
                    "There are " + sections.size() + " scenario sets; at most " + MOST_SETS + " are taken.");
            return sets;
        }
        for (YamlSection section : sections) {
            section.require("name");
            String called = section.value("name", name).orElse("");
            if (sets.containsKey(called)) {
                section.reportValue(
                        "name", "MANIFEST_DUPLICATE_KEY", "The scenario set `" + called + "` is stated twice.");
            }
            sets.put(called, versions(section));
            section.text("source");
            section.finish();
        }
        return sets;
    }

    private NavigableMap<LocalDate, ScenarioSet> versions(YamlSection section) {
        PriceMove price = section.choice("price", PRICE_MOVES).orElse(PriceMove.RELATIVE);
        VolatilityMove volatility =
                section.choice("volatility", VOLATILITY_MOVES).orElse(VolatilityMove.RELATIVE);
        Damping damping =
                section.section("damping").map(ScenarioSetReader::damping).orElse(null);
        boolean agree = (damping != null) == (volatility == VolatilityMove.DAMPED);
        if (!agree) {
            section.reportValue(
                    "volatility",
                    "MANIFEST_BAD_VALUE",
                    "A scenario set states `damping` when its `volatility` is `damped`, and only then.");
        }
        Function<YamlSection, ScenarioSet> made = at -> agree
                ? new ScenarioSet(price, volatility, damping, moves(at, price))
                : new ScenarioSet(price, VolatilityMove.RELATIVE, null, moves(at, price));
        NavigableMap<LocalDate, ScenarioSet> versions = new TreeMap<>();
        if (section.has("moves") == section.has("versions")) {
            section.reportValue(
                    "name", "MANIFEST_BAD_VALUE", "A scenario set has either `moves` or a list of dated `versions`.");
        }
        if (section.has("moves")) {
            versions.put(LocalDate.MIN, made.apply(section));
        }
        List<YamlSection> dated = section.sections("versions");
        if (dated.size() > MOST_VERSIONS) {
            section.reportValue(
                    "versions", "MANIFEST_TOO_LARGE", "At most " + MOST_VERSIONS + " versions of a set are taken.");
            return versions;
        }
        for (YamlSection version : dated) {
            version.require("from");
            version.require("moves");
            Optional<LocalDate> from = version.value("from", date);
            if (from.isPresent() && versions.containsKey(from.get())) {
                version.reportValue("from", "MANIFEST_DUPLICATE_KEY", "`" + from.get() + "` is stated twice.");
            }
            ScenarioSet set = made.apply(version);
            from.ifPresent(day -> versions.put(day, set));
            version.finish();
        }
        return versions;
    }

    private static Damping damping(YamlSection section) {
        BigDecimal days = required(section, "days", BigDecimal.ONE);
        BigDecimal fewest = required(section, "fewestDays", BigDecimal.ONE);
        BigDecimal shortPower = required(section, "shortPower", BigDecimal.ZERO);
        BigDecimal longPower = required(section, "longPower", BigDecimal.ZERO);
        BigDecimal leastUp =
                section.decimal("leastUp", BigDecimal.ZERO, MOST_MOVE).orElse(BigDecimal.ZERO);
        section.finish();
        return new Damping(days, fewest, shortPower, longPower, leastUp);
    }

    private static BigDecimal required(YamlSection section, String key, BigDecimal least) {
        section.require(key);
        return section.decimal(key, least, MOST_MOVE).orElse(BigDecimal.ONE);
    }

    private static List<Scenario> moves(YamlSection section, PriceMove priceMove) {
        List<YamlSection> sections = section.sections("moves");
        if (sections.isEmpty() || sections.size() > MOST_SCENARIOS) {
            section.reportValue(
                    "moves", "MANIFEST_BAD_VALUE", "A scenario set has 1 to " + MOST_SCENARIOS + " `moves`.");
            return List.of();
        }
        BigDecimal lowest = priceMove == PriceMove.RELATIVE ? ALL : MOST_MOVE.negate();
        List<Scenario> scenarios = new ArrayList<>(sections.size());
        for (YamlSection move : sections) {
            move.require("price");
            scenarios.add(new Scenario(
                    move.decimal("price", lowest, MOST_MOVE).orElse(BigDecimal.ZERO),
                    move.decimal("volatility", MOST_MOVE.negate(), MOST_MOVE).orElse(BigDecimal.ZERO),
                    move.decimal("weight", BigDecimal.ZERO, BigDecimal.ONE).orElse(BigDecimal.ONE)));
            move.finish();
        }
        return scenarios;
    }
}
