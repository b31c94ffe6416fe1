package org.plimsoll.engine.why;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.plimsoll.cases.Case;
import org.plimsoll.cases.CaseFile;
import org.plimsoll.decision.Evaluated;
import org.plimsoll.decision.Evaluator;
import org.plimsoll.decision.ExplanationNode;
import org.plimsoll.decision.RuleSetIdentity;
import org.plimsoll.decision.SumCheck;
import org.plimsoll.engine.CompiledRuleSet;
import org.plimsoll.engine.Manifest;
import org.plimsoll.engine.RuleProbes;
import org.plimsoll.engine.RuleProbes.Finding;
import org.plimsoll.engine.RuleSetCompiler;
import org.plimsoll.engine.RuleSetFiles;
import org.plimsoll.policy.Fact;
import org.plimsoll.portfolio.Refusal;
import org.plimsoll.risk.SubmissionCheck;

/** Every case of every shipped rule set: explanations add up, and conditions taken apart say what the rules did. */
class ExplainedPacksTest {
    private static final long DEADLINE = Long.MAX_VALUE / 2;

    static List<Path> packs() throws IOException {
        try (Stream<Path> folders = Files.list(Path.of("rules"))) {
            return folders.filter(folder -> Files.exists(folder.resolve(Manifest.FILE)))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("packs")
    void cases_ofAShippedRuleSet_areExplained(Path pack) throws IOException {
        RuleSetCompiler compiler = new RuleSetCompiler();
        try (CompiledRuleSet rules = compiler.compile(RuleSetFiles.read(pack)).orThrow()) {
            ProbeSet set = new ProbeSet();
            List<Probed> probed = rules.written().all().stream().map(set::add).toList();
            assertThat(probed).hasSameSizeAs(rules.rules());
            RuleProbes probes = compiler.probes(rules, set.texts());
            RuleReadings readings = new RuleReadings(rules);
            int sums = 0;
            int agreed = 0;
            for (Evaluated evaluated : evaluated(rules)) {
                ExplanationNode root = evaluated.explanation(readings);
                sums += SumCheck.check(
                        root,
                        BigDecimal.ONE.movePointLeft(rules.terms().rounding().scale()));
                SumCheck.holdsFiguresOf(evaluated.decision(), root);
                for (Probed rule : probed) {
                    agreed += agree(rule, evaluated, probes);
                }
            }
            System.out.println(pack.getFileName() + ": " + sums + " sums, " + set.size() + " probes, " + agreed
                    + " facts and rules agree");
            assertThat(sums).isPositive();
            assertThat(agreed).isPositive();
        }
    }

    private static List<Evaluated> evaluated(CompiledRuleSet rules) {
        Evaluator evaluator =
                new Evaluator(new RuleSetIdentity(rules.name(), 0, rules.contentHash()), rules.terms(), rules);
        List<Evaluated> all = new ArrayList<>();
        for (CaseFile file : CaseFile.readAll(rules.files().files())) {
            for (Case tested : file.cases()) {
                try {
                    if (tested.submission() != null) {
                        all.add(evaluator.evaluateInFull(SubmissionCheck.check(tested.submission())));
                    }
                } catch (Refusal e) {
                    // There is no decision to explain.
                }
            }
        }
        return all;
    }

    private static int agree(Probed rule, Evaluated evaluated, RuleProbes probes) {
        assertThat(rule.patterns()).hasSize(1);
        assertThat(rule.ties()).isEmpty();
        Set<Fact> fired = new HashSet<>();
        evaluated.decision().firings().stream()
                .filter(firing -> firing.rule().equals(rule.rule().reference()))
                .forEach(firing -> fired.addAll(firing.facts()));
        Probed.Pattern pattern = rule.patterns().get(0);
        int agreed = 0;
        for (Fact fact : evaluated.facts()) {
            if (fact.getClass().getSimpleName().equals(pattern.type())) {
                List<Finding> findings = pattern.parts().stream()
                        .map(part -> probes.test(part.probe(), fact, DEADLINE))
                        .toList();
                boolean all = findings.stream().allMatch(finding -> Boolean.TRUE.equals(finding.holds()));
                assertThat(all)
                        .as(() -> rule.rule().reference() + " on " + fact + ": " + findings)
                        .isEqualTo(fired.contains(fact));
                mayBeUnknown(rule, fact, findings);
                agreed++;
            }
        }
        return agreed;
    }

    /** A condition that cannot be worked out is one that an earlier one guards. */
    private static void mayBeUnknown(Probed rule, Fact fact, List<Finding> findings) {
        for (int i = 0; i < findings.size(); i++) {
            if (findings.get(i).holds() == null) {
                assertThat(findings.subList(0, i))
                        .as(() -> rule.rule().reference() + " on " + fact + ": " + findings)
                        .anyMatch(earlier -> Boolean.FALSE.equals(earlier.holds()));
            }
        }
    }
}
