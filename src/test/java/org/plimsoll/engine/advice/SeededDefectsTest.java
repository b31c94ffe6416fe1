package org.plimsoll.engine.advice;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.plimsoll.engine.Diagnostic;

/** Defects planted in packs: each is found at its rule and line, and nothing else is claimed because of it. */
class SeededDefectsTest {
    @Test
    void seeds_areFoundAtTheirRule_andCauseNoOtherFinding() {
        List<String> missed = new ArrayList<>();
        List<String> extra = new ArrayList<>();
        Map<String, List<String>> before = new TreeMap<>();
        Map<String, Integer> counts = new TreeMap<>();
        for (Seed seed : Seed.all()) {
            if (seed.needsCases()) {
                continue;
            }
            List<String> known = before.computeIfAbsent(
                    seed.pack(),
                    pack -> AdvisedPack.findings(Seed.pack(pack)).stream()
                            .map(SeededDefectsTest::withoutPlace)
                            .toList());
            List<Diagnostic> found = AdvisedPack.findings(seed.planted());
            counts.merge(seed.code(), 1, Integer::sum);
            if (found.stream().noneMatch(seed::isFoundBy)) {
                missed.add(seed + "\n      found " + found);
            }
            found.stream()
                    .filter(finding -> !seed.isFoundBy(finding) && !known.contains(withoutPlace(finding)))
                    .forEach(finding -> extra.add(seed + "\n      extra " + finding));
        }
        System.out.println("seeded defects: " + counts + ", missed " + missed.size() + ", extra " + extra.size());
        assertThat(String.join("\n", missed)).isEmpty();
        assertThat(String.join("\n", extra)).isEmpty();
        assertThat(counts)
                .containsOnlyKeys(
                        "CONTRADICTORY_ACTIONS",
                        "DUPLICATE_CONDITION",
                        "GAP",
                        "NEVER_MATCHES",
                        "OVERLAP",
                        "PARAMETER_UNUSED",
                        "RATE_AS_AMOUNT",
                        "RATE_AS_PERCENTAGE",
                        "SHADOWED");
        assertThat(counts.values().stream().mapToInt(Integer::intValue).sum()).isEqualTo(88);
    }

    private static String withoutPlace(Diagnostic finding) {
        return finding.code() + " " + finding.file() + " " + finding.rule();
    }
}
