package org.plimsoll.benchmark;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.plimsoll.cases.Case;
import org.plimsoll.cases.CaseFile;
import org.plimsoll.decision.Decision;
import org.plimsoll.decision.Evaluator;
import org.plimsoll.decision.RuleSetIdentity;
import org.plimsoll.engine.CompiledRuleSet;
import org.plimsoll.engine.RuleSetCompiler;
import org.plimsoll.engine.RuleSetFiles;
import org.plimsoll.portfolio.Submission;
import org.plimsoll.wire.DecisionWriter;
import org.plimsoll.wire.Explain;

/** Each shipped pack on the case of its own that submits the most positions and assets. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
        value = 1,
        jvmArgs = {"-Xms2g", "-Xmx2g", "-XX:+UseParallelGC"})
public class PackBenchmark {
    @Param({
        "basel-haircuts",
        "ccp-var",
        "crypto-perpetuals",
        "dynamic-haircuts",
        "ecb-haircuts",
        "eu-collateral-haircuts",
        "fed-collateral-margins",
        "lending-health",
        "perpetuals-open-interest",
        "portfolio-scan",
        "synthetic-perpetuals",
        "uncleared-schedule",
        "us-strategy-margin"
    })
    String pack;

    private CompiledRuleSet rules;
    private Evaluator evaluator;
    private Submission submission;

    /** Compiles the pack, finds its largest case and says which it is. */
    @Setup
    public void setUp() throws IOException {
        RuleSetFiles files = RuleSetFiles.read(Path.of("rules", pack));
        rules = new RuleSetCompiler().compile(files).orThrow();
        evaluator = new Evaluator(new RuleSetIdentity(pack, 1, rules.contentHash()), rules.terms(), rules);
        Case largest = CaseFile.readAll(files.files()).stream()
                .flatMap(file -> file.cases().stream())
                .filter(each -> each.submission() != null && !each.expects().containsKey("refusal"))
                .max(Comparator.comparingInt(PackBenchmark::size))
                .orElseThrow();
        submission = Objects.requireNonNull(largest.submission());
        System.out.println("# " + pack + ", " + rules.rules().size() + " rules, " + size(largest)
                + " positions and assets: " + largest);
    }

    private static int size(Case tested) {
        Submission submitted = Objects.requireNonNull(tested.submission());
        return submitted.portfolio().positions().size()
                + submitted.portfolio().collateral().size();
    }

    /** Lets go of the compiled rules. */
    @TearDown
    public void tearDown() {
        rules.close();
    }

    @Benchmark
    public Decision submissionToDecision() {
        return evaluator.evaluate(submission);
    }

    @Benchmark
    public byte[] submissionToBytes() {
        return DecisionWriter.result(evaluator.evaluate(submission), Explain.RULES);
    }
}
