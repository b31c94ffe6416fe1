package org.plimsoll.engine.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the rule compiler generates for honest rules is admitted, and does the same with a budget woven in. */
class HonestRulesTest {
    static List<String> files() {
        return List.of(
                "equality", "ranges", "texts", "arithmetic", "statements", "outcomes", "joins", "sums", "attributes");
    }

    static String read(String file) {
        try (var stream = HonestRulesTest.class.getResourceAsStream("/sandbox/honest/" + file + ".drl")) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void honestRules_areAdmittedAndFireAsOnAPlainRuleBase(String file) {
        String rules = read(file);
        try (RuleCompilation plain = RuleCompilation.unprotected(rules);
                RuleCompilation sandboxed = RuleCompilation.sandboxed(rules)) {
            assertThat(sandboxed.errors()).isEmpty();
            assertThat(sandboxed.admission(RuleCompilation.packageOf(rules)).violations())
                    .isEmpty();

            List<String> expected = RuleCompilation.fire(plain.base(), SampleFacts.all(), 100_000);
            List<String> actual =
                    sandboxed.fireWithin(10_000_000, 10_000_000, 60_000_000_000L, SampleFacts.all(), 100_000);
            assertThat(expected).isNotEmpty();
            assertThat(actual).isEqualTo(expected);
        }
    }
}
