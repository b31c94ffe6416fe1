package org.plimsoll.engine;

import java.io.StringReader;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.plimsoll.decision.PolicyTerms;
import org.plimsoll.decision.PolicyTerms.Rounding;
import org.plimsoll.decision.Strictness;
import org.plimsoll.engine.Manifest.Base;
import org.plimsoll.engine.Manifest.Gates;
import org.plimsoll.engine.Manifest.Parameter;
import org.plimsoll.engine.Manifest.Source;
import org.plimsoll.engine.Manifest.Withdrawal;
import org.plimsoll.engine.Manifest.WorstFinding;
import org.plimsoll.policy.ScenarioSet;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;

/** Reads {@code ruleset.yaml}. */
final class ManifestReader {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");
    private static final Pattern PACKAGE = Pattern.compile("[a-z][a-z0-9]{0,59}");
    private static final Pattern CURRENCY = Pattern.compile("[A-Z][A-Z0-9]{1,9}");
    private static final Pattern PARAMETER = Pattern.compile("[A-Za-z][A-Za-z0-9_.-]{0,79}");
    private static final int MOST_NESTING = 20;
    private static final int MOST_DECIMALS = 18;
    private static final int LONGEST_WORD = 400;
    private static final int MOST_PARAMETERS = 5_000;
    private static final int MOST_DIAGNOSTICS = 200;
    private static final Map<String, RoundingMode> ROUNDING = choices(
            "up", RoundingMode.CEILING,
            "down", RoundingMode.FLOOR,
            "half-even", RoundingMode.HALF_EVEN,
            "half-up", RoundingMode.HALF_UP);
    private static final Map<String, Strictness> STRICTNESS =
            choices("refuse", Strictness.REFUSE, "warn", Strictness.WARN);
    private static final Map<String, WorstFinding> WORST_FINDING =
            choices("none", WorstFinding.NONE, "info", WorstFinding.INFO, "warning", WorstFinding.WARNING);
    private static final Map<String, Boolean> FLAG = choices("true", true, "false", false);

    private final RuleSetFiles files;
    private final String file;
    private @Nullable Manifest inherited;

    private ManifestReader(RuleSetFiles files, String file) {
        this.files = files;
        this.file = file;
    }

    /**
     * Reads the manifest of a rule set.
     *
     * @param files the rule set, with the files of the one that it extends, if it extends one
     * @param text its manifest
     * @param diagnostics where to add what is wrong
     * @return what it says; empty when anything is wrong
     */
    static Optional<Manifest> read(RuleSetFiles files, String text, List<Diagnostic> diagnostics) {
        return read(files, Manifest.FILE, text, diagnostics);
    }

    /**
     * The same of one that is somewhere else.
     *
     * @param file path of the manifest, as diagnostics name it
     */
    static Optional<Manifest> read(RuleSetFiles files, String file, String text, List<Diagnostic> diagnostics) {
        List<Diagnostic> found = new ArrayList<>();
        Optional<Manifest> manifest =
                compose(file, text, found).map(root -> new ManifestReader(files, file).manifest(root, found));
        diagnostics.addAll(found.subList(0, Math.min(found.size(), MOST_DIAGNOSTICS)));
        return found.isEmpty() ? manifest : Optional.empty();
    }

    /** What a manifest says it extends, whatever else may be wrong with it; null when nothing that can be understood. */
    static Manifest.@Nullable Base stated(String text) {
        List<Diagnostic> ignored = new ArrayList<>();
        return compose(Manifest.FILE, text, ignored)
                .flatMap(root -> ExtensionReader.base(new YamlSection(Manifest.FILE, root, ignored)))
                .orElse(null);
    }

    private static Optional<Node> compose(String file, String text, List<Diagnostic> found) {
        LoaderOptions options = new LoaderOptions();
        options.setMaxAliasesForCollections(0);
        options.setNestingDepthLimit(MOST_NESTING);
        options.setAllowRecursiveKeys(false);
        int line = 1;
        int column = 1;
        String message = "The manifest is empty.";
        try {
            Node root = new Yaml(options).compose(new StringReader(text));
            if (root != null) {
                return Optional.of(root);
            }
        } catch (MarkedYAMLException e) {
            if (e.getProblemMark() != null) {
                line = e.getProblemMark().getLine() + 1;
                column = e.getProblemMark().getColumn() + 1;
            }
            message = "This is not well-formed YAML: " + e.getProblem() + ".";
        } catch (YAMLException e) {
            message = "This is not well-formed YAML: " + e.getMessage();
        } catch (RuntimeException e) {
            // The YAML library fails with whatever comes on a few texts, such as "\\UFFFFFFFF".
            message = "This is not well-formed YAML.";
        }
        found.add(Diagnostic.error("MANIFEST_SYNTAX", message, file, line, column, null));
        return Optional.empty();
    }

    private Manifest manifest(Node node, List<Diagnostic> found) {
        YamlSection root = new YamlSection(file, node, found);
        ExtensionReader extension = new ExtensionReader(files, root, found);
        Base base = ExtensionReader.base(root).orElse(null);
        inherited = base == null ? null : extension.inherited(base).orElse(null);
        List<Withdrawal> withdrawals = extension.withdrawals();
        String name = root.requiredText("name");
        if (!name.isEmpty()
                && (name.length() > LONGEST_WORD || !NAME.matcher(name).matches())) {
            root.reportValue("name", "MANIFEST_BAD_VALUE", "`name` must be lower-case words joined by hyphens.");
        } else if (!name.isEmpty() && !name.equals(files.name())) {
            root.reportValue(
                    "name",
                    "MANIFEST_NAME_DIFFERS",
                    "`name` is `" + name + "`, but the rule set's folder is `" + files.name()
                            + "`; they must be the same.");
        }
        String title = root.requiredText("title");
        String description = root.text("description").orElse(null);
        String vintage = root.text("vintage").orElse(null);
        if (base == null) {
            root.require("package");
            root.require("baseCurrency");
        }
        String packageName = root.value("package", ManifestReader::packageName)
                .orElse(inherited == null ? "" : inherited.packageName());
        List<Parameter> parameters = parameters(root);
        List<Source> sources = new ArrayList<>(
                root.sections("sources").stream().map(this::source).toList());
        if (inherited != null) {
            parameters = ExtensionReader.replaced(inherited.parameters(), parameters);
            sources.addAll(0, inherited.sources());
        }
        PolicyTerms terms = terms(root, parameters);
        Gates gates = gates(root);
        if (inherited != null) {
            extension.check(inherited, packageName, terms, gates);
        }
        root.finish();
        return new Manifest(
                name, title, description, vintage, packageName, base, withdrawals, terms, parameters, gates, sources);
    }

    private PolicyTerms terms(YamlSection root, List<Parameter> parameters) {
        PolicyTerms otherwise = inherited == null ? PolicyTerms.STRICT : inherited.terms();
        String baseCurrency = root.value("baseCurrency", ManifestReader::currency)
                .map(currency -> currency.equals("any") ? null : currency)
                .orElse(root.has("baseCurrency") ? null : otherwise.baseCurrency());
        Rounding rounding = root.section("rounding")
                .map(section -> rounding(section, otherwise.rounding()))
                .orElse(otherwise.rounding());
        Optional<YamlSection> uncovered = root.section("uncovered");
        Strictness uncoveredPosition = uncovered
                .map(at -> strictness(at, "position", otherwise.uncoveredPosition()))
                .orElse(otherwise.uncoveredPosition());
        Strictness uncoveredCollateral = uncovered
                .map(at -> strictness(at, "collateral", otherwise.uncoveredCollateral()))
                .orElse(otherwise.uncoveredCollateral());
        uncovered.ifPresent(YamlSection::finish);
        Optional<YamlSection> price = root.section("price");
        Strictness missing = price.map(at -> strictness(at, "missingCollateral", otherwise.missingCollateralPrice()))
                .orElse(otherwise.missingCollateralPrice());
        Duration staleAfter =
                price.flatMap(at -> at.value("staleAfter", ManifestReader::age)).orElse(otherwise.staleAfter());
        Strictness stale =
                price.map(at -> strictness(at, "stale", otherwise.stalePrice())).orElse(otherwise.stalePrice());
        price.ifPresent(YamlSection::finish);
        BigDecimal share =
                root.section("liquidity").flatMap(this::shareOfDailyVolume).orElse(otherwise.shareOfDailyVolume());
        Map<String, NavigableMap<LocalDate, BigDecimal>> values = new LinkedHashMap<>();
        parameters.forEach(parameter -> values.put(parameter.name(), parameter.values()));
        Map<String, NavigableMap<LocalDate, ScenarioSet>> scenarioSets = new LinkedHashMap<>(otherwise.scenarioSets());
        scenarioSets.putAll(new ScenarioSetReader(ManifestReader::parameterName, ManifestReader::date).read(root));
        return new PolicyTerms(
                baseCurrency,
                rounding,
                uncoveredPosition,
                uncoveredCollateral,
                missing,
                staleAfter,
                stale,
                strictness(root, "overlappingRequirements", otherwise.overlappingRequirements()),
                strictness(root, "contradictoryActions", otherwise.contradictoryActions()),
                share,
                values,
                scenarioSets);
    }

    private Optional<BigDecimal> shareOfDailyVolume(YamlSection section) {
        Optional<BigDecimal> share = section.decimal("shareOfDailyVolume", BigDecimal.ZERO, BigDecimal.ONE);
        if (share.filter(value -> value.signum() == 0).isPresent()) {
            section.reportValue("shareOfDailyVolume", "MANIFEST_BAD_VALUE", "`shareOfDailyVolume` must be above zero.");
        }
        section.finish();
        return share;
    }

    private Rounding rounding(YamlSection section, Rounding otherwise) {
        Rounding rounding = new Rounding(
                section.integer("scale", 0, MOST_DECIMALS).orElse(otherwise.scale()),
                section.choice("requirement", ROUNDING).orElse(otherwise.requirement()),
                section.choice("collateral", ROUNDING).orElse(otherwise.collateral()),
                section.integer("priceScale", 0, MOST_DECIMALS).orElse(otherwise.priceScale()));
        section.finish();
        return rounding;
    }

    private Gates gates(YamlSection root) {
        Gates otherwise = inherited == null ? Gates.DEFAULT : inherited.gates();
        Optional<YamlSection> stated = root.section("gates");
        if (stated.isEmpty()) {
            return otherwise;
        }
        YamlSection section = stated.get();
        Gates gates = new Gates(
                section.choice("casesPass", FLAG).orElse(otherwise.casesPass()),
                section.decimal("minimumCoverage", BigDecimal.ZERO, BigDecimal.ONE)
                        .orElse(otherwise.minimumCoverage()),
                section.integer("approvals", 0, 10).orElse(otherwise.approvals()),
                section.choice("worstFinding", WORST_FINDING).orElse(otherwise.worstFinding()));
        section.finish();
        return gates;
    }

    private Source source(YamlSection section) {
        Source source = new Source(
                section.requiredText("title"),
                section.text("reference").orElse(null),
                section.value("url", ManifestReader::webAddress).orElse(null));
        section.finish();
        return source;
    }

    private List<Parameter> parameters(YamlSection root) {
        List<Parameter> parameters = new ArrayList<>();
        Set<String> names = new HashSet<>();
        List<YamlSection> sections = root.sections("parameters");
        if (sections.size() > MOST_PARAMETERS) {
            root.reportValue(
                    "parameters",
                    "MANIFEST_TOO_LARGE",
                    "There are " + sections.size() + " parameters; at most " + MOST_PARAMETERS + " are taken.");
            return List.of();
        }
        for (YamlSection section : sections) {
            section.require("name");
            String name = section.value("name", ManifestReader::parameterName).orElse("");
            if (!name.isEmpty() && !names.add(name)) {
                section.reportValue("name", "MANIFEST_DUPLICATE_KEY", "The parameter `" + name + "` is stated twice.");
            }
            parameters.add(
                    new Parameter(name, values(section), section.text("source").orElse(null)));
            section.finish();
        }
        return parameters;
    }

    private NavigableMap<LocalDate, BigDecimal> values(YamlSection section) {
        NavigableMap<LocalDate, BigDecimal> values = new TreeMap<>();
        Optional<BigDecimal> single = section.decimal("value", null, null);
        single.ifPresent(value -> values.put(LocalDate.MIN, value));
        if (section.has("value") == section.has("values")) {
            section.reportValue(
                    "name", "MANIFEST_BAD_VALUE", "A parameter has either a `value` or a list of dated `values`.");
        }
        for (YamlSection dated : section.sections("values")) {
            dated.require("from");
            dated.require("value");
            Optional<LocalDate> from = dated.value("from", ManifestReader::date);
            Optional<BigDecimal> value = dated.decimal("value", null, null);
            if (from.isPresent() && values.containsKey(from.get())) {
                dated.reportValue("from", "MANIFEST_DUPLICATE_KEY", "`" + from.get() + "` is stated twice.");
            }
            from.ifPresent(day -> value.ifPresent(amount -> values.put(day, amount)));
            dated.finish();
        }
        return values;
    }

    private Strictness strictness(YamlSection section, String key, Strictness otherwise) {
        return section.choice(key, STRICTNESS).orElse(otherwise);
    }

    private static String packageName(String text) {
        return matching(PACKAGE, text, "must be a lower-case word without dots and hyphens, such as eucollateral.");
    }

    private static String parameterName(String text) {
        return matching(PARAMETER, text, "must be a word of letters, digits, dots, hyphens and underscores.");
    }

    private static String currency(String text) {
        return text.equals("any") ? text : matching(CURRENCY, text, "must be `any` or a currency code such as EUR.");
    }

    private static String webAddress(String text) {
        return matching(Pattern.compile("https?://\\S+"), text, "must be a web address.");
    }

    private static Duration age(String text) {
        try {
            Duration age = Duration.parse(text);
            if (!age.isNegative()) {
                return age;
            }
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("must be a duration such as PT15M, not `" + text + "`.", e);
        }
        throw new IllegalArgumentException("must not be negative.");
    }

    private static LocalDate date(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("must be a date such as 2026-01-31, not `" + text + "`.", e);
        }
    }

    private static String matching(Pattern pattern, String text, String otherwise) {
        if (text.length() > LONGEST_WORD || !pattern.matcher(text).matches()) {
            throw new IllegalArgumentException(otherwise);
        }
        return text;
    }

    @SuppressWarnings("unchecked")
    private static <T> Map<String, T> choices(Object... namesAndValues) {
        Map<String, T> choices = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            choices.put((String) namesAndValues[i], (T) namesAndValues[i + 1]);
        }
        return choices;
    }
}
