package org.plimsoll.engine;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.plimsoll.engine.Vocabulary.Argument;
import org.plimsoll.engine.Vocabulary.FactType;
import org.plimsoll.engine.Vocabulary.Field;
import org.plimsoll.engine.Vocabulary.OutcomeType;
import org.plimsoll.engine.Vocabulary.Phase;
import org.plimsoll.engine.Vocabulary.Signature;
import org.plimsoll.policy.Functions;

/** Writes docs/vocabulary.md from the vocabulary itself. */
final class VocabularyDocument {
    private static final Map<Class<?>, String> TYPES = Map.of(
            BigDecimal.class, "decimal",
            String.class, "text",
            boolean.class, "truth value",
            int.class, "whole number",
            Integer.class, "whole number",
            long.class, "whole number",
            Long.class, "whole number",
            Instant.class, "time",
            LocalDate.class, "date",
            Map.class, "texts by name");

    private static final String HEAD = """
            # Vocabulary

            Everything a rule may name: facts, which its condition matches; outcomes, which its consequence inserts; and
            functions. What rules may say with these words is in [the gate](gate.md). This page is written from the code;
            a build fails when it differs.

            `B` behind a number, as in `0.15B`, makes it an exact decimal; it may be left out everywhere, because the gate
            makes every number of a rule exact, a whole number where one is needed and a decimal elsewhere.

            A field that can be absent is compared with `null` first: a comparison with an absent field is false, a
            computation with one is an error. Codes are written as texts, such as `kind == "GOLD"`; those listed are all
            there are. Texts by name are read as `attributes["name"]`.

            A rule matches facts of one phase only.
            """;

    private final Vocabulary vocabulary = Vocabulary.STANDARD;
    private final VocabularySources sources = new VocabularySources();
    private final StringBuilder page = new StringBuilder(HEAD);

    String text() {
        facts(
                Phase.SETTLEMENT,
                "Facts before settlement",
                "A portfolio's facts: rules on them insert haircuts, requirements and add-ons.");
        facts(Phase.HEALTH, "Facts after settlement", "Facts about settled accounts: rules on them insert actions.");
        outcomes(Phase.SETTLEMENT, "Outcomes before settlement");
        outcomes(Phase.HEALTH, "Outcomes after settlement: actions, and figures at any time");
        functions();
        return page.toString();
    }

    private void line(String text) {
        page.append(text).append('\n');
    }

    private void facts(Phase phase, String heading, String explanation) {
        line("\n## " + heading + "\n\n" + explanation);
        for (FactType fact : vocabulary.facts().values()) {
            if (fact.phase() != phase) {
                continue;
            }
            line("\n### " + fact.name() + "\n\n" + sources.type(fact.type()) + "\n");
            line("| Field | Type | Absent | What it is |\n|---|---|---|---|");
            for (Field field : fact.fields().values()) {
                String described = sources.field(fact.type(), field.name());
                row(
                        "`" + field.name() + "`",
                        type(field.type()),
                        field.nullable() ? "can be" : "never",
                        described + codes(field.codes()));
            }
            signatures(fact.lookups().values().stream().flatMap(List::stream).toList(), fact.type(), "Lookup");
        }
    }

    private void outcomes(Phase phase, String heading) {
        line("\n## " + heading);
        for (OutcomeType outcome : vocabulary.outcomes().values()) {
            if (outcome.phase() != phase) {
                continue;
            }
            line("\n### " + outcome.name() + "\n\n" + sources.type(outcome.type()));
            signatures(outcome.constructors(), outcome.type(), "Written");
            line("\n| Argument | Type | What it is |\n|---|---|---|");
            Map<String, Argument> arguments = new LinkedHashMap<>();
            outcome.constructors().stream()
                    .sorted((one, other) ->
                            other.arguments().size() - one.arguments().size())
                    .forEach(constructor -> constructor
                            .arguments()
                            .forEach(argument -> arguments.putIfAbsent(argument.name(), argument)));
            arguments
                    .values()
                    .forEach(argument -> row(
                            "`" + argument.name() + "`",
                            type(argument.type()),
                            described(outcome, argument) + codes(argument.codes())));
        }
    }

    /** What an argument is; one that only a shorter form has is described by that form. */
    private String described(OutcomeType outcome, Argument argument) {
        String own = sources.argument(outcome.type(), argument.name());
        return own.isEmpty()
                ? outcome.constructors().stream()
                        .filter(constructor -> constructor.arguments().contains(argument))
                        .map(constructor -> sources.callable(outcome.type(), constructor))
                        .findFirst()
                        .orElse("")
                : own;
    }

    private void functions() {
        line("\n## Functions\n\n" + sources.type(Functions.class));
        signatures(
                vocabulary.functions().values().stream().flatMap(List::stream).toList(), Functions.class, "Function");
    }

    private void signatures(List<Signature> signatures, Class<?> owner, String heading) {
        if (signatures.isEmpty()) {
            return;
        }
        boolean gives = !heading.equals("Written");
        line("\n| " + heading + " | " + (gives ? "Gives | " : "") + "What it is |\n|---|---|" + (gives ? "---|" : ""));
        for (Signature signature : signatures) {
            String written = signature.arguments().stream()
                    .map(argument -> type(argument.type()) + " " + argument.name())
                    .collect(Collectors.joining(", ", "`" + signature.name() + "(", ")`"));
            String own = sources.callable(owner, signature);
            String described = own.isEmpty() && !gives ? "With every argument." : own;
            if (gives) {
                row(written, type(signature.type()), described);
            } else {
                row(written, described);
            }
        }
    }

    private void row(String... cells) {
        line("| " + String.join(" | ", cells) + " |");
    }

    private static String type(Class<?> type) {
        return TYPES.getOrDefault(type, type.getSimpleName());
    }

    private static String codes(@Nullable SortedSet<String> codes) {
        return codes == null
                ? ""
                : codes.stream().map(code -> "`" + code + "`").collect(Collectors.joining(", ", " One of ", "."));
    }
}
