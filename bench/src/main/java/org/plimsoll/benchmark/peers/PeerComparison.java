package org.plimsoll.benchmark.peers;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.plimsoll.benchmark.BenchmarkPortfolio;
import org.plimsoll.benchmark.Form;
import org.plimsoll.benchmark.OwnForms;
import org.plimsoll.policy.Fact;

/**
 * Runs {@link PeerBenchmark} in rounds, each form once in each, so that a machine whose speed drifts slows all alike, and
 * writes the median of the rounds as JSON. Every answer is compared before anything is timed.
 *
 * <p>Arguments: the file to write, rounds, warm-up iterations of a second, measured iterations of a second.
 */
public final class PeerComparison {
    private PeerComparison() {}

    /** Runs it. */
    public static void main(String[] arguments) throws IOException, RunnerException {
        Path file = Path.of(arguments[0]);
        int rounds = Integer.parseInt(arguments[1]);
        compareAnswers();
        Map<String, List<Double>> micros = new LinkedHashMap<>();
        for (int round = 0; round < rounds; round++) {
            ChainedOptionsBuilder options = new OptionsBuilder()
                    .include(PeerBenchmark.class.getSimpleName())
                    .warmupIterations(Integer.parseInt(arguments[2]))
                    .warmupTime(TimeValue.seconds(1))
                    .measurementIterations(Integer.parseInt(arguments[3]))
                    .measurementTime(TimeValue.seconds(1))
                    .shouldFailOnError(true);
            for (RunResult result : new Runner(options.build()).run()) {
                String key = result.getParams().getParam("form") + " "
                        + result.getParams().getParam("positions");
                micros.computeIfAbsent(key, absent -> new ArrayList<>())
                        .add(result.getPrimaryResult().getScore());
            }
        }
        new ObjectMapper().writeValue(file.toFile(), rows(micros));
    }

    private static void compareAnswers() {
        List<Fact> facts = BenchmarkPortfolio.factsOf(BenchmarkPortfolio.of(1_000));
        Form handWritten = OwnForms.handWritten(facts);
        for (PeerForm each : PeerForm.values()) {
            Form form = each.of(facts);
            handWritten.answer().requireSame(each.title(), form.answer(), form.tolerance());
            form.close();
            System.out.println("same answer: " + each.title()
                    + (form.tolerance().signum() > 0
                            ? ", within " + form.tolerance() + " of each figure"
                            : ", exactly"));
        }
    }

    private static List<Map<String, Object>> rows(Map<String, List<Double>> micros) {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (PeerForm form : PeerForm.values()) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("name", form.title());
            row.put("where", "in process, Java");
            row.put("arithmetic", form.arithmetic());
            row.put("trace", form.trace());
            Map<String, Double> medians = new LinkedHashMap<>();
            micros.forEach((key, values) -> {
                if (key.startsWith(form.name() + " ")) {
                    medians.put(key.substring(form.name().length() + 1), median(values));
                }
            });
            row.put("micros", medians);
            rows.add(row);
        }
        return rows;
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }
}
