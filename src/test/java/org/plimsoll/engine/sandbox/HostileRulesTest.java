package org.plimsoll.engine.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Hostile rule text with the lint off and, but for the last tests, the whole class path in view, so that nothing but the
 * reading of its classes stands in its way.
 */
class HostileRulesTest {
    private static final String CANARY = "plimsoll.sandbox.canary";

    private static final String HEADER = """
            package hostile;
            import org.plimsoll.policy.*;
            import static org.plimsoll.policy.Functions.*;
            """;

    @AfterEach
    void removeCanary() {
        System.clearProperty(CANARY);
    }

    private static String then(String consequence) {
        return "dialect \"mvel\"\nrule \"r\" when $p : Position(notional > 0B) then " + consequence + " end";
    }

    private static String thenInJava(String consequence) {
        return "rule \"r\" dialect \"java\" when $p : Position(notional > 0B) then " + consequence + " end";
    }

    private static String when(String condition) {
        return "dialect \"mvel\"\nrule \"r\" when " + condition + " then end";
    }

    static Stream<Arguments> consequences() {
        return Stream.of(
                arguments(ViolationCode.FORBIDDEN_CALL, then("Runtime.getRuntime().exec(\"true\");")),
                arguments(ViolationCode.FORBIDDEN_CALL, then("System.exit(1);")),
                arguments(ViolationCode.FORBIDDEN_CALL, then("System.setProperty(\"a\", \"b\");")),
                arguments(ViolationCode.FORBIDDEN_CALL, then("System.currentTimeMillis();")),
                arguments(ViolationCode.FORBIDDEN_CALL, then("$p.getClass().getClassLoader();")),
                arguments(ViolationCode.FORBIDDEN_CALL, then("Class.forName(\"java.lang.Runtime\");")),
                arguments(ViolationCode.FORBIDDEN_CALL, then("new java.io.File(\"canary\").delete();")),
                arguments(ViolationCode.FORBIDDEN_CALL, then("java.nio.file.Files.delete(null);")),
                arguments(ViolationCode.FORBIDDEN_CALL, then("new java.net.URL(\"http://localhost\").openStream();")),
                arguments(ViolationCode.FORBIDDEN_CALL, then("new Thread().start();")),
                arguments(ViolationCode.FORBIDDEN_CALL, then("Thread.sleep(100000);")),
                arguments(ViolationCode.FORBIDDEN_CALL, then("$p.instrument.attributes.clear();")),
                arguments(ViolationCode.FORBIDDEN_CALL, then("$p.attributes.put(\"a\", \"b\");")),
                arguments(ViolationCode.UNSUPPORTED_CONSTRUCT, then("update($p);")),
                arguments(ViolationCode.UNSUPPORTED_CONSTRUCT, then("modify($p) { }")),
                arguments(ViolationCode.UNSUPPORTED_CONSTRUCT, then("delete($p);")),
                arguments(ViolationCode.UNSUPPORTED_CONSTRUCT, then("insertLogical(new Ineligible(null, \"a\"));")),
                arguments(ViolationCode.UNSUPPORTED_CONSTRUCT, then("drools.halt();")),
                arguments(ViolationCode.UNSUPPORTED_CONSTRUCT, then("drools.setFocus(\"other\");")),
                arguments(ViolationCode.UNSUPPORTED_CONSTRUCT, then("kcontext.getKieRuntime().halt();")),
                arguments(ViolationCode.FORBIDDEN_CALL, then("$p.notional.pow(999999999);")),
                arguments(ViolationCode.FORBIDDEN_CALL, then("$p.notional.setScale(999999999);")),
                arguments(ViolationCode.FORBIDDEN_CALL, then("$p.notional.multiply($p.notional);")),
                arguments(ViolationCode.FORBIDDEN_CALL, then("\"x\".repeat(1000000000);")),
                arguments(
                        ViolationCode.DECIMAL_LITERAL, then("x = 1e999999999B; insert(new Ineligible(null, \"a\"));")),
                arguments(ViolationCode.FORBIDDEN_CALL, thenInJava("new java.math.BigDecimal(new char[] {'1'});")),
                arguments(ViolationCode.DECIMAL_LITERAL, thenInJava("new java.math.BigDecimal($p.id());")),
                arguments(ViolationCode.LOOP, then("while (true) { insert(new Ineligible(null, \"a\")); }")),
                arguments(
                        ViolationCode.LOOP,
                        then("for (int i = 0; i < 9; i++) { insert(new Ineligible(null, \"a\")); }")),
                arguments(ViolationCode.LOOP, thenInJava("int i = 0; do { i++; } while (i < 1000000000);")),
                arguments(ViolationCode.LOOP, thenInJava("for (;;) { }")),
                arguments(
                        ViolationCode.EXCEPTION_HANDLER,
                        thenInJava("try { drools.insert($p); } catch (Throwable t) { }")),
                arguments(
                        ViolationCode.EXCEPTION_HANDLER, thenInJava("try { drools.insert($p); } finally { $p.id(); }")),
                arguments(ViolationCode.LOCK, thenInJava("synchronized ($p) { drools.insert($p); }")),
                arguments(ViolationCode.THROW, thenInJava("throw new RuntimeException(\"x\");")),
                arguments(ViolationCode.SWITCH, thenInJava("switch ($p.id().length()) { case 1: return; }")),
                arguments(ViolationCode.ARRAY, then("int[] x = new int[1000000000];")),
                arguments(ViolationCode.ARRAY, thenInJava("Object x = new Object[$p.id().length()];")),
                arguments(ViolationCode.ARRAY, thenInJava("Object x = new long[9][9][9];")),
                arguments(ViolationCode.CLASS_CONSTANT, thenInJava("drools.insert(Runtime.class);")),
                arguments(
                        ViolationCode.FORBIDDEN_INSTRUCTION,
                        thenInJava("boolean b = (Object) $p instanceof Comparable;")),
                arguments(ViolationCode.FORBIDDEN_BOOTSTRAP, thenInJava("Runnable r = () -> { };")),
                arguments(ViolationCode.OWN_DEFINITION, thenInJava("new Object() { };")),
                arguments(
                        ViolationCode.INEXACT_NUMBER,
                        then("insert(new MarginRequirement($p, $p.notional * 0.2, \"a\"));")),
                arguments(
                        ViolationCode.INEXACT_NUMBER, then("double x = 0.1; insert(new Ineligible(null, \"a\" + x));")),
                arguments(
                        ViolationCode.IDENTITY_COMPARISON,
                        then("if ($p.side == \"LONG\") { insert(new Ineligible(null, \"a\")); }")),
                arguments(
                        ViolationCode.IDENTITY_COMPARISON,
                        then("if ($p.side != \"LONG\") { insert(new Ineligible(null, \"a\")); }")),
                arguments(ViolationCode.TEXT, then("insert(new Ineligible(null, \"" + "a".repeat(1_001) + "\"));")),
                arguments(ViolationCode.FORBIDDEN_CALL, then("org.plimsoll.engine.sandbox.RuleCalls.tick(-1000000);")));
    }

    static Stream<Arguments> conditions() {
        return Stream.of(
                arguments(ViolationCode.FORBIDDEN_CALL, when("Position(System.getenv(\"x\") != null)")),
                arguments(ViolationCode.FORBIDDEN_CALL, when("Position(this.hashCode() == 1)")),
                arguments(ViolationCode.FORBIDDEN_CALL, when("Position(toString() == \"x\")")),
                arguments(ViolationCode.FORBIDDEN_CALL, when("Position(underlying matches \"(a+)+b\")")),
                arguments(ViolationCode.UNSUPPORTED_CONSTRUCT, when("Position(underlying soundslike \"acme\")")),
                arguments(ViolationCode.FORBIDDEN_CALL, when("Position(instrument.attributes != null)")),
                arguments(ViolationCode.FORBIDDEN_CALL, when("Position(attributes[\"rate\"] > 5)")),
                arguments(ViolationCode.INEXACT_NUMBER, when("Position(notional > 0.5)")),
                arguments(
                        ViolationCode.UNSUPPORTED_CONSTRUCT,
                        when("$p : Position() eval(Runtime.getRuntime() != null)")),
                arguments(ViolationCode.UNSUPPORTED_CONSTRUCT, when("$s : String() from System.getenv().keySet()")),
                arguments(ViolationCode.UNSUPPORTED_CONSTRUCT, when("$s : java.util.List() from collect(Position())")),
                arguments(ViolationCode.UNSUPPORTED_CONSTRUCT, when("Position() from entry-point \"other\"")),
                arguments(
                        ViolationCode.UNSUPPORTED_CONSTRUCT,
                        when("accumulate(Position($n : notional); $l : collectList($n))")),
                arguments(
                        ViolationCode.UNSUPPORTED_CONSTRUCT,
                        when("accumulate(Position($n : notional); $a : average($n))")),
                arguments(ViolationCode.CLASS_CONSTANT, when("Object()")),
                arguments(ViolationCode.CLASS_CONSTANT, when("java.util.ArrayList()")),
                arguments(ViolationCode.CLASS_CONSTANT, when("org.plimsoll.portfolio.Instrument()")),
                arguments(ViolationCode.OWN_DEFINITION, "global java.util.List list;\n" + then("list.clear();")),
                arguments(ViolationCode.OWN_DEFINITION, "function void f() { System.exit(1); }\n" + then("f();")),
                arguments(ViolationCode.UNSUPPORTED_CONSTRUCT, "rule \"r\" timer (int: 0 1) when Position() then end"),
                arguments(
                        ViolationCode.UNSUPPORTED_CONSTRUCT,
                        "rule \"r\" salience (Runtime.getRuntime().availableProcessors()) when $p : Position() then end"),
                arguments(
                        ViolationCode.UNSUPPORTED_CONSTRUCT,
                        "rule \"r\" when $p : Position() if (notional > 5B) do[more] then then[more]"
                                + " System.exit(1); end"),
                arguments(
                        ViolationCode.UNSUPPORTED_CONSTRUCT,
                        "rule \"r\" date-effective \"01-Jan-2020\" when Position() then end"),
                arguments(ViolationCode.OWN_DEFINITION, "query \"q\" Position() end"));
    }

    @ParameterizedTest
    @MethodSource({"consequences", "conditions"})
    void rule_thatDoesWhatRulesMayNot_isRefusedWithItsCode(ViolationCode expected, String rule) {
        try (RuleCompilation compilation = RuleCompilation.unprotected(HEADER + rule)) {
            assertThat(compilation.errors())
                    .as("the rule compiler lets it pass")
                    .isEmpty();

            List<Violation> violations = compilation.admission("hostile").violations();

            assertThat(violations).extracting(Violation::code).contains(expected);
            assertThat(violations)
                    .allSatisfy(violation -> assertThat(violation.message())
                            .doesNotContain("Lambda", "hostile", "drools", "<", "$", ".class"));
        }
    }

    @Test
    void violation_namesItsRule() {
        String rules = HEADER + """
                dialect "mvel"
                rule "honest" when $p : Position(notional > 0B) then insert(new MarginRequirement($p, 1B, "a")); end
                rule "one" when $p : Position(notional > 0B) then System.exit(1); end
                rule "two" when $p : Position(notional > 0B) then System.exit(1); end
                rule "three" when $p : Position(System.getenv("x") == null) then end
                rule "four" salience 5 when $p : Position() if (notional > 5B) do[more] then then[more] end
                """;
        try (RuleCompilation compilation = RuleCompilation.unprotected(rules)) {
            List<Violation> violations = compilation.admission("hostile").violations();

            assertThat(violations)
                    .extracting(Violation::subject, Violation::rules)
                    .contains(
                            org.assertj.core.groups.Tuple.tuple("java.lang.System.exit", List.of("one", "two")),
                            org.assertj.core.groups.Tuple.tuple("java.lang.System.getenv", List.of("three")),
                            org.assertj.core.groups.Tuple.tuple("when", List.of("four")));
            assertThat(violations)
                    .allSatisfy(violation -> assertThat(violation.rules()).doesNotContain("honest"));
            assertThat(violations.stream()
                            .filter(v -> v.subject().endsWith("exit"))
                            .findFirst())
                    .hasValueSatisfying(violation -> assertThat(violation.message())
                            .isEqualTo(
                                    "A rule may not use java.lang.System.exit; it may read fields of facts, compute with"
                                            + " decimals, use the vocabulary's functions and insert outcomes."));
        }
    }

    @Test
    void canary_withoutSandbox_sings() {
        String rule = HEADER + then("System.setProperty(\"" + CANARY + "\", \"consequence\");");
        try (RuleCompilation compilation = RuleCompilation.unprotected(rule)) {
            RuleCompilation.fire(compilation.base(), SampleFacts.positions(1), 10);
        }
        assertThat(System.getProperty(CANARY)).isEqualTo("consequence");
    }

    @Test
    void canaryInADeclaredType_withoutSandbox_singsWhileTheRulesCompile() {
        try (RuleCompilation compilation = RuleCompilation.unprotected(HEADER + DECLARED_ENUM)) {
            assertThat(compilation.errors()).isEmpty();
        }
        assertThat(System.getProperty(CANARY)).isEqualTo("compilation");
    }

    @Test
    void canaryInADeclaredType_inTheSandbox_isSilent() {
        try (RuleCompilation compilation = RuleCompilation.sandboxed(HEADER + DECLARED_ENUM)) {
            assertThat(compilation.errors()).isNotEmpty();
        }
        assertThat(System.getProperty(CANARY)).isNull();
    }

    private static final String DECLARED_ENUM = "declare enum Colour RED(System.setProperty(\"" + CANARY
            + "\", \"compilation\")); name : String end\nrule \"r\" when Position() then end";

    @Test
    void classes_thatWereNeverAdmitted_areNotLoadedEither() {
        String rule = HEADER + then("System.setProperty(\"" + CANARY + "\", \"loaded\");");
        try (RuleCompilation compilation = RuleCompilation.unprotected(rule)) {
            RuleClassLoader loader = new RuleClassLoader(RuleCompilation.ours(), "hostile");
            loader.storeClasses(compilation.classes());

            assertThatThrownBy(loader::models).isInstanceOf(InadmissibleClassException.class);
        }
        assertThat(System.getProperty(CANARY)).isNull();
    }
}
