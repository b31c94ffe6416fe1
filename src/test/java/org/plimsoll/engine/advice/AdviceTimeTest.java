package org.plimsoll.engine.advice;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.plimsoll.engine.Diagnostic;
import org.plimsoll.engine.Manifest;
import org.plimsoll.engine.RuleSetFiles;

/** Advice on many rules takes about as long as reading them, and says so when it did not look at all of them. */
class AdviceTimeTest {
    private static final String HEADINGS = """
            RuleSet,demo
            RuleTable Tiers
            NAME,CONDITION,CONDITION,CONDITION,ACTION
            ,$p : Position...,$p : Position...,$p : Position...,
            ,"instrumentType == ~PERPETUAL~, underlying == ~$param~",notional >= $paramB,notional < $paramB,"insert(new MarginRequirement($p, $paramB * $p.notional, ~tier~));"
            rule,contract,from,below,rate
            """.replace("~", "\"\"");

    /** Ten tiers for each contract; in the last contract's table the last tier begins too early. */
    private static String tiers(int rules) {
        return IntStream.range(0, rules)
                .mapToObj(i -> {
                    int from = i % 10 * 1000 - (i == rules - 1 ? 1 : 0);
                    return "tier " + i + ",C" + i / 10 + "," + from + "," + (i % 10 + 1) * 1000 + ",0." + (i % 10 + 1);
                })
                .collect(Collectors.joining("\n", HEADINGS, "\n"));
    }

    private static RuleSetFiles table(String csv) {
        TreeMap<String, byte[]> files = new TreeMap<>(AdvisedPack.demo("").files());
        files.remove("rules.drl");
        files.put("tiers.drl.csv", csv.getBytes(StandardCharsets.UTF_8));
        return new RuleSetFiles("demo", files);
    }

    /** Time of the processor, which others on the same machine do not change. */
    private static Duration timed(Runnable work) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long start = threads.getCurrentThreadCpuTime();
        work.run();
        return Duration.ofNanos(threads.getCurrentThreadCpuTime() - start);
    }

    private static List<Diagnostic> advised(RuleSetFiles files) {
        return Advisor.findings(files, AdvisedPack.manifest(files), Advice.MOST_COMPARISONS).stream()
                .filter(finding ->
                        !finding.file().equals(Manifest.FILE) || finding.code().equals("ADVICE_INCOMPLETE"))
                .toList();
    }

    @Test
    void thousandRules_areAdvisedInAboutASecond_aLargestTableInTenTimesThat() {
        advised(table(tiers(200)));
        for (int rules : List.of(1000, 9_900)) {
            RuleSetFiles files = table(tiers(rules));
            Duration taken =
                    timed(() -> assertThat(advised(files)).singleElement().satisfies(found -> {
                        assertThat(found.code()).isEqualTo("OVERLAP");
                        assertThat(found.rule()).isEqualTo("tier " + (rules - 1));
                    }));
            System.out.println("advice on " + rules + " rules: " + taken.toMillis() + " ms");
            assertThat(taken).isLessThan(Duration.ofMillis(500 + 2L * rules));
        }
    }

    @Test
    void rulesThatAllOverlap_areNotAllCompared_andThatIsSaid() {
        String csv = IntStream.range(0, 4000)
                .mapToObj(i -> "rule " + i + ",C," + i + "," + (1_000_000 + i) + ",0.1")
                .collect(Collectors.joining("\n", HEADINGS, "\n"));
        RuleSetFiles files = table(csv);
        Duration taken = timed(() -> assertThat(advised(files))
                .hasSizeLessThanOrEqualTo(Advice.MOST_FINDINGS + 1)
                .first()
                .satisfies(found -> assertThat(found.code()).isEqualTo("ADVICE_INCOMPLETE")));
        System.out.println("advice on 4000 rules that all overlap: " + taken.toMillis() + " ms");
        assertThat(taken).isLessThan(Duration.ofSeconds(15));
    }
}
