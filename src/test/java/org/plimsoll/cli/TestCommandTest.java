package org.plimsoll.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestCommandTest {
    private static final String UNUSED_RULE =
            "\nrule \"unused\"\nwhen\n    $c : Collateral(kind == \"GOLD\")\nthen\n    insert(new Haircut($c, 0.2B, \"x\"));\nend\n";

    @TempDir
    private Path folder = Path.of("");

    private Path uncovered(String gates) {
        Path demo = Folders.demo(folder);
        Folders.write(demo, "rules.drl", Folders.RULE + UNUSED_RULE);
        Folders.edit(demo, "ruleset.yaml", "title: Demo\n", "title: Demo\n" + gates);
        return demo;
    }

    @Test
    void cases_thatPass_pass_withCoverageByFile() {
        Path demo = Folders.demo(folder);
        Run run = Run.of("test", demo);
        assertThat(run.code()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.out().replaceAll("[0-9.]+ ms", "T ms")).isEqualTo(demo + """
                : ok, 1 rule, 0 errors, 0 warnings
                cases/all.yaml
                  pass  first  (line 1, T ms)
                  pass  second  (line 10, T ms)
                cases: 2 passed, coverage 100 % (T ms)
                rules fired by cases, by file:
                  rules.drl  1 of 1
                """);
    }

    @Test
    void case_thatFails_showsExpectedBesideActual() {
        Path demo = Folders.demo(folder);
        Folders.edit(demo, "cases/all.yaml", "90.00", "91.00");
        Run run = Run.of("test", demo);
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out())
                .contains("FAIL  first")
                .containsPattern("9 +pools\\.cross\\.equity +91\\.00 +90\\.00")
                .contains("cases: 1 passed, 1 failed");
    }

    @Test
    void cases_thatCannotBeRead_areNotSaidToBeMissing() {
        Path demo = Folders.demo(folder);
        Folders.write(demo, "cases/all.yaml", "- name: first\n  expct: {}\n");
        assertThat(Run.of("test", demo).out())
                .endsWith("failed: no case could be read; mend what is found in cases/.\n");
        Folders.write(demo, "cases/all.yaml", "[]\n");
        assertThat(Run.of("test", demo).out()).endsWith("failed: there is no case; write one in cases/.\n");
    }

    @Test
    void rules_thatDoNotCompile_fail_andNoCaseIsRun() {
        Path demo = Folders.demo(folder);
        Folders.edit(demo, "rules.drl", "kind ==", "knd ==");
        Run run = Run.of("test", demo);
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out()).contains("rules.drl:8:").doesNotContain("cases:");
    }

    @Test
    void coverage_belowTheManifestsGate_fails_atTheGateItPasses() {
        Run below = Run.of("test", uncovered("gates: {minimumCoverage: 0.51}\n"));
        assertThat(below.code()).isEqualTo(1);
        assertThat(below.out())
                .contains("rules that no case fires:\n  rules.drl:13  unused\n")
                .contains("rules.drl  1 of 2\n")
                .endsWith("failed: cases fire 1 of 2 rules, and the manifest's gate minimumCoverage is 0.51.\n");
        assertThat(Run.of("test", uncovered("gates: {minimumCoverage: 0.5}\n")).code())
                .isZero();
        assertThat(Run.of("test", uncovered("")).code())
                .as("the default is all rules")
                .isEqualTo(1);
    }

    @Test
    void noCases_fail() {
        Path demo = Folders.demo(folder);
        Folders.write(demo, "cases/all.yaml", "[]\n");
        Folders.edit(demo, "ruleset.yaml", "title: Demo\n", "title: Demo\ngates: {minimumCoverage: 0}\n");
        Run run = Run.of("test", demo);
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out()).endsWith("failed: there is no case; write one in cases/.\n");
    }

    @Test
    void json_hasCasesAndRules() {
        Path demo = uncovered("");
        Folders.edit(demo, "cases/all.yaml", "90.00", "91.00");
        JsonNode json = Run.of("test", "--format", "json", demo).json();
        JsonNode ruleSet = json.at("/ruleSets/0");
        assertThat(json.path("passed").booleanValue()).isFalse();
        assertThat(ruleSet.path("casesPassed").asInt()).isEqualTo(1);
        assertThat(ruleSet.path("casesFailed").asInt()).isEqualTo(1);
        assertThat(ruleSet.path("coverage").decimalValue()).isEqualByComparingTo("0.5");
        assertThat(ruleSet.at("/cases/0/failures/0").toString())
                .isEqualTo("{\"path\":\"pools.cross.equity\",\"expected\":\"91.00\",\"actual\":\"90.00\",\"line\":9}");
        assertThat(ruleSet.at("/rules/0").toString())
                .isEqualTo("{\"file\":\"rules.drl\",\"line\":6,\"name\":\"cash\",\"fired\":true}");
        assertThat(ruleSet.at("/rules/1/fired").booleanValue()).isFalse();
    }

    @Test
    void junit_hasATestForEachCase_andOneForCoverage() {
        Path demo = uncovered("");
        Folders.edit(demo, "cases/all.yaml", "90.00", "91.00");
        Folders.edit(demo, "cases/all.yaml", "name: first", "name: \"first <&\\\" case\"");
        Xml xml = Xml.parse(Run.of("test", "--format", "junit", demo).out());
        assertThat(xml.values("//testsuite/@name")).containsExactly("demo test");
        assertThat(xml.values("//testcase[@classname='demo.cases.all_yaml']/@name"))
                .containsExactly("first <&\" case", "second");
        assertThat(xml.values("//testcase[failure]/@name"))
                .containsExactly("first <&\" case", "cases fire enough rules");
        assertThat(xml.values("//testcase[@classname='demo.cases.all_yaml']/failure/@message"))
                .containsExactly(demo + "/cases/all.yaml:9: pools.cross.equity: expected 91.00, actual 90.00");
        assertThat(xml.values("//testcase[@classname='demo.coverage']/failure/text()"))
                .singleElement()
                .asString()
                .contains(demo + "/rules.drl:13: unused");
        assertThat(xml.values("/testsuites/@failures")).containsExactly("2");
    }

    @Test
    void progress_isForSomebodyWhoWaits() {
        Path demo = Folders.demo(folder);
        Run watched = new Run.Setting().watched().run("test", demo);
        assertThat(watched.err())
                .contains("compiling " + demo)
                .contains("2 cases, 0 failed")
                .endsWith("\r\u001B[K");
        assertThat(Run.of("test", demo).err()).isEmpty();
    }
}
