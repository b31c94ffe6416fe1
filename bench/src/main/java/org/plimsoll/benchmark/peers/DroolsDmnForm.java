package org.plimsoll.benchmark.peers;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.kie.dmn.api.core.DMNContext;
import org.kie.dmn.api.core.DMNModel;
import org.kie.dmn.api.core.DMNResult;
import org.kie.dmn.api.core.DMNRuntime;
import org.kie.dmn.core.internal.utils.DMNRuntimeBuilder;
import org.kie.internal.io.ResourceFactory;
import org.plimsoll.benchmark.Answer;
import org.plimsoll.benchmark.Form;
import org.plimsoll.policy.Collateral;
import org.plimsoll.policy.Fact;
import org.plimsoll.policy.Position;

/**
 * The same decision tables in Drools' DMN engine: compiled once, evaluated by name for one position or collateral at a
 * time. It computes in decimals of 34 digits.
 */
final class DroolsDmnForm implements Form {
    private final DMNRuntime runtime;
    private final DMNModel model;
    private final List<Position> positions = new ArrayList<>();
    private final List<Collateral> pledged = new ArrayList<>();

    DroolsDmnForm(List<Fact> facts) {
        runtime = DMNRuntimeBuilder.fromDefaults()
                .buildConfiguration()
                .fromResources(List.of(ResourceFactory.newInputStreamResource(DmnPolicy.document())
                        .setSourcePath("benchmark.dmn")))
                .getOrElseThrow(IllegalStateException::new);
        model = runtime.getModel(DmnPolicy.NAMESPACE, DmnPolicy.NAME);
        if (model.hasErrors()) {
            throw new IllegalStateException(model.getMessages().toString());
        }
        for (Fact fact : facts) {
            if (fact instanceof Position position) {
                positions.add(position);
            } else if (fact instanceof Collateral collateral) {
                pledged.add(collateral);
            }
        }
    }

    @Override
    public Results evaluate() {
        Results results = new Results(new ArrayList<>(), new ArrayList<>());
        for (Position position : positions) {
            DMNContext context = runtime.newContext();
            context.set("underlying", position.underlying());
            context.set("notional", position.notional());
            context.set("daysToLiquidate", position.daysToLiquidate());
            results.margins.add(runtime.evaluateByName(model, context, DmnPolicy.MARGIN));
        }
        for (Collateral collateral : pledged) {
            DMNContext context = runtime.newContext();
            context.set("kind", collateral.kind());
            results.haircuts.add(runtime.evaluateByName(model, context, DmnPolicy.HAIRCUT));
        }
        return results;
    }

    @Override
    public Answer answer() {
        Results results = evaluate();
        AnswerSum sum = new AnswerSum();
        for (DMNResult result : results.margins) {
            ((List<?>) result.getDecisionResultByName(DmnPolicy.MARGIN).getResult())
                    .forEach(amount -> sum.require((BigDecimal) amount));
        }
        for (int i = 0; i < pledged.size(); i++) {
            sum.haircut(pledged.get(i).id(), (BigDecimal) results.haircuts
                    .get(i)
                    .getDecisionResultByName(DmnPolicy.HAIRCUT)
                    .getResult());
        }
        return sum.answer();
    }

    /** What the tables gave for each position and each collateral. */
    record Results(List<DMNResult> margins, List<DMNResult> haircuts) {}
}
