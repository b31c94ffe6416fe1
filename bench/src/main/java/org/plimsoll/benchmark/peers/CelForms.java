package org.plimsoll.benchmark.peers;

import dev.cel.bundle.Cel;
import dev.cel.bundle.CelFactory;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.SimpleType;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime.Program;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.plimsoll.benchmark.Answer;
import org.plimsoll.benchmark.BenchmarkPolicy;
import org.plimsoll.benchmark.BenchmarkPolicy.Cut;
import org.plimsoll.benchmark.BenchmarkPolicy.Tier;
import org.plimsoll.benchmark.Form;
import org.plimsoll.policy.Collateral;
import org.plimsoll.policy.Fact;
import org.plimsoll.policy.Position;

/**
 * The policy in Google's Common Expression Language. It has no decimals, so figures are doubles. Programs are compiled
 * once; the maps of variables are made before the clock starts.
 */
final class CelForms {
    private final Cel cel = CelFactory.plannerCelBuilder()
            .addVar("underlying", SimpleType.STRING)
            .addVar("notional", SimpleType.DOUBLE)
            .addVar("daysToLiquidate", SimpleType.DOUBLE)
            .addVar("kind", SimpleType.STRING)
            .build();

    /** Variables of a position or collateral. */
    private record Item(String id, Map<String, Object> variables) {}

    /** What a rule says of an item. */
    private record Figure(String id, double figure) {}

    /** A rule as policy servers use the language: a condition, and what follows when it holds. */
    private record Rule(Program condition, Program figure) {}

    private CelForms() {}

    /** Every rule a condition and an amount of its own, all conditions tried: what a table of rules amounts to. */
    static Form rules(List<Fact> facts) {
        CelForms forms = new CelForms();
        List<Rule> margin = new ArrayList<>();
        List<Rule> haircuts = new ArrayList<>();
        for (String underlying : BenchmarkPolicy.UNDERLYINGS) {
            for (Tier tier : BenchmarkPolicy.tiers()) {
                margin.add(forms.rule(
                        "underlying == '%s' && notional >= %s && notional < %s"
                                .formatted(underlying, number(tier.floor()), number(tier.ceiling())),
                        amount(tier)));
            }
            margin.add(forms.rule(
                    "underlying == '%s' && daysToLiquidate > %s"
                            .formatted(underlying, number(BenchmarkPolicy.DAYS_TO_LIQUIDATE)),
                    "notional * " + number(BenchmarkPolicy.ADD_ON_RATE)));
        }
        for (Cut cut : BenchmarkPolicy.CUTS) {
            haircuts.add(forms.rule("kind == '%s'".formatted(cut.kind()), number(cut.rate())));
        }
        return form(
                facts,
                (item, figures) -> fire(margin, item, figures),
                (item, figures) -> fire(haircuts, item, figures));
    }

    /** Three expressions for all: the fewest evaluations, no rule to be told from another. */
    static Form expressions(List<Fact> facts) {
        CelForms forms = new CelForms();
        StringBuilder byUnderlying = new StringBuilder();
        StringBuilder byNotional = new StringBuilder();
        List<Tier> tiers = BenchmarkPolicy.tiers();
        for (Tier tier : tiers.subList(0, tiers.size() - 1)) {
            byNotional.append("notional < %s ? %s : ".formatted(number(tier.ceiling()), amount(tier)));
        }
        byNotional.append(amount(tiers.get(tiers.size() - 1)));
        for (String underlying : BenchmarkPolicy.UNDERLYINGS) {
            byUnderlying.append("underlying == '%s' ? (%s) : ".formatted(underlying, byNotional));
        }
        Program margin = forms.program(byUnderlying + "0.0");
        Program addOn = forms.program("daysToLiquidate > %s ? notional * %s : 0.0"
                .formatted(number(BenchmarkPolicy.DAYS_TO_LIQUIDATE), number(BenchmarkPolicy.ADD_ON_RATE)));
        StringBuilder byKind = new StringBuilder();
        BenchmarkPolicy.CUTS.forEach(
                cut -> byKind.append("kind == '%s' ? %s : ".formatted(cut.kind(), number(cut.rate()))));
        Program haircut = forms.program(byKind + "1.0");
        return form(
                facts,
                (item, figures) -> {
                    figures.add(new Figure(item.id, (Double) margin.eval(item.variables)));
                    figures.add(new Figure(item.id, (Double) addOn.eval(item.variables)));
                },
                (item, figures) -> figures.add(new Figure(item.id, (Double) haircut.eval(item.variables))));
    }

    private static void fire(List<Rule> rules, Item item, List<Figure> figures) throws CelEvaluationException {
        for (Rule rule : rules) {
            if ((Boolean) rule.condition.eval(item.variables)) {
                figures.add(new Figure(item.id, (Double) rule.figure.eval(item.variables)));
            }
        }
    }

    private Rule rule(String condition, String figure) {
        return new Rule(program(condition), program(figure));
    }

    private Program program(String expression) {
        try {
            return cel.createProgram(cel.compile(expression).getAst());
        } catch (CelValidationException | CelEvaluationException e) {
            throw new IllegalStateException(expression, e);
        }
    }

    private static String amount(Tier tier) {
        return "notional * %s - %s".formatted(number(tier.rate()), number(tier.amount()));
    }

    private static String number(BigDecimal figure) {
        return Double.toString(figure.doubleValue());
    }

    /** Adds what rules say of an item. */
    private interface Policy {
        void apply(Item item, List<Figure> figures) throws CelEvaluationException;
    }

    private static Form form(List<Fact> facts, Policy margin, Policy haircut) {
        List<Item> positions = new ArrayList<>();
        List<Item> collateral = new ArrayList<>();
        for (Fact fact : facts) {
            if (fact instanceof Position position) {
                positions.add(new Item(
                        position.id(),
                        Map.of(
                                "underlying",
                                position.underlying(),
                                "notional",
                                position.notional().doubleValue(),
                                "daysToLiquidate",
                                position.daysToLiquidate().doubleValue())));
            } else if (fact instanceof Collateral asset) {
                collateral.add(new Item(asset.id(), Map.of("kind", asset.kind())));
            }
        }
        return new Form() {
            @Override
            public Figures evaluate() {
                try {
                    List<Figure> margins = new ArrayList<>();
                    List<Figure> haircuts = new ArrayList<>();
                    for (Item item : positions) {
                        margin.apply(item, margins);
                    }
                    for (Item item : collateral) {
                        haircut.apply(item, haircuts);
                    }
                    return new Figures(margins, haircuts);
                } catch (CelEvaluationException e) {
                    throw new IllegalStateException(e);
                }
            }

            @Override
            public Answer answer() {
                Figures figures = evaluate();
                AnswerSum sum = new AnswerSum();
                figures.margins.forEach(figure -> sum.require(new BigDecimal(figure.figure)));
                figures.haircuts.forEach(figure -> sum.haircut(figure.id, new BigDecimal(figure.figure)));
                return sum.answer();
            }

            @Override
            public BigDecimal tolerance() {
                return BINARY_TOLERANCE;
            }
        };
    }

    private record Figures(List<Figure> margins, List<Figure> haircuts) {}
}
