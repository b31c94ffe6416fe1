package org.plimsoll.benchmark.peers;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.evrete.KnowledgeService;
import org.evrete.api.Knowledge;
import org.evrete.api.RhsContext;
import org.evrete.api.StatelessSession;
import org.evrete.api.ValuesPredicate;
import org.evrete.api.builders.RuleSetBuilder;
import org.plimsoll.benchmark.Answer;
import org.plimsoll.benchmark.BenchmarkPolicy;
import org.plimsoll.benchmark.BenchmarkPolicy.Cut;
import org.plimsoll.benchmark.BenchmarkPolicy.Tier;
import org.plimsoll.benchmark.Form;
import org.plimsoll.policy.Collateral;
import org.plimsoll.policy.Fact;
import org.plimsoll.policy.Position;

/**
 * The policy in Evrete, a RETE engine without dependencies: rules built once, a stateless session for every portfolio,
 * conditions as Java functions of fields (nothing to parse or convert), rules with the same condition sharing one function,
 * so that the engine evaluates it once for a fact.
 */
final class EvreteForm implements Form {
    private static final String RESULTS = "results";

    private final KnowledgeService service = new KnowledgeService();
    private final Knowledge knowledge;
    private final List<Object> facts;

    EvreteForm(List<Fact> facts) {
        this.facts = items(facts);
        RuleSetBuilder<Knowledge> rules = service.newKnowledge().builder();
        for (String underlying : BenchmarkPolicy.UNDERLYINGS) {
            ValuesPredicate sameUnderlying = values -> underlying.equals(values.get(0));
            for (Tier tier : BenchmarkPolicy.tiers()) {
                ValuesPredicate inTier = values -> {
                    BigDecimal notional = (BigDecimal) values.get(0);
                    return notional.compareTo(tier.floor()) >= 0 && notional.compareTo(tier.ceiling()) < 0;
                };
                rules.newRule(underlying + " tier " + tier.number())
                        .forEach("$p", Held.class)
                        .where(sameUnderlying, "$p.underlying")
                        .where(inTier, "$p.notional")
                        .execute(context -> {
                            Held held = context.get("$p");
                            results(context)
                                    .add(new Required(
                                            held,
                                            held.notional.multiply(tier.rate()).subtract(tier.amount())));
                        });
            }
            ValuesPredicate thin =
                    values -> ((BigDecimal) values.get(0)).compareTo(BenchmarkPolicy.DAYS_TO_LIQUIDATE) > 0;
            rules.newRule(underlying + " thin market")
                    .forEach("$p", Held.class)
                    .where(sameUnderlying, "$p.underlying")
                    .where(thin, "$p.daysToLiquidate")
                    .execute(context -> {
                        Held held = context.get("$p");
                        results(context).add(new Required(held, held.notional.multiply(BenchmarkPolicy.ADD_ON_RATE)));
                    });
        }
        for (Cut cut : BenchmarkPolicy.CUTS) {
            ValuesPredicate sameKind = values -> cut.kind().equals(values.get(0));
            rules.newRule(cut.kind())
                    .forEach("$c", Pledged.class)
                    .where(sameKind, "$c.kind")
                    .execute(context -> results(context).add(new Discount(context.get("$c"), cut.rate())));
        }
        knowledge = rules.build();
    }

    private static List<Object> results(RhsContext context) {
        return context.getRuntime().get(RESULTS);
    }

    private static List<Object> items(List<Fact> facts) {
        List<Object> items = new ArrayList<>();
        for (Fact fact : facts) {
            if (fact instanceof Position position) {
                items.add(new Held(
                        position.id(), position.underlying(), position.notional(), position.daysToLiquidate()));
            } else if (fact instanceof Collateral collateral) {
                items.add(new Pledged(collateral.id(), collateral.kind()));
            }
        }
        return items;
    }

    @Override
    public List<Object> evaluate() {
        List<Object> results = new ArrayList<>();
        StatelessSession session = knowledge.newStatelessSession();
        session.set(RESULTS, results);
        session.insertAndFire(facts);
        return results;
    }

    @Override
    public Answer answer() {
        AnswerSum sum = new AnswerSum();
        for (Object result : evaluate()) {
            if (result instanceof Required required) {
                sum.require(required.amount);
            } else if (result instanceof Discount discount) {
                sum.haircut(discount.collateral.id, discount.rate);
            }
        }
        return sum.answer();
    }

    @Override
    public void close() {
        service.shutdown();
    }

    /** A position; the engine wants getters. */
    public record Held(String id, String underlying, BigDecimal notional, BigDecimal daysToLiquidate) {
        public String getUnderlying() {
            return underlying;
        }

        public BigDecimal getNotional() {
            return notional;
        }

        public BigDecimal getDaysToLiquidate() {
            return daysToLiquidate;
        }
    }

    /** Collateral. */
    public record Pledged(String id, String kind) {
        public String getKind() {
            return kind;
        }
    }

    private record Required(Held position, BigDecimal amount) {}

    private record Discount(Pledged collateral, BigDecimal rate) {}
}
