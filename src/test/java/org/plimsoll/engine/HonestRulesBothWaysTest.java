package org.plimsoll.engine;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.plimsoll.engine.execution.DirectPlan.SessionReason;
import org.plimsoll.engine.sandbox.SampleFacts;
import org.plimsoll.policy.Fact;
import org.plimsoll.portfolio.Refusal;

/** The rules of both honest corpora, fired directly and in a session. */
class HonestRulesBothWaysTest {
    private static final Path RESOURCES = Path.of("src/test/resources");
    private static final ExecutionTally TALLY = new ExecutionTally();
    private static final Set<String> IN_SESSIONS = new TreeSet<>();

    /** Rules that need a session, which their whole file then fires in, by file. */
    private static final Map<String, Set<String>> SESSIONS = Map.ofEntries(
            entry("honest/accounts-compared", Set.of("other pool in trouble")),
            entry("honest/accumulated-figures", Set.of("largest and smallest")),
            entry("honest/auto-deleverage", Set.of("profitable and leveraged positions first")),
            entry("honest/cross-currency-group", Set.of("hedged against its group")),
            entry("honest/group-tied-to-position", Set.of("net of the own group")),
            entry("honest/totals-by-accumulate", Set.of("largest position", "short options of one pool")),
            entry("honest/with-any-gold", Set.of("gold in the pool")),
            entry("honest/without-collateral", Set.of("positions but no collateral")),
            entry("honest/wrong-way-risk", Set.of("own equity pledged against short puts on it")),
            entry("sandbox/honest/attributes", Set.of("extending", "groups", "no loop", "not enabled")),
            entry(
                    "sandbox/honest/joins",
                    Set.of(
                            "computed",
                            "either pattern",
                            "exists",
                            "exists both",
                            "forall",
                            "forall of some",
                            "four",
                            "larger",
                            "not",
                            "one or the other",
                            "same underlying",
                            "three",
                            "three at once")),
            entry(
                    "sandbox/honest/sums",
                    Set.of("count, most and least", "limited", "long numbers", "over a join", "sum", "whole numbers")));

    static List<Path> files() throws IOException {
        List<Path> files = new ArrayList<>();
        for (String folder : List.of("honest", "sandbox/honest")) {
            try (Stream<Path> listed = Files.list(RESOURCES.resolve(folder))) {
                listed.filter(file -> file.toString().endsWith(".drl")).sorted().forEach(files::add);
            }
        }
        return files;
    }

    @AfterAll
    static void count() {
        TALLY.print("honest rules (and " + IN_SESSIONS.size() + " files that need a session)");
    }

    @ParameterizedTest
    @MethodSource("files")
    void honestRules_fireDirectlyAsInASession(Path file) throws IOException {
        try (CompiledRuleSet compiled = compiled(file)) {
            String name =
                    RESOURCES.relativize(file).toString().replace('\\', '/').replace(".drl", "");
            assertThat(compiled.sessionReasons())
                    .extracting(SessionReason::rule)
                    .containsExactlyInAnyOrderElementsOf(SESSIONS.getOrDefault(name, Set.of()));
            if (SESSIONS.containsKey(name)) {
                IN_SESSIONS.add(name);
                return;
            }
            ExecutionPair pair = ExecutionPair.of(compiled, TALLY);
            fire(pair, SampleFacts.all());
            Random random = new Random(file.toString().hashCode());
            for (int i = 0; i < 5; i++) {
                List<Fact> shuffled = new ArrayList<>(SampleFacts.all());
                Collections.shuffle(shuffled, random);
                fire(pair, shuffled);
            }
            for (int i = 0; i < 20; i++) {
                fire(pair, new GeneratedFacts(random, 0.2).list(1 + random.nextInt(30)));
            }
        }
    }

    private static void fire(ExecutionPair pair, List<Fact> facts) {
        try {
            pair.fire(facts);
        } catch (Refusal e) {
            // Compared by the pair.
        }
    }

    private static CompiledRuleSet compiled(Path file) throws IOException {
        // The sandbox's corpus says what the sandbox admits, which is more than the gate does.
        boolean gated = !file.toString().contains("sandbox");
        return (gated ? sample(file).compile() : sample(file).compileUngated()).orThrow();
    }

    /** A rule set of one file of the corpora. */
    static RuleSetSample sample(Path file) throws IOException {
        String text = Files.readString(file);
        Matcher declared = Pattern.compile("(?m)^\\uFEFF?package ([a-z.]+);").matcher(text);
        assertThat(declared.find()).isTrue();
        return new RuleSetSample()
                .text(
                        Manifest.FILE,
                        "name: demo\ntitle: Demo\npackage: " + declared.group(1) + "\nbaseCurrency: EUR\nparameters:\n"
                                + "  - {name: rate, value: 0.01}\n  - {name: floor, value: 10}\n"
                                + "  - {name: calmVolatility, value: 1}\n  - {name: threshold.EUR, value: 1}\n"
                                + "  - {name: threshold.USD, value: 1}\n"
                                + "scenarios:\n  - {name: crash, moves: [{price: -0.2}, {price: 0.2}]}\n"
                                + "  - {name: span, price: range, volatility: range, moves: [{price: 1}]}\n")
                .text("rules.drl", text);
    }
}
