package org.plimsoll.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.drools.model.Model;
import org.drools.model.Rule;
import org.drools.model.impl.ModelImpl;
import org.drools.modelcompiler.KieBaseBuilder;
import org.jspecify.annotations.Nullable;
import org.plimsoll.decision.Firing;
import org.plimsoll.decision.PolicyRules;
import org.plimsoll.decision.RuleReference;
import org.plimsoll.engine.execution.DirectExecution;
import org.plimsoll.engine.execution.DirectPlan;
import org.plimsoll.engine.execution.SessionExecution;
import org.plimsoll.policy.Fact;
import org.plimsoll.portfolio.Refusal;

/** The same compiled rules fired directly and in a session; every call fires both and fails where they differ. */
final class ExecutionPair implements PolicyRules {
    private final CompiledRuleSet direct;
    private final CompiledRuleSet session;
    private final ExecutionTally tally;

    private ExecutionPair(CompiledRuleSet direct, CompiledRuleSet session, ExecutionTally tally) {
        this.direct = direct;
        this.session = session;
        this.tally = tally;
        tally.ruleSets.incrementAndGet();
    }

    /** All rules of a rule set, none of which may need a session. */
    static ExecutionPair of(CompiledRuleSet compiled, ExecutionTally tally) {
        assertThat(compiled.sessionReasons()).isEmpty();
        return new ExecutionPair(compiled, compiled.firedBy(RuleModule::sessionExecution), tally);
    }

    /**
     * A rule set of some of the rules, in an order of its own: with an index and a network of its own. The rules were
     * compiled together with others; what the rule compiler generates for a rule does not depend on its neighbours.
     */
    static ExecutionPair of(CompiledRuleSet compiled, List<RuleReference> some, ExecutionTally tally) {
        return new ExecutionPair(
                compiled.firedBy((module, references) ->
                        new DirectExecution(DirectPlan.of(restricted(module.models(), some)), references)),
                compiled.firedBy((module, references) -> {
                    List<Model> models = restricted(module.models(), some);
                    return new SessionExecution(
                            KieBaseBuilder.createKieBaseFromModel(models, module.sessionConfiguration()),
                            models,
                            references);
                }),
                tally);
    }

    /** The model of some rules, any of them more than once. */
    static List<Model> restricted(List<Model> models, List<RuleReference> some) {
        assertThat(models).hasSize(1);
        Model whole = models.get(0);
        Map<String, Rule> rules =
                whole.getRules().stream().collect(Collectors.toMap(Rule::getName, Function.identity()));
        ModelImpl part = new ModelImpl(whole.getName())
                .withRules(some.stream()
                        .map(reference -> Objects.requireNonNull(rules.get(reference.name())))
                        .toList());
        whole.getTypeMetaDatas().forEach(part::addTypeMetaData);
        return List.of(part);
    }

    /** What came of a call: either firings or a refusal. */
    private record Result(List<Firing> firings, @Nullable Refusal refusal) {
        static Result of(PolicyRules rules, List<? extends Fact> facts) {
            try {
                return new Result(rules.fire(facts), null);
            } catch (Refusal e) {
                return new Result(List.of(), e);
            }
        }
    }

    @Override
    public List<Firing> fire(List<? extends Fact> facts) {
        Result directly = Result.of(direct, facts);
        Result inSession = Result.of(session, facts);
        tally.portfolios.incrementAndGet();
        if (directly.refusal == null && inSession.refusal == null) {
            compare(directly.firings, inSession.firings);
            tally.firings.addAndGet(directly.firings.size());
            return directly.firings;
        }
        if (directly.refusal == null || inSession.refusal == null) {
            throw new AssertionError(
                    "only one refuses: directly " + directly.refusal + ", in a session " + inSession.refusal);
        }
        tally.refusals.incrementAndGet();
        assertThat(directly.refusal.problems()).isEqualTo(inSession.refusal.problems());
        throw directly.refusal;
    }

    @Override
    public boolean knowsStrategies() {
        return direct.knowsStrategies();
    }

    private static void compare(List<Firing> directly, List<Firing> inSession) {
        // First without the order, since what is missing or too much tells more than where.
        assertThat(sorted(lines(directly))).isEqualTo(sorted(lines(inSession)));
        assertThat(lines(directly)).isEqualTo(lines(inSession));
        for (int i = 0; i < directly.size(); i++) {
            Firing one = directly.get(i);
            Firing other = inSession.get(i);
            assertThat(one.rule()).isEqualTo(other.rule());
            assertThat(one.outcomes()).isEqualTo(other.outcomes());
            assertThat(one.facts()).hasSameSizeAs(other.facts());
            for (int j = 0; j < one.facts().size(); j++) {
                assertThat(one.facts().get(j)).isSameAs(other.facts().get(j));
            }
        }
    }

    private static List<String> sorted(List<String> lines) {
        return lines.stream().sorted().toList();
    }

    private static List<String> lines(List<Firing> firings) {
        return firings.stream()
                .map(firing -> firing.rule().name() + " "
                        + firing.facts().stream().map(Fact::id).toList() + " " + firing.outcomes())
                .toList();
    }

    /** Every outcome, sorted: what does not depend on the order of facts. */
    static List<String> outcomes(List<Firing> firings) {
        return firings.stream()
                .flatMap(firing -> firing.outcomes().stream()
                        .map(outcome -> firing.rule().name() + " "
                                + firing.facts().stream().map(Fact::id).collect(Collectors.joining(",")) + " "
                                + outcome))
                .sorted()
                .toList();
    }
}
