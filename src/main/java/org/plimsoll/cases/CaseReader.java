package org.plimsoll.cases;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.plimsoll.portfolio.Problem;
import org.plimsoll.portfolio.Refusal;
import org.plimsoll.portfolio.Submission;
import org.plimsoll.wire.LimitExceeded;
import org.plimsoll.wire.MalformedRequest;
import org.plimsoll.wire.RequestLimits;
import org.plimsoll.wire.RequestReader;
import org.plimsoll.wire.Suggestions;

/** Reads one case file. */
final class CaseReader {
    static final List<String> FILE_FIELDS = List.of("fixtures", "cases");
    static final List<String> INPUT_FIELDS = List.of("evaluatedAt", "portfolio", "instruments", "market");
    static final List<String> CASE_FIELDS = List.of(
            "name", "id", "source", "basis", "uses", "evaluatedAt", "portfolio", "instruments", "market", "expect");

    /** A small case can use a large fixture; this bounds what all cases of a file come to. */
    private static final int MOST_SUBMITTED_BYTES = 64_000_000;

    private static final String MISSING_FIELD = "CASE_MISSING_FIELD";

    private final String path;
    private final CaseDiagnostics diagnostics;
    private final RequestReader requests = new RequestReader(RequestLimits.DEFAULT);
    private final Map<String, YamlNode.Mapping> fixtures = new LinkedHashMap<>();
    private final Set<String> names = new HashSet<>();
    private long submittedBytes;

    CaseReader(String path) {
        this.path = path;
        this.diagnostics = new CaseDiagnostics(path);
    }

    CaseFile read(byte[] content) {
        YamlNode root = YamlParser.parse(content, diagnostics);
        List<Case> cases = new ArrayList<>();
        for (YamlNode node : caseNodes(root)) {
            if (submittedBytes > MOST_SUBMITTED_BYTES) {
                diagnostics.error(
                        "CASE_FILE_TOO_LARGE",
                        "With their fixtures, the cases of a file submit at most " + MOST_SUBMITTED_BYTES
                                + " bytes together; the rest is not read.",
                        node);
                break;
            }
            if (diagnostics.isFull()) {
                break;
            }
            Case read = readCase(node);
            if (read != null) {
                cases.add(read);
            }
        }
        return new CaseFile(path, cases, diagnostics.sorted());
    }

    private List<YamlNode> caseNodes(@Nullable YamlNode root) {
        YamlNode cases = root;
        if (root instanceof YamlNode.Mapping mapping) {
            mustKnow(mapping, FILE_FIELDS);
            YamlNode fixturesNode = mapping.get("fixtures");
            if (fixturesNode != null) {
                readFixtures(fixturesNode);
            }
            cases = mapping.get("cases");
            if (cases == null) {
                diagnostics.error(MISSING_FIELD, "The field 'cases' is missing.", root);
                return List.of();
            }
        }
        if (cases instanceof YamlNode.Sequence sequence) {
            return sequence.items();
        }
        if (cases != null) {
            diagnostics.wrongType("a list of cases, or `fixtures` and `cases`", cases);
        } else if (diagnostics.count() == 0) {
            diagnostics.error("CASE_SYNTAX", "The file is empty.", 1, 1);
        }
        return List.of();
    }

    private void readFixtures(YamlNode node) {
        if (!(node instanceof YamlNode.Mapping mapping)) {
            diagnostics.wrongType("fixtures by name", node);
            return;
        }
        mapping.values().forEach((name, value) -> {
            if (value instanceof YamlNode.Mapping fixture) {
                mustKnow(fixture, INPUT_FIELDS);
                fixtures.put(name, fixture);
            } else {
                diagnostics.wrongType("parts of what is submitted", value);
            }
        });
    }

    private void mustKnow(YamlNode.Mapping mapping, List<String> known) {
        mapping.keys().forEach((key, place) -> {
            if (!known.contains(key)) {
                diagnostics.unknownKey(place, known);
            }
        });
    }

    private @Nullable Case readCase(YamlNode node) {
        if (!(node instanceof YamlNode.Mapping mapping)) {
            diagnostics.wrongType("a case", node);
            return null;
        }
        int before = diagnostics.count();
        mustKnow(mapping, CASE_FIELDS);
        String name = text(mapping, "name");
        if (name == null) {
            diagnostics.error(MISSING_FIELD, "The field 'name' is missing.", node);
        } else if (!names.add(name)) {
            diagnostics.error("CASE_DUPLICATE_NAME", "Another case in this file has the same name.", node);
        }
        YamlNode expect = mapping.get("expect");
        Expectation expectation = null;
        if (expect == null) {
            diagnostics.error(MISSING_FIELD, "The field 'expect' is missing.", node);
        } else {
            expectation = new ExpectationReader(diagnostics).read(expect);
        }
        String id = text(mapping, "id");
        String source = text(mapping, "source");
        CaseBasis basis = basis(mapping);
        Input input = readInput(mapping, expectation != null && expectation.refusal() != null);
        if (name == null || expectation == null || diagnostics.count() > before) {
            return null;
        }
        return new Case(
                new Case.Heading(name, id, source, basis, path, node.line()),
                input.submission,
                input.problems,
                expectation);
    }

    private @Nullable CaseBasis basis(YamlNode.Mapping mapping) {
        String written = text(mapping, "basis");
        YamlNode place = mapping.get("basis");
        if (written == null || place == null) {
            return null;
        }
        CaseBasis basis = CaseBasis.ofWord(written);
        if (basis == null) {
            diagnostics.error(
                    "CASE_UNKNOWN_CODE",
                    "There is no basis '" + CaseDiagnostics.shortened(written) + "'."
                            + Suggestions.hint(written, CaseBasis.WORDS),
                    place);
        }
        return basis;
    }

    private @Nullable String text(YamlNode.Mapping mapping, String key) {
        YamlNode value = mapping.get(key);
        if (value == null) {
            return null;
        }
        if (value instanceof YamlNode.Scalar scalar
                && !scalar.isNull()
                && !scalar.text().isBlank()) {
            return scalar.text().strip();
        }
        diagnostics.wrongType("a text", value);
        return null;
    }

    private Input readInput(YamlNode.Mapping mapping, boolean refusalExpected) {
        YamlNode.Mapping input = YamlNode.Mapping.empty(mapping.line(), mapping.column());
        int before = diagnostics.count();
        List<YamlNode.Mapping> used = used(mapping.get("uses"));
        if (diagnostics.count() > before) {
            return new Input(null, List.of());
        }
        for (YamlNode.Mapping fixture : used) {
            input = YamlOverlay.lay(fixture, input);
        }
        YamlNode.Mapping own = YamlNode.Mapping.empty(mapping.line(), mapping.column());
        mapping.keys().forEach((key, place) -> {
            YamlNode value = mapping.get(key);
            if (value != null && INPUT_FIELDS.contains(key)) {
                own.put(place, value);
            }
        });
        return submission(YamlOverlay.lay(own, input), refusalExpected);
    }

    private Input submission(YamlNode.Mapping input, boolean refusalExpected) {
        YamlNode time = input.get("evaluatedAt");
        if (time == null || (time instanceof YamlNode.Scalar scalar && scalar.isNull())) {
            diagnostics.error(
                    MISSING_FIELD, "The field 'evaluatedAt' is missing: a case has a time of its own.", input);
        }
        byte[] json = YamlJson.toJson(input);
        submittedBytes += json.length;
        try {
            return new Input(requests.readSubmission(json, Instant.EPOCH), List.of());
        } catch (MalformedRequest e) {
            report(e.problems(), input);
        } catch (LimitExceeded e) {
            report(List.of(e.problem()), input);
        } catch (Refusal e) {
            if (refusalExpected) {
                return new Input(null, e.problems());
            }
            report(e.problems(), input);
        }
        return new Input(null, List.of());
    }

    /** Problems of what is submitted, at the lines they stand on, whether in the case or in a fixture. */
    private void report(List<Problem> problems, YamlNode.Mapping input) {
        for (Problem problem : problems) {
            YamlNode place = YamlJson.at(input, problem.pointer());
            String where = problem.pointer() == null || problem.pointer().isEmpty() ? "" : problem.pointer() + ": ";
            diagnostics.error("CASE_" + problem.code(), where + problem.message(), place);
        }
    }

    private List<YamlNode.Mapping> used(@Nullable YamlNode uses) {
        List<YamlNode> wanted =
                uses == null ? List.of() : uses instanceof YamlNode.Sequence many ? many.items() : List.of(uses);
        List<YamlNode.Mapping> used = new ArrayList<>();
        for (YamlNode name : wanted) {
            if (!(name instanceof YamlNode.Scalar scalar)) {
                diagnostics.wrongType("the name of a fixture", name);
                continue;
            }
            YamlNode.Mapping fixture = fixtures.get(scalar.text());
            if (fixture == null) {
                diagnostics.error(
                        "CASE_UNKNOWN_FIXTURE",
                        "There is no fixture '" + CaseDiagnostics.shortened(scalar.text()) + "'."
                                + Suggestions.hint(scalar.text(), fixtures.keySet()),
                        scalar);
            } else {
                used.add(fixture);
            }
        }
        return used;
    }

    /** What is submitted, or why reading it is refused. */
    private record Input(@Nullable Submission submission, List<Problem> problems) {}
}
