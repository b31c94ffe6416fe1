package org.plimsoll.replay.core;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.plimsoll.decision.Decision;
import org.plimsoll.decision.RuleSetIdentity;
import org.plimsoll.engine.BaseFiles;
import org.plimsoll.engine.CompiledRuleSet;
import org.plimsoll.engine.RuleSetArchive;
import org.plimsoll.engine.RuleSetCompiler;
import org.plimsoll.engine.RuleSetFiles;
import org.plimsoll.portfolio.Refusal;
import org.plimsoll.wire.DecisionWriter;

/** Writes what {@link ExportFolder} reads: the corpus of a release, as this build decides. */
final class CorpusWriter {
    /** Evaluation time of a request that states none; as fine as the log keeps times. */
    private static final Instant RECEIVED = Instant.parse("2026-01-02T09:00:00.123456Z");

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path corpora;
    private final Path folder;
    private final EngineVersions engine;
    private final Map<String, CompiledRuleSet> rules = new HashMap<>();
    private final StringBuilder entries = new StringBuilder();
    private int sequence;

    CorpusWriter(Path corpora, String release, EngineVersions engine) {
        this.corpora = corpora;
        this.folder = corpora.resolve(release);
        this.engine = engine;
    }

    /** Writes the corpus. Fails when there is one: what a release decided does not change. */
    void write() throws IOException {
        Files.createDirectory(folder);
        for (CorpusRequests.Asked asked : CorpusRequests.all()) {
            write(asked);
        }
        Files.writeString(folder.resolve(ExportFolder.ENTRIES), entries);
    }

    private void write(CorpusRequests.Asked asked) throws IOException {
        CompiledRuleSet compiled = rules(asked.ruleSet());
        RecordedBytes request = recorded(asked.body());
        RecordedBytes shared = asked.shared() == null ? null : recorded(asked.shared());
        RecordedDecision undecided = new RecordedDecision(
                "", identity(compiled), RECEIVED, engine, request, shared, recorded(new byte[0]), null);
        Decision decision;
        Rebuilt rebuilt;
        try {
            rebuilt = Rebuilt.of(undecided);
            decision = Replay.decide(undecided, rebuilt, compiled);
        } catch (Refusal refusal) {
            // Refused requests have no record.
            return;
        }
        RecordedBytes result = recorded(DecisionWriter.result(decision, rebuilt.explain()));
        RecordedBytes firings = recorded(DecisionWriter.firings(decision));
        if (shared != null) {
            Path input = Files.createDirectories(folder.resolve("inputs")).resolve(shared.sha256());
            Files.write(input, shared.bytes());
        }
        String entry = entry(decision, request, shared, result, firings);
        ObjectNode line = JSON.createObjectNode().put("sequence", sequence++).put("entry", entry);
        line.put("request", base64(request)).put("result", base64(result)).put("firings", base64(firings));
        entries.append(line).append('\n');
    }

    private String entry(
            Decision decision,
            RecordedBytes request,
            @Nullable RecordedBytes shared,
            RecordedBytes result,
            RecordedBytes firings) {
        ObjectNode entry = JSON.createObjectNode();
        entry.put("sequence", sequence).put("committedAt", RECEIVED.toString()).put("type", "decision");
        entry.put("decisionId", id(request, sequence));
        entry.putObject("ruleSet")
                .put("name", decision.ruleSet().name())
                .put("version", decision.ruleSet().version())
                .put("contentHash", decision.ruleSet().contentHash());
        entry.put("evaluatedAt", decision.evaluatedAt().toString()).put("status", decision.status());
        entry.put("account", decision.account()).put("portfolio", decision.portfolio());
        entry.putObject("engine")
                .put("build", engine.build())
                .put("drools", engine.drools())
                .put("java", engine.java());
        entry.put("requestSha256", request.sha256());
        if (shared != null) {
            entry.put("sharedSha256", shared.sha256());
        }
        return entry.put("resultSha256", result.sha256())
                .put("firingsSha256", firings.sha256())
                .toString();
    }

    /** The same for the same request in the same place. */
    private static String id(RecordedBytes request, int sequence) {
        String name = sequence + request.sha256();
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
    }

    private CompiledRuleSet rules(String name) throws IOException {
        CompiledRuleSet known = rules.get(name);
        if (known != null) {
            return known;
        }
        Path pack = Path.of("rules", name);
        RuleSetFiles files = RuleSetFiles.read(Files.exists(pack) ? pack : Path.of("examples", name));
        String base = files.base().map(stated -> stated.ruleSet()).orElse(null);
        if (base != null) {
            files = BaseFiles.with(files, RuleSetFiles.read(Path.of("rules", base)));
        }
        Path archive = Files.createDirectories(corpora.resolve("rules")).resolve(files.contentHash() + ".zip");
        if (!Files.exists(archive)) {
            Files.write(archive, RuleSetArchive.of(files));
        }
        CompiledRuleSet compiled = new RuleSetCompiler().compile(files).orThrow();
        rules.put(name, compiled);
        return compiled;
    }

    private static RuleSetIdentity identity(CompiledRuleSet compiled) {
        return new RuleSetIdentity(compiled.name(), 1, compiled.contentHash());
    }

    private static RecordedBytes recorded(byte[] bytes) {
        return new RecordedBytes(bytes, RecordedBytes.sha256(bytes));
    }

    private static String base64(RecordedBytes recorded) {
        return Base64.getEncoder().encodeToString(recorded.bytes());
    }
}
