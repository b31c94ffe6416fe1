package org.plimsoll.engine.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import org.drools.drl.ast.descr.PackageDescr;
import org.drools.drl.ast.descr.RuleDescr;
import org.drools.drl.parser.DrlParser;
import org.drools.drl.parser.DroolsParserException;
import org.kie.internal.builder.conf.LanguageLevelOption;
import org.plimsoll.engine.CompileResult;
import org.plimsoll.engine.Diagnostic;
import org.plimsoll.engine.RuleSetCompiler;
import org.plimsoll.engine.RuleSetFiles;

/**
 * Rule files changed at random. Whatever comes out is refused with a place, or admitted, and then it is what the gate says
 * it is to Drools too, and compiles. More tries: {@code -Djqwik.tries.default=20000}.
 */
class GateFuzzTest {
    private static final List<String> FILES = files();
    private static final Set<String> PARAMETERS = Set.of("rate", "floor");
    private static final Pattern ALLOWED_IMPORT =
            Pattern.compile("org\\.plimsoll\\.policy\\.(\\*|[A-Z][A-Za-z]+)|java\\.math\\.BigDecimal");
    private static final int MOST_COMPILED = 25;
    private static final int MOST_SIGNS = 2_500;

    private static final Map<String, String> ADMITTED = new TreeMap<>();
    private static int refused;
    private static int admitted;

    private static List<String> files() {
        List<String> files = new ArrayList<>();
        for (Path folder : List.of(Path.of("src/test/resources/honest"), Path.of("rules"))) {
            try (Stream<Path> walk = Files.walk(folder)) {
                for (Path file : walk.filter(path -> path.toString().endsWith(".drl"))
                        .sorted()
                        .toList()) {
                    files.add(Files.readString(file));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return files;
    }

    @Provide
    Arbitrary<String> changedFiles() {
        return Combinators.combine(Arbitraries.of(FILES), Arbitraries.of(FILES), Arbitraries.longs())
                .as((file, other, seed) -> Mutation.of(shortened(file), other, new Random(seed)));
    }

    /** The file up to the end of a rule. */
    private static String shortened(String file) {
        int end = file.indexOf("\nend", Math.min(file.length(), MOST_SIGNS));
        return end < 0 ? file : file.substring(0, end + 4) + "\n";
    }

    @Provide
    Arbitrary<String> soups() {
        Arbitrary<String> words = Arbitraries.of(Mutation.tokens(String.join("\n", FILES.subList(0, 20))));
        return words.list().ofMaxSize(60).map(tokens -> String.join(" ", tokens));
    }

    @Property(seed = "7", shrinking = ShrinkingMode.OFF)
    void changedFile_isRefusedWithAPlace_orAdmittedAndWhatItSeems(@ForAll("changedFiles") String text) {
        check(text);
    }

    @Property(seed = "11", tries = 250, shrinking = ShrinkingMode.OFF)
    void wordsInAnyOrder_areRefusedWithAPlace(@ForAll("soups") String text) {
        check(text);
        check("package fuzz; import org.plimsoll.policy.*; dialect \"mvel\"\nrule \"r\"\nwhen\n" + text + "\nend\n");
    }

    @Property(seed = "13", tries = 250, shrinking = ShrinkingMode.OFF)
    void anyCharacters_areRefusedWithAPlace(@ForAll String text) {
        check(text);
        check("package fuzz; import org.plimsoll.policy.*;\nrule \"r\"\nwhen\n    $p : Position(underlying == \"" + text
                + "\")\nthen\n    insert(new Notify($p, \"x\"));\nend\n");
    }

    private static void check(String text) {
        GateResult result = RuleGate.inspect("fuzz.drl", text, PARAMETERS);
        if (!result.admitted()) {
            refused++;
            assertThat(result.admittedDrl()).isEmpty();
            long lines = text.chars().filter(c -> c == '\n').count() + 1;
            assertThat(result.diagnostics()).isNotEmpty().allSatisfy(found -> {
                assertThat(found.line()).isBetween(1, (int) lines);
                assertThat(found.column()).isBetween(1, text.length() + 1);
                assertThat(found.message()).hasSizeLessThan(1_000);
                assertThat(GateCode.valueOf(found.code())).isNotEqualTo(GateCode.GATE_TIME);
            });
            return;
        }
        admitted++;
        assertThat(result.diagnostics()).isEmpty();
        assertWhatItSeems(text, result);
        if (ADMITTED.size() < MOST_COMPILED && !FILES.contains(text)) {
            ADMITTED.putIfAbsent(result.admittedDrl(), text);
        }
    }

    /** The gate's own comparison of readings is not asked: what Drools reads is looked at afresh. */
    private static void assertWhatItSeems(String text, GateResult result) {
        assertThat(result.admittedDrl().replaceAll("\\\\\"|\\\\u[0-9a-f]{4}", ""))
                .as(text)
                .matches("[\\t\\n -\\[\\]-~]*");
        PackageDescr read = read(result.admittedDrl());
        assertThat(read.getRules())
                .extracting(RuleDescr::getName)
                .containsExactlyElementsOf(
                        result.rules().stream().map(RuleSpan::name).toList());
        assertThat(read.getRules()).allSatisfy(rule -> {
            assertThat(rule.getAttributes().keySet()).isSubsetOf("dialect");
            assertThat(rule.getNamedConsequences()).isEmpty();
            assertThat(rule.getParentName()).isNull();
            assertThat(String.valueOf(rule.getConsequence()))
                    .doesNotContain("Runtime", "System.", "getClass", "drools.", "while", "for (");
        });
        assertThat(read.getImports())
                .allSatisfy(line -> assertThat(line.getTarget()).matches(ALLOWED_IMPORT));
        assertThat(read.getFunctionImports())
                .allSatisfy(line -> assertThat(line.getTarget()).startsWith("org.plimsoll.policy.Functions."));
        assertThat(read.getFunctions()).isEmpty();
        assertThat(read.getTypeDeclarations()).isEmpty();
        assertThat(read.getEnumDeclarations()).isEmpty();
        assertThat(read.getGlobals()).isEmpty();
        assertThat(read.getAccumulateImports()).isEmpty();
    }

    private static PackageDescr read(String drl) {
        try {
            DrlParser parser = new DrlParser(LanguageLevelOption.DRL6);
            PackageDescr read = parser.parse(false, drl);
            assertThat(parser.getErrors()).isEmpty();
            return Objects.requireNonNull(read);
        } catch (DroolsParserException e) {
            throw new AssertionError(drl, e);
        }
    }

    @AfterContainer
    static void whatIsAdmitted_compiles() {
        System.out.println("fuzz: " + refused + " texts refused, " + admitted + " admitted, " + ADMITTED.size()
                + " of them compiled");
        assertThat(refused).isPositive();
        assertThat(admitted).isPositive();
        RuleSetCompiler compiler = new RuleSetCompiler();
        ADMITTED.values().forEach(text -> {
            String name = text.replaceFirst("(?s).*?\\bpackage\\s+([a-z0-9_]+).*", "$1");
            CompileResult result = compiler.compile(RuleSetFiles.of(
                    "fuzz",
                    Map.of(
                            "ruleset.yaml",
                            "name: fuzz\ntitle: Fuzz\npackage: " + name + "\nbaseCurrency: any\nparameters:\n"
                                    + "  - {name: rate, value: 1}\n  - {name: floor, value: 1}\n",
                            "fuzz.drl",
                            text)));
            assertThat(result.diagnostics())
                    .as(text)
                    .extracting(Diagnostic::code)
                    .isSubsetOf("NEEDS_SESSION", "NO_RULES");
            // A file that was cut off after its package is read without complaint, and has no rules.
            if (text.contains("rule")) {
                Objects.requireNonNull(result.compiled(), text).close();
            }
        });
    }
}
