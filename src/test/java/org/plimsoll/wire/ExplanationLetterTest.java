package org.plimsoll.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.plimsoll.engine.CompiledRuleSet;
import org.plimsoll.engine.RuleSetCompiler;
import org.plimsoll.engine.RuleSetFiles;
import org.plimsoll.engine.why.ExplainedDecision;
import org.plimsoll.engine.why.ExplainedDecision.Question;
import org.plimsoll.portfolio.Refusal;
import org.plimsoll.risk.SubmissionCheck;

class ExplanationLetterTest {
    private static final RuleSetCompiler COMPILER = new RuleSetCompiler();
    private static final DecisionSeal SEAL = new DecisionSeal("018f-id", "aa".repeat(32), null, "bb".repeat(32));
    private static final String HOSTILE =
            "x|y `z` <script>alert(1)</script> # Forged | 1 | 2 | [pay](http://evil.example) **0.00** &lt;";
    private static CompiledRuleSet rules;

    @BeforeAll
    static void compile() throws IOException {
        rules = COMPILER.compile(RuleSetFiles.read(Path.of("rules/eu-collateral-haircuts")))
                .orThrow();
    }

    @AfterAll
    static void close() {
        rules.close();
    }

    /** The amounts are those of the pack's case, derived there from the regulation. */
    @Test
    void letter_ofAMarginCall_hasTheSumTheRulesAndHowToDispute() throws IOException {
        String letter = letter(example(), new Question("return of excess collateral", null, null));

        assertThat(letter)
                .startsWith(
                        "# Decision on account bank-a\n\nPortfolio csa-17 was evaluated as of 2026-01-02T09:00:00Z ")
                .contains("| decision | `018f-id` |\n")
                .contains("| content hash of the rule set | `" + rules.contentHash() + "` |\n")
                .contains("| SHA-256 of the request | `" + "aa".repeat(32) + "` |\n")
                .contains(" |  | 701864.00 | \\[1\\] |\n")
                .contains("| &emsp;initial margin of pool cross | + | 8000000.00 | |\n")
                .contains("| &emsp;equity of pool cross | − | 7298136.00 | |\n")
                .contains("haircut of 8 %: in another currency than the agreement | − | 223008.00 | \\[6\\] |\n")
                .contains("- \\[1\\] Rule \"margin call\", margin.drl line 21\n")
                .contains("parameterInBaseCurrency(\"largestMinimumTransferAmount\") = 500000 (Article 25(1))")
                .contains("## Why did rule \"return of excess collateral\" not fire?\n")
                .contains("| accountType == \"BILATERAL\" | yes | accountType = BILATERAL |\n")
                .contains("## How to dispute it\n\nQuote the decision's id and the digests")
                .contains("rules of the same content hash and version number gives the same result, byte for byte.");
    }

    @Test
    void hostileNames_meanNothing() throws IOException {
        String request = example().replace("csa-17", HOSTILE).replace("\"bund\"", "\"" + HOSTILE + "\"");

        String letter = letter(request, new Question(null, "RELEASE_COLLATERAL", null));

        assertThat(letter).contains("x\\|y \\`z\\` \\<script\\>");
        assertThat(letter).doesNotContainPattern("(?<!\\\\)<");
        assertThat(letter).doesNotContainPattern("(?<!\\\\)\\[");
        assertThat(letter).doesNotContain("http://").doesNotContain("**0.00**");
        assertThat(letter.lines().filter(line -> line.startsWith("#")))
                .containsExactlyElementsOf(letter(example(), new Question(null, "RELEASE_COLLATERAL", null))
                        .lines()
                        .filter(line -> line.startsWith("#"))
                        .toList());
        int columns = 0;
        for (String line : letter.lines().toList()) {
            boolean isRow = line.startsWith("|");
            int bars = line.replaceAll("\\\\.", "").replaceAll("[^|]", "").length();
            assertThat(bars).as(line).isEqualTo(isRow && columns > 0 ? columns : isRow ? bars : 0);
            columns = isRow ? bars : 0;
        }
    }

    @Test
    void json_hasTheSameAmounts_andIsTheSameEachTime() throws IOException {
        Question question = new Question("return of excess collateral", "LIQUIDATE", "cross");
        ExplainedDecision explained = explained(example());
        byte[] json = ExplanationWriter.write(SEAL, explained, explained.whyNot(question));

        assertThat(new ObjectMapper().readTree(json).at("/why/children/0/children"))
                .extracting(line ->
                        line.path("counts").asText() + " " + line.path("amount").asText())
                .containsExactly("ADDED 8000000.00", "TAKEN_OFF 7298136.00", "BESIDE 500000.00");
        ExplainedDecision again = explained(example());
        assertThat(ExplanationWriter.write(SEAL, again, again.whyNot(question))).isEqualTo(json);
    }

    private static String letter(String request, Question question) {
        ExplainedDecision explained = explained(request);
        return ExplanationLetter.write(SEAL, explained, explained.whyNot(question));
    }

    private static ExplainedDecision explained(String request) {
        EvaluationRequest read =
                new RequestReader(RequestLimits.DEFAULT).read(request.getBytes(StandardCharsets.UTF_8), Instant.EPOCH);
        return ExplainedDecision.made(COMPILER, rules, read.submission());
    }

    private static String example() throws IOException {
        return Files.readString(Path.of("examples/margin-call.json"));
    }

    @Test
    void decision_isExplainedOnlyByTheRulesThatMadeIt() throws IOException {
        ExplainedDecision explained = explained(example());
        EvaluationRequest other = new RequestReader(RequestLimits.DEFAULT)
                .read(
                        example()
                                .replace("\"threshold\": \"50000000\"", "\"threshold\": \"40000000\"")
                                .getBytes(StandardCharsets.UTF_8),
                        Instant.EPOCH);

        assertThat(catchThrowableOfType(
                                Refusal.class,
                                () -> ExplainedDecision.of(
                                        COMPILER,
                                        rules,
                                        SubmissionCheck.check(other.submission()),
                                        explained.decision()))
                        .problems())
                .extracting(problem -> problem.code())
                .isEqualTo(List.of("EXPLANATION_DIFFERS"));
    }
}
