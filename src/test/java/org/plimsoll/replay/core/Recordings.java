package org.plimsoll.replay.core;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.plimsoll.decision.Decision;
import org.plimsoll.decision.RuleSetIdentity;
import org.plimsoll.engine.CompiledRuleSet;
import org.plimsoll.engine.RuleSetCompiler;
import org.plimsoll.engine.RuleSetFiles;
import org.plimsoll.ruleset.Lifecycles;
import org.plimsoll.wire.DecisionWriter;

/** Decisions on ten shares of 100 euro under rules that ask for a share of the notional, and records of them that were changed. */
final class Recordings {
    static final EngineVersions ENGINE = new EngineVersions("1.0", "10.2.0", "17");
    static final Instant EVALUATED_AT = Instant.parse("2026-01-02T09:00:00.123456Z");

    static final String PORTFOLIO = """
            "portfolio":{"id":"p","baseCurrency":"EUR","account":{"id":"a","type":"MARGIN","marginMode":"CROSS"},\
            "balances":[{"currency":"EUR","amount":"10000"}],\
            "positions":[{"id":"x","instrument":"S","quantity":"10"}]}""";

    static final String SHARED = """
            "ruleSet":"demo","instruments":[{"id":"S","type":"EQUITY","currency":"EUR"}],\
            "market":{"asOf":"2026-01-02T09:00:00Z","prices":[{"instrument":"S","price":"100"}]}""";

    static final String REQUEST = "{" + SHARED + "," + PORTFOLIO + "}";

    private Recordings() {}

    /** Rules that ask for a share. */
    static CompiledRuleSet rules(String rate) {
        return new RuleSetCompiler()
                .compile(RuleSetFiles.of("demo", Lifecycles.files("demo", rate, "0")))
                .orThrow();
    }

    /** The decision on a request, as it was recorded. */
    static RecordedDecision recorded(CompiledRuleSet rules, String request, @Nullable String firstLine) {
        RecordedDecision undecided = new RecordedDecision(
                "00000000-0000-7000-8000-000000000001",
                new RuleSetIdentity("demo", 3, rules.contentHash()),
                EVALUATED_AT,
                ENGINE,
                bytes(request),
                firstLine == null ? null : bytes(firstLine),
                bytes(""),
                null);
        Rebuilt asked = Rebuilt.of(undecided);
        Decision decision = Replay.decide(undecided, asked, rules);
        return with(
                undecided,
                undecided.request(),
                intact(DecisionWriter.result(decision, asked.explain())),
                intact(DecisionWriter.firings(decision)));
    }

    static RecordedDecision with(
            RecordedDecision decision, RecordedBytes request, RecordedBytes result, RecordedBytes firings) {
        return new RecordedDecision(
                decision.id(),
                decision.ruleSet(),
                decision.evaluatedAt(),
                decision.engine(),
                request,
                decision.shared(),
                result,
                firings);
    }

    /** The same bytes changed, under the digest of before. */
    static RecordedBytes changed(RecordedBytes recorded, UnaryOperator<String> change) {
        String before = text(recorded);
        String after = change.apply(before);
        if (after.equals(before)) {
            throw new AssertionError("nothing was changed in " + before);
        }
        return new RecordedBytes(after.getBytes(StandardCharsets.UTF_8), recorded.sha256());
    }

    static String text(RecordedBytes recorded) {
        return new String(recorded.bytes(), StandardCharsets.UTF_8);
    }

    static RecordedBytes bytes(String text) {
        return intact(text.getBytes(StandardCharsets.UTF_8));
    }

    private static RecordedBytes intact(byte[] bytes) {
        return new RecordedBytes(bytes, RecordedBytes.sha256(bytes));
    }
}
