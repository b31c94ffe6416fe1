package org.plimsoll.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.plimsoll.engine.CompiledRuleSet;
import org.plimsoll.engine.Diagnostic;
import org.plimsoll.engine.RuleSetCompiler;
import org.plimsoll.engine.RuleSetFiles;
import org.plimsoll.engine.advice.Seed;

/** What a pack's own cases do not show. */
class CaseAdviceTest {
    @Test
    void seeds_areFoundAtTheirRule_andCauseNoOtherFinding() {
        Map<String, List<Diagnostic>> before = new HashMap<>();
        List<String> wrong = new ArrayList<>();
        for (Seed seed : Seed.all().stream().filter(Seed::needsCases).toList()) {
            List<Diagnostic> known = before.computeIfAbsent(seed.pack(), pack -> findings(Seed.pack(pack)));
            assertThat(known).isEmpty();
            List<Diagnostic> found = new ArrayList<>(findings(seed.planted()));
            if (!found.removeIf(seed::isFoundBy)) {
                wrong.add("missed " + seed);
            }
            found.removeAll(known);
            found.forEach(extra -> wrong.add("extra " + extra));
        }
        assertThat(wrong).isEmpty();
        assertThat(before).hasSize(2);
    }

    @Test
    void rulesWithoutCases_areReportedOnce() {
        assertThat(findings(Seed.pack("house"))).singleElement().satisfies(found -> {
            assertThat(found.code()).isEqualTo("RULE_NOT_FIRED");
            assertThat(found.severity()).isEqualTo(Diagnostic.Severity.INFO);
            assertThat(found.file()).isEqualTo("ruleset.yaml");
        });
    }

    private static List<Diagnostic> findings(RuleSetFiles files) {
        try (CompiledRuleSet compiled = new RuleSetCompiler().compile(files).orThrow()) {
            return CaseAdvice.findings(compiled);
        }
    }
}
