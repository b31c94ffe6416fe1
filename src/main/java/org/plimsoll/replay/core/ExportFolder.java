package org.plimsoll.replay.core;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.plimsoll.decision.RuleSetIdentity;
import org.plimsoll.engine.RuleSetFiles;

/**
 * Decisions in a folder: an unpacked export of the log, or a corpus, which has the same layout without signed heads and may keep
 * the files of a rule set as an archive, in the folder or beside it.
 *
 * <pre>
 * entries.ndjson               {"sequence":0,"entry":"&lt;JSON text&gt;","request":"&lt;base64&gt;","result":"&lt;base64&gt;","firings":"&lt;base64&gt;"}
 * inputs/&lt;sha256&gt;              first lines of batches
 * rules/&lt;contentHash&gt;/&lt;path&gt;   or rules/&lt;contentHash&gt;.zip
 * </pre>
 */
public final class ExportFolder {
    /** Name of the file that has the entries. */
    public static final String ENTRIES = "entries.ndjson";

    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Path folder;
    private @Nullable RecordedBytes lastShared;

    public ExportFolder(Path folder) {
        this.folder = folder;
    }

    /**
     * Hands over the decisions in the order of the file, one in memory at a time.
     *
     * @return how many decisions are left out, since their record has expired
     * @throws ExportUnreadable when the folder is no export, or a line of it cannot be read
     */
    public long forEach(Consumer<RecordedDecision> action) {
        long expired = 0;
        int number = 0;
        try (BufferedReader lines = Files.newBufferedReader(folder.resolve(ENTRIES), StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                Line read = read(line, number);
                expired += read.expired() ? 1 : 0;
                if (read.decision() != null) {
                    action.accept(read.decision());
                }
            }
            return expired;
        } catch (IOException e) {
            throw new ExportUnreadable("'" + folder.resolve(ENTRIES) + "' cannot be read", e);
        }
    }

    /** A line: a decision, one that has expired, or something else. */
    private record Line(boolean expired, @Nullable RecordedDecision decision) {}

    private Line read(String line, int number) {
        try {
            JsonNode json = MAPPER.readTree(line);
            if (json.path("expired").booleanValue()) {
                return new Line(true, null);
            }
            JsonNode entry = MAPPER.readTree(text(json, "entry"));
            boolean isDecision = text(entry, "type").equals("decision");
            return new Line(false, isDecision ? decision(json, entry) : null);
        } catch (IOException | DateTimeException | IllegalArgumentException e) {
            throw new ExportUnreadable("'" + folder.resolve(ENTRIES) + "', line " + number + ", cannot be read", e);
        }
    }

    /**
     * The files of a rule set as the folder has them, whatever their content hash is; null when it has none.
     *
     * @throws ExportUnreadable when they are there and cannot be read
     */
    public @Nullable RuleSetFiles rules(RuleSetIdentity ruleSet) {
        String hash = digest(ruleSet.contentHash());
        Path unpacked = folder.resolve("rules").resolve(hash);
        try {
            if (Files.isDirectory(unpacked)) {
                return new RuleSetFiles(
                        ruleSet.name(), RuleSetFiles.read(unpacked).files());
            }
            for (Path rules :
                    new Path[] {folder.resolve("rules"), folder.resolve("..").resolve("rules")}) {
                Path archive = rules.resolve(hash + ".zip");
                if (Files.exists(archive)) {
                    return PackedRules.read(ruleSet.name(), archive);
                }
            }
            return null;
        } catch (IOException | UncheckedIOException e) {
            throw new ExportUnreadable("the rule files " + hash + " in '" + folder + "' cannot be read", e);
        }
    }

    private RecordedDecision decision(JsonNode line, JsonNode entry) throws IOException {
        JsonNode ruleSet = entry.path("ruleSet");
        JsonNode engine = entry.path("engine");
        return new RecordedDecision(
                text(entry, "decisionId"),
                new RuleSetIdentity(
                        text(ruleSet, "name"),
                        ruleSet.path("version").intValue(),
                        digest(text(ruleSet, "contentHash"))),
                Instant.parse(text(entry, "evaluatedAt")),
                new EngineVersions(text(engine, "build"), text(engine, "drools"), text(engine, "java")),
                bytes(line, "request", text(entry, "requestSha256")),
                entry.hasNonNull("sharedSha256") ? shared(digest(text(entry, "sharedSha256"))) : null,
                bytes(line, "result", text(entry, "resultSha256")),
                line.hasNonNull("firings") ? bytes(line, "firings", text(entry, "firingsSha256")) : null);
    }

    /** The decisions of a batch follow one another, and share it. */
    private RecordedBytes shared(String sha256) throws IOException {
        if (lastShared == null || !lastShared.sha256().equals(sha256)) {
            lastShared = new RecordedBytes(
                    Files.readAllBytes(folder.resolve("inputs").resolve(sha256)), sha256);
        }
        return lastShared;
    }

    private static RecordedBytes bytes(JsonNode line, String field, String sha256) {
        return new RecordedBytes(Base64.getDecoder().decode(text(line, field)), sha256);
    }

    private static String text(JsonNode object, String field) {
        JsonNode value = object.path(field);
        if (!value.isTextual()) {
            throw new IllegalArgumentException("the text '" + field + "' is missing");
        }
        return value.textValue();
    }

    /** A digest that may be part of a path. */
    private static String digest(String text) {
        if (!SHA256.matcher(text).matches()) {
            throw new IllegalArgumentException("'" + text + "' is no SHA-256");
        }
        return text;
    }
}
