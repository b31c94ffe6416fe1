package org.plimsoll.engine;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.plimsoll.decision.PolicyTerms;
import org.plimsoll.engine.Manifest.Base;
import org.plimsoll.engine.Manifest.Gates;
import org.plimsoll.engine.Manifest.Parameter;
import org.plimsoll.engine.Manifest.Withdrawal;

/** Reads what a manifest says of the rule set it extends, and holds the files that are there of it to that. */
final class ExtensionReader {
    private static final String EXTENDS = "extends";
    private static final Pattern RULE_SET = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");
    private static final Pattern CONTENT = Pattern.compile("sha256:[0-9a-f]{64}");
    private static final int LONGEST_NAME = 64;

    private final RuleSetFiles files;
    private final YamlSection root;
    private final List<Diagnostic> found;

    /** @param files the rule set whose manifest is read, with the files of its base */
    ExtensionReader(RuleSetFiles files, YamlSection root, List<Diagnostic> found) {
        this.files = files;
        this.root = root;
        this.found = found;
    }

    /** Which files a manifest extends; empty when none, or when it says so wrongly. */
    static Optional<Base> base(YamlSection root) {
        return root.section("extends").flatMap(section -> {
            section.require("ruleSet");
            section.require("content");
            Optional<String> ruleSet = section.value("ruleSet", ExtensionReader::ruleSet);
            Optional<String> content = section.value("content", ExtensionReader::hash);
            section.finish();
            return ruleSet.flatMap(name -> content.map(hash -> new Base(name, hash)));
        });
    }

    private static String ruleSet(String text) {
        if (text.length() > LONGEST_NAME || !RULE_SET.matcher(text).matches()) {
            throw new IllegalArgumentException("must be the name of a rule set such as eu-collateral-haircuts.");
        }
        return text;
    }

    private static String hash(String text) {
        if (!CONTENT.matcher(text).matches()) {
            throw new IllegalArgumentException("must be `sha256:` and the 64 hexadecimal digits of a content hash.");
        }
        return text.substring("sha256:".length());
    }

    /** The rules of the base that the manifest withdraws. */
    List<Withdrawal> withdrawals() {
        List<Withdrawal> withdrawals = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (YamlSection section : root.sections("withdraws")) {
            String rule = section.requiredText("rule");
            if (!rule.isEmpty() && !names.add(rule)) {
                section.reportValue("rule", "MANIFEST_DUPLICATE_KEY", "The rule `" + rule + "` is withdrawn twice.");
            }
            withdrawals.add(new Withdrawal(rule, section.text("source").orElse(null), section.line()));
            section.finish();
        }
        if (!withdrawals.isEmpty() && !root.has(EXTENDS)) {
            root.reportValue(
                    "withdraws",
                    "MANIFEST_BAD_VALUE",
                    "Only rules of a rule set that is extended can be withdrawn; say which one with `extends`.");
        }
        return withdrawals;
    }

    /** What the base states, if its files are those that are meant. */
    Optional<Manifest> inherited(Base base) {
        if (base.ruleSet().equals(files.name())) {
            return refused("EXTENDS_ITSELF", "A rule set cannot extend itself; it needs a name of its own.");
        }
        RuleSetFiles own = BaseFiles.of(files, base.ruleSet());
        if (own.files().isEmpty()) {
            return refused(
                    "EXTENDS_MISSING",
                    "The files of `" + base.ruleSet() + "` with the content " + base.content()
                            + " are not there. The command line takes them from the folder `" + base.ruleSet()
                            + "` beside this one, or from the one that --base names; a server from an approved version"
                            + " that has exactly this content, so bring that there first.");
        }
        String hash = own.contentHash();
        if (!hash.equals(base.contentHash())) {
            return refused(
                    "EXTENDS_DIFFERS",
                    "The files of `" + base.ruleSet() + "` have the content sha256:" + hash + ", not the one that is"
                            + " extended. If it has a new version, compare the two and state its content here; if files"
                            + " under " + BaseFiles.path(base.ruleSet(), "") + " were edited, put them back, and say"
                            + " what is to be otherwise in files of your own.");
        }
        byte[] manifest = own.files().get(Manifest.FILE);
        String file = BaseFiles.path(base.ruleSet(), Manifest.FILE);
        if (manifest == null) {
            return refused("EXTENDS_MISSING", "`" + base.ruleSet() + "` has no " + Manifest.FILE + ".");
        }
        Optional<String> text = RuleSetIntake.text(file, manifest, found);
        if (text.filter(stated -> ManifestReader.stated(stated) != null).isPresent()) {
            return refused(
                    "EXTENDS_NESTED",
                    "`" + base.ruleSet() + "` extends another rule set itself; extend that one, and repeat here what is"
                            + " needed of this.");
        }
        return text.flatMap(stated -> ManifestReader.read(own, file, stated, found));
    }

    private Optional<Manifest> refused(String code, String message) {
        root.reportValue(EXTENDS, code, message);
        return Optional.empty();
    }

    /** The parameters of the base with those of the overlay in their place, or behind them. */
    static List<Parameter> replaced(List<Parameter> inherited, List<Parameter> own) {
        Map<String, Parameter> byName = new LinkedHashMap<>();
        inherited.forEach(parameter -> byName.put(parameter.name(), parameter));
        own.forEach(parameter -> byName.put(parameter.name(), parameter));
        return List.copyOf(byName.values());
    }

    /** What an overlay may not state otherwise than its base. */
    void check(Manifest inherited, String packageName, PolicyTerms terms, Gates gates) {
        if (!packageName.equals(inherited.packageName())) {
            root.reportValue(
                    "package",
                    "EXTENDS_OTHER_PACKAGE",
                    "The rules of `" + inherited.name() + "` are in the package `" + inherited.packageName()
                            + "`, and those that extend it must be; leave `package` out.");
        }
        String currency = inherited.terms().baseCurrency();
        if (currency != null && !currency.equals(terms.baseCurrency())) {
            root.reportValue(
                    "baseCurrency",
                    "EXTENDS_OTHER_CURRENCY",
                    "The amounts of `" + inherited.name() + "` are in " + currency + "; leave `baseCurrency` out.");
        }
        Gates asked = inherited.gates();
        lowered("casesPass", asked.casesPass() && !gates.casesPass(), "true");
        BigDecimal coverage = asked.minimumCoverage();
        lowered("minimumCoverage", gates.minimumCoverage().compareTo(coverage) < 0, coverage.toPlainString());
        lowered("approvals", gates.approvals() < asked.approvals(), Integer.toString(asked.approvals()));
        lowered(
                "worstFinding",
                gates.worstFinding().compareTo(asked.worstFinding()) > 0,
                asked.worstFinding().name().toLowerCase(java.util.Locale.ROOT));
    }

    private void lowered(String gate, boolean isLower, String asked) {
        if (isLower) {
            root.reportValue(
                    "gates",
                    "GATE_LOWERED",
                    "The rule set that is extended asks for `" + gate + ": " + asked
                            + "`; a gate can be made stricter than that, not lower.");
        }
    }
}
