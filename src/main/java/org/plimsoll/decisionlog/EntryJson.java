package org.plimsoll.decisionlog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.plimsoll.wire.JsonWriter;

/** A decision's entry in the log: all that is known of it, and the digests of the bytes that are kept beside it. */
final class EntryJson {
    private static final int USUAL_LENGTH = 1_200;
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private EntryJson() {}

    /** The entry's fields after its place and time, without the opening brace. */
    static byte[] tail(DecisionRecord decision) {
        JsonWriter json = new JsonWriter(USUAL_LENGTH).beginObject();
        json.text("type", "decision");
        json.text("decisionId", decision.id().toString());
        json.textIfPresent("requestId", decision.requestId());
        json.time("receivedAt", decision.receivedAt());
        json.time("decidedAt", decision.decidedAt());
        json.name("caller").beginObject().text("name", decision.caller().name());
        json.list("roles", decision.caller().roles(), json::element).endObject();
        json.name("ruleSet").beginObject().text("name", decision.ruleSet().name());
        json.number("version", decision.ruleSet().version());
        json.text("contentHash", decision.ruleSet().contentHash()).endObject();
        json.time("evaluatedAt", decision.evaluatedAt());
        json.text("status", decision.subject().status());
        json.text("account", decision.subject().account());
        json.text("portfolio", decision.subject().portfolio());
        json.list("actions", decision.subject().actions(), json::element);
        DecisionRecord.Amount largest = decision.subject().largest();
        if (largest != null) {
            json.text("amount", largest.value().toPlainString()).text("currency", largest.currency());
        }
        json.list("rules", decision.subject().rules(), json::element);
        json.name("engine").beginObject().text("build", decision.engine().build());
        json.text("drools", decision.engine().drools());
        json.text("java", decision.engine().java()).endObject();
        json.list("limitsHit", decision.limitsHit(), json::element);
        json.text("requestSha256", decision.request().sha256());
        json.textIfPresent("sharedSha256", sha256(decision.shared()));
        json.text("resultSha256", decision.result().sha256());
        json.textIfPresent("firingsSha256", sha256(decision.firings()));
        byte[] text = json.endObject().bytes();
        return Arrays.copyOfRange(text, 1, text.length);
    }

    private static @Nullable String sha256(@Nullable Payload payload) {
        return payload == null ? null : payload.sha256();
    }

    /** The decision that an entry tells of, with the bytes beside it. */
    static StoredDecision read(String entry, Bytes bytes) {
        JsonNode json = tree(entry);
        JsonNode ruleSet = json.path("ruleSet");
        JsonNode engine = json.path("engine");
        DecisionRecord decision = new DecisionRecord(
                UUID.fromString(text(json, "decisionId")),
                json.path("requestId").textValue(),
                Instant.parse(text(json, "receivedAt")),
                Instant.parse(text(json, "decidedAt")),
                new DecisionRecord.Caller(text(json.path("caller"), "name"), texts(json.path("caller"), "roles")),
                new DecisionRecord.RuleSetIdentity(
                        text(ruleSet, "name"), ruleSet.path("version").asInt(), text(ruleSet, "contentHash")),
                Instant.parse(text(json, "evaluatedAt")),
                subject(json),
                Payload.stored(bytes.request(), text(json, "requestSha256")),
                Payload.stored(bytes.result(), text(json, "resultSha256")),
                new DecisionRecord.Engine(text(engine, "build"), text(engine, "drools"), text(engine, "java")),
                stored(bytes.firings(), json.path("firingsSha256").textValue()),
                texts(json, "limitsHit"),
                stored(bytes.shared(), json.path("sharedSha256").textValue()));
        return new StoredDecision(json.path("sequence").asLong(), Instant.parse(text(json, "committedAt")), decision);
    }

    private static DecisionRecord.Subject subject(JsonNode json) {
        String amount = json.path("amount").textValue();
        return new DecisionRecord.Subject(
                text(json, "status"),
                text(json, "account"),
                text(json, "portfolio"),
                texts(json, "actions"),
                amount == null ? null : new DecisionRecord.Amount(new BigDecimal(amount), text(json, "currency")),
                texts(json, "rules"));
    }

    /** What a list of decisions has of one. */
    static DecisionSummary summary(String entry) {
        JsonNode json = tree(entry);
        JsonNode ruleSet = json.path("ruleSet");
        return new DecisionSummary(
                text(json, "decisionId"),
                json.path("sequence").asLong(),
                Instant.parse(text(json, "decidedAt")),
                Instant.parse(text(json, "committedAt")),
                new DecisionRecord.RuleSetIdentity(
                        text(ruleSet, "name"), ruleSet.path("version").asInt(), text(ruleSet, "contentHash")),
                text(json, "account"),
                text(json, "portfolio"),
                text(json, "status"),
                texts(json, "actions"),
                json.path("amount").textValue(),
                json.path("currency").textValue(),
                json.path("requestId").textValue());
    }

    /** Place that an entry says it has. */
    static long sequence(String entry) {
        return tree(entry).path("sequence").asLong();
    }

    private static JsonNode tree(String entry) {
        try {
            return MAPPER.readTree(entry);
        } catch (IOException e) {
            throw new UncheckedIOException("an entry of the log is not JSON", e);
        }
    }

    private static @Nullable Payload stored(byte @Nullable [] bytes, @Nullable String sha256) {
        return bytes == null || sha256 == null ? null : Payload.stored(bytes, sha256);
    }

    private static String text(JsonNode json, String field) {
        String text = json.path(field).textValue();
        if (text == null) {
            throw new IllegalStateException("an entry of the log has no " + field);
        }
        return text;
    }

    private static List<String> texts(JsonNode json, String field) {
        return StreamSupport.stream(json.path(field).spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    /**
     * What is kept beside an entry.
     *
     * @param request the request
     * @param result the result
     * @param firings the firings; null when not kept
     * @param shared what the request shares with others; null when nothing
     */
    record Bytes(byte[] request, byte[] result, byte @Nullable [] firings, byte @Nullable [] shared) {}
}
