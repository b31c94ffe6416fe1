package org.plimsoll.ledger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Writes a log, or some of its entries with their proofs, as an archive that can be verified without the server: entries,
 * what they share, the rule files they name, and signed heads. docs/audit.md has its form.
 */
final class LogExport {
    private static final String FORMAT = "plimsoll-export-1";
    private static final int ENTRIES_OF_A_READ = 50;
    private static final int HEADS_OF_A_READ = 1_000;
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Connection connection;
    private final String origin;
    private final List<EntrySource> sources;
    private final RuleContents contents;
    private final ZipOutputStream zip;
    private final NamedContents named = new NamedContents();
    private final NavigableMap<Long, LeafReader.Stretch> expired = new TreeMap<>();

    LogExport(
            Connection connection, String origin, List<EntrySource> sources, RuleContents contents, OutputStream out) {
        this.connection = connection;
        this.origin = origin;
        this.sources = sources;
        this.contents = contents;
        this.zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
    }

    /** All entries that a head covers, whatever their state. */
    void full(String readme) throws SQLException, IOException {
        long size = HeadTable.latest(connection).size();
        begin("full", size, readme);
        zip.putNextEntry(new ZipEntry("entries.ndjson"));
        for (long from = 0; from < size; from += ENTRIES_OF_A_READ) {
            entries(from, Math.min(size, from + ENTRIES_OF_A_READ));
        }
        zip.closeEntry();
        zip.putNextEntry(new ZipEntry("heads.ndjson"));
        long after = 0;
        List<TreeHead> heads;
        do {
            heads = HeadTable.headsAfter(connection, after, HEADS_OF_A_READ);
            for (TreeHead head : heads) {
                if (head.size() <= size) {
                    head(head);
                }
                after = head.size();
            }
        } while (heads.size() == HEADS_OF_A_READ);
        zip.closeEntry();
        end();
    }

    /** Some entries, each with its proof in the tree of one head. */
    void dossier(SortedSet<Long> places, String readme) throws SQLException, IOException {
        TreeHead head = InclusionProof.headCovering(connection, places.last());
        begin("dossier", head.size(), readme);
        zip.putNextEntry(new ZipEntry("entries.ndjson"));
        for (Long place : places) {
            entries(place, place + 1);
        }
        zip.closeEntry();
        zip.putNextEntry(new ZipEntry("heads.ndjson"));
        head(head);
        zip.closeEntry();
        zip.putNextEntry(new ZipEntry("proofs.ndjson"));
        StoredTree tree = new StoredTree(connection);
        for (Long place : places) {
            ObjectNode proof = MAPPER.createObjectNode().put("sequence", place).put("treeSize", head.size());
            ArrayNode path = proof.putArray("path");
            InclusionProof.of(tree, head, place)
                    .path()
                    .forEach(hash -> path.add(HexFormat.of().formatHex(hash)));
            line(proof);
        }
        zip.closeEntry();
        file("consistency.ndjson", new byte[0]);
        for (Long place : places) {
            parts(place);
        }
        end();
    }

    private void begin(String kind, long size, String readme) throws SQLException, IOException {
        for (EntrySource source : sources) {
            source.expiries(connection, this::readExpiry);
        }
        ObjectNode manifest = MAPPER.createObjectNode()
                .put("format", FORMAT)
                .put("kind", kind)
                .put("origin", origin)
                .put("treeSize", size);
        file("manifest.json", MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(manifest));
        file("README.md", readme.getBytes(StandardCharsets.UTF_8));
    }

    private void entries(long from, long to) throws SQLException, IOException {
        NavigableMap<Long, List<EntrySource.Stored>> stored = new TreeMap<>();
        for (EntrySource source : sources) {
            source.read(
                    connection,
                    from,
                    to,
                    entry -> stored.computeIfAbsent(entry.sequence(), place -> new ArrayList<>(1))
                            .add(entry));
        }
        boolean isWhole = stored.size() == to - from;
        byte[] @Nullable [] leaves =
                isWhole ? new byte[0][] : LeafReader.leaves(connection, from, to, ENTRIES_OF_A_READ);
        for (long place = from; place < to; place++) {
            List<EntrySource.Stored> here = stored.getOrDefault(place, List.of());
            if (here.isEmpty()) {
                expired(place, leaves[(int) (place - from)]);
            }
            for (EntrySource.Stored entry : here) {
                ObjectNode line = MAPPER.createObjectNode()
                        .put("sequence", entry.sequence())
                        .put("entry", entry.text());
                entry.parts()
                        .forEach((name, bytes) ->
                                line.put(name, Base64.getEncoder().encodeToString(bytes)));
                line(line);
                named.add(entry.sequence(), read(entry.text()));
            }
        }
    }

    private void readExpiry(String entry) {
        JsonNode json = read(entry);
        if (Expiry.isOne(json)) {
            try {
                Expiry.of(json.path("sequence").asLong(), json)
                        .stretches()
                        .forEach(stretch -> expired.put(stretch.from(), stretch));
            } catch (IllegalArgumentException e) {
                // No server writes it, and whoever verifies the export finds the event, and entries missing.
                return;
            }
        }
    }

    /** What is left of an entry that an event says has expired. One that is missing without that is missing in an export. */
    private void expired(long place, byte @Nullable [] leaf) throws IOException {
        Map.Entry<Long, LeafReader.Stretch> stretch = expired.floorEntry(place);
        if (leaf != null && stretch != null && place < stretch.getValue().to()) {
            line(MAPPER.createObjectNode()
                    .put("sequence", place)
                    .put("leafHash", HexFormat.of().formatHex(leaf))
                    .put("expired", true));
        }
    }

    /** A damaged entry names nothing, and is exported as it is. */
    private static JsonNode read(String entry) {
        try {
            return MAPPER.readTree(entry);
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }

    /** The bytes beside an entry, to be read by people. */
    private void parts(long place) throws SQLException, IOException {
        for (EntrySource source : sources) {
            List<EntrySource.Stored> here = new ArrayList<>(1);
            source.read(connection, place, place + 1, here::add);
            for (EntrySource.Stored entry : here) {
                for (Map.Entry<String, byte[]> part : entry.parts().entrySet()) {
                    file("records/" + place + "/" + part.getKey() + ".json", part.getValue());
                }
            }
        }
    }

    private void head(TreeHead head) throws IOException {
        line(MAPPER.createObjectNode().put("note", head.note()));
    }

    private void end() throws SQLException, IOException {
        for (EntrySource source : sources) {
            for (String input : named.inputs().keySet()) {
                byte @Nullable [] content = source.input(connection, input);
                if (content != null) {
                    file("inputs/" + input, content);
                }
            }
        }
        for (String content : named.contents().keySet()) {
            for (Map.Entry<String, byte[]> file :
                    contents.files(connection, content).entrySet()) {
                file("rules/" + content + "/" + file.getKey(), file.getValue());
            }
        }
        zip.finish();
        zip.flush();
    }

    private void file(String path, byte[] content) throws IOException {
        zip.putNextEntry(new ZipEntry(path));
        zip.write(content);
        zip.closeEntry();
    }

    private void line(ObjectNode json) throws IOException {
        zip.write(MAPPER.writeValueAsBytes(json));
        zip.write('\n');
    }
}
