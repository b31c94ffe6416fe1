package org.plimsoll.engine.advice;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.plimsoll.engine.CompileResult;
import org.plimsoll.engine.CompiledRuleSet;
import org.plimsoll.engine.Diagnostic;
import org.plimsoll.engine.Manifest;
import org.plimsoll.engine.RuleSetCompiler;
import org.plimsoll.engine.RuleSetFiles;
import org.plimsoll.engine.RuleSource;
import org.plimsoll.engine.gate.KnownNames;
import org.plimsoll.engine.gate.RuleGate;

/**
 * Advice on packs for tests. Compiling takes a hundred times as long as advice: a manifest is compiled once, and rules are
 * put through the gate alone.
 */
final class AdvisedPack {
    private static final Map<String, Manifest> MANIFESTS = new ConcurrentHashMap<>();

    private AdvisedPack() {}

    /** Findings about files that the gate must admit. */
    static List<Diagnostic> findings(RuleSetFiles files) {
        return findings(files, Advice.MOST_COMPARISONS);
    }

    static List<Diagnostic> findings(RuleSetFiles files, int mostComparisons) {
        Manifest manifest = manifest(files);
        List<RuleSource> sources = RuleSource.of(files, manifest);
        KnownNames names = KnownNames.of(
                manifest.terms().parameterNames(),
                manifest.terms().scenarioSets().keySet(),
                sources.stream().map(RuleSource::drl).toList());
        for (RuleSource source : sources) {
            assertThat(RuleGate.inspect(source.file(), source.drl(), names).diagnostics())
                    .as(source.file())
                    .isEmpty();
        }
        return Advisor.findings(files, manifest, mostComparisons);
    }

    /** A rule set of one file, called {@code demo}. */
    static RuleSetFiles demo(String rules) {
        return demo("parameters:\n  - {name: rate, value: 0.01}\n  - {name: floor, value: 0.1}\n", rules);
    }

    static RuleSetFiles demo(String parameters, String rules) {
        TreeMap<String, byte[]> files = new TreeMap<>();
        String manifest = "name: demo\ntitle: Demo\npackage: demo\nbaseCurrency: any\n" + parameters;
        files.put(Manifest.FILE, manifest.getBytes(StandardCharsets.UTF_8));
        files.put("rules.drl", (HEAD + rules).getBytes(StandardCharsets.UTF_8));
        return new RuleSetFiles("demo", files);
    }

    /** Three lines, so that a rule begins on line 4. */
    static final String HEAD = """
            package demo; import org.plimsoll.policy.*;
            import static org.plimsoll.policy.Functions.*;
            dialect "mvel"
            """;

    static Manifest manifest(RuleSetFiles files) {
        String text = new String(files.files().get(Manifest.FILE), StandardCharsets.UTF_8);
        return MANIFESTS.computeIfAbsent(text, none -> compiledManifest(files));
    }

    /** The manifest with one rule that reads nothing of it. */
    private static Manifest compiledManifest(RuleSetFiles files) {
        TreeMap<String, byte[]> least = new TreeMap<>();
        byte[] manifest = files.files().get(Manifest.FILE);
        least.put(Manifest.FILE, manifest);
        String packageName = new String(manifest, StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.startsWith("package: "))
                .map(line -> line.substring("package: ".length()).strip())
                .findFirst()
                .orElseThrow();
        least.put(
                "least.drl",
                ("package " + packageName + "; import org.plimsoll.policy.*; dialect \"mvel\"\n"
                                + "rule \"r\" when $p : Position() then insert(new MarginRequirement($p, 1, \"x\")); end\n")
                        .getBytes(StandardCharsets.UTF_8));
        CompileResult result = new RuleSetCompiler().compile(new RuleSetFiles(files.name(), least));
        assertThat(result.diagnostics()).isEmpty();
        try (CompiledRuleSet compiled = result.orThrow()) {
            return compiled.manifest();
        }
    }
}
