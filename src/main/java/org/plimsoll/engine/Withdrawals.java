package org.plimsoll.engine;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.plimsoll.engine.Manifest.Withdrawal;
import org.plimsoll.engine.gate.ParsedFile.ParsedRule;
import org.plimsoll.engine.gate.RuleReader;

/**
 * Takes the rules that an overlay withdraws out of the files of its base. They are blanked before the gate sees the text:
 * what it admits is what is compiled.
 */
final class Withdrawals {
    private Withdrawals() {}

    /**
     * The texts of the base without what is withdrawn, every line where it was.
     *
     * @param diagnostics where to add that what is withdrawn is not there
     */
    static List<RuleText> applied(Manifest manifest, List<RuleText> base, List<Diagnostic> diagnostics) {
        if (manifest.withdrawals().isEmpty()) {
            return base;
        }
        Set<String> withdrawn = new HashSet<>();
        manifest.withdrawals().forEach(withdrawal -> withdrawn.add(withdrawal.rule()));
        Set<String> names = new TreeSet<>();
        List<RuleText> texts = new ArrayList<>();
        for (RuleText text : base) {
            List<ParsedRule> rules = rules(text);
            rules.forEach(rule -> names.add(rule.name()));
            texts.add(blanked(
                    text,
                    rules.stream()
                            .filter(rule -> withdrawn.contains(rule.name()))
                            .toList()));
        }
        for (Withdrawal withdrawal : manifest.withdrawals()) {
            if (!names.contains(withdrawal.rule())) {
                diagnostics.add(Diagnostic.error(
                        "WITHDRAWN_RULE_UNKNOWN",
                        "The rule set that is extended has no rule `" + withdrawal.rule() + "`"
                                + Vocabulary.didYouMean(withdrawal.rule(), names),
                        Manifest.FILE,
                        withdrawal.line(),
                        1,
                        null));
            }
        }
        return texts;
    }

    /** The rules as the gate reads them; none of a file that it will refuse for its syntax. */
    private static List<ParsedRule> rules(RuleText text) {
        try {
            return RuleReader.read(text.file(), text.drl()).rules();
        } catch (IllegalArgumentException e) {
            return List.of();
        }
    }

    private static RuleText blanked(RuleText text, List<ParsedRule> rules) {
        StringBuilder drl = new StringBuilder(text.drl());
        for (ParsedRule rule : rules) {
            for (int i = rule.start(); i < rule.end(); i++) {
                if (drl.charAt(i) != '\n') {
                    drl.setCharAt(i, ' ');
                }
            }
        }
        return new RuleText(text.file(), drl.toString(), text.places());
    }
}
