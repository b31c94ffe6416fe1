package org.plimsoll.replay.core;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the corpus of a release asks: the examples as they are, and in ways that time, language and batches could spoil. */
final class CorpusRequests {
    private static final Path EXAMPLES = Path.of("examples");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String EVALUATED_AT = "evaluatedAt";

    /** Before and after midnight in UTC, and an instant whose date is another where it is written. */
    private static final List<String> INSTANTS = List.of(
            "2026-01-02T23:59:59.999999999Z",
            "2026-01-03T00:00:00Z",
            "2026-01-03T03:00:00+14:00",
            "2026-01-02T10:00:00-11:00");

    /** An agreement under the overlay of the examples. */
    private static final String OVERLAY = """
            { "ruleSet": "house-overlay", "explain": "full", "evaluatedAt": "2026-01-02T09:00:00Z",
              "portfolio": { "id": "csa-17", "baseCurrency": "EUR",
                "account": { "id": "bank-a", "type": "BILATERAL", "marginMode": "CROSS",
                             "attributes": { "initialMarginAmount": "890000" } },
                "collateral": [ { "id": "bund", "instrument": "BUND", "quantity": "500001" },
                                { "id": "shares", "instrument": "SHARE", "quantity": "500000" } ] },
              "instruments": [ { "id": "BUND", "type": "BOND", "currency": "EUR", "issuerKind": "GOVERNMENT",
                                 "creditQualityStep": 1, "maturity": "2028-01-02" },
                               { "id": "SHARE", "type": "EQUITY", "currency": "EUR", "issuer": "Nordhafen AG",
                                 "indexMembership": "MAIN_INDEX" } ],
              "market": { "asOf": "2026-01-02T09:00:00Z",
                "prices": [ { "instrument": "BUND", "price": "1" }, { "instrument": "SHARE", "price": "1" } ] } }""";

    private CorpusRequests() {}

    /**
     * A request.
     *
     * @param ruleSet name of the rule set that it asks for
     * @param body its bytes; of a batch, a line
     * @param shared first line of its batch; null outside one
     */
    record Asked(String ruleSet, byte[] body, byte @Nullable [] shared) {}

    /** All of them, always in this order. */
    static List<Asked> all() throws IOException {
        List<Asked> all = new ArrayList<>();
        for (Path file : files(EXAMPLES)) {
            all.add(asked(Files.readAllBytes(file)));
        }
        for (Path file : files(EXAMPLES.resolve("library"))) {
            byte[] body = Files.readAllBytes(file);
            all.add(asked(body));
            all.add(with(body, "explain", "full"));
            all.add(with(body, "explain", "none"));
            for (String instant : INSTANTS) {
                all.add(with(body, EVALUATED_AT, instant));
            }
        }
        all.add(asked(OVERLAY.getBytes(StandardCharsets.UTF_8)));
        all.addAll(batch());
        all.addAll(otherwise(Files.readAllBytes(EXAMPLES.resolve("margin-call.json"))));
        return all;
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        }
    }

    private static List<Asked> batch() throws IOException {
        List<String> lines = Files.readAllLines(EXAMPLES.resolve("batch.ndjson"));
        byte[] first = lines.get(0).getBytes(StandardCharsets.UTF_8);
        String ruleSet = JSON.readTree(first).required("ruleSet").textValue();
        return lines.stream()
                .skip(1)
                .map(line -> new Asked(ruleSet, line.getBytes(StandardCharsets.UTF_8), first))
                .toList();
    }

    /** Without a time, with names that case and digits of a language would change, and with an attribute that nobody reads. */
    private static List<Asked> otherwise(byte[] body) throws IOException {
        ObjectNode untimed = object(body);
        untimed.remove(EVALUATED_AT);
        ObjectNode named = object(body);
        ObjectNode portfolio = (ObjectNode) named.required("portfolio");
        portfolio.put("id", "İIıi \"٣\" ३ 😀 \\ ß");
        ((ObjectNode) portfolio.required("account")).put("id", "HİSSE/I~1");
        ObjectNode misspelt = object(body);
        ObjectNode attributes =
                (ObjectNode) misspelt.required("portfolio").required("account").required("attributes");
        attributes.set("minimumTransferAmmount", attributes.remove("minimumTransferAmount"));
        return List.of(asked(bytes(untimed)), asked(bytes(named)), asked(bytes(misspelt)));
    }

    private static Asked with(byte[] body, String field, String value) throws IOException {
        return asked(bytes(object(body).put(field, value)));
    }

    private static ObjectNode object(byte[] body) throws IOException {
        return (ObjectNode) JSON.readTree(body);
    }

    private static byte[] bytes(JsonNode json) throws JsonProcessingException {
        return JSON.writeValueAsBytes(json);
    }

    private static Asked asked(byte[] body) throws IOException {
        return new Asked(JSON.readTree(body).required("ruleSet").textValue(), body, null);
    }
}
