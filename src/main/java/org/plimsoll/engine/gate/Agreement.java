package org.plimsoll.engine.gate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.drools.drl.ast.descr.PackageDescr;
import org.drools.drl.ast.descr.RuleDescr;
import org.drools.drl.parser.DrlParser;
import org.drools.drl.parser.DroolsParserException;
import org.jspecify.annotations.Nullable;
import org.kie.internal.builder.conf.LanguageLevelOption;
import org.plimsoll.engine.gate.ParsedFile.ParsedRule;

/**
 * Makes sure that what the gate has checked is what Drools will compile: both read the admitted text, and must read the
 * same. Drools' parsers skip what they do not understand more often than one would think; here, nothing is skipped.
 */
final class Agreement {
    private final String text;
    private final Findings findings;
    private int line;

    /** On a text with its numbers in their final form, not yet escaped. */
    Agreement(String text, Findings findings) {
        this.text = text;
        this.findings = findings;
    }

    void check() {
        Findings beyondLimits = findings.ofForm(text);
        ParsedFile own = FileParser.parse(Scanner.scan(text).tokens(), beyondLimits, new ArrayList<>());
        if (!beyondLimits.isEmpty()) {
            // The brackets that ExactForms puts in count like any others.
            findings.addAll(beyondLimits);
            return;
        }
        PackageDescr drools = read();
        if (drools == null && line > 0) {
            throw disagreement(findings.ofForm(text).start(line));
        }
        if (drools == null || !hasRulesOnly(drools)) {
            throw disagreement(0);
        }
        List<RuleDescr> rules = drools.getRules();
        if (!own.packageName().equals(drools.getName())
                || rules.size() != own.rules().size()
                || drools.getImports().size() + drools.getFunctionImports().size()
                        != own.imports().size()) {
            throw disagreement(0);
        }
        for (int i = 0; i < rules.size(); i++) {
            ParsedRule rule = own.rules().get(i);
            Findings.mustStillBeWaitedFor();
            if (!OwnReading.of(rule).equals(reading(rules.get(i)))) {
                findings.in(rule.name());
                findings.add(disagreement(rule.start()));
            }
        }
        findings.in(null);
    }

    private static Refused disagreement(int offset) {
        return new Refused(GateCode.PARSERS_DISAGREE, offset, "Drools would read this differently.");
    }

    private static boolean hasRulesOnly(PackageDescr descr) {
        return descr.getFunctions().isEmpty()
                && descr.getTypeDeclarations().isEmpty()
                && descr.getEnumDeclarations().isEmpty()
                && descr.getEntryPointDeclarations().isEmpty()
                && descr.getWindowDeclarations().isEmpty()
                && descr.getGlobals().isEmpty()
                && descr.getAccumulateImports().isEmpty()
                && descr.getAttributes().stream()
                        .allMatch(attribute -> attribute.getName().equals("dialect"));
    }

    private @Nullable PackageDescr read() {
        DrlParser parser = new DrlParser(LanguageLevelOption.DRL6);
        try {
            PackageDescr descr = parser.parse(false, Ascii.escaped(text));
            if (parser.hasErrors()) {
                line = Arrays.stream(parser.getErrors().get(0).getLines())
                        .findFirst()
                        .orElse(0);
                return null;
            }
            return descr;
        } catch (DroolsParserException | RuntimeException e) {
            return null;
        }
    }

    /** What Drools makes of a rule; empty when its parsers fail. */
    private static String reading(RuleDescr rule) {
        try {
            return DroolsReading.of(rule);
        } catch (RuntimeException e) {
            return "";
        }
    }
}
