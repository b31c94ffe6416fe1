package org.plimsoll.engine.gate;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.plimsoll.engine.Vocabulary.Phase;
import org.plimsoll.engine.gate.ParsedFile.ParsedRule;
import org.plimsoll.engine.gate.Scanner.Scanned;

/**
 * The gate in front of the rule compiler. Nothing of a file is compiled, loaded or run here.
 *
 * <p>Knows single files: whether a package or a rule's name fits the rest of the rule set is for its caller to see.
 */
public final class RuleGate {
    private static final long STACK = 64L << 20;

    private RuleGate() {}

    /**
     * Reads a rule file.
     *
     * @param file path within the rule set's folder, for diagnostics
     * @param drl its text
     * @param names what the rule set states elsewhere
     * @return what is wrong with it, and what may be compiled; never an exception, whatever the text
     */
    public static GateResult inspect(String file, String drl, KnownNames names) {
        return inspect(file, drl, names, Limits.TIME);
    }

    /** The same of a rule set that has this file only. */
    public static GateResult inspect(String file, String drl, Set<String> parameterNames) {
        return inspect(file, drl, parameterNames, Limits.TIME);
    }

    /** The same with another limit of time. */
    static GateResult inspect(String file, String drl, Set<String> parameterNames, Duration time) {
        return inspect(file, drl, KnownNames.of(parameterNames, Set.of(), List.of(drl)), time);
    }

    private static GateResult inspect(String file, String drl, KnownNames names, Duration time) {
        FutureTask<GateResult> task = new FutureTask<>(() -> new Inspection(file, drl, names).run());
        Thread thread = new Thread(null, task, "rule-gate " + file, STACK);
        thread.setDaemon(true);
        thread.start();
        try {
            return task.get(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            task.cancel(true);
            return failed(file, drl, "The file takes more than " + time.toSeconds() + " seconds to read.");
        } catch (ExecutionException e) {
            return failed(file, drl, "The file cannot be read.");
        } catch (InterruptedException e) {
            task.cancel(true);
            Thread.currentThread().interrupt();
            return failed(file, drl, "The reading of the file was interrupted.");
        }
    }

    /** The rules of a text with their lines, as the gate reads it; empty when it cannot be read. */
    public static Optional<List<RuleSpan>> outline(String drl) {
        Findings findings = new Findings("", drl);
        List<RuleSpan> spans = new ArrayList<>();
        try {
            FileParser.parse(Scanner.scan(drl).tokens(), findings, spans);
        } catch (Refused refused) {
            return Optional.empty();
        }
        return findings.isEmpty() ? Optional.of(List.copyOf(spans)) : Optional.empty();
    }

    private static GateResult failed(String file, String drl, String detail) {
        Findings findings = new Findings(file, drl);
        findings.put(GateCode.GATE_TIME, 0, detail);
        return new GateResult(findings.sorted(), "", List.of());
    }

    private static final class Inspection {
        private final String drl;
        private final KnownNames names;
        private final Findings findings;
        private final List<RuleSpan> spans = new ArrayList<>();

        Inspection(String file, String drl, KnownNames names) {
            this.drl = drl;
            this.names = names;
            this.findings = new Findings(file, drl);
        }

        GateResult run() {
            String admitted = "";
            try {
                admitted = read();
            } catch (Refused refused) {
                findings.add(refused);
            }
            return new GateResult(findings.sorted(), findings.isEmpty() ? admitted : "", spans);
        }

        private String read() {
            Scanned scanned = Scanner.scan(drl);
            ParsedFile parsed = FileParser.parse(scanned.tokens(), findings, spans);
            ExactForms numbers = new ExactForms(findings);
            Imports imports = new Imports(parsed.imports(), findings);
            Map<String, ParsedRule> byName = new HashMap<>();
            for (ParsedRule rule : parsed.rules()) {
                findings.in(rule.name());
                if (byName.putIfAbsent(rule.name(), rule) != null) {
                    findings.add(GateCode.DUPLICATE_RULE, rule.start(), "There is another rule of this name.");
                }
                check(rule, imports, numbers);
                Findings.mustStillBeWaitedFor();
                if (findings.isFull()) {
                    break;
                }
            }
            findings.in(null);
            if (!findings.isEmpty()) {
                return "";
            }
            String exact = parsed.withDialect(numbers.applied(scanned.text()));
            new Agreement(exact, findings).check();
            return Ascii.escaped(exact);
        }

        private void check(ParsedRule rule, Imports imports, ExactForms numbers) {
            Scope scope = new Scope(imports, names);
            ExpressionCheck expressions = new ExpressionCheck(scope, findings, numbers);
            Phase phase = new ConditionCheck(scope, findings, expressions).check(rule.conditions());
            scope.enterConsequence();
            new StatementCheck(scope, findings, expressions, phase).check(rule.statements(), rule.start());
        }
    }
}
