package org.plimsoll.replay.core;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Says what an outcome may be due to: whatever is not as it was when the decision was made. */
final class Reasons {
    private final RecordedDecision recorded;
    private final List<String> sentences = new ArrayList<>();

    private Reasons(RecordedDecision recorded) {
        this.recorded = recorded;
    }

    /**
     * Reasons, the more telling first.
     *
     * @param made what the replay came to
     * @param differences what was found to differ
     */
    static List<String> of(RecordedDecision recorded, Attempt made, EngineVersions present, Differences differences) {
        Reasons reasons = new Reasons(recorded);
        reasons.refusal(made);
        reasons.digests(made.result());
        reasons.masked();
        reasons.ruleSet(made);
        reasons.engine(present);
        reasons.text(differences);
        return reasons.sentences;
    }

    private void refusal(Attempt made) {
        ReplayReport.Refused refused = made.refused();
        if (refused != null) {
            say("The replay gave no decision: " + refused.detail());
        }
    }

    private void digests(byte @Nullable [] replayed) {
        digest("request", recorded.request());
        digest("first line of the batch", recorded.shared());
        digest("fired rules", recorded.firings());
        if (recorded.result().isIntact()) {
            return;
        }
        digest("result", recorded.result());
        if (replayed != null
                && RecordedBytes.sha256(replayed).equals(recorded.result().sha256())) {
            say("The result of the replay does have the recorded digest: it is what was answered.");
        }
    }

    private void digest(String what, @Nullable RecordedBytes kept) {
        if (kept != null && !kept.isIntact()) {
            say("The bytes of the " + what
                    + " no longer have the digest that was recorded with them: they were changed.");
        }
    }

    private void masked() {
        List<String> request = MaskedFields.of(recorded.request().bytes());
        if (!request.isEmpty()) {
            say("Fields of the request are masked in the record: " + String.join(", ", request) + ".");
        }
        RecordedBytes shared = recorded.shared();
        List<String> first = shared == null ? List.of() : MaskedFields.of(shared.bytes());
        if (!first.isEmpty()) {
            say("Fields of the first line of the batch are masked in the record: " + String.join(", ", first) + ".");
        }
    }

    private void ruleSet(Attempt made) {
        String name = recorded.ruleSet().name();
        int version = recorded.ruleSet().version();
        String loaded = made.contentHash();
        if (loaded != null && !loaded.equals(recorded.ruleSet().contentHash())) {
            say("The rule files that are kept now are not those that decided: their content hash is " + loaded
                    + ", not " + recorded.ruleSet().contentHash() + ".");
        }
        Rebuilt asked = made.asked();
        if (asked != null && !asked.ruleSet().equals(name)) {
            say("The request asks for the rule set '" + asked.ruleSet() + "', and the record names '" + name + "'.");
        }
        Integer number = asked == null ? null : asked.version();
        if (number != null && number != version) {
            say("The request asks for version " + number + ", and the record names version " + version + ".");
        }
    }

    private void engine(EngineVersions present) {
        EngineVersions before = recorded.engine();
        other("build", before.build(), present.build());
        other("version of Drools", before.drools(), present.drools());
        other("version of Java", before.java(), present.java());
    }

    private void other(String what, String before, String now) {
        if (!before.equals(now)) {
            say("Another " + what + " decided: " + before + " then, " + now + " now.");
        }
    }

    private void text(Differences differences) {
        if (differences.isRespelt()) {
            say("A text differs whose values do not: in order, layout or spelling.");
        }
        if (differences.isUnreadable()) {
            say("A text is no JSON, so that it was not compared value by value.");
        }
    }

    private void say(String sentence) {
        sentences.add(sentence);
    }
}
