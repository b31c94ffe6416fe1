package org.plimsoll.benchmark;

import java.util.ArrayList;
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
import org.plimsoll.engine.CompiledRuleSet;
import org.plimsoll.engine.SessionFiring;
import org.plimsoll.policy.Fact;

/** How the time of an evaluation grows with rules, positions and threads. Threads share the compiled rules. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(
        value = 1,
        jvmArgs = {"-Xms4g", "-Xmx4g", "-XX:+UseParallelGC"})
public class GrowthBenchmark {
    private static final int MOST_UNDERLYINGS_HELD = 20;

    /** Every underlying brings nine rules: ten thousand are 9,994. */
    @Param({"40"})
    int rules;

    @Param({"20"})
    int positions;

    @Param({"hand-written", "direct", "session"})
    String form;

    private Form evaluated;

    /** Compiles the form and compares its answer. */
    @Setup
    public void setUp() {
        List<String> underlyings = BenchmarkPolicy.underlyings(rules);
        List<Fact> facts = BenchmarkPortfolio.factsOf(BenchmarkPortfolio.of(positions, held(underlyings)));
        Form handWritten = OwnForms.handWritten(facts, underlyings);
        evaluated = form.equals("hand-written") ? handWritten : engine(facts, underlyings);
        handWritten.answer().requireSame(form, evaluated.answer(), evaluated.tolerance());
    }

    private Form engine(List<Fact> facts, List<String> underlyings) {
        CompiledRuleSet compiled = OwnForms.compiled(BenchmarkPolicy.files(underlyings));
        return switch (form) {
            case "direct" -> OwnForms.fired(facts, compiled);
            case "session" -> OwnForms.fired(facts, SessionFiring.of(compiled));
            default -> throw new IllegalArgumentException(form);
        };
    }

    /** Some of the underlyings, spread over all of them. */
    private static List<String> held(List<String> underlyings) {
        int count = Math.min(underlyings.size(), MOST_UNDERLYINGS_HELD);
        List<String> held = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            held.add(underlyings.get(i * underlyings.size() / count));
        }
        return held;
    }

    /** Lets go of the compiled rules. */
    @TearDown
    public void tearDown() {
        evaluated.close();
    }

    @Benchmark
    public Object evaluate() {
        return evaluated.evaluate();
    }
}
