package org.plimsoll.wire;

import java.util.List;
import org.plimsoll.decision.Decision;
import org.plimsoll.decision.Explanation;
import org.plimsoll.decision.RuleReference;
import org.plimsoll.portfolio.Problem;

/**
 * Writes decisions as canonical JSON: an equal decision gives equal bytes. Fields stand in a fixed order, lists in that
 * of the decision, decimals as texts at the scale they were rounded to. A figure that does not exist is {@code null}.
 */
public final class DecisionWriter {
    private static final int BYTES_OF_A_LINE = 400;
    private static final int BYTES_OF_A_BRIEF_FIRING = 120;
    private static final int BYTES_OF_A_FIRING = 2_000;

    private final Decision decision;
    private final Explain explain;
    private final JsonWriter json;

    private DecisionWriter(Decision decision, Explain explain) {
        this.decision = decision;
        this.explain = explain;
        int lines = 3
                + decision.positions().size()
                + decision.collateral().size()
                + decision.pools().size()
                + decision.actions().size();
        int firings = explain == Explain.FULL ? decision.firings().size() : 0;
        this.json = new JsonWriter(lines * BYTES_OF_A_LINE + firings * BYTES_OF_A_FIRING);
    }

    /**
     * The result: all of an answer that follows from the submission and the version alone, as one JSON object.
     *
     * @param explain {@code NONE} leaves out the rules and what they said of single figures, {@code FULL} adds sentences
     *     and every firing
     */
    public static byte[] result(Decision decision, Explain explain) {
        return new DecisionWriter(decision, explain).write();
    }

    /** Which rules fired on which facts, as {@code {"firings":[{"rule":{...},"facts":["Position p1"]}]}}. */
    public static byte[] firings(Decision decision) {
        JsonWriter json = new JsonWriter(decision.firings().size() * BYTES_OF_A_BRIEF_FIRING).beginObject();
        json.list("firings", decision.firings(), firing -> FiringWriter.writeBriefly(json, firing));
        return json.endObject().bytes();
    }

    /** An answer: the head's fields, then those of a result, in one JSON object. */
    public static byte[] answer(AnswerHead head, byte[] result) {
        JsonWriter json = new JsonWriter(BYTES_OF_A_LINE).beginObject();
        json.textIfPresent("decisionId", head.decisionId());
        json.textIfPresent("requestId", head.requestId());
        json.time("decidedAt", head.decidedAt());
        json.name("engine").beginObject().text("name", head.engineName()).text("version", head.engineVersion());
        byte[] start = json.endObject().bytes();
        byte[] answer = new byte[start.length + result.length];
        System.arraycopy(start, 0, answer, 0, start.length);
        System.arraycopy(result, 0, answer, start.length, result.length);
        answer[start.length] = ',';
        return answer;
    }

    private byte[] write() {
        json.beginObject();
        json.text("status", decision.status());
        json.time("evaluatedAt", decision.evaluatedAt());
        json.name("ruleSet").beginObject();
        json.text("name", decision.ruleSet().name());
        json.number("version", decision.ruleSet().version());
        json.text("contentHash", decision.ruleSet().contentHash()).endObject();
        json.text("portfolio", decision.portfolio());
        json.text("account", decision.account());
        json.text("baseCurrency", decision.baseCurrency());
        json.list("pools", decision.pools(), this::pool);
        json.list("collateral", decision.collateral(), this::asset);
        json.list("positions", decision.positions(), this::position);
        json.list("groups", decision.groups(), this::group);
        json.list("addOns", decision.addOns(), this::addOn);
        if (!decision.figures().isEmpty()) {
            json.list("figures", decision.figures(), this::figure);
        }
        json.list("actions", decision.actions(), this::action);
        json.list("warnings", decision.warnings(), this::warning);
        if (explain == Explain.FULL) {
            json.list("explanation", Explanation.of(decision), json::element);
            json.list("firings", decision.firings(), firing -> FiringWriter.write(json, firing));
        }
        return json.endObject().bytes();
    }

    private void pool(Decision.Pool pool) {
        json.beginObject();
        json.text("id", pool.id());
        json.decimal("equity", pool.equity());
        json.decimal("collateralValue", pool.collateralValue());
        json.decimal("initialMargin", pool.initialMargin());
        json.decimal("maintenanceMargin", pool.maintenanceMargin());
        json.decimal("initialExcess", pool.initialExcess());
        json.decimal("maintenanceExcess", pool.maintenanceExcess());
        json.decimal("marginRatio", pool.marginRatio());
        json.decimal("leverage", pool.leverage());
        requirements(pool.requirements());
        json.endObject();
    }

    private void asset(Decision.Asset asset) {
        json.beginObject();
        json.text("id", asset.id());
        json.decimal("marketValue", asset.marketValue());
        json.decimal("haircut", asset.haircut());
        if (explain != Explain.NONE) {
            json.list("haircuts", asset.haircuts(), this::cut);
        }
        json.decimal("value", asset.value());
        Decision.Judgement ineligible = asset.ineligible();
        if (ineligible != null) {
            json.name("ineligible").beginObject().text("reason", ineligible.reason());
            rule(ineligible.rule());
            json.endObject();
        }
        json.endObject();
    }

    private void cut(Decision.Cut cut) {
        json.beginObject();
        json.text("kind", cut.kind());
        json.decimal("rate", cut.rate());
        json.text("reason", cut.reason());
        rule(cut.rule());
        json.endObject();
    }

    private void position(Decision.Holding position) {
        json.beginObject();
        json.text("id", position.id());
        json.text("pool", position.pool());
        json.decimal("marketValue", position.marketValue());
        json.decimal("notional", position.notional());
        json.decimal("unrealizedPnl", position.unrealizedPnl());
        json.decimal("initialMargin", position.initialMargin());
        json.decimal("maintenanceMargin", position.maintenanceMargin());
        json.decimal("liquidationPrice", position.liquidationPrice());
        requirements(position.requirements());
        json.endObject();
    }

    private void group(Decision.Group group) {
        json.beginObject();
        json.text("id", group.id());
        json.text("pool", group.pool());
        json.decimal("grossNotional", group.grossNotional());
        json.decimal("netNotional", group.netNotional());
        json.decimal("initialMargin", group.initialMargin());
        json.decimal("maintenanceMargin", group.maintenanceMargin());
        requirements(group.requirements());
        json.endObject();
    }

    private void requirements(List<Decision.Requirement> requirements) {
        if (explain != Explain.NONE) {
            json.list("requirements", requirements, this::requirement);
        }
    }

    private void requirement(Decision.Requirement requirement) {
        json.beginObject();
        json.decimal("initial", requirement.initial());
        json.decimal("maintenance", requirement.maintenance());
        json.text("reason", requirement.reason());
        rule(requirement.rule());
        json.endObject();
    }

    private void addOn(Decision.Extra addOn) {
        json.beginObject();
        json.text("scope", addOn.scope());
        json.text("pool", addOn.pool());
        json.text("kind", addOn.kind());
        json.decimal("initial", addOn.initial());
        json.decimal("maintenance", addOn.maintenance());
        json.text("reason", addOn.reason());
        rule(addOn.rule());
        json.endObject();
    }

    private void figure(Decision.Named figure) {
        json.beginObject();
        json.text("subject", figure.subject());
        json.text("pool", figure.pool());
        json.text("name", figure.name());
        json.decimal("value", figure.value());
        json.text("reason", figure.reason());
        rule(figure.rule());
        json.endObject();
    }

    private void action(Decision.Required action) {
        json.beginObject();
        json.text("type", action.type());
        json.text("pool", action.pool());
        action.details().forEach(json::value);
        json.text("reason", action.reason());
        rule(action.rule());
        json.endObject();
    }

    private void warning(Problem warning) {
        json.beginObject();
        json.text("code", warning.code());
        json.text("message", warning.message());
        json.textIfPresent("pointer", warning.pointer());
        json.endObject();
    }

    private void rule(RuleReference rule) {
        if (explain != Explain.NONE) {
            json.name("rule");
            FiringWriter.rule(json, rule);
        }
    }
}
