package org.plimsoll.ruleset;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.plimsoll.engine.CompileResult;
import org.plimsoll.engine.Diagnostic;
import org.plimsoll.engine.EngineLimits;
import org.plimsoll.engine.RuleSetCompiler;
import org.plimsoll.engine.RuleSetFiles;

/**
 * The rules that recorded decisions were made with, whatever has become of the version since: files are found by their content,
 * not by what state a version is in. Kept apart from the rules that evaluations use: a compiler of its own that compiles one
 * at a time, and a memory of its own that holds a few, so that nothing in force is pushed out or waits.
 */
@Singleton
public final class RecordedRuleSets {
    private static final int MOST_LOADED = 8;

    private final PreparedVersions prepared;
    private final ContentRepository contents;
    private final RuleSetCompiler compiler = new RuleSetCompiler(EngineLimits.DEFAULT.withCompilations(1));
    private final VersionCache loaded = new VersionCache(MOST_LOADED);
    private final Object compiling = new Object();

    RecordedRuleSets(PreparedVersions prepared, ContentRepository contents) {
        this.prepared = prepared;
        this.contents = contents;
    }

    /**
     * The rules of a content. Compiles them when they are not in memory, on the thread of the caller, which waits while others
     * compile theirs: let few callers in at a time.
     *
     * @param version number of the version that had this content
     * @param contentHash identity of its files. That of the lease is another when the files in the database are not those
     * @throws VersionUnusable when there are no such files, or they do not compile on this server
     * @throws VersionLoading when there was not the time to compile them
     */
    public RuleSetLease load(String ruleSet, int version, String contentHash) {
        VersionContent key = new VersionContent(ruleSet, version, contentHash);
        LoadedRuleSet held = hold(key);
        if (held != null) {
            return new RuleSetLease(held);
        }
        synchronized (compiling) {
            held = hold(key);
            return new RuleSetLease(held == null ? compile(key) : held);
        }
    }

    private @Nullable LoadedRuleSet hold(VersionContent key) {
        LoadedRuleSet inUse = prepared.hold(key);
        return inUse == null ? loaded.hold(key) : inUse;
    }

    private LoadedRuleSet compile(VersionContent key) {
        RuleSetFiles files = contents.files(key.ruleSet(), key.contentHash());
        if (files.files().isEmpty()) {
            throw new VersionUnusable(key, "its files are not in the database", List.of());
        }
        CompileResult result = compiler.compile(files);
        if (result.compiled() == null) {
            throw result.isBrokenOff() ? new VersionLoading(key) : unusable(key, files, result.diagnostics());
        }
        LoadedRuleSet made = new LoadedRuleSet(key, result.compiled(), Instant.now());
        if (result.compiled().contentHash().equals(key.contentHash())) {
            made.hold();
            loaded.add(made);
        }
        return made;
    }

    private static VersionUnusable unusable(VersionContent key, RuleSetFiles files, List<Diagnostic> diagnostics) {
        return new VersionUnusable(
                key,
                files.contentHash().equals(key.contentHash())
                        ? "it does not compile"
                        : "its files in the database are not those it was made of, and do not compile",
                diagnostics);
    }
}
