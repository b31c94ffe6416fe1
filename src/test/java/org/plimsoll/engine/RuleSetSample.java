package org.plimsoll.engine;

import java.nio.charset.StandardCharsets;
import java.util.SortedMap;
import java.util.TreeMap;

/** A rule set for tests, called {@code demo}, with a manifest that says the least it can. */
final class RuleSetSample {
    static final String MANIFEST = "name: demo\ntitle: Demo\npackage: demo\nbaseCurrency: EUR\n";

    /** Three lines, so that a rule begins on line 4. */
    static final String HEAD = """
            package demo; import org.plimsoll.policy.*;
            import static org.plimsoll.policy.Functions.*;
            dialect "mvel"
            """;

    private final SortedMap<String, byte[]> files = new TreeMap<>();
    private EngineLimits limits = EngineLimits.DEFAULT;

    RuleSetSample() {
        text(Manifest.FILE, MANIFEST);
    }

    /** A rule file: the head and then this. */
    static RuleSetSample rules(String drl) {
        return new RuleSetSample().text("rules.drl", HEAD + drl);
    }

    RuleSetSample text(String path, String text) {
        return bytes(path, text.getBytes(StandardCharsets.UTF_8));
    }

    RuleSetSample bytes(String path, byte[] bytes) {
        files.put(path, bytes);
        return this;
    }

    RuleSetSample limits(EngineLimits value) {
        limits = value;
        return this;
    }

    RuleSetFiles files() {
        return new RuleSetFiles("demo", files);
    }

    CompileResult compile() {
        return new RuleSetCompiler(limits).compile(files());
    }

    /** The rules; fails with the diagnostics when they do not compile. */
    CompiledRuleSet compiled() {
        return compile().orThrow();
    }
}
