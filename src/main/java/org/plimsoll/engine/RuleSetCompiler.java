package org.plimsoll.engine;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.plimsoll.decision.RuleReference;
import org.plimsoll.engine.RuleText.Parsed;
import org.plimsoll.engine.RuleText.ParsedRule;

/** From the files of a rule set to rules that can be fired. */
public final class RuleSetCompiler {
    private final EngineLimits limits;

    public RuleSetCompiler() {
        this(EngineLimits.DEFAULT);
    }

    public RuleSetCompiler(EngineLimits limits) {
        this.limits = limits;
    }

    /** Checks and compiles a rule set. Whatever is wrong with it comes back as diagnostics, never as an exception. */
    public CompileResult compile(RuleSetFiles files) {
        return new Compilation(files).run();
    }

    private final class Compilation {
        private final RuleSetFiles files;
        private final List<Diagnostic> diagnostics = new ArrayList<>();

        Compilation(RuleSetFiles files) {
            this.files = files;
        }

        CompileResult run() {
            byte[] manifestBytes = files.files().get(Manifest.FILE);
            Optional<Manifest> manifest = manifestBytes == null
                    ? Optional.empty()
                    : ManifestReader.read(files.name(), text(manifestBytes), diagnostics);
            List<RuleText> texts = new ArrayList<>();
            List<RuleReference> rules = new ArrayList<>();
            files.files().forEach((path, bytes) -> {
                if (path.endsWith(".drl")) {
                    RuleText text = new RuleText(path, text(bytes), RuleText.Places.SAME);
                    Parsed parsed = text.parse();
                    diagnostics.addAll(parsed.diagnostics());
                    for (ParsedRule rule : parsed.rules()) {
                        rules.add(new RuleReference(path, rule.line(), rule.name()));
                    }
                    texts.add(text);
                }
            });
            if (manifest.isEmpty() || !diagnostics.isEmpty()) {
                return new CompileResult(diagnostics, null);
            }
            RuleModule module = RuleModule.build(texts, RuleSetCompiler.class.getClassLoader(), classes -> classes);
            if (!module.errors().isEmpty()) {
                module.errors()
                        .forEach(error -> diagnostics.add(
                                Diagnostic.error("RULE_ERROR", error.getText(), Manifest.FILE, 1, 1, null)));
                return new CompileResult(diagnostics, null);
            }
            return new CompileResult(diagnostics, new CompiledRuleSet(files, manifest.get(), rules, limits, module));
        }
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
