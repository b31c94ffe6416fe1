package org.plimsoll.benchmark.peers;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.dmn.engine.DmnDecision;
import org.camunda.bpm.dmn.engine.DmnDecisionTableResult;
import org.camunda.bpm.dmn.engine.DmnEngine;
import org.camunda.bpm.dmn.engine.DmnEngineConfiguration;
import org.camunda.bpm.dmn.engine.impl.DefaultDmnEngineConfiguration;
import org.plimsoll.benchmark.Answer;
import org.plimsoll.benchmark.Form;
import org.plimsoll.policy.Collateral;
import org.plimsoll.policy.Fact;
import org.plimsoll.policy.Position;

/**
 * The policy as decision tables in Camunda's DMN engine: parsed once, evaluated for one position or collateral at a time,
 * as the engine has no other way. Its FEEL computes in decimals and hands results over as doubles.
 */
final class CamundaForm implements Form {
    private final DmnEngine engine;
    private final DmnDecision margin;
    private final DmnDecision haircut;
    private final List<Map<String, Object>> positions = new ArrayList<>();
    private final List<Map<String, Object>> pledged = new ArrayList<>();
    private final List<String> pledgedIds = new ArrayList<>();

    private CamundaForm(List<Fact> facts, boolean legacy) {
        DefaultDmnEngineConfiguration configuration =
                (DefaultDmnEngineConfiguration) DmnEngineConfiguration.createDefaultDmnEngineConfiguration();
        engine = configuration.enableFeelLegacyBehavior(legacy).buildEngine();
        String output = legacy ? "${%s}" : "%s";
        margin = engine.parseDecision(DmnPolicy.MARGIN, DmnPolicy.document(output));
        haircut = engine.parseDecision(DmnPolicy.HAIRCUT, DmnPolicy.document(output));
        for (Fact fact : facts) {
            if (fact instanceof Position position) {
                positions.add(Map.of(
                        "underlying",
                        position.underlying(),
                        "notional",
                        position.notional(),
                        "daysToLiquidate",
                        position.daysToLiquidate()));
            } else if (fact instanceof Collateral collateral) {
                pledged.add(Map.of("kind", collateral.kind()));
                pledgedIds.add(collateral.id());
            }
        }
    }

    /** The engine as it comes, with FEEL as the standard has it. */
    static Form standard(List<Fact> facts) {
        return new CamundaForm(facts, false);
    }

    /** With its older expression language, which keeps what it has parsed where the standard one parses each time. */
    static Form legacy(List<Fact> facts) {
        return new CamundaForm(facts, true);
    }

    @Override
    public Results evaluate() {
        Results results = new Results(new ArrayList<>(), new ArrayList<>());
        for (Map<String, Object> variables : positions) {
            results.margins.add(engine.evaluateDecisionTable(margin, variables));
        }
        for (Map<String, Object> variables : pledged) {
            results.haircuts.add(engine.evaluateDecisionTable(haircut, variables));
        }
        return results;
    }

    @Override
    public Answer answer() {
        Results results = evaluate();
        AnswerSum sum = new AnswerSum();
        for (DmnDecisionTableResult result : results.margins) {
            result.<Number>collectEntries("amount").forEach(amount -> sum.require(decimal(amount)));
        }
        for (int i = 0; i < results.haircuts.size(); i++) {
            sum.haircut(pledgedIds.get(i), decimal(results.haircuts.get(i).getSingleEntry()));
        }
        return sum.answer();
    }

    private static BigDecimal decimal(Number number) {
        return new BigDecimal(number.toString());
    }

    @Override
    public BigDecimal tolerance() {
        return BINARY_TOLERANCE;
    }

    /** What the tables gave for each position and each collateral. */
    record Results(List<DmnDecisionTableResult> margins, List<DmnDecisionTableResult> haircuts) {}
}
