package org.plimsoll.wire;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.plimsoll.decision.Decision;
import org.plimsoll.decision.ExplanationNode;
import org.plimsoll.decision.Reading;
import org.plimsoll.decision.RuleReference;
import org.plimsoll.decision.WhyNot;
import org.plimsoll.engine.Manifest;
import org.plimsoll.engine.why.ExplainedDecision;

/** Writes explanations as canonical JSON: an equal decision and equal questions give equal bytes. */
public final class ExplanationWriter {
    private static final int EXPECTED_LENGTH = 20_000;

    private final ExplainedDecision explained;
    private final String currency;
    private final JsonWriter json = new JsonWriter(EXPECTED_LENGTH);

    private ExplanationWriter(ExplainedDecision explained) {
        this.explained = explained;
        this.currency = explained.decision().baseCurrency();
    }

    /**
     * The explanation as one JSON object.
     *
     * @param whyNot answers to what was asked besides
     */
    public static byte[] write(DecisionSeal seal, ExplainedDecision explained, List<WhyNot> whyNot) {
        return new ExplanationWriter(explained).write(seal, whyNot);
    }

    private byte[] write(DecisionSeal seal, List<WhyNot> whyNot) {
        Decision decision = explained.decision();
        json.beginObject().textIfPresent("decisionId", seal.decisionId());
        json.text("requestSha256", seal.requestSha256());
        json.textIfPresent("sharedSha256", seal.sharedSha256());
        json.text("resultSha256", seal.resultSha256());
        json.text("status", decision.status());
        json.time("evaluatedAt", decision.evaluatedAt());
        json.name("ruleSet").beginObject();
        json.text("name", decision.ruleSet().name());
        json.number("version", decision.ruleSet().version());
        json.text("contentHash", decision.ruleSet().contentHash());
        json.text("title", explained.manifest().title());
        json.list("sources", explained.manifest().sources(), this::source).endObject();
        json.text("portfolio", decision.portfolio());
        json.text("account", decision.account());
        json.name("why");
        node(explained.why());
        if (!whyNot.isEmpty()) {
            json.list("whyNot", whyNot, this::answer);
        }
        json.list("warnings", decision.warnings(), warning -> {
            json.beginObject().text("code", warning.code()).text("message", warning.message());
            json.textIfPresent("pointer", warning.pointer()).endObject();
        });
        return json.endObject().bytes();
    }

    private void source(Manifest.Source source) {
        json.beginObject().text("title", source.title());
        json.textIfPresent("reference", source.reference());
        json.textIfPresent("url", source.url()).endObject();
    }

    private void node(ExplanationNode node) {
        json.beginObject().text("kind", node.kind().name());
        json.text("counts", node.counts().name());
        json.text("title", node.title());
        if (node.amount() != null) {
            json.decimal("amount", node.amount());
            json.text("currency", currency);
        }
        rule(node.rule());
        if (!node.readings().isEmpty()) {
            json.list("readings", node.readings(), this::reading);
        }
        if (!node.children().isEmpty()) {
            json.list("children", node.children(), this::node);
        }
        json.endObject();
    }

    private void rule(@Nullable RuleReference rule) {
        if (rule != null) {
            json.name("rule").beginObject();
            json.text("file", rule.file());
            json.number("line", rule.line());
            json.text("name", rule.name());
            json.textIfPresent("source", explained.sourceOf(rule).orElse(null));
            json.endObject();
        }
    }

    private void reading(Reading reading) {
        json.beginObject().text("fact", reading.fact());
        json.list("values", reading.values(), this::value).endObject();
    }

    private void value(Reading.Value value) {
        json.beginObject().text("name", value.name()).text("value", value.value());
        json.textIfPresent("source", value.source()).endObject();
    }

    private void answer(WhyNot whyNot) {
        json.beginObject().text("question", whyNot.question());
        json.text("answer", whyNot.answer());
        json.list("rules", whyNot.rules(), this::ruleAnswer).endObject();
    }

    private void ruleAnswer(WhyNot.RuleAnswer answer) {
        json.beginObject().text("name", answer.name());
        rule(answer.rule());
        json.text("verdict", answer.verdict().name());
        json.text("sentence", answer.sentence());
        json.list("facts", answer.facts(), fact -> {
            json.beginObject().text("fact", fact.fact());
            json.list("conditions", fact.conditions(), this::tested).endObject();
        });
        json.endObject();
    }

    private void tested(WhyNot.Tested tested) {
        json.beginObject().text("condition", tested.condition());
        json.text("truth", tested.truth().name());
        json.list("values", tested.values(), this::value);
        json.textIfPresent("why", tested.why()).endObject();
    }
}
