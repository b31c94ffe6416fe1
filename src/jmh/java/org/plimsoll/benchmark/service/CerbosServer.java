package org.plimsoll.benchmark.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.plimsoll.benchmark.Answer;
import org.plimsoll.policy.Collateral;
import org.plimsoll.policy.Fact;
import org.plimsoll.policy.Position;

/** Cerbos with the policy on disk, without audit, telemetry or a watch on files; all else as it comes. */
final class CerbosServer {
    private static final String CONFIGURATION = """
            server:
              httpListenAddr: "127.0.0.1:%d"
              grpcListenAddr: "127.0.0.1:%d"
            audit:
              enabled: false
            telemetry:
              disabled: true
            storage:
              driver: disk
              disk:
                directory: "%s"
                watchForChanges: false
            """;
    private static final ObjectMapper JSON = new ObjectMapper();

    private CerbosServer() {}

    static Process start(Path binary, Path folder, int port) throws IOException {
        Path policies = Files.createDirectories(folder.resolve("policies"));
        Files.writeString(policies.resolve("position.yaml"), CerbosPolicy.positions());
        Files.writeString(policies.resolve("collateral.yaml"), CerbosPolicy.collateral());
        Path configuration = folder.resolve("cerbos.yaml");
        Files.writeString(configuration, CONFIGURATION.formatted(port, port + 1, policies.toAbsolutePath()));
        return Servers.start(
                "cerbos", List.of(binary.toString(), "server", "--log-level=error", "--config=" + configuration));
    }

    /** One request that checks every position and collateral; the server takes at most 50 resources in one. */
    static byte[] check(List<Fact> facts) throws IOException {
        ObjectNode request = JSON.createObjectNode().put("requestId", "benchmark");
        request.putObject("principal").put("id", "desk").putArray("roles").add("desk");
        ArrayNode resources = request.putArray("resources");
        for (Fact fact : facts) {
            if (fact instanceof Position position) {
                ObjectNode entry = resources.addObject();
                entry.putArray("actions").add("tier").add("add-on");
                entry.putObject("resource")
                        .put("kind", "position")
                        .put("id", position.id())
                        .putObject("attr")
                        .put("underlying", position.underlying())
                        .put("notional", position.notional().doubleValue())
                        .put("daysToLiquidate", position.daysToLiquidate().doubleValue());
            } else if (fact instanceof Collateral collateral) {
                ObjectNode entry = resources.addObject();
                entry.putArray("actions").add("haircut");
                entry.putObject("resource")
                        .put("kind", "collateral")
                        .put("id", collateral.id())
                        .putObject("attr")
                        .put("kind", collateral.kind());
            }
        }
        return JSON.writeValueAsBytes(request);
    }

    static Answer answer(byte[] response) throws IOException {
        BigDecimal maintenance = BigDecimal.ZERO;
        Map<String, BigDecimal> haircuts = new HashMap<>();
        for (JsonNode result : JSON.readTree(response).path("results")) {
            JsonNode resource = result.path("resource");
            for (JsonNode output : result.path("outputs")) {
                BigDecimal figure = output.path("val").decimalValue();
                if (resource.path("kind").asText().equals("position")) {
                    maintenance = maintenance.add(figure);
                } else {
                    haircuts.put(resource.path("id").asText(), figure);
                }
            }
        }
        return new Answer(maintenance, haircuts);
    }
}
