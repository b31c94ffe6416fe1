package org.plimsoll.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.plimsoll.decision.Decision;
import org.plimsoll.decision.Evaluator;
import org.plimsoll.decision.RuleSetIdentity;
import org.plimsoll.engine.CompiledRuleSet;
import org.plimsoll.engine.RuleSetCompiler;
import org.plimsoll.portfolio.Problem;
import org.plimsoll.portfolio.Refusal;
import org.plimsoll.wire.DecisionWriter;
import org.plimsoll.wire.EvaluationRequest;
import org.plimsoll.wire.Explain;
import org.plimsoll.wire.LimitExceeded;
import org.plimsoll.wire.MalformedRequest;
import org.plimsoll.wire.ProblemDetail;
import org.plimsoll.wire.RequestLimits;
import org.plimsoll.wire.RequestReader;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code plimsoll evaluate}. */
@Command(
        name = "evaluate",
        mixinStandardHelpOptions = true,
        description = {
            "Evaluates a request, as the server takes it, with the rules of a folder, and prints the decision as JSON.",
            "A refusal is printed as a problem, with exit code 1."
        })
final class EvaluateCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private BaseOption base = new BaseOption();

    @Parameters(index = "0", paramLabel = "FOLDER", description = "Folder of the rule set.")
    private Path folder = Path.of("");

    @Parameters(index = "1", paramLabel = "REQUEST.json", description = "The request; - reads it from the input.")
    private Path request = Path.of("");

    @Option(
            names = "--explain",
            paramLabel = "HOW",
            description = "none, rules or full (default: what the request says, else rules).")
    private @Nullable Explain explain;

    EvaluateCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        byte[] body = body();
        RuleFolder read = RuleFolder.read(folder, base).underItsOwnName();
        EvaluationRequest asked;
        try {
            asked = new RequestReader(RequestLimits.DEFAULT).read(body, Instant.now());
        } catch (MalformedRequest e) {
            throw new UsageFailure("'" + request + "' is no evaluation request: " + listed(e.problems()));
        } catch (LimitExceeded e) {
            throw new UsageFailure(
                    "'" + request + "' is beyond a limit: " + e.problem().message());
        } catch (Refusal e) {
            return refused(e);
        }
        if (!asked.ruleSet().equals(read.files().name())) {
            throw new UsageFailure("the request is for the rule set '" + asked.ruleSet() + "', and the folder holds '"
                    + read.files().name() + "'; change one of them.");
        }
        if (asked.version() != null || asked.asOf() != null) {
            console.error("note: `version` and `asOf` of the request are not looked at; the folder's rules decide.");
        }
        console.progress("compiling " + read.path());
        try (RuleSetCheck check = RuleSetCheck.of(read, new RuleSetCompiler())) {
            console.progressDone();
            CompiledRuleSet rules = check.compiled();
            if (rules == null) {
                CheckCommand.write(check, errors());
                console.error("the rules do not compile, so that nothing was evaluated; mend what is listed.");
                return ExitCode.FAILED;
            }
            return evaluate(asked, rules);
        }
    }

    private Integer evaluate(EvaluationRequest asked, CompiledRuleSet rules) {
        RuleSetIdentity identity = new RuleSetIdentity(rules.name(), 0, rules.contentHash());
        try {
            Decision decision = new Evaluator(identity, rules.terms(), rules).evaluate(asked.submission());
            print(DecisionWriter.result(decision, explain == null ? asked.explain() : explain));
            return ExitCode.PASSED;
        } catch (Refusal e) {
            return refused(e);
        }
    }

    private Integer refused(Refusal refusal) {
        print(ProblemDetail.of(refusal).toJson());
        console.out().flush();
        console.error("the evaluation was refused: " + listed(refusal.problems()));
        return ExitCode.FAILED;
    }

    /** Canonical bytes for programs, indented for a person. */
    private void print(byte[] json) {
        if (!console.terminal()) {
            console.line(new String(json, StandardCharsets.UTF_8));
            return;
        }
        try {
            JsonNode tree = JsonReport.MAPPER.readTree(json);
            console.line(JsonReport.text(tree));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private Console errors() {
        return new Console(console.err(), console.err(), console.in(), false, console.watched(), console.environment());
    }

    private static String listed(List<Problem> problems) {
        return problems.stream()
                .map(problem -> problem.code() + (problem.pointer() == null ? "" : " at " + problem.pointer()) + ": "
                        + problem.message())
                .collect(Collectors.joining(" "));
    }

    private byte[] body() {
        try {
            return request.toString().equals("-") ? console.in().readAllBytes() : Files.readAllBytes(request);
        } catch (IOException e) {
            throw new UsageFailure(
                    "the request '" + request + "' cannot be read; name a JSON file, or - for the input.");
        }
    }
}
