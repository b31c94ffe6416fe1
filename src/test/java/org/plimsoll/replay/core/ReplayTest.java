package org.plimsoll.replay.core;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.plimsoll.engine.CompiledRuleSet;
import org.plimsoll.replay.core.ReplayReport.Difference;
import org.plimsoll.replay.core.ReplayReport.Outcome;
import org.plimsoll.replay.core.ReplayReport.Part;

class ReplayTest {
    private static final CompiledRuleSet TENTH = Recordings.rules("0.1");
    private static final RecordedDecision RECORDED = Recordings.recorded(TENTH, Recordings.REQUEST, null);
    private static final RecordedBytes FIRINGS = requireNonNull(RECORDED.firings());
    private static final String RESULT_CHANGED =
            "The bytes of the result no longer have the digest that was recorded with them: they were changed.";

    private static ReplayReport replay(RecordedDecision decision) {
        return Replay.of(decision, TENTH, Recordings.ENGINE);
    }

    private static RecordedDecision resultChanged(UnaryOperator<String> change) {
        return Recordings.with(RECORDED, RECORDED.request(), Recordings.changed(RECORDED.result(), change), FIRINGS);
    }

    private static RecordedDecision requestWritten(String from, String to) {
        return Recordings.with(
                RECORDED,
                Recordings.bytes(Recordings.text(RECORDED.request()).replace(from, to)),
                RECORDED.result(),
                FIRINGS);
    }

    @Test
    void record_isOfTheRecordedTime_andOfATenthOfAThousand() {
        assertThat(Recordings.text(RECORDED.result()))
                .contains("\"evaluatedAt\":\"2026-01-02T09:00:00.123456Z\"")
                .contains("\"initialMargin\":\"100.00\"");
    }

    @Test
    void unchanged_isIdentical_withoutAWord() {
        ReplayReport report = replay(RECORDED);
        assertThat(report.outcome()).isEqualTo(Outcome.IDENTICAL);
        assertThat(report.replayedSha256()).isEqualTo(report.resultSha256());
        assertThat(report.differences()).isEmpty();
        assertThat(report.reasons()).isEmpty();
        assertThat(report.refusal()).isNull();
    }

    @Test
    void lineOfABatch_isReplayedWithItsFirstLine() {
        String header = "{\"explain\":\"full\"," + Recordings.SHARED + "}";
        RecordedDecision line = Recordings.recorded(TENTH, "{" + Recordings.PORTFOLIO + "}", header);
        assertThat(Recordings.text(line.result())).contains("\"explanation\":[");
        assertThat(replay(line).outcome()).isEqualTo(Outcome.IDENTICAL);
    }

    @Test
    void identical_underAnotherBuild_saysSo() {
        ReplayReport report = Replay.of(RECORDED, TENTH, new EngineVersions("1.1", "10.2.0", "25"));
        assertThat(report.outcome()).isEqualTo(Outcome.IDENTICAL);
        assertThat(report.reasons())
                .containsExactly(
                        "Another build decided: 1.0 then, 1.1 now.",
                        "Another version of Java decided: 17 then, 25 now.");
        assertThat(report.engine().recorded())
                .isEqualTo(new ReplayReport.Engine("1.0", "10.2.0", "17", TENTH.contentHash()));
        assertThat(report.engine().present())
                .isEqualTo(new ReplayReport.Engine("1.1", "10.2.0", "25", TENTH.contentHash()));
    }

    @Test
    void otherRules_areDifferent_whereTheyDecideOtherwise() {
        CompiledRuleSet fifth = Recordings.rules("0.2");
        ReplayReport report = Replay.of(RECORDED, fifth, Recordings.ENGINE);
        assertThat(report.outcome()).isEqualTo(Outcome.DIFFERENT);
        assertThat(report.differences())
                .contains(
                        new Difference(Part.RESULT, "/pools/0/initialMargin", "\"100.00\"", "\"200.00\""),
                        new Difference(
                                Part.RESULT,
                                "/ruleSet/contentHash",
                                '"' + TENTH.contentHash() + '"',
                                '"' + fifth.contentHash() + '"'));
        assertThat(report.reasons())
                .containsExactly("The rule files that are kept now are not those that decided: their content hash is "
                        + fifth.contentHash() + ", not " + TENTH.contentHash() + ".");
    }

    @Test
    void changedRequest_isFound_evenWhenItDecidesTheSame() {
        RecordedDecision blank = Recordings.with(
                RECORDED, Recordings.changed(RECORDED.request(), text -> text + " "), RECORDED.result(), FIRINGS);
        assertThat(replay(blank).outcome()).isEqualTo(Outcome.IDENTICAL);
        assertThat(replay(blank).reasons())
                .containsExactly(
                        "The bytes of the request no longer have the digest that was recorded with them: they were"
                                + " changed.");
    }

    @Test
    void changedResult_isDifferent_andWhatWasAnsweredIsKnown() {
        ReplayReport report = replay(resultChanged(text -> text.replace("\"100.00\"", "\"90.00\"")));
        assertThat(report.outcome()).isEqualTo(Outcome.DIFFERENT);
        assertThat(report.differences())
                .contains(new Difference(Part.RESULT, "/pools/0/initialMargin", "\"90.00\"", "\"100.00\""));
        assertThat(report.replayedSha256()).isEqualTo(report.resultSha256());
        assertThat(report.reasons())
                .containsExactly(
                        RESULT_CHANGED,
                        "The result of the replay does have the recorded digest: it is what was answered.");
    }

    @Test
    void changedDigest_isDifferent_withoutADifferenceOfValues() {
        RecordedBytes mislabelled = new RecordedBytes(RECORDED.result().bytes(), "0".repeat(64));
        ReplayReport report = replay(Recordings.with(RECORDED, RECORDED.request(), mislabelled, FIRINGS));
        assertThat(report.outcome()).isEqualTo(Outcome.DIFFERENT);
        assertThat(report.differenceCount()).isZero();
        assertThat(report.reasons()).containsExactly(RESULT_CHANGED);
    }

    @Test
    void respeltResult_isDifferent_andSaysThatValuesAreNot() {
        ReplayReport report = replay(resultChanged(text -> text.replaceFirst(",", ", ")));
        assertThat(report.outcome()).isEqualTo(Outcome.DIFFERENT);
        assertThat(report.differences()).isEmpty();
        assertThat(report.reasons()).contains("A text differs whose values do not: in order, layout or spelling.");
    }

    @Test
    void resultThatIsNoJson_isOneDifference() {
        ReplayReport report = replay(resultChanged(text -> text + "}"));
        assertThat(report.differenceCount()).isEqualTo(1);
        assertThat(report.differences().get(0).recorded()).isNull();
        assertThat(report.reasons()).contains("A text is no JSON, so that it was not compared value by value.");
    }

    @Test
    void changedFirings_areDifferent() {
        RecordedBytes firings = Recordings.changed(FIRINGS, text -> text.replace("Position x", "Position y"));
        ReplayReport report = replay(Recordings.with(RECORDED, RECORDED.request(), RECORDED.result(), firings));
        assertThat(report.outcome()).isEqualTo(Outcome.DIFFERENT);
        assertThat(report.differences())
                .containsExactly(
                        new Difference(Part.FIRINGS, "/firings/0/facts/0", "\"Position y\"", "\"Position x\""));
    }

    @Test
    void refusal_isADifference_saidAsSuch() {
        ReplayReport report = replay(requestWritten("\"price\":\"100\"", "\"price\":\"-100\""));
        assertThat(report.outcome()).isEqualTo(Outcome.DIFFERENT);
        assertThat(report.replayedSha256()).isNull();
        assertThat(requireNonNull(report.refusal()).code()).isEqualTo("SUBMISSION_REFUSED");
        assertThat(requireNonNull(report.refusal()).errors())
                .extracting(ReplayReport.Wrong::code, ReplayReport.Wrong::pointer)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("PRICE_NEGATIVE", "/market/prices/0/price"));
        assertThat(report.reasons().get(0)).startsWith("The replay gave no decision: ");
    }

    @Test
    void requestThatIsNone_isRefused() {
        ReplayReport report = replay(requestWritten("\"quantity\"", "\"quantitee\""));
        assertThat(requireNonNull(report.refusal()).code()).isEqualTo("MALFORMED_REQUEST");
    }

    @Test
    void maskedValue_isNamed_whenTheReplayIsRefused() {
        ReplayReport report = replay(requestWritten("\"quantity\":\"10\"", "\"quantity\":\"masked:5f2a\""));
        assertThat(requireNonNull(report.refusal()).errors())
                .extracting(ReplayReport.Wrong::code)
                .containsExactly("INVALID_DECIMAL");
        assertThat(report.reasons())
                .contains("Fields of the request are masked in the record: /portfolio/positions/0/quantity.");
    }

    @Test
    void maskedValue_isNamed_whenTheResultDiffers() {
        ReplayReport report = replay(requestWritten("\"account\":{\"id\":\"a\"", "\"account\":{\"id\":\"masked:77\""));
        assertThat(report.differences()).contains(new Difference(Part.RESULT, "/account", "\"a\"", "\"masked:77\""));
        assertThat(report.reasons())
                .containsExactly("Fields of the request are masked in the record: /portfolio/account/id.");
    }

    @Test
    void requestOfAnotherRuleSet_isNamed() {
        ReplayReport report = replay(requestWritten("\"ruleSet\":\"demo\"", "\"ruleSet\":\"other\",\"version\":4"));
        assertThat(report.reasons())
                .containsExactly(
                        "The request asks for the rule set 'other', and the record names 'demo'.",
                        "The request asks for version 4, and the record names version 3.");
    }

    @Test
    void withoutRules_isDifferent_andSaysWhy() {
        ReplayReport report = Replay.withoutRules(
                RECORDED, new ReplayReport.Refused("GONE", "The rules are gone.", List.of()), Recordings.ENGINE);
        assertThat(report.outcome()).isEqualTo(Outcome.DIFFERENT);
        assertThat(report.engine().present().contentHash()).isNull();
        assertThat(report.reasons()).containsExactly("The replay gave no decision: The rules are gone.");
    }
}
