package org.plimsoll.wire;

import static org.plimsoll.wire.Markdown.text;

import java.util.List;
import org.plimsoll.decision.Decision;
import org.plimsoll.decision.ExplanationNode;
import org.plimsoll.decision.ExplanationNode.Counts;
import org.plimsoll.decision.ExplanationNode.Kind;
import org.plimsoll.decision.WhyNot;
import org.plimsoll.engine.Manifest;
import org.plimsoll.engine.why.ExplainedDecision;

/**
 * Writes an explanation as a letter in Markdown, to be sent to whoever the decision is about: what was decided and under which
 * rules, how each amount comes about, what each rule read, and how to dispute it.
 */
public final class ExplanationLetter {
    private static final String INDENT = "&emsp;";

    private final ExplainedDecision explained;
    private final Decision decision;
    private final LetterRules rules;
    private final StringBuilder letter = new StringBuilder(8_000);

    private ExplanationLetter(ExplainedDecision explained) {
        this.explained = explained;
        this.decision = explained.decision();
        this.rules = new LetterRules(explained);
    }

    /**
     * The letter. The same decision and questions give the same text.
     *
     * @param whyNot answers to what was asked besides
     */
    public static String write(DecisionSeal seal, ExplainedDecision explained, List<WhyNot> whyNot) {
        ExplanationLetter letter = new ExplanationLetter(explained);
        letter.head(seal);
        ExplanationNode why = explained.why();
        letter.decided(why);
        letter.sums(why);
        whyNot.forEach(letter::answer);
        letter.rules.writeTo(letter.letter);
        letter.warnings();
        letter.sources();
        letter.dispute(seal);
        return letter.letter.toString();
    }

    private void head(DecisionSeal seal) {
        paragraph("# Decision on account " + text(decision.account()));
        paragraph("Portfolio " + text(decision.portfolio()) + " was evaluated as of " + decision.evaluatedAt()
                + " under the rule set \"" + text(explained.manifest().title()) + "\". Amounts are in "
                + text(decision.baseCurrency()) + ".");
        letter.append("| | |\n|---|---|\n");
        row("decision", seal.decisionId() == null ? "not recorded" : "`" + seal.decisionId() + "`");
        row("status", text(decision.status()));
        row(
                "rule set",
                text(decision.ruleSet().name())
                        + (decision.ruleSet().version() == 0
                                ? ", files that are no stored version"
                                : ", version " + decision.ruleSet().version()));
        row("content hash of the rule set", "`" + decision.ruleSet().contentHash() + "`");
        row("SHA-256 of the request", "`" + seal.requestSha256() + "`");
        if (seal.sharedSha256() != null) {
            row("SHA-256 of the first line of its batch", "`" + seal.sharedSha256() + "`");
        }
        row("SHA-256 of the result", "`" + seal.resultSha256() + "`");
        letter.append('\n');
    }

    private void decided(ExplanationNode why) {
        paragraph("## What was decided");
        if (decision.actions().isEmpty()) {
            paragraph("Nothing is required.");
        }
        for (ExplanationNode line : why.children()) {
            if (line.kind() == Kind.ACTION || line.kind() == Kind.REPLACED) {
                letter.append("- ")
                        .append(text(line.title()))
                        .append(rules.mark(line))
                        .append('\n');
            }
        }
        if (!decision.actions().isEmpty()) {
            letter.append('\n');
        }
    }

    private void sums(ExplanationNode why) {
        paragraph("## How the amounts come about");
        paragraph(
                "A line with a sign counts in the line above it that stands further left, and such lines add up to it. A number"
                        + " in brackets is that of the rule that said so, below.");
        for (ExplanationNode line : why.children()) {
            if (!line.children().isEmpty()) {
                letter.append("| line | | ")
                        .append(text(decision.baseCurrency()))
                        .append(" | rule |\n");
                letter.append("|---|---|---:|---|\n");
                table(line, 0);
                letter.append('\n');
            }
        }
    }

    private void table(ExplanationNode line, int depth) {
        String sign = depth == 0 || line.counts() == Counts.BESIDE ? "" : line.counts() == Counts.ADDED ? "+" : "−";
        letter.append("| ")
                .append(INDENT.repeat(depth))
                .append(depth == 0 ? "**" : "")
                .append(text(line.title()))
                .append(depth == 0 ? "**" : "")
                .append(" | ")
                .append(sign)
                .append(" | ")
                .append(line.amount() == null ? "" : line.amount().toPlainString())
                .append(" |")
                .append(rules.mark(line))
                .append(" |\n");
        line.children().forEach(child -> table(child, depth + 1));
    }

    private void answer(WhyNot whyNot) {
        paragraph("## " + text(whyNot.question()));
        paragraph(text(whyNot.answer()));
        for (WhyNot.RuleAnswer rule : whyNot.rules()) {
            if (whyNot.rules().size() > 1) {
                letter.append("- ").append(text(rule.sentence())).append('\n');
            }
        }
        if (whyNot.rules().size() > 1) {
            letter.append('\n');
        }
        whyNot.rules().stream()
                .limit(1)
                .flatMap(rule -> rule.facts().stream())
                .limit(1)
                .filter(fact -> !fact.conditions().isEmpty())
                .forEach(this::conditions);
    }

    private void conditions(WhyNot.FactAnswer fact) {
        letter.append("| condition on ").append(text(fact.fact())).append(" | met | with |\n|---|---|---|\n");
        for (WhyNot.Tested tested : fact.conditions()) {
            letter.append("| ")
                    .append(text(tested.condition()))
                    .append(" | ")
                    .append(
                            switch (tested.truth()) {
                                case TRUE -> "yes";
                                case FALSE -> "no";
                                case UNKNOWN -> "not known: " + text(String.valueOf(tested.why()));
                            })
                    .append(" | ")
                    .append(LetterRules.values(tested.values()))
                    .append(" |\n");
        }
        letter.append('\n');
    }

    private void warnings() {
        if (decision.warnings().isEmpty()) {
            return;
        }
        paragraph("## Warnings");
        decision.warnings()
                .forEach(warning -> letter.append("- ")
                        .append(text(warning.code()))
                        .append(": ")
                        .append(text(warning.message()))
                        .append('\n'));
        letter.append('\n');
    }

    private void sources() {
        List<Manifest.Source> sources = explained.manifest().sources();
        if (sources.isEmpty()) {
            return;
        }
        paragraph("## What the rules were written from");
        for (Manifest.Source source : sources) {
            letter.append("- ").append(text(source.title()));
            if (source.reference() != null) {
                letter.append(", ").append(text(source.reference()));
            }
            if (source.url() != null) {
                letter.append(", ").append(text(source.url()));
            }
            letter.append('\n');
        }
        letter.append('\n');
    }

    private void dispute(DecisionSeal seal) {
        paragraph("## How to dispute it");
        paragraph((seal.decisionId() == null
                        ? "Quote the digests of the request and the result above"
                        : "Quote the decision's id and the digests of the request and the result above")
                + ", and the line that you do not agree with. The digest of the request is that of the very bytes that were"
                + " evaluated: the positions, prices and terms in them can be compared with your own. The same request under"
                + " rules of the same content hash and version number gives the same result, byte for byte.");
    }

    private void row(String name, String value) {
        letter.append("| ").append(name).append(" | ").append(value).append(" |\n");
    }

    private void paragraph(String text) {
        letter.append(text).append("\n\n");
    }
}
