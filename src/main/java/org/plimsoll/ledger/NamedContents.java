package org.plimsoll.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** What entries name by digest: contents of rule-set versions, and what requests share. */
final class NamedContents {
    private final Map<String, Long> contents = new LinkedHashMap<>();
    private final Map<Version, Named> versions = new LinkedHashMap<>();
    private final Map<String, Long> inputs = new HashMap<>();

    void add(long place, JsonNode entry) {
        JsonNode ruleSet = entry.path("ruleSet");
        if (ruleSet.isObject()) {
            add(
                    place,
                    ruleSet.path("name").asText(),
                    ruleSet.path("version").asInt(),
                    ruleSet.path("contentHash").asText());
        } else if (entry.has("contentHash")
                && entry.has("version")
                && entry.path("outcome").asText().equals("DONE")) {
            add(
                    place,
                    ruleSet.asText(),
                    entry.path("version").asInt(),
                    entry.path("contentHash").asText());
        }
        String shared = entry.path("sharedSha256").textValue();
        if (shared != null) {
            inputs.putIfAbsent(shared, place);
        }
    }

    private void add(long place, String ruleSet, int version, String contentHash) {
        contents.putIfAbsent(contentHash, place);
        versions.merge(
                new Version(ruleSet, version),
                new Named(contentHash, place),
                (before, now) -> before.contentHash().equals(contentHash) ? before : now);
    }

    /** Content hashes, with the place of the first entry that names each. */
    Map<String, Long> contents() {
        return contents;
    }

    /** Versions, with the content hash that the last entries about each name, and the place of the first of those. */
    Map<Version, Named> versions() {
        return versions;
    }

    /** Digests of shared inputs, with the place of the first entry that names each. */
    Map<String, Long> inputs() {
        return inputs;
    }

    /** A version of a rule set. */
    record Version(String ruleSet, int number) {}

    /** What an entry says a version's content hash is. */
    record Named(String contentHash, long sequence) {}
}
