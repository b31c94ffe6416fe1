package org.plimsoll.benchmark;

import java.math.BigDecimal;
import java.util.List;
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
import org.plimsoll.decision.Decision;
import org.plimsoll.decision.Evaluator;
import org.plimsoll.decision.Firing;
import org.plimsoll.decision.RuleSetIdentity;
import org.plimsoll.engine.CompileResult;
import org.plimsoll.engine.CompiledRuleSet;
import org.plimsoll.engine.RuleSetCompiler;
import org.plimsoll.engine.RuleSetFiles;
import org.plimsoll.policy.AddOn;
import org.plimsoll.policy.Fact;
import org.plimsoll.policy.MarginRequirement;
import org.plimsoll.policy.Outcome;
import org.plimsoll.portfolio.Submission;
import org.plimsoll.wire.DecisionWriter;
import org.plimsoll.wire.Explain;

/** One policy of 40 rules in three forms, and the whole evaluation around ours. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(
        value = 2,
        jvmArgs = {"-Xms2g", "-Xmx2g", "-XX:+UseParallelGC"})
public class EngineBenchmark {
    @Param({"20", "1000"})
    int positions;

    private Submission submission;
    private List<Fact> facts;
    private List<Object> tutorialFacts;
    private HandWritten handWritten;
    private Tutorial tutorial;
    private CompiledRuleSet ours;
    private Evaluator evaluator;

    /** Compiles the forms and compares their answers. */
    @Setup
    public void setUp() {
        submission = BenchmarkPortfolio.of(positions);
        facts = BenchmarkPortfolio.factsOf(submission);
        tutorialFacts = Tutorial.factsOf(facts);
        handWritten = new HandWritten();
        tutorial = new Tutorial();
        CompileResult result = new RuleSetCompiler().compile(RuleSetFiles.of("benchmark", BenchmarkPolicy.files()));
        if (result.compiled() == null) {
            throw new IllegalStateException(result.diagnostics().toString());
        }
        ours = result.compiled();
        evaluator = new Evaluator(new RuleSetIdentity("benchmark", 1, ours.contentHash()), ours.terms(), ours);
        BigDecimal expected = total(handWritten.evaluate(facts));
        require(
                expected,
                total(ours().stream()
                        .flatMap(firing -> firing.outcomes().stream())
                        .toList()));
        require(
                expected,
                tutorialForm().stream()
                        .filter(Tutorial.Total.class::isInstance)
                        .map(result2 -> ((Tutorial.Total) result2).amount())
                        .findFirst()
                        .orElseThrow());
    }

    /** Lets go of the compiled rules. */
    @TearDown
    public void tearDown() {
        ours.close();
    }

    @Benchmark
    public List<Outcome> handWrittenForm() {
        return handWritten.evaluate(facts);
    }

    @Benchmark
    public List<Object> tutorialForm() {
        return tutorial.evaluate(tutorialFacts);
    }

    @Benchmark
    public List<Firing> ours() {
        return ours.fire(facts);
    }

    @Benchmark
    public Decision oursFromSubmissionToDecision() {
        return evaluator.evaluate(submission);
    }

    @Benchmark
    public byte[] oursFromSubmissionToBytes() {
        return DecisionWriter.result(evaluator.evaluate(submission), Explain.RULES);
    }

    private static BigDecimal total(List<Outcome> outcomes) {
        BigDecimal total = BigDecimal.ZERO;
        for (Outcome outcome : outcomes) {
            if (outcome instanceof MarginRequirement requirement) {
                total = total.add(requirement.maintenance());
            } else if (outcome instanceof AddOn addOn) {
                total = total.add(addOn.maintenance());
            }
        }
        return total;
    }

    private static void require(BigDecimal expected, BigDecimal actual) {
        if (expected.signum() <= 0 || expected.compareTo(actual) != 0) {
            throw new IllegalStateException("the forms disagree: " + expected + " and " + actual);
        }
    }
}
