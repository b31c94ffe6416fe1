package org.plimsoll.benchmark.peers;

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
import org.plimsoll.benchmark.BenchmarkPortfolio;
import org.plimsoll.benchmark.Form;
import org.plimsoll.benchmark.OwnForms;
import org.plimsoll.policy.Fact;

/** One form of the policy on one portfolio, in a process of its own. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(
        value = 1,
        jvmArgs = {"-Xms2g", "-Xmx2g", "-XX:+UseParallelGC"})
public class PeerBenchmark {
    @Param({"20", "1000"})
    int positions;

    @Param
    PeerForm form;

    private Form evaluated;

    /** Compiles the form; there is nothing to time when its answer is not the hand-written form's. */
    @Setup
    public void setUp() {
        List<Fact> facts = BenchmarkPortfolio.factsOf(BenchmarkPortfolio.of(positions));
        evaluated = form.of(facts);
        OwnForms.handWritten(facts).answer().requireSame(form.title(), evaluated.answer(), evaluated.tolerance());
    }

    /** Lets go of what was compiled. */
    @TearDown
    public void tearDown() {
        evaluated.close();
    }

    @Benchmark
    public Object evaluate() {
        return evaluated.evaluate();
    }
}
