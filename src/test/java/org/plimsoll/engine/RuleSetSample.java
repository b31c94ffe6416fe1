package org.plimsoll.engine;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.plimsoll.engine.gate.GateResult;

/** A rule set for tests, called {@code demo}, with a manifest that says the least it can. */
final class RuleSetSample {
    static final String MANIFEST = "name: demo\ntitle: Demo\npackage: demo\nbaseCurrency: EUR\n"
            + "parameters:\n  - {name: threshold, value: 1000}\n  - {name: rate, value: 0.01}\n";

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

    /** What the compiler itself says, of text that the gate might have refused before it. */
    CompileResult compileUngated() {
        return ungated(limits).compile(files());
    }

    /** A compiler with nothing in front of it. */
    static RuleSetCompiler ungated(EngineLimits limits) {
        return new RuleSetCompiler(limits, (file, drl, parameters) -> new GateResult(List.of(), drl, List.of()));
    }

    /** The rules; fails with the diagnostics when they do not compile. */
    CompiledRuleSet compiled() {
        return compile().orThrow();
    }
}
