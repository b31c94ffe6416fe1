package org.plimsoll.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.Period;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.plimsoll.engine.Diagnostic;
import org.plimsoll.ruleset.LoadedVersion;
import org.plimsoll.ruleset.RuleSetFailure;

/** What the banner says of a rule set that was not taken. */
class StartBannerTest {
    @Test
    void records_thatExpireAndAreMasked_areSaidToBe_andOthersAreNot() {
        assertThat(StartBanner.records(Optional.of(Period.ofYears(10)), Optional.of(List.of("account", "caller")))
                        .lines())
                .containsExactly("  Retention P10Y", "  Masked    account, caller");
        assertThat(StartBanner.records(Optional.empty(), Optional.empty())).isEmpty();
    }

    private static RuleSetFailure failure(int errors) {
        List<Diagnostic> diagnostics = IntStream.rangeClosed(1, errors)
                .mapToObj(line -> Diagnostic.error("SYNTAX", "Wrong.", "rules.drl", line, 1, null))
                .toList();
        return new RuleSetFailure("demo", null, "folder", Instant.EPOCH, "it does not compile", diagnostics);
    }

    private static LoadedVersion inForce(String ruleSet, int version) {
        return new LoadedVersion(ruleSet, version, "hash", "Title", true, Instant.EPOCH, List.of());
    }

    @Test
    void notTaken_withMoreErrorsThanAreShown_saysHowManyMoreAndWhere() {
        assertThat(StartBanner.notTaken(failure(23), List.of()).lines())
                .containsExactly(
                        "  NOT TAKEN demo (folder): it does not compile",
                        "            demo/rules.drl:1:1: SYNTAX: Wrong.",
                        "            demo/rules.drl:2:1: SYNTAX: Wrong.",
                        "            demo/rules.drl:3:1: SYNTAX: Wrong.",
                        "            … and 20 more: GET /v1/status");
    }

    @Test
    void notTaken_withAsManyErrorsAsAreShown_saysNoMore() {
        assertThat(StartBanner.notTaken(failure(3), List.of()).lines()).hasSize(4);
    }

    @Test
    void notTaken_whileAVersionIsInForce_saysThatItStays() {
        assertThat(StartBanner.notTaken(failure(0), List.of(inForce("other", 7), inForce("demo", 1))))
                .isEqualToIgnoringNewLines("  NOT TAKEN demo (folder): it does not compile; version 1 stays in force");
    }

    @Test
    void notTaken_withoutAVersionInForce_promisesNone() {
        assertThat(StartBanner.notTaken(failure(0), List.of(inForce("other", 7))))
                .doesNotContain("in force");
    }
}
