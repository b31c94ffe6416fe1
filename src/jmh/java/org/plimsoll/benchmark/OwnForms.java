package org.plimsoll.benchmark;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.plimsoll.engine.CompileResult;
import org.plimsoll.engine.CompiledRuleSet;
import org.plimsoll.engine.EngineLimits;
import org.plimsoll.engine.RuleSetCompiler;
import org.plimsoll.engine.RuleSetFiles;
import org.plimsoll.engine.SessionFiring;
import org.plimsoll.policy.Fact;

/** The forms that need no other product: hand-written, Plimsoll's two ways to fire rules, tutorial-style Drools. */
public final class OwnForms {
    private OwnForms() {}

    /** Java without a rule engine, for the policy's underlyings. */
    public static Form handWritten(List<Fact> facts) {
        return handWritten(facts, BenchmarkPolicy.UNDERLYINGS);
    }

    static Form handWritten(List<Fact> facts, List<String> underlyings) {
        HandWritten handWritten = new HandWritten(underlyings);
        return new Form() {
            @Override
            public Object evaluate() {
                return handWritten.evaluate(facts);
            }

            @Override
            public Answer answer() {
                return Answer.of(handWritten.evaluate(facts));
            }
        };
    }

    /** Plimsoll with its full trace, as the server fires these rules: called directly. */
    public static Form direct(List<Fact> facts) {
        return fired(facts, compiled(BenchmarkPolicy.files()));
    }

    /** Plimsoll with its full trace, in a new Drools session each time: as the server fires rules with joins. */
    public static Form session(List<Fact> facts) {
        return fired(facts, SessionFiring.of(compiled(BenchmarkPolicy.files())));
    }

    static Form fired(List<Fact> facts, CompiledRuleSet rules) {
        return new Form() {
            @Override
            public Object evaluate() {
                return rules.fire(facts);
            }

            @Override
            public Answer answer() {
                return Answer.of(rules.fire(facts).stream()
                        .flatMap(firing -> firing.outcomes().stream())
                        .toList());
            }

            @Override
            public void close() {
                rules.close();
            }
        };
    }

    /** Drools as it is usually taught. */
    public static Form tutorial(List<Fact> facts) {
        Tutorial tutorial = new Tutorial();
        List<Object> objects = Tutorial.factsOf(facts);
        return new Form() {
            @Override
            public Object evaluate() {
                return tutorial.evaluate(objects);
            }

            @Override
            public Answer answer() {
                BigDecimal maintenance = BigDecimal.ZERO;
                Map<String, BigDecimal> haircuts = new HashMap<>();
                for (Object result : tutorial.evaluate(objects)) {
                    if (result instanceof Tutorial.Total total) {
                        maintenance = total.amount();
                    } else if (result instanceof Tutorial.Discount discount) {
                        haircuts.put(discount.collateral(), discount.rate());
                    }
                }
                return new Answer(maintenance, haircuts);
            }
        };
    }

    /** Compiles with the server's limits but for time: that may be a busy machine's. */
    static CompiledRuleSet compiled(Map<String, String> files) {
        CompileResult result = new RuleSetCompiler(EngineLimits.DEFAULT.withCompileTime(Duration.ofMinutes(30)))
                .compile(RuleSetFiles.of("benchmark", files));
        CompiledRuleSet compiled = result.compiled();
        if (compiled == null) {
            throw new IllegalStateException(result.diagnostics().toString());
        }
        return compiled;
    }
}
