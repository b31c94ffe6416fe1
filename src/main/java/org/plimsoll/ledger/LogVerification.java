package org.plimsoll.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.plimsoll.merkle.Checkpoint;
import org.plimsoll.merkle.Frontier;
import org.plimsoll.merkle.MerkleHash;

/**
 * Goes through the entries of a log in their order, and says what is not as it was written. The leaf hashes that the witness
 * has seen count; only where it has seen none, those of the database.
 */
final class LogVerification {
    private static final int ENTRIES_OF_A_WINDOW = 50;
    private static final int GROUPS_OF_A_READ = 100;
    private static final int HEADS_OF_A_READ = 1_000;
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Connection connection;
    private final List<EntrySource> sources;
    private final WitnessedLog witnessed;
    private final LedgerKeys keys;
    private final String origin;
    private final Findings findings;
    private final NamedContents named = new NamedContents();
    private final NavigableMap<Long, TreeHead> heads = new TreeMap<>();
    private final Frontier tree = new Frontier();
    private final Map<HeadTable.Place, byte[]> nodes = new HashMap<>();
    private final MessageDigest digest = sha256();
    private Instant lastCommittedAt = Instant.MIN;
    private long entries;

    LogVerification(
            Connection connection,
            List<EntrySource> sources,
            WitnessedLog witnessed,
            LedgerKeys keys,
            String origin,
            Findings findings) {
        this.connection = connection;
        this.sources = sources;
        this.witnessed = witnessed;
        this.keys = keys;
        this.origin = origin;
        this.findings = findings;
    }

    /** Verifies entries, leaves and heads. */
    void run() throws SQLException {
        readHeads();
        long end = Math.max(LeafReader.end(connection), witnessed.size());
        outside(Long.MIN_VALUE, 0);
        for (long from = 0; from < end; from += ENTRIES_OF_A_WINDOW) {
            window(from, Math.min(end, from + ENTRIES_OF_A_WINDOW));
        }
        outside(end, Long.MAX_VALUE);
        subtrees();
        for (Map.Entry<Long, byte[]> seen : witnessed.roots().entrySet()) {
            TreeHead head = heads.get(seen.getKey());
            if (head == null) {
                findings.add(
                        Finding.Code.HEAD_MISSING,
                        "The database does not hold the head of " + seen.getKey() + " entries that the witness has seen.");
            }
        }
    }

    private void readHeads() throws SQLException {
        long after = 0;
        List<TreeHead> part;
        do {
            part = HeadTable.headsAfter(connection, after, HEADS_OF_A_READ);
            for (TreeHead head : part) {
                heads.put(head.size(), head);
                after = head.size();
                mustBeSigned(head);
            }
        } while (part.size() == HEADS_OF_A_READ);
    }

    private void mustBeSigned(TreeHead head) {
        @Nullable Checkpoint said = keys.open(head.note());
        if (said == null) {
            findings.add(
                    Finding.Code.HEAD_UNSIGNED,
                    "The head of " + head.size() + " entries is not signed with a known key.");
        } else if (!said.origin().equals(origin)
                || said.size() != head.size()
                || !Arrays.equals(said.root(), head.root())
                || !isTheSame(said.time(), head.signedAt())) {
            findings.add(
                    Finding.Code.HEAD_WRONG,
                    "The row of the head of " + head.size() + " entries is not what was signed.");
        }
    }

    /** The database keeps microseconds. */
    private static boolean isTheSame(Instant signed, Instant kept) {
        return Math.abs(Duration.between(signed, kept).toNanos()) < 1_000;
    }

    private void outside(long from, long to) throws SQLException {
        for (EntrySource source : sources) {
            source.read(connection, from, to, stored -> findings.add(
                    Finding.Code.ENTRY_ADDED,
                    stored.sequence(),
                    "There is a record at place " + stored.sequence() + ", where the log has none."));
        }
    }

    private void window(long from, long to) throws SQLException {
        NavigableMap<Long, List<EntrySource.Stored>> stored = new TreeMap<>();
        for (EntrySource source : sources) {
            source.read(connection, from, to, entry -> stored.computeIfAbsent(
                            entry.sequence(), place -> new ArrayList<>(1))
                    .add(entry));
        }
        byte @Nullable [][] leaves = LeafReader.leaves(connection, from, to, GROUPS_OF_A_READ);
        for (long place = from; place < to; place++) {
            byte @Nullable [] kept = leaves[(int) (place - from)];
            byte @Nullable [] seen = witnessed.leaf(place);
            List<EntrySource.Stored> here = stored.getOrDefault(place, List.of());
            byte[] leaf = leaf(place, kept, seen, here);
            entry(place, leaf, here);
            tree.append(leaf, (level, index, hash) -> nodes.put(new HeadTable.Place(level, index), hash));
            headAt(tree.size());
        }
    }

    /** The leaf hash that counts: the witness', or else the database's, or else that of what is there. */
    private byte[] leaf(
            long place, byte @Nullable [] kept, byte @Nullable [] seen, List<EntrySource.Stored> here) {
        if (kept == null && (seen == null || !here.isEmpty())) {
            findings.add(
                    Finding.Code.LEAF_CHANGED, place, "The leaf hash of entry " + place + " is missing in the database.");
        } else if (kept != null && seen != null && !Arrays.equals(kept, seen)) {
            findings.add(
                    Finding.Code.LEAF_CHANGED,
                    place,
                    "The leaf hash of entry " + place + " in the database is not the one the witness has seen.");
        }
        if (seen != null) {
            return seen;
        }
        if (kept != null) {
            return kept;
        }
        return here.isEmpty() ? MerkleHash.empty() : leafOf(here.get(0));
    }

    private static byte[] leafOf(EntrySource.Stored stored) {
        return MerkleHash.leaf(stored.text().getBytes(StandardCharsets.UTF_8));
    }

    private void entry(long place, byte[] leaf, List<EntrySource.Stored> here) {
        if (here.isEmpty()) {
            findings.add(Finding.Code.ENTRY_MISSING, place, "Entry " + place + " is missing.");
            return;
        }
        entries++;
        EntrySource.Stored entry = here.stream()
                .filter(one -> Arrays.equals(leafOf(one), leaf))
                .findFirst()
                .orElse(here.get(0));
        for (EntrySource.Stored other : here) {
            if (other != entry) {
                findings.add(Finding.Code.ENTRY_ADDED, place, "There is a second record at place " + place + ".");
            }
        }
        @Nullable JsonNode json = json(entry.text());
        @Nullable String decision =
                json == null ? null : json.path("decisionId").textValue();
        if (!Arrays.equals(leafOf(entry), leaf)) {
            findings.add(
                    Finding.Code.ENTRY_CHANGED, place, decision, "Entry " + place + " is not what was written to the log.");
        }
        if (json == null) {
            findings.add(Finding.Code.ENTRY_CHANGED, place, decision, "Entry " + place + " is not JSON.");
            return;
        }
        insideOf(place, json, decision, entry);
    }

    private void insideOf(long place, JsonNode json, @Nullable String decision, EntrySource.Stored entry) {
        if (json.path("sequence").asLong(-1) != place) {
            findings.add(
                    Finding.Code.ENTRY_CHANGED,
                    place,
                    decision,
                    "The entry at place " + place + " says that it is entry "
                            + json.path("sequence").asText() + ".");
        }
        time(place, json, decision);
        for (Map.Entry<String, byte[]> part : entry.parts().entrySet()) {
            String said = json.path(part.getKey() + "Sha256").asText();
            if (!said.equals(sha256(part.getValue()))) {
                findings.add(
                        Finding.Code.RECORD_CHANGED,
                        place,
                        decision,
                        "The " + part.getKey() + " of entry " + place + " does not have the digest that the entry says.");
            }
        }
        entry.defects()
                .apply(json)
                .forEach(defect -> findings.add(Finding.Code.RECORD_CHANGED, place, decision, defect));
        named.add(place, json);
    }

    private void time(long place, JsonNode json, @Nullable String decision) {
        try {
            Instant committedAt = Instant.parse(json.path("committedAt").asText());
            if (committedAt.isBefore(lastCommittedAt)) {
                findings.add(
                        Finding.Code.TIME_WRONG,
                        place,
                        decision,
                        "Entry " + place + " says it was committed at " + committedAt + ", before the entry before it.");
            }
            Map.Entry<Long, TreeHead> head = heads.higherEntry(place);
            if (head != null && committedAt.isAfter(head.getValue().signedAt().plusNanos(999))) {
                findings.add(
                        Finding.Code.TIME_WRONG,
                        place,
                        decision,
                        "Entry " + place + " says it was committed at " + committedAt + ", after the head that covers it.");
            }
            lastCommittedAt = committedAt;
        } catch (DateTimeException e) {
            findings.add(Finding.Code.TIME_WRONG, place, decision, "Entry " + place + " has no time.");
        }
    }

    private void headAt(long size) {
        @Nullable TreeHead head = heads.get(size);
        byte @Nullable [] seen = witnessed.roots().get(size);
        if (head == null && seen == null) {
            return;
        }
        byte[] root = tree.root();
        if (head != null && !Arrays.equals(head.root(), root)) {
            findings.add(
                    Finding.Code.HEAD_WRONG,
                    "The head of " + size + " entries in the database is not that of the leaves"
                            + (seen == null ? "." : " the witness has seen."));
        }
        if (seen != null && !Arrays.equals(seen, root)) {
            findings.add(
                    Finding.Code.WITNESS_WRONG, "The witness' head of " + size + " entries is not that of the leaves.");
        }
    }

    private void subtrees() throws SQLException {
        HeadTable.nodes(connection, node -> {
            byte @Nullable [] made = nodes.get(new HeadTable.Place(node.level(), node.index()));
            if (made == null || !Arrays.equals(made, node.hash())) {
                findings.add(
                        Finding.Code.HEAD_WRONG,
                        "Subtree " + node.index() + " of level " + node.level() + " is not that of its leaves.");
            }
        });
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static @Nullable JsonNode json(String text) {
        try {
            JsonNode json = MAPPER.readTree(text);
            return json.isObject() ? json : null;
        } catch (IOException e) {
            return null;
        }
    }

    private String sha256(byte[] content) {
        return HexFormat.of().formatHex(digest.digest(content));
    }

    /** Entries that are there. */
    long entries() {
        return entries;
    }

    /** Entries that there should be. */
    long size() {
        return tree.size();
    }

    /** Root of the tree of all leaves that count. */
    byte[] root() {
        return tree.root();
    }

    /** Heads in the database. */
    NavigableMap<Long, TreeHead> heads() {
        return heads;
    }

    /** Contents that the entries name. */
    NamedContents named() {
        return named;
    }
}
