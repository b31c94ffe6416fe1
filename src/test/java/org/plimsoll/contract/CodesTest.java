package org.plimsoll.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.plimsoll.lifecycle.State;
import org.plimsoll.policy.ActionType;
import org.plimsoll.policy.AddOnKind;
import org.plimsoll.policy.CallBasis;
import org.plimsoll.policy.CollateralKind;
import org.plimsoll.policy.HaircutKind;
import org.plimsoll.policy.Restriction;
import org.plimsoll.policy.Side;
import org.plimsoll.policy.StrategyKind;
import org.plimsoll.portfolio.AccountType;
import org.plimsoll.portfolio.ExerciseStyle;
import org.plimsoll.portfolio.IndexMembership;
import org.plimsoll.portfolio.InstrumentType;
import org.plimsoll.portfolio.IssuerKind;
import org.plimsoll.portfolio.MarginMode;
import org.plimsoll.portfolio.OptionType;
import org.plimsoll.risk.SubmissionCode;
import org.plimsoll.ruleset.Activation;
import org.plimsoll.wire.Explain;

/** Every code of the server is in the contract and in the table of errors, and no other. */
class CodesTest {
    private static final Path SOURCES = Path.of("src/main/java/org/plimsoll");
    private static final Path ERRORS = Path.of("docs/errors.md");
    private static final Pattern LITERAL = Pattern.compile("\"([A-Z]+(?:_[A-Z]+)+)\"");
    private static final Pattern REFUSAL = Pattern.compile("new Refusal\\(\\s*\"([A-Z_]+)\"");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([A-Z_]+)` \\|");
    private static final List<String> PACKAGES_WITH_CODES = List.of(
            "wire",
            "decision",
            "decisionlog",
            "ledger",
            "dossier",
            "evaluation",
            "platform",
            "replay",
            "retention",
            "ruleset",
            "security",
            "status");

    /** Texts in capitals that are no error's code. */
    private static final Set<String> OTHER_TEXTS = Set.of(
            "NO_ACTION",
            "CASE_FAILED",
            "LIMIT_TO_TEAMS",
            "LEAVE_NONE_ACTIVE",
            "BREAK_GLASS",
            "PLACE_HOLD",
            "RELEASE_HOLD");

    /** Codes made from the name of an HTTP status that no feature has a word for. */
    private static final Set<String> OF_HTTP = Set.of(
            "FORBIDDEN",
            "NOT_FOUND",
            "METHOD_NOT_ALLOWED",
            "NOT_ACCEPTABLE",
            "PRECONDITION_FAILED",
            "UNSUPPORTED_MEDIA_TYPE");

    /** Codes of a single word, which the search does not see. */
    private static final Set<String> SINGLE_WORDS = Set.of("UNAUTHENTICATED");

    static Stream<Arguments> enumerations() {
        return Map.<String, Class<? extends Enum<?>>>ofEntries(
                        Map.entry("AccountType", AccountType.class),
                        Map.entry("ActivationKind", Activation.Kind.class),
                        Map.entry("ActionType", ActionType.class),
                        Map.entry("AddOnKind", AddOnKind.class),
                        Map.entry("CallBasis", CallBasis.class),
                        Map.entry("CollateralKind", CollateralKind.class),
                        Map.entry("ExerciseStyle", ExerciseStyle.class),
                        Map.entry("HaircutKind", HaircutKind.class),
                        Map.entry("StrategyKind", StrategyKind.class),
                        Map.entry("IndexMembership", IndexMembership.class),
                        Map.entry("InstrumentType", InstrumentType.class),
                        Map.entry("IssuerKind", IssuerKind.class),
                        Map.entry("MarginMode", MarginMode.class),
                        Map.entry("OptionType", OptionType.class),
                        Map.entry("Restriction", Restriction.class),
                        Map.entry("Side", Side.class),
                        Map.entry("VersionState", State.class))
                .entrySet()
                .stream()
                .map(each -> Arguments.of(each.getKey(), each.getValue()));
    }

    @ParameterizedTest
    @MethodSource("enumerations")
    void enumeration_hasTheCodesOfItsSet(String schema, Class<? extends Enum<?>> codes) {
        assertThat(Contract.get().codes(schema))
                .containsExactlyElementsOf(
                        Arrays.stream(codes.getEnumConstants()).map(Enum::name).toList());
    }

    @Test
    void explain_hasItsCodesInLowerCase() {
        assertThat(Contract.get().codes("Explain"))
                .containsExactlyElementsOf(Arrays.stream(Explain.values())
                        .map(code -> code.name().toLowerCase(Locale.ROOT))
                        .toList());
    }

    @Test
    void everyEnumeration_isComparedWithItsSet() {
        Set<String> compared = new TreeSet<>(Set.of("Explain", "ProblemCode", "RequestErrorCode", "WarningCode"));
        enumerations().forEach(each -> compared.add((String) each.get()[0]));
        Set<String> enumerations = new TreeSet<>();
        Contract.get().document().at("/components/schemas").properties().forEach(schema -> {
            if (schema.getValue().has("enum")) {
                enumerations.add(schema.getKey());
            }
        });
        assertThat(enumerations).isEqualTo(compared);
    }

    @Test
    void codesInTheSource_areThoseOfTheContract() throws IOException {
        Set<String> documented = new TreeSet<>(Contract.get().codes("ProblemCode"));
        documented.addAll(Contract.get().codes("RequestErrorCode"));
        documented.addAll(Contract.get().codes("WarningCode"));

        assertThat(codesInTheSource()).isEqualTo(documented);
    }

    @Test
    void submissionCodes_areErrorsOfARequest_inTheirOrder() {
        List<String> codes = Stream.of(SubmissionCode.values()).map(Enum::name).toList();

        assertThat(Contract.get().codes("RequestErrorCode"))
                .containsSubsequence(codes)
                .doesNotHaveDuplicates();
    }

    @Test
    void tableOfErrors_listsTheCodesOfTheContract_inTheirOrder() throws IOException {
        List<String> documented = new ArrayList<>(Contract.get().codes("ProblemCode"));
        documented.addAll(Contract.get().codes("RequestErrorCode"));
        documented.addAll(Contract.get().codes("WarningCode"));
        List<String> listed = new ArrayList<>();
        Matcher rows = ROW.matcher(Files.readString(ERRORS));
        while (rows.find()) {
            listed.add(rows.group(1));
        }
        assertThat(listed).isEqualTo(documented);
    }

    @Test
    void tableOfErrors_givesEveryProblem_theStatusesOfTheContract() throws IOException {
        String table = Files.readString(ERRORS);
        for (Contract.Operation operation : Contract.get().operations()) {
            operation.node().required("responses").properties().forEach(response -> {
                JsonNode code = Contract.get()
                        .resolved(response.getValue())
                        .path("content")
                        .path("application/problem+json")
                        .at("/schema/allOf/1/properties/code");
                List<String> codes = new ArrayList<>(Contract.texts(code.path("enum")));
                if (code.has("const")) {
                    codes.add(code.required("const").asText());
                }
                for (String each : codes) {
                    assertThat(table)
                            .containsPattern(
                                    "(?m)^\\| `" + each + "` \\| [0-9, ]*" + response.getKey() + "[0-9, ]* \\|");
                }
            });
        }
    }

    private static Set<String> codesInTheSource() throws IOException {
        Set<String> codes = new TreeSet<>(OF_HTTP);
        codes.addAll(SINGLE_WORDS);
        Stream.of(SubmissionCode.values()).map(Enum::name).forEach(codes::add);
        try (Stream<Path> files = Files.walk(SOURCES)) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".java")).toList()) {
                String text = Files.readString(file);
                String feature = SOURCES.relativize(file).getName(0).toString();
                addAll(codes, REFUSAL.matcher(text));
                if (PACKAGES_WITH_CODES.contains(feature)) {
                    addAll(codes, LITERAL.matcher(text));
                }
            }
        }
        codes.removeAll(OTHER_TEXTS);
        return codes;
    }

    private static void addAll(Set<String> codes, Matcher matcher) {
        while (matcher.find()) {
            codes.add(matcher.group(1));
        }
    }
}
