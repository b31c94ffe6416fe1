package org.plimsoll.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.plimsoll.decision.Decision;
import org.plimsoll.decision.Evaluator;
import org.plimsoll.decision.RuleSetIdentity;
import org.plimsoll.portfolio.OpenPosition;
import org.plimsoll.portfolio.Submission;
import org.plimsoll.wire.RequestLimits;
import org.plimsoll.wire.RequestReader;

/** Portfolios whose search for the least requirement went wrong because of the rounding of doubles. */
class StrategySearchTest {
    private static final String PACK = "us-strategy-margin";

    private static CompiledRuleSet rules;

    @BeforeAll
    static void compile() throws IOException {
        rules = new RuleSetCompiler()
                .compile(RuleSetFiles.read(Path.of("rules", PACK)))
                .orThrow();
    }

    @AfterAll
    static void close() {
        rules.close();
    }

    /** The first went round in circles for ever; the second came out with more contracts than there were. */
    @ParameterizedTest
    @ValueSource(strings = {"going-round-in-circles", "more-than-there-is"})
    @Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void everyContractIsInOneStrategy_andTheSearchEnds(String file) throws IOException {
        Submission submission = new RequestReader(RequestLimits.DEFAULT)
                .read(Files.readAllBytes(Path.of("src/test/resources/strategies", file + ".json")), Instant.EPOCH)
                .submission();

        Decision decision = new Evaluator(new RuleSetIdentity(PACK, 1, rules.contentHash()), rules.terms(), rules)
                .evaluate(submission);

        Map<String, BigDecimal> grouped = new HashMap<>();
        decision.strategies()
                .forEach(strategy -> strategy.legs()
                        .forEach(leg ->
                                grouped.merge(leg.position(), leg.quantity().abs(), BigDecimal::add)));
        for (OpenPosition position : submission.portfolio().positions()) {
            assertThat(grouped.get(position.id()))
                    .isEqualByComparingTo(position.quantity().abs());
        }
    }
}
