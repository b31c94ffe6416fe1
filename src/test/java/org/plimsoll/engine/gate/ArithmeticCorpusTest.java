package org.plimsoll.engine.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.plimsoll.policy.AddOn;
import org.plimsoll.policy.Deferred;
import org.plimsoll.policy.FactContext;
import org.plimsoll.policy.Facts;
import org.plimsoll.policy.Outcome;
import org.plimsoll.policy.Position;
import org.plimsoll.policy.PositionFigures;
import org.plimsoll.policy.Totals;
import org.plimsoll.portfolio.ExerciseStyle;
import org.plimsoll.portfolio.Instrument;
import org.plimsoll.portfolio.InstrumentType;
import org.plimsoll.portfolio.IssuerKind;
import org.plimsoll.portfolio.OpenPosition;
import org.plimsoll.portfolio.OptionTerms;
import org.plimsoll.portfolio.OptionType;

/**
 * Every expression of the arithmetic corpus is either refused, or compiled by Drools to exactly the right value. The
 * values come from {@code expected.py} beside the corpus, not from Java.
 */
@TestInstance(Lifecycle.PER_CLASS)
class ArithmeticCorpusTest {
    private static final String HEAD = """
            package arithmetic;
            import org.plimsoll.policy.*;
            import java.math.BigDecimal;
            import static org.plimsoll.policy.Functions.*;
            dialect "mvel"

            """;

    private final Map<Case, String> admitted = new HashMap<>();
    private final Map<Case, GateResult> results = new HashMap<>();
    private Map<String, List<Outcome>> said = Map.of();
    private int right;
    private int refused;

    /** One line of the corpus. */
    record Case(String kind, int line, String expression, String expected) {
        boolean isRefused() {
            return expected.matches("[A-Z_]+");
        }

        boolean isTest() {
            return kind.equals("conditions") || kind.equals("joins");
        }

        boolean fails() {
            return expected.equals("error");
        }

        String name() {
            return kind + " " + line;
        }

        /** A rule that computes the expression. */
        String rule() {
            String pattern = switch (kind) {
                case "conditions" -> "$p : Position(" + expression + ")";
                case "joins" -> "$p : Position() Position(id == $p.id, " + expression + ")";
                default -> "$p : Position()";
            };
            String computed = switch (kind) {
                case "conditions", "joins" -> "r = 1;";
                case "statements" -> expression;
                default -> "r = " + expression + ";";
            };
            return "rule \"" + name() + "\"\nwhen\n    " + pattern + "\nthen\n    " + computed
                    + "\n    insert(new AddOn($p, \"OTHER\", r, \"r\"));\nend\n";
        }

        @Override
        public String toString() {
            return kind + ": " + expression;
        }
    }

    static Stream<Case> cases() {
        return Stream.of("conditions", "joins", "consequences", "statements").flatMap(ArithmeticCorpusTest::read);
    }

    private static Stream<Case> read(String kind) {
        String path = "/arithmetic/" + kind + ".txt";
        try (InputStream stream = Objects.requireNonNull(ArithmeticCorpusTest.class.getResourceAsStream(path), path)) {
            List<String> lines = new String(stream.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            List<Case> cases = new ArrayList<>();
            for (int i = 0; i < lines.size(); i++) {
                int separator = lines.get(i).lastIndexOf(" ; ");
                if (!lines.get(i).startsWith("#") && separator > 0) {
                    cases.add(new Case(
                            kind,
                            i + 1,
                            lines.get(i).substring(0, separator),
                            lines.get(i).substring(separator + 3)));
                }
            }
            return cases.stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @BeforeAll
    void compileEverythingAdmittedAtOnce() {
        StringBuilder rules = new StringBuilder(HEAD);
        cases().forEach(line -> {
            GateResult result = inspect(HEAD + line.rule());
            results.put(line, result);
            if (result.admitted() && !line.fails()) {
                rules.append(line.rule());
                admitted.put(line, line.rule());
            }
        });
        GateResult all = inspect(rules.toString());
        assertThat(all.diagnostics()).isEmpty();
        try (ExecutableModel model = ExecutableModel.of(Map.of("arithmetic.drl", all.admittedDrl()))) {
            assertThat(model.errors()).isEmpty();
            said = model.fire(List.of(position()));
        }
    }

    private static GateResult inspect(String drl) {
        return RuleGate.inspect("arithmetic.drl", drl, Set.of("rate"));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void expression_isRefusedOrExactlyRight(Case line) {
        GateResult result = Objects.requireNonNull(results.get(line));
        if (line.isRefused()) {
            assertThat(result.diagnostics()).extracting("code").contains(line.expected());
            refused++;
            return;
        }
        assertThat(result.diagnostics()).isEmpty();
        if (line.fails()) {
            try (ExecutableModel model = ExecutableModel.of(Map.of("arithmetic.drl", result.admittedDrl()))) {
                assertThat(model.errors()).isEmpty();
                assertThatThrownBy(() -> model.fire(List.of(position()))).isInstanceOf(RuntimeException.class);
            }
        } else if (line.isTest()) {
            assertThat(said.containsKey(line.name())).isEqualTo(Boolean.parseBoolean(line.expected()));
        } else {
            List<Outcome> outcomes = Objects.requireNonNull(said.get(line.name()));
            assertThat(outcomes).hasSize(1);
            assertThat(((AddOn) outcomes.get(0)).initial()).isEqualByComparingTo(new BigDecimal(line.expected()));
        }
        right++;
    }

    @Test
    void corpus_hasAtLeastTwoHundredExpressions_onBothSides() {
        assertThat(read("conditions").count()).isGreaterThanOrEqualTo(200);
        assertThat(read("consequences").count() + read("statements").count()).isGreaterThanOrEqualTo(200);
        assertThat(cases().distinct()).hasSize((int) cases().count());
    }

    @AfterAll
    void count() {
        System.out.println("arithmetic: " + right + " expressions exactly right, " + refused + " refused");
    }

    /** The position that {@code expected.py} describes. */
    private static Position position() {
        FactContext context = Facts.context()
                .parameter("rate", "0.15")
                .attribute("floor", "0.05")
                .build();
        Instrument instrument = new Instrument(
                "option-1",
                InstrumentType.OPTION,
                "EUR",
                "U",
                decimal("100"),
                BigDecimal.ONE,
                "XEUR",
                new OptionTerms(
                        OptionType.CALL,
                        decimal("95"),
                        java.time.LocalDate.parse("2026-06-19"),
                        ExerciseStyle.AMERICAN),
                null,
                null,
                IssuerKind.GOVERNMENT,
                2,
                null,
                null,
                Map.of("lev", "2.5"));
        OpenPosition holding = new OpenPosition("p", "option-1", decimal("-10"), null, null, null, Map.of());
        PositionFigures figures = new PositionFigures(
                decimal("2.57"),
                decimal("1"),
                90071992547409933L,
                decimal("-2570"),
                decimal("12850.00"),
                null,
                decimal("-5"),
                decimal("-2570"),
                decimal("128.50"),
                decimal("128500"),
                decimal("33500"),
                decimal("1.00"),
                decimal("0.25"),
                Deferred.known(decimal("2.5")),
                168L,
                Deferred.known(decimal("0.46")),
                null);
        Totals totals = new Totals(
                3,
                decimal("100"),
                decimal("50.5"),
                decimal("7"),
                BigDecimal.ZERO,
                decimal("-7"),
                decimal("0"),
                decimal("7"),
                null);
        return new Position(context, holding, instrument, figures, "cross", totals, totals, instrument.attributes());
    }

    private static BigDecimal decimal(String text) {
        return new BigDecimal(text);
    }
}
