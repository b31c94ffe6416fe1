package org.plimsoll.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.plimsoll.decision.RuleSetIdentity;
import org.plimsoll.engine.CompileResult;
import org.plimsoll.engine.CompiledRuleSet;
import org.plimsoll.engine.RuleSetCompiler;
import org.plimsoll.engine.RuleSetFiles;
import org.plimsoll.replay.core.EngineVersions;
import org.plimsoll.replay.core.ExportFolder;
import org.plimsoll.replay.core.ExportUnreadable;
import org.plimsoll.replay.core.RecordedDecision;
import org.plimsoll.replay.core.Replay;
import org.plimsoll.replay.core.ReplayReport;

/** Replays the decisions of unpacked exports and corpora, with the rule files that these hold. Needs no server. */
final class FolderReplay {
    private static final int MOST_COMPILED = 32;

    private final ReplayTally tally;
    private final Console console;
    private final RuleSetCompiler compiler = new RuleSetCompiler();
    private final EngineVersions present = Plimsoll.Version.engine();

    /** Rules by content, the least recently used let go first; a content that gives none stands with null. */
    private final Map<RuleSetIdentity, Rules> rules = new LinkedHashMap<>(16, 0.75f, true);

    /** Rules, or why there are none. */
    private record Rules(@Nullable CompiledRuleSet compiled, ReplayReport.@Nullable Refused refused) {}

    FolderReplay(ReplayTally tally, Console console) {
        this.tally = tally;
        this.console = console;
    }

    /** Replays a folder, or every one right below it. */
    void replay(Path folder) {
        for (Path export : exports(folder)) {
            ExportFolder decisions = new ExportFolder(export);
            try {
                tally.expire(decisions.forEach(decision -> replay(decisions, decision)));
            } catch (ExportUnreadable e) {
                throw new UsageFailure(e.getMessage() + ".");
            }
        }
    }

    private static List<Path> exports(Path folder) {
        if (Files.exists(folder.resolve(ExportFolder.ENTRIES))) {
            return List.of(folder);
        }
        List<Path> below;
        try (Stream<Path> children = Files.list(folder)) {
            below = children.filter(child -> Files.exists(child.resolve(ExportFolder.ENTRIES)))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UsageFailure("the folder '" + folder + "' cannot be read; name an unpacked export or a corpus.");
        }
        if (below.isEmpty()) {
            throw new UsageFailure("neither the folder '" + folder + "' nor one right below it has an "
                    + ExportFolder.ENTRIES + "; name an unpacked export or a corpus.");
        }
        return below;
    }

    private void replay(ExportFolder folder, RecordedDecision decision) {
        Rules found = rules(folder, decision.ruleSet());
        ReplayReport report = found.compiled() == null
                ? Replay.withoutRules(decision, refusal(found), present)
                : Replay.of(decision, found.compiled(), present);
        tally.add(decision.id(), JsonReport.MAPPER.<JsonNode>valueToTree(report));
        console.progress(tally.decisions() + " decisions replayed");
    }

    private static ReplayReport.Refused refusal(Rules found) {
        if (found.refused() == null) {
            throw new IllegalStateException("neither rules nor a reason");
        }
        return found.refused();
    }

    private Rules rules(ExportFolder folder, RuleSetIdentity version) {
        Rules known = rules.get(version);
        if (known != null) {
            return known;
        }
        Rules compiled = compile(folder.rules(version), version);
        rules.put(version, compiled);
        if (rules.size() > MOST_COMPILED) {
            rules.remove(rules.keySet().iterator().next());
        }
        return compiled;
    }

    private Rules compile(@Nullable RuleSetFiles files, RuleSetIdentity version) {
        if (files == null) {
            return unusable("There are no rule files with the content hash " + version.contentHash() + ".", List.of());
        }
        console.progress("compiling " + version.name());
        CompileResult result = compiler.compile(files);
        if (result.compiled() == null) {
            return unusable(
                    "The rule files of '" + version.name() + "' do not compile.",
                    result.diagnostics().stream()
                            .map(found -> new ReplayReport.Wrong(found.code(), found.toString(), null))
                            .toList());
        }
        return new Rules(result.compiled(), null);
    }

    private static Rules unusable(String detail, List<ReplayReport.Wrong> errors) {
        return new Rules(null, new ReplayReport.Refused("RULE_SET_VERSION_UNUSABLE", detail, errors));
    }
}
