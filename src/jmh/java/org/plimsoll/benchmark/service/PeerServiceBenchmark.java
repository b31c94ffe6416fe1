package org.plimsoll.benchmark.service;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.plimsoll.benchmark.Answer;
import org.plimsoll.benchmark.BenchmarkPortfolio;
import org.plimsoll.benchmark.HandWritten;
import org.plimsoll.benchmark.service.Load.Reading;
import org.plimsoll.policy.Fact;
import org.plimsoll.portfolio.Submission;

/**
 * Policy servers over HTTP on the same portfolio of 20 positions: processor time of the server for a request and requests a
 * second, beside a bare echo of each body. Answers are compared first; all loads run in each round; medians are taken.
 *
 * <p>Arguments: the file to write, the packaged server's jar, the Cerbos binary, rounds, seconds for each load and round,
 * seconds to warm each up, connections.
 */
public final class PeerServiceBenchmark {
    private static final int POSITIONS = 20;
    private static final int ECHO_PORT = 18_081;
    private static final int PLIMSOLL_PORT = 18_082;
    private static final int CERBOS_PORT = 18_084;
    private static final String PLIMSOLL_PATH = "/v1/evaluations";
    private static final String CERBOS_PATH = "/api/check/resources";
    private static final String LOGIN = "evaluator:evaluator";

    /** Plimsoll rounds requirements to the cent as its manifest says, Cerbos computes in doubles. */
    private static final BigDecimal TOLERANCE = new BigDecimal("1E-6");

    private PeerServiceBenchmark() {}

    /** Runs it. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path folder = Files.createDirectories(Path.of("target", "service"));
        Process plimsoll = PlimsollServer.start(Path.of(arguments[1]), folder, PLIMSOLL_PORT);
        Process cerbos = CerbosServer.start(Path.of(arguments[2]), folder, CERBOS_PORT);
        Process echo = Servers.echo(ECHO_PORT);
        try {
            for (int port : List.of(PLIMSOLL_PORT, CERBOS_PORT, ECHO_PORT)) {
                Servers.awaitPort(port);
            }
            Submission submission = BenchmarkPortfolio.of(POSITIONS);
            List<Fact> facts = BenchmarkPortfolio.factsOf(submission);
            byte[] evaluation = PlimsollServer.evaluation(submission);
            byte[] check = CerbosServer.check(facts);
            Answer expected = Answer.of(new HandWritten().evaluate(facts));
            requireSame("Plimsoll", expected, PlimsollServer.answer(post(PLIMSOLL_PORT, PLIMSOLL_PATH, evaluation)));
            requireSame("Cerbos", expected, CerbosServer.answer(post(CERBOS_PORT, CERBOS_PATH, check)));
            List<Load> loads = List.of(
                    load("echo of Plimsoll's body", echo, ECHO_PORT, PLIMSOLL_PATH, evaluation),
                    load("Plimsoll, evaluation without a record", plimsoll, PLIMSOLL_PORT, PLIMSOLL_PATH, evaluation),
                    load("echo of Cerbos' body", echo, ECHO_PORT, CERBOS_PATH, check),
                    load("Cerbos, check of resources", cerbos, CERBOS_PORT, CERBOS_PATH, check));
            Map<Load, List<Reading>> readings = run(loads, arguments);
            new ObjectMapper().writeValue(Path.of(arguments[0]).toFile(), rows(loads, readings));
        } finally {
            cerbos.destroy();
            echo.destroy();
            plimsoll.destroy();
            plimsoll.waitFor();
        }
    }

    private static Map<Load, List<Reading>> run(List<Load> loads, String[] arguments) throws InterruptedException {
        int rounds = Integer.parseInt(arguments[3]);
        Duration time = Duration.ofSeconds(Integer.parseInt(arguments[4]));
        Duration warmUp = Duration.ofSeconds(Integer.parseInt(arguments[5]));
        int connections = Integer.parseInt(arguments[6]);
        for (Load load : loads) {
            load.run(connections, warmUp);
        }
        Map<Load, List<Reading>> readings = new LinkedHashMap<>();
        for (int round = 0; round < rounds; round++) {
            for (Load load : loads) {
                readings.computeIfAbsent(load, absent -> new ArrayList<>()).add(load.run(connections, time));
            }
        }
        return readings;
    }

    private static Load load(String name, Process server, int port, String path, byte[] body) {
        return new Load(
                name, server.toHandle(), port, LoadConnection.request(path, "application/json", LOGIN, body), 1);
    }

    private static void requireSame(String name, Answer expected, Answer actual) {
        expected.requireSame(name, actual, TOLERANCE);
        System.out.println("same answer: " + name + ", within " + TOLERANCE + " of each figure");
    }

    private static byte[] post(int port, String path, byte[] body) throws IOException, InterruptedException {
        String login = Base64.getEncoder().encodeToString(LOGIN.getBytes(StandardCharsets.UTF_8));
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Content-Type", "application/json")
                .header("Authorization", "Basic " + login)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        HttpResponse<byte[]> response =
                HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofByteArray());
        if (response.statusCode() != 200) {
            throw new IllegalStateException(
                    response.statusCode() + " " + new String(response.body(), StandardCharsets.UTF_8));
        }
        return response.body();
    }

    /** Rows in pairs: an echo and what it is the measure of. */
    private static List<Map<String, Object>> rows(List<Load> loads, Map<Load, List<Reading>> readings) {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (int i = 0; i < loads.size(); i++) {
            Load load = loads.get(i);
            boolean echo = i % 2 == 0;
            double micros = median(readings.get(load), Reading::serverMicros);
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("name", load.name());
            row.put("where", "HTTP, CPU of the server");
            row.put("arithmetic", echo ? "" : load.name().startsWith("Plimsoll") ? "decimal" : "double");
            row.put(
                    "trace",
                    echo ? "" : load.name().startsWith("Plimsoll") ? "rule behind each figure" : "rule of each output");
            row.put("micros", Map.of(Integer.toString(POSITIONS), micros));
            row.put("perSecond", median(readings.get(load), Reading::decisionsPerSecond));
            row.put("echoes", micros / median(readings.get(loads.get(echo ? i : i - 1)), Reading::serverMicros));
            rows.add(row);
        }
        return rows;
    }

    private static double median(List<Reading> readings, ToDoubleFunction<Reading> figure) {
        double[] sorted = readings.stream().mapToDouble(figure).sorted().toArray();
        return sorted[sorted.length / 2];
    }
}
