package org.plimsoll.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.plimsoll.engine.CompiledRuleSet;
import org.plimsoll.engine.RuleSetCompiler;
import org.plimsoll.portfolio.Problem;
import org.plimsoll.portfolio.Refusal;
import org.plimsoll.wire.EvaluationRequest;
import org.plimsoll.wire.LimitExceeded;
import org.plimsoll.wire.MalformedRequest;
import org.plimsoll.wire.ProblemDetail;
import org.plimsoll.wire.RequestLimits;
import org.plimsoll.wire.RequestReader;

/** A request to evaluate with the rules of a folder. */
final class RequestUnderRules {
    private final Console console;
    private final Path folder;
    private final BaseOption base;
    private final Path request;

    RequestUnderRules(Console console, Path folder, BaseOption base, Path request) {
        this.console = console;
        this.folder = folder;
        this.base = base;
        this.request = request;
    }

    /** What is done with a request that could be read and rules that compile. */
    interface Work {
        /**
         * Does it.
         *
         * @param body the request as it was sent
         * @return exit code
         * @throws Refusal which is printed as a problem
         */
        int run(byte[] body, EvaluationRequest asked, RuleSetCompiler compiler, CompiledRuleSet rules);
    }

    /** Reads the request, compiles the rules, and does the work; a refusal is printed, with exit code 1. */
    int run(Work work) {
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
        RuleSetCompiler compiler = new RuleSetCompiler();
        try (RuleSetCheck check = RuleSetCheck.of(read, compiler)) {
            console.progressDone();
            CompiledRuleSet rules = check.compiled();
            if (rules == null) {
                CheckCommand.write(check, errors());
                console.error("the rules do not compile, so that nothing was evaluated; mend what is listed.");
                return ExitCode.FAILED;
            }
            return work.run(body, asked, compiler, rules);
        } catch (Refusal e) {
            return refused(e);
        }
    }

    private int refused(Refusal refusal) {
        console.json(ProblemDetail.of(refusal).toJson());
        console.out().flush();
        console.error("the evaluation was refused: " + listed(refusal.problems()));
        return ExitCode.FAILED;
    }

    private Console errors() {
        return new Console(console.err(), console.err(), console.in(), false, console.watched(), console.environment());
    }

    static String listed(List<Problem> problems) {
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
