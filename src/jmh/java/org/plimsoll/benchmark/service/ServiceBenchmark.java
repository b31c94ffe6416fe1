package org.plimsoll.benchmark.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.plimsoll.benchmark.service.Load.Reading;

/**
 * Requests a second and processor time for each, of evaluation with and without a record and of batches, beside a bare echo
 * of the same body. Every kind of load is measured in each round, so that a machine whose speed drifts slows all alike; the
 * figures are medians over the rounds, and times of requests those of all rounds together.
 *
 * <p>Arguments: the example to send (a file of {@code examples/}), rounds, seconds for each load and round, connections.
 */
public final class ServiceBenchmark {
    private static final int SERVER_PORT = 18_080;
    private static final int ECHO_PORT = 18_081;
    private static final int BATCH = 200;
    private static final Duration WARM_UP = Duration.ofSeconds(40);
    private static final String JSON = "application/json";
    private static final String NDJSON = "application/x-ndjson";

    private ServiceBenchmark() {}

    /** Runs it and prints a table. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path example = Path.of("examples", arguments.length > 0 ? arguments[0] : "margin-call.json");
        int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 5;
        Duration time = Duration.ofSeconds(arguments.length > 2 ? Integer.parseInt(arguments[2]) : 4);
        int connections = arguments.length > 3 ? Integer.parseInt(arguments[3]) : 16;
        Process server = Servers.java(
                "server",
                List.of(
                        "-Dquarkus.http.port=" + SERVER_PORT,
                        "-Dplimsoll.database.embedded=true",
                        "-Dplimsoll.database.directory=target/benchmark/database",
                        "-Dplimsoll.rules.directory=rules",
                        "-Dplimsoll.rules.modules-directory=target/benchmark/modules",
                        "-jar",
                        "target/quarkus-app/quarkus-run.jar"));
        Process echo = Servers.echo(ECHO_PORT);
        try {
            Servers.awaitPort(SERVER_PORT);
            Servers.awaitPort(ECHO_PORT);
            List<Load> loads = loads(Files.readString(example), server.toHandle(), echo.toHandle());
            for (Load load : loads) {
                load.run(connections, WARM_UP);
            }
            Map<Load, List<Reading>> readings = new LinkedHashMap<>();
            for (int round = 0; round < rounds; round++) {
                for (Load load : loads) {
                    readings.computeIfAbsent(load, absent -> new ArrayList<>()).add(load.run(connections, time));
                }
            }
            print(example, connections, readings);
        } finally {
            server.destroy();
            echo.destroy();
            server.waitFor();
        }
    }

    private static List<Load> loads(String body, ProcessHandle server, ProcessHandle echo) throws IOException {
        byte[] recorded = body.getBytes(StandardCharsets.UTF_8);
        byte[] dry = body.replaceFirst("\\{", "{\"record\": false, ").getBytes(StandardCharsets.UTF_8);
        String path = "/v1/evaluations";
        String login = "evaluator:evaluator";
        return List.of(
                new Load("echo", echo, ECHO_PORT, LoadConnection.request(path, JSON, login, dry), 1),
                new Load("evaluate, no record", server, SERVER_PORT, LoadConnection.request(path, JSON, login, dry), 1),
                new Load(
                        "evaluate, recorded",
                        server,
                        SERVER_PORT,
                        LoadConnection.request(path, JSON, login, recorded),
                        1),
                new Load(
                        "batch of " + BATCH + ", no record",
                        server,
                        SERVER_PORT,
                        LoadConnection.request(path + "/batch", NDJSON, login, batch(body, false)),
                        BATCH),
                new Load(
                        "batch of " + BATCH + ", recorded",
                        server,
                        SERVER_PORT,
                        LoadConnection.request(path + "/batch", NDJSON, login, batch(body, true)),
                        BATCH));
    }

    /** The portfolio of a request many times over, on what else the request says. */
    private static byte[] batch(String body, boolean recorded) throws IOException {
        ObjectNode header = (ObjectNode) new ObjectMapper().readTree(body);
        JsonNode portfolio = header.remove("portfolio");
        header.remove("requestId");
        header.put("record", recorded);
        ObjectNode line = new ObjectMapper().createObjectNode();
        line.set("portfolio", portfolio);
        return (header + "\n" + (line + "\n").repeat(BATCH)).getBytes(StandardCharsets.UTF_8);
    }

    private static void print(Path example, int connections, Map<Load, List<Reading>> readings) {
        double echo = median(readings.values().iterator().next(), Reading::serverMicros);
        System.out.printf("%s, %d connections%n%n", example, connections);
        System.out.println(
                "| load | decisions/s | server CPU µs | × echo | requests | 50 % ms | 90 % ms | 99 % ms | 99.9 % ms"
                        + " | longest ms |");
        System.out.println("|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|");
        readings.forEach((load, of) -> {
            Latencies times = Latencies.of(of);
            System.out.printf(
                    "| %s | %.0f | %.0f | %.1f | %d | %s | %s | %s | %s | %s |%n",
                    load.name(),
                    median(of, Reading::decisionsPerSecond),
                    median(of, Reading::serverMicros),
                    median(of, Reading::serverMicros) / echo,
                    times.count(),
                    times.millis(500),
                    times.millis(900),
                    times.millis(990),
                    times.millis(999),
                    times.longestMillis());
        });
    }

    private static double median(List<Reading> readings, ToDoubleFunction<Reading> figure) {
        double[] sorted = readings.stream().mapToDouble(figure).sorted().toArray();
        return sorted[sorted.length / 2];
    }
}
