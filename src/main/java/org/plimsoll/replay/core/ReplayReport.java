package org.plimsoll.replay.core;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of a replay.
 *
 * @param outcome whether the result, and the fired rules where they were kept, are the recorded ones byte for byte
 * @param decisionId id of the decision
 * @param resultSha256 digest of the result as it was recorded
 * @param replayedSha256 digest of the result of the replay; null when the replay gave none
 * @param engine what decided, and what replayed
 * @param differences where result and fired rules differ, at most {@link Differences#MOST}
 * @param differenceCount how many differences there are in all
 * @param refusal why the replay gave no decision; null when it gave one
 * @param reasons why a difference is likely, or what is to be known of an identical result, in sentences
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ReplayReport(
        Outcome outcome,
        String decisionId,
        String resultSha256,
        @Nullable String replayedSha256,
        Engines engine,
        List<Difference> differences,
        int differenceCount,
        @Nullable Refused refusal,
        List<String> reasons) {
    public ReplayReport {
        differences = List.copyOf(differences);
        reasons = List.copyOf(reasons);
    }

    /** What a comparison comes to. */
    public enum Outcome {
        @JsonProperty("identical")
        IDENTICAL,
        @JsonProperty("different")
        DIFFERENT
    }

    /** Which bytes were compared. */
    public enum Part {
        @JsonProperty("result")
        RESULT,
        @JsonProperty("firings")
        FIRINGS
    }

    /**
     * What decided, and what replayed.
     *
     * @param recorded what decided
     * @param present what replayed
     */
    public record Engines(Engine recorded, Engine present) {}

    /**
     * What evaluates with which rules.
     *
     * @param build version of Plimsoll
     * @param drools version of the rule engine
     * @param java version of the Java runtime
     * @param contentHash identity of the rule files; null when there were none to evaluate with
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Engine(
            String build,
            String drools,
            String java,
            @Nullable String contentHash) {}

    /**
     * A value that is not what was recorded.
     *
     * @param part result or fired rules
     * @param pointer JSON pointer of the value
     * @param recorded the value as JSON, cut at {@link Differences#LONGEST_VALUE} characters; null when nothing was recorded there
     * @param replayed the same of the replay
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Difference(
            Part part,
            String pointer,
            @Nullable String recorded,
            @Nullable String replayed) {}

    /**
     * Why there was no decision to compare with.
     *
     * @param code stable code of the problem
     * @param detail what happened
     * @param errors every single thing wrong
     */
    public record Refused(String code, String detail, List<Wrong> errors) {
        public Refused {
            errors = List.copyOf(errors);
        }
    }

    /**
     * A single thing wrong.
     *
     * @param code stable code
     * @param message what is wrong, of a rule file with its place
     * @param pointer JSON pointer into the request; null when no single place is to blame
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Wrong(
            String code, String message, @Nullable String pointer) {}
}
