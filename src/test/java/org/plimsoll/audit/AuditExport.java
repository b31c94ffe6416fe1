package org.plimsoll.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.plimsoll.engine.RuleSetFiles;
import org.plimsoll.merkle.Checkpoint;
import org.plimsoll.merkle.Frontier;
import org.plimsoll.merkle.MerkleHash;
import org.plimsoll.merkle.MerkleProofs;
import org.plimsoll.merkle.NoteSigner;
import org.plimsoll.merkle.SignedNote;
import org.plimsoll.merkle.SubtreeHashes;

/**
 * An export of a log of 20 entries with five heads, and what the witness has seen of it, as lines that a test can change. Entry 4, 9,
 * 14 and 19 are events; the decisions 5 to 8 share the first line of a batch.
 */
final class AuditExport {
    static final String ORIGIN = "example.com/margin";
    static final int ENTRIES = 20;
    static final List<Integer> HEADS = List.of(1, 4, 9, 16, 20);
    static final NoteSigner SIGNER = signer(ORIGIN, (byte) 1);
    static final RuleSetFiles RULES = RuleSetFiles.of(
            "margin", Map.of("manifest.yaml", "name: margin\n", "rules/b.drl", "// b\n", "rules/a.drl", "// \u00e9\n"));

    private static final Instant START = Instant.parse("2026-01-31T09:30:00Z");
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String SHARED = "{\"prices\":[]}";

    final ObjectNode manifest = MAPPER.createObjectNode();
    final List<ObjectNode> entries = new ArrayList<>();
    final List<ObjectNode> heads = new ArrayList<>();
    final List<ObjectNode> witness = new ArrayList<>();
    final List<ObjectNode> proofs = new ArrayList<>();
    final List<ObjectNode> consistency = new ArrayList<>();
    final Map<String, byte[]> files = new TreeMap<>();

    /** Nothing wrong with it. */
    AuditExport() {
        manifest.put("format", "plimsoll-export-1")
                .put("kind", "full")
                .put("origin", ORIGIN)
                .put("treeSize", ENTRIES);
        for (int sequence = 0; sequence < ENTRIES; sequence++) {
            entries.add(sequence % 5 == 4 ? event(sequence) : decision(sequence));
        }
        RULES.files().forEach((path, content) -> files.put("rules/" + RULES.contentHash() + "/" + path, content));
        files.put("inputs/" + sha256(SHARED.getBytes(UTF_8)), SHARED.getBytes(UTF_8));
        signHeads(SIGNER);
        int first = 0;
        for (int head = 0; head < HEADS.size(); head++) {
            byte[] leaves = new byte[(HEADS.get(head) - first) * 32];
            for (int leaf = first; leaf < HEADS.get(head); leaf++) {
                System.arraycopy(leaf(leaf), 0, leaves, (leaf - first) * 32, 32);
            }
            witness.add(heads.get(head).deepCopy().put("first", first).put("leaves", base64(leaves)));
            first = HEADS.get(head);
        }
    }

    static NoteSigner signer(String name, byte seed) {
        byte[] key = new byte[32];
        Arrays.fill(key, seed);
        byte[] encoded = HexFormat.of()
                .parseHex("302e020100300506032b657004220420" + HexFormat.of().formatHex(key));
        return NoteSigner.of(name, "-----BEGIN PRIVATE KEY-----\n" + base64(encoded) + "\n-----END PRIVATE KEY-----\n");
    }

    static Instant committedAt(long sequence) {
        return START.plusSeconds(sequence);
    }

    private static ObjectNode event(int sequence) {
        ObjectNode entry = entry(sequence, "event").put("action", "APPROVED").put("contentHash", RULES.contentHash());
        return MAPPER.createObjectNode().put("sequence", sequence).put("entry", entry.toString());
    }

    private static ObjectNode decision(int sequence) {
        byte[] request = ("{\"portfolio\":" + sequence + "}").getBytes(UTF_8);
        byte[] result = ("{\"status\":\"NO_ACTION\",\"portfolio\":" + sequence + "}").getBytes(UTF_8);
        byte[] firings = ("[" + sequence + "]").getBytes(UTF_8);
        ObjectNode entry = entry(sequence, "decision").put("decisionId", decisionId(sequence));
        entry.putObject("ruleSet").put("name", "margin").put("version", 1).put("contentHash", RULES.contentHash());
        entry.put("requestSha256", sha256(request));
        if (sequence > 4 && sequence < 9) {
            entry.put("sharedSha256", sha256(SHARED.getBytes(UTF_8)));
        }
        entry.put("resultSha256", sha256(result)).put("firingsSha256", sha256(firings));
        return MAPPER.createObjectNode()
                .put("sequence", sequence)
                .put("entry", entry.toString())
                .put("request", base64(request))
                .put("result", base64(result))
                .put("firings", base64(firings));
    }

    static String decisionId(int sequence) {
        return "01900000-0000-7000-8000-%012d".formatted(sequence);
    }

    private static ObjectNode entry(int sequence, String type) {
        return MAPPER.createObjectNode()
                .put("sequence", sequence)
                .put("committedAt", committedAt(sequence).toString())
                .put("type", type);
    }

    /** Signs heads of what the entries are now. */
    void signHeads(NoteSigner signer) {
        heads.clear();
        for (int size : HEADS) {
            heads.add(head(signer, size, committedAt(size - 1).plusMillis(500)));
        }
    }

    ObjectNode head(NoteSigner signer, int size, Instant time) {
        Frontier tree = new Frontier();
        for (int place = 0; place < size; place++) {
            tree.append(leaf(place));
        }
        Checkpoint head = new Checkpoint(ORIGIN, size, tree.root(), time);
        return MAPPER.createObjectNode().put("note", signer.sign(head.text()).note());
    }

    byte[] leaf(int place) {
        return MerkleHash.leaf(entries.get(place).get("entry").asText().getBytes(UTF_8));
    }

    /** Changes the text of an entry. */
    void edit(int place, String from, String to) {
        String text = entries.get(place).get("entry").asText();
        if (!text.contains(from)) {
            throw new IllegalArgumentException(text);
        }
        entries.get(place).put("entry", text.replace(from, to));
    }

    /** Gives the entries the places that their lines have. */
    void renumber() {
        for (int place = 0; place < entries.size(); place++) {
            ObjectNode line = entries.get(place);
            String was = "{\"sequence\":" + line.get("sequence").asLong() + ",";
            line.put("entry", line.get("entry").asText().replace(was, "{\"sequence\":" + place + ","));
            line.put("sequence", place);
        }
    }

    /** Only these entries, with proofs: each in the first head that covers it, and of each head from the one before. */
    AuditExport dossier(int... places) {
        SubtreeHashes hashes = (level, index) -> {
            Frontier subtree = new Frontier();
            for (long place = index << level; place < index + 1 << level; place++) {
                subtree.append(leaf((int) place));
            }
            return subtree.root();
        };
        List<ObjectNode> chosen = new ArrayList<>();
        for (int place : places) {
            int size = HEADS.stream().filter(head -> head > place).findFirst().orElseThrow();
            chosen.add(entries.get(place));
            ObjectNode proof = MAPPER.createObjectNode().put("sequence", place).put("treeSize", size);
            putPath(proof, MerkleProofs.inclusion(place, size, hashes));
            proofs.add(proof);
        }
        for (int head = 1; head < HEADS.size(); head++) {
            int from = HEADS.get(head - 1);
            ObjectNode proof = MAPPER.createObjectNode().put("from", from).put("to", HEADS.get(head));
            putPath(proof, MerkleProofs.consistency(from, HEADS.get(head), hashes));
            consistency.add(proof);
        }
        entries.clear();
        entries.addAll(chosen);
        manifest.put("kind", "dossier");
        return this;
    }

    private static void putPath(ObjectNode proof, List<byte[]> path) {
        ArrayNode hashes = proof.putArray("path");
        path.forEach(hash -> hashes.add(HexFormat.of().formatHex(hash)));
    }

    /** Another text of a head's note, its signatures left as they are. */
    static void editNote(ObjectNode line, String from, String to) {
        SignedNote note = SignedNote.parse(line.get("note").asText());
        if (!note.text().contains(from)) {
            throw new IllegalArgumentException(note.text());
        }
        line.put("note", new SignedNote(note.text().replace(from, to), note.signatures()).note());
    }

    Path writeWitness(Path file) throws IOException {
        return Files.write(file, lines(witness));
    }

    Path writeFolder(Path folder) throws IOException {
        for (Map.Entry<String, byte[]> file : all().entrySet()) {
            Path path = folder.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.write(path, file.getValue());
        }
        return folder;
    }

    Path writeZip(Path file) throws IOException {
        try (OutputStream stream = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(stream)) {
            for (Map.Entry<String, byte[]> entry : all().entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
            }
        }
        return file;
    }

    private Map<String, byte[]> all() {
        Map<String, byte[]> all = new TreeMap<>();
        all.put("manifest.json", manifest.toString().getBytes(UTF_8));
        all.put("entries.ndjson", lines(entries));
        all.put("heads.ndjson", lines(heads));
        if (!proofs.isEmpty()) {
            all.put("proofs.ndjson", lines(proofs));
            all.put("consistency.ndjson", lines(consistency));
        }
        all.putAll(files);
        return all;
    }

    private static byte[] lines(List<ObjectNode> lines) {
        StringBuilder text = new StringBuilder();
        lines.forEach(line -> text.append(text(line)).append('\n'));
        return text.toString().getBytes(UTF_8);
    }

    private static String text(ObjectNode line) {
        try {
            return line.has("malformed") ? line.get("malformed").asText() : MAPPER.writeValueAsString(line);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** A line that is written as it is. */
    static ObjectNode malformed(String text) {
        return MAPPER.createObjectNode().put("malformed", text);
    }

    static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
