package org.plimsoll.decisionlog;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Records to write. */
final class Decisions {
    private static final Instant EVALUATED_AT = Instant.parse("2026-01-02T09:00:00Z");

    private static final DecisionRecord.Subject SUBJECT = new DecisionRecord.Subject(
            "HEALTHY",
            "bank-a",
            "csa-17",
            List.of("NOTIFY", "MARGIN_CALL"),
            new DecisionRecord.Amount(new BigDecimal("1250000.00"), "EUR"),
            List.of("a call", "notice \"b\""));

    private Decisions() {}

    static DecisionRecord any() {
        return withId(newId());
    }

    static UUID newId() {
        return DecisionLog.idAt(Instant.now());
    }

    static DecisionRecord withId(UUID id) {
        return with(id, "{\"status\":\"HEALTHY\"}");
    }

    static DecisionRecord with(UUID id, String result) {
        return of(id, SUBJECT, result);
    }

    static DecisionRecord of(DecisionRecord.Subject subject) {
        return of(newId(), subject, "{}");
    }

    private static DecisionRecord of(UUID id, DecisionRecord.Subject subject, String result) {
        return new DecisionRecord(
                id,
                "r-1",
                EVALUATED_AT.plusMillis(1),
                EVALUATED_AT.plusMillis(2),
                new DecisionRecord.Caller("lender", List.of("evaluator", "auditor")),
                new DecisionRecord.RuleSetIdentity("demo", 3, "ab".repeat(32)),
                EVALUATED_AT,
                subject,
                payload("{ \"portfolio\" : {} }"),
                payload(result),
                new DecisionRecord.Engine("0.1.0", "10.2.0", "17"),
                payload("[]"),
                List.of("FIRINGS"));
    }

    static Payload payload(String text) {
        return Payload.of(text.getBytes(StandardCharsets.UTF_8));
    }
}
