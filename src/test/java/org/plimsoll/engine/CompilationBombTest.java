package org.plimsoll.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Rule sets that are small or allowed in size, and would take the compiler for ever, or all memory. Each is refused, or
 * compiled; what bounds it is a number of signs, not a clock. The timeout is for what should never be.
 */
@Timeout(120)
class CompilationBombTest {
    private static final String HEAD_OF_RULE = "rule \"r\"\nwhen\n    $p : Position(";
    private static final String REST_OF_RULE = ")\nthen\n    insert(new AddOn($p, \"OTHER\", 1, \"x\"));\nend\n";

    private static String condition(String constraints) {
        return HEAD_OF_RULE + constraints + REST_OF_RULE;
    }

    private static String consequence(String statements) {
        return HEAD_OF_RULE + ")\nthen\n    " + statements + "\n    insert(new AddOn($p, \"OTHER\", 1, \"x\"));\nend\n";
    }

    private static String joined(String separator, int count, String part) {
        return String.join(separator, Collections.nCopies(count, part));
    }

    private static String of(int count, String pattern) {
        return IntStream.range(0, count)
                .mapToObj(i -> pattern.replace("#", String.valueOf(i)))
                .collect(Collectors.joining());
    }

    static Stream<Arguments> bombs() {
        return Stream.of(
                Arguments.of(
                        "brackets", "NESTING", condition("(\n".repeat(10_000) + "notional > 1" + ")\n".repeat(10_000))),
                Arguments.of(
                        "brackets on a line",
                        "NESTING",
                        condition("(".repeat(1_500) + "notional > 1" + ")".repeat(1_500))),
                Arguments.of("open brackets", "NESTING", condition("(\n".repeat(10_000))),
                Arguments.of("negations", "NESTING", condition("!\n".repeat(100_000) + "(notional > 1)")),
                Arguments.of("signs", "NESTING", condition("notional > " + "-\n".repeat(100_000) + "1")),
                Arguments.of(
                        "brackets of arguments",
                        "NESTING",
                        consequence("x = " + "max(1,\n".repeat(5_000) + "1" + ")".repeat(3_000) + ";")),
                Arguments.of("ifs", "NESTING", consequence("if ($p.notional > 1) {\n".repeat(10_000))),
                Arguments.of(
                        "elses",
                        "NESTING",
                        consequence("if ($p.notional > 1) { }" + "\nelse if ($p.notional > 2) { }".repeat(10_000))),
                Arguments.of(
                        "or within or",
                        "NESTING",
                        condition("(notional > 1 ||\n".repeat(10_000) + "price > 1" + ")".repeat(3_900))),
                Arguments.of("and", "TOO_LONG", condition(joined(" &&\n", 10_000, "notional > 1"))),
                Arguments.of("or", "TOO_LONG", condition(joined(" ||\n", 10_000, "notional > 1"))),
                Arguments.of("eighteen ands", "LOGIC_BUDGET", condition(joined(" && ", 18, "notional > 1"))),
                Arguments.of("sum", "TOO_LONG", condition(joined(" +\n", 10_000, "notional") + " > 1")),
                Arguments.of("list", "TOO_LONG", condition("id in (" + joined(",\n", 10_000, "\"A\"") + ")")),
                Arguments.of("constraints", "TOO_LONG", condition(joined(",\n", 10_000, "notional > 1"))),
                Arguments.of("statements", "TOO_LONG", consequence(of(10_000, "x# = 1;\n"))),
                Arguments.of("inserts", "TOO_LONG", consequence(joined("\n", 1_000, "insert(new Notify($p, \"x\"));"))),
                Arguments.of("path", "TOO_LONG", condition("notional" + ".\nx".repeat(100_000) + " > 1")),
                Arguments.of(
                        "fact", "TOO_LONG", "rule \"r\"\nwhen\nPosition" + ".\nx".repeat(300_000) + "()\nthen\nend\n"),
                Arguments.of("line", "FILE_TOO_LARGE", condition(joined(" && ", 10_000, "notional > 1"))),
                Arguments.of("digits", "NUMBER_SIZE", condition("notional > " + "1".repeat(3_000))),
                Arguments.of("decimals", "NUMBER_SIZE", condition("notional > 0." + "1".repeat(3_000))),
                Arguments.of("exponent", "NUMBER_FORMAT", condition("notional > 1E999999999B")),
                Arguments.of(
                        "product",
                        "NUMBER_SIZE",
                        condition(joined(" * ", 60, "1000000000000000000000000000000000") + " > notional")),
                Arguments.of("name", "TOO_LONG", "rule \"" + "a".repeat(3_000) + "\" when $p : Position() then end\n"),
                Arguments.of("text", "TOO_LONG", condition("id == \"" + "a".repeat(3_000) + "\"")),
                Arguments.of("variable", "VARIABLE_NAME", condition("$" + "a".repeat(3_000) + " : notional")),
                Arguments.of("rules", "FILE_TOO_LARGE", of(10_001, "rule \"r#\" when $p : Position() then end\n")),
                Arguments.of("words", "FILE_TOO_LARGE", "@a(1)\n".repeat(250_000)),
                Arguments.of("imports", "IMPORT", "import x.y;\n".repeat(100_000)),
                Arguments.of("attributes", "SALIENCE", "rule \"r\"\n" + "salience 1\n".repeat(100_000)),
                Arguments.of("comment", "UNTERMINATED", "/*".repeat(1_000) + "\n".repeat(500_000)),
                Arguments.of("rule heads", "RULE_NAME", ("rule ".repeat(500) + "\n").repeat(300)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bombs")
    void bomb_isRefused_withAPlace_andFewWords(String name, String code, String drl) {
        CompileResult result = RuleSetSample.rules(drl).compile();
        assertThat(result.compiled()).isNull();
        assertThat(result.diagnostics()).extracting(Diagnostic::code).contains(code);
        assertThat(result.diagnostics()).hasSizeLessThanOrEqualTo(201).allSatisfy(found -> {
            assertThat(found.file()).isEqualTo("rules.drl");
            assertThat(found.line()).isPositive();
            assertThat(found.message()).hasSizeLessThan(1_000);
        });
    }

    private static final String MANIFEST = RuleSetSample.MANIFEST;

    static Stream<Arguments> manifests() {
        return Stream.of(
                Arguments.of("object", "MANIFEST_SYNTAX", "description: !!javax.script.ScriptEngineManager [x]\n"),
                Arguments.of("object of a scalar", "MANIFEST_SYNTAX", "description: !!java.lang.Runtime x\n"),
                Arguments.of("aliases", "MANIFEST_SYNTAX", "rounding: &a {scale: 2}\ngates: *a\n"),
                Arguments.of("within itself", "MANIFEST_SYNTAX", "rounding: &a [*a]\n"),
                Arguments.of(
                        "a thousand million laughs",
                        "MANIFEST_SYNTAX",
                        "a: &a [x,x,x,x]\nb: &b [*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b]\nd: [*c,*c,*c,*c]\n"),
                Arguments.of("deep list", "MANIFEST_SYNTAX", "description: " + "[".repeat(100_000) + "\n"),
                Arguments.of("deep map", "MANIFEST_SYNTAX", "description: " + "{a: ".repeat(100_000) + "\n"),
                Arguments.of("deep keys", "MANIFEST_SYNTAX", "? ".repeat(50_000) + "a\n"),
                Arguments.of("deep items", "MANIFEST_SYNTAX", "description:\n  " + "- ".repeat(50_000) + "a\n"),
                Arguments.of("no such character", "MANIFEST_SYNTAX", "description: \"\\UFFFFFFFF\"\n"),
                Arguments.of("no such version", "MANIFEST_SYNTAX", "---\n%YAML 99999999999.1\n---\n"),
                Arguments.of("two documents", "MANIFEST_SYNTAX", "---\nname: other\n"),
                Arguments.of("same key", "MANIFEST_DUPLICATE_KEY", "title: Other\n"),
                Arguments.of("merged key", "MANIFEST_UNKNOWN_KEY", "<<: {title: x}\n"),
                Arguments.of("nul", "MANIFEST_BAD_VALUE", "description: \"a\\0b\"\n"),
                Arguments.of("half a character", "MANIFEST_BAD_VALUE", "description: \"\\uD800\"\n"),
                Arguments.of("turned text", "MANIFEST_BAD_VALUE", "description: \"\\u202e\"\n"),
                Arguments.of("long text", "MANIFEST_TOO_LARGE", "description: " + "x".repeat(1_900_000) + "\n"),
                Arguments.of(
                        "long choice",
                        "MANIFEST_TOO_LARGE",
                        "overlappingRequirements: " + "x".repeat(1_900_000) + "\n"),
                Arguments.of("long key", "MANIFEST_UNKNOWN_KEY", "? " + "x".repeat(1_900_000) + "\n: 1\n"),
                Arguments.of(
                        "long number",
                        "MANIFEST_TOO_LARGE",
                        "liquidity: {shareOfDailyVolume: 0." + "1".repeat(100_000) + "}\n"),
                Arguments.of("long age", "MANIFEST_BAD_VALUE", "price: {staleAfter: PT99999999999999999999S}\n"),
                Arguments.of("script", "MANIFEST_BAD_VALUE", "sources: [{title: x, url: \"javascript:alert(1)\"}]\n"),
                Arguments.of("parameters", "MANIFEST_TOO_LARGE", null),
                Arguments.of("keys", "MANIFEST_UNKNOWN_KEY", of(100_000, "k#: 1\n")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("manifests")
    void manifest_thatIsABomb_isRefused_withAPlace_andFewWords(String name, String code, String yaml) {
        String text = MANIFEST + (yaml == null ? of(60_000, "  - {name: a#, value: 1}\n") : yaml);
        CompileResult result =
                RuleSetSample.rules(condition("")).text(Manifest.FILE, text).compile();
        assertThat(result.compiled()).isNull();
        assertThat(result.diagnostics()).extracting(Diagnostic::code).contains(code);
        assertThat(result.diagnostics()).hasSizeLessThanOrEqualTo(200).allSatisfy(found -> {
            assertThat(found.file()).isEqualTo(Manifest.FILE);
            assertThat(found.line()).isPositive();
            assertThat(found.message()).hasSizeLessThan(1_000);
        });
    }

    @Test
    void words_ofAManifest_thatARegularExpressionCannotTake_areRefusedAtTheirLine() {
        for (Map.Entry<String, String> change : Map.of(
                        "name: demo", "name: " + "a-".repeat(1_900) + "a",
                        "package: demo", "package: " + "a.".repeat(1_900) + "a")
                .entrySet()) {
            CompileResult result = RuleSetSample.rules(condition(""))
                    .text(Manifest.FILE, MANIFEST.replace(change.getKey(), change.getValue()))
                    .compile();
            assertThat(result.diagnostics()).extracting(Diagnostic::code).contains("MANIFEST_BAD_VALUE");
        }
    }

    @Test
    void thousandsOfParameters_areTaken() {
        String text = MANIFEST + of(4_000, "  - {name: a#, value: 1}\n");
        try (CompiledRuleSet rules = RuleSetSample.rules(condition("notional > parameter(\"a3999\")"))
                .text(Manifest.FILE, text)
                .compiled()) {
            assertThat(rules.rules()).hasSize(1);
        }
    }

    @Test
    void pathOfAFile_thatARegularExpressionCannotTake_isRefused() {
        CompileResult result = RuleSetSample.rules(condition(""))
                .text("a/".repeat(50_000) + "x.drl", "")
                .compile();
        assertThat(result.diagnostics()).extracting(Diagnostic::code).containsExactly("BAD_FILE_NAME");
    }

    @Test
    void costliestBrackets_thatAreAdmitted_compile() {
        String nested = "(((((((notional + 1) + 1) + 1) + 1) + 1) + 1)".substring(1) + " > 1";
        try (CompiledRuleSet rules =
                RuleSetSample.rules(condition(joined(",\n", 10, nested))).compiled()) {
            assertThat(rules.rules()).hasSize(1);
        }
    }

    /** Whatever fails in the compiler is told as a diagnostic; the log has the rest. */
    @Test
    void failureOfTheCompiler_isADiagnostic_notAnException() {
        for (Throwable failure :
                List.of(new IllegalStateException("x"), new OutOfMemoryError("x"), new StackOverflowError())) {
            RuleSetCompiler compiler = new RuleSetCompiler(EngineLimits.DEFAULT, (file, drl, parameters) -> {
                if (failure instanceof Error error) {
                    throw error;
                }
                throw (RuntimeException) failure;
            });
            CompileResult result = compiler.compile(
                    RuleSetFiles.of("demo", Map.of(Manifest.FILE, MANIFEST, "rules.drl", condition(""))));
            assertThat(result.compiled()).isNull();
            assertThat(result.diagnostics())
                    .extracting(Diagnostic::code)
                    .containsExactly(failure instanceof StackOverflowError ? "RULES_TOO_DEEP" : "COMPILER_FAILED");
        }
    }

    @Test
    void filesThatAreNoText_areRefused() {
        for (byte[] bytes : List.of(
                new byte[] {(byte) 0xC0, (byte) 0xAF},
                new byte[] {(byte) 0xED, (byte) 0xA0, (byte) 0x80},
                "package demo;".getBytes(StandardCharsets.UTF_16))) {
            CompileResult result = new RuleSetSample().bytes("rules.drl", bytes).compile();
            assertThat(result.diagnostics()).extracting(Diagnostic::code).contains("NOT_UTF_8");
        }
    }
}
