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
import org.plimsoll.benchmark.BenchmarkPolicy;
import org.plimsoll.portfolio.Instrument;
import org.plimsoll.portfolio.OpenPosition;
import org.plimsoll.portfolio.PledgedAsset;
import org.plimsoll.portfolio.Portfolio;
import org.plimsoll.portfolio.Price;
import org.plimsoll.portfolio.Submission;

/** The packaged server with the benchmark policy as its only rule set and the embedded database. */
final class PlimsollServer {
    private static final ObjectMapper JSON = new ObjectMapper();

    private PlimsollServer() {}

    static Process start(Path jar, Path folder, int port) throws IOException {
        Path rules = Files.createDirectories(folder.resolve("rules/benchmark"));
        for (Map.Entry<String, String> file : BenchmarkPolicy.files().entrySet()) {
            Files.writeString(rules.resolve(file.getKey()), file.getValue());
        }
        return Servers.java(
                "plimsoll",
                List.of(
                        "-Dquarkus.http.port=" + port,
                        "-Dplimsoll.database.embedded=true",
                        "-Dplimsoll.database.directory=" + folder.resolve("database"),
                        "-Dplimsoll.rules.directory=" + folder.resolve("rules"),
                        "-Dplimsoll.rules.modules-directory=" + folder.resolve("modules"),
                        "-jar",
                        jar.toString()));
    }

    /** An evaluation that is not recorded. */
    static byte[] evaluation(Submission submission) throws IOException {
        Portfolio portfolio = submission.portfolio();
        ObjectNode request = JSON.createObjectNode()
                .put("record", false)
                .put("ruleSet", "benchmark")
                .put("evaluatedAt", submission.market().asOf().toString());
        ObjectNode body =
                request.putObject("portfolio").put("id", portfolio.id()).put("baseCurrency", portfolio.baseCurrency());
        body.putObject("account")
                .put("id", portfolio.account().id())
                .put("type", portfolio.account().type().name())
                .put("marginMode", portfolio.account().marginMode().name());
        ArrayNode balances = body.putArray("balances");
        portfolio
                .balances()
                .forEach(balance -> balances.addObject()
                        .put("currency", balance.currency())
                        .put("amount", balance.amount().toPlainString()));
        ArrayNode positions = body.putArray("positions");
        for (OpenPosition position : portfolio.positions()) {
            positions
                    .addObject()
                    .put("id", position.id())
                    .put("instrument", position.instrument())
                    .put("quantity", position.quantity().toPlainString())
                    .put("entryPrice", position.entryPrice().toPlainString());
        }
        ArrayNode collateral = body.putArray("collateral");
        for (PledgedAsset asset : portfolio.collateral()) {
            collateral
                    .addObject()
                    .put("id", asset.id())
                    .put("instrument", asset.instrument())
                    .put("quantity", asset.quantity().toPlainString());
        }
        writeMarket(request, submission);
        return JSON.writeValueAsBytes(request);
    }

    private static void writeMarket(ObjectNode request, Submission submission) {
        ArrayNode instruments = request.putArray("instruments");
        for (Instrument instrument : submission.instruments()) {
            instruments
                    .addObject()
                    .put("id", instrument.id())
                    .put("type", instrument.type().name())
                    .put("underlying", instrument.underlying())
                    .put("currency", instrument.currency());
        }
        ObjectNode market = request.putObject("market")
                .put("asOf", submission.market().asOf().toString());
        ArrayNode prices = market.putArray("prices");
        for (Price price : submission.market().prices()) {
            prices.addObject()
                    .put("instrument", price.instrument())
                    .put("price", price.price().toPlainString())
                    .put("averageDailyVolume", price.averageDailyVolume().toPlainString());
        }
    }

    static Answer answer(byte[] response) throws IOException {
        BigDecimal maintenance = BigDecimal.ZERO;
        Map<String, BigDecimal> haircuts = new HashMap<>();
        JsonNode answer = JSON.readTree(response);
        for (JsonNode pool : answer.path("pools")) {
            maintenance = maintenance.add(
                    new BigDecimal(pool.path("maintenanceMargin").asText()));
        }
        for (JsonNode asset : answer.path("collateral")) {
            haircuts.put(
                    asset.path("id").asText(),
                    new BigDecimal(asset.path("haircut").asText()));
        }
        return new Answer(maintenance, haircuts);
    }
}
