package org.plimsoll.decisionlog;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;

/** Writes decisions without a server. */
public final class TestDecisions {
    private static final Instant EVALUATED_AT = Instant.parse("2026-01-02T09:00:00Z");

    private TestDecisions() {}

    /** Records decisions in one commit, with a version of a rule set; those of even place share a first line. */
    public static List<UUID> write(DataSource database, int count, String ruleSet, int version, String contentHash)
            throws SQLException {
        return write(database, count, ruleSet, version, contentHash, Instant.now());
    }

    /** As {@link #write(DataSource, int, String, int, String)}, with ids of an instant. */
    public static List<UUID> write(
            DataSource database, int count, String ruleSet, int version, String contentHash, Instant made)
            throws SQLException {
        List<DecisionStore.Draft> drafts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            DecisionRecord decision = new DecisionRecord(
                    DecisionLog.idAt(made),
                    "r-" + i,
                    EVALUATED_AT.plusMillis(i),
                    EVALUATED_AT.plusMillis(i + 1),
                    new DecisionRecord.Caller("evaluator", List.of("evaluator")),
                    new DecisionRecord.RuleSetIdentity(ruleSet, version, contentHash),
                    EVALUATED_AT,
                    new DecisionRecord.Subject(
                            "MARGIN_CALL", "bank-" + i % 3, "csa-" + i, List.of("MARGIN_CALL"), null, List.of("call")),
                    Decisions.payload("{\"portfolio\":{\"id\":\"csa-" + i + "\"}}"),
                    Decisions.payload("{\"status\":\"MARGIN_CALL\",\"n\":" + i + "}"),
                    new DecisionRecord.Engine("0.1.0", "10.2.0", "17"),
                    Decisions.payload("{\"firings\":[]}"),
                    List.of());
            drafts.add(DecisionStore.Draft.of(
                    i % 2 == 0 ? decision.sharing(Decisions.payload("{\"shared\":true}")) : decision));
        }
        new DecisionTable(database, Duration.ofSeconds(10)).commit(drafts);
        return drafts.stream().map(draft -> draft.decision().id()).toList();
    }
}
