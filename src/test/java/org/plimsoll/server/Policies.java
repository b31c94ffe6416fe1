package org.plimsoll.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A rule set that asks for a share of the notional, and a portfolio to evaluate under it. */
final class Policies {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String RULES = """
            package hotswap;
            import org.plimsoll.policy.*;
            dialect "mvel"

            rule "deposit"
            when
                $p : Position()
            then
                insert(new MarginRequirement($p, 0.%02dB * $p.notional, "a share of the notional"));
            end
            """;

    private Policies() {}

    /** A draft that asks for so many hundredths. */
    static String draft(String name, int share) {
        return write(Map.of(
                "comment",
                share + " hundredths",
                "files",
                Map.of(
                        "ruleset.yaml",
                        "name: " + name + "\ntitle: A share of " + share + "\npackage: hotswap\nbaseCurrency: EUR\n",
                        "deposit.drl",
                        RULES.formatted(share),
                        "cases/deposit.yaml",
                        write(List.of(Map.of(
                                "name",
                                "a share of 1,000",
                                "evaluatedAt",
                                "2026-01-02T09:00:00Z",
                                "portfolio",
                                portfolio(),
                                "instruments",
                                instruments(),
                                "market",
                                market(),
                                "expect",
                                Map.of("pools", Map.of("cross", Map.of("initialMargin", 10 * share)))))))));
    }

    /** Writes the rule set into its folder, for a server that imports it. */
    static void write(Path rules, String name) throws IOException {
        for (Map.Entry<String, JsonNode> file :
                JSON.readTree(draft(name, 1)).path("files").properties()) {
            Path path = rules.resolve(name).resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue().asText());
        }
    }

    static String evaluation(String name) {
        return write(Map.of(
                "ruleSet",
                name,
                "evaluatedAt",
                "2026-01-02T09:00:00Z",
                "portfolio",
                portfolio(),
                "instruments",
                instruments(),
                "market",
                market()));
    }

    /** A request with a name of its own, for a position of so many units. */
    static String evaluation(String name, String requestId, int units) {
        return write(Map.of(
                "requestId",
                requestId,
                "ruleSet",
                name,
                "evaluatedAt",
                "2026-01-02T09:00:00Z",
                "portfolio",
                portfolio(units),
                "instruments",
                instruments(),
                "market",
                market()));
    }

    /** First line of a batch. */
    static String batchHeader(String name) {
        return write(Map.of(
                "ruleSet",
                name,
                "evaluatedAt",
                "2026-01-02T09:00:00Z",
                "instruments",
                instruments(),
                "market",
                market()));
    }

    /** A line of a batch, for a position of so many units. */
    static String batchLine(String requestId, int units) {
        return write(Map.of("requestId", requestId, "portfolio", portfolio(units)));
    }

    private static Map<String, Object> portfolio() {
        return portfolio(10);
    }

    private static Map<String, Object> portfolio(int units) {
        return Map.of(
                "id",
                "p",
                "baseCurrency",
                "EUR",
                "account",
                Map.of("id", "a", "type", "MARGIN", "marginMode", "CROSS"),
                "balances",
                List.of(Map.of("currency", "EUR", "amount", "10000")),
                "positions",
                List.of(Map.of("id", "x", "instrument", "S", "quantity", String.valueOf(units))));
    }

    private static List<Map<String, Object>> instruments() {
        return List.of(Map.of("id", "S", "type", "EQUITY", "currency", "EUR"));
    }

    private static Map<String, Object> market() {
        return Map.of(
                "asOf",
                "2026-01-02T09:00:00Z",
                "prices",
                List.of(Map.of("instrument", "S", "price", "100", "at", "2026-01-02T09:00:00Z")));
    }

    private static String write(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
