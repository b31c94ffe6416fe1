package org.plimsoll.decision;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import org.plimsoll.policy.Action;
import org.plimsoll.policy.AutoDeleverage;
import org.plimsoll.policy.Collateral;
import org.plimsoll.policy.CollateralHealth;
import org.plimsoll.policy.DrawInsuranceFund;
import org.plimsoll.policy.Escalate;
import org.plimsoll.policy.Hedge;
import org.plimsoll.policy.Liquidate;
import org.plimsoll.policy.MarginCall;
import org.plimsoll.policy.Position;
import org.plimsoll.policy.PositionHealth;
import org.plimsoll.policy.ReducePosition;
import org.plimsoll.policy.ReleaseCollateral;
import org.plimsoll.policy.RestrictTrading;
import org.plimsoll.policy.SubstituteCollateral;
import org.plimsoll.policy.TopUp;

/** What an action carries besides its type, pool, reason and rule, by the names used on the wire. */
final class ActionDetails {
    private ActionDetails() {}

    /** Field names to values: text, decimals not yet rounded, whole numbers, times. Absent where not applicable. */
    static Map<String, Object> of(Action action) {
        Map<String, Object> details = new LinkedHashMap<>();
        if (action.subject() instanceof PositionHealth position) {
            details.put("position", position.id());
        } else if (action.subject() instanceof Position position) {
            details.put("position", position.id());
        } else if (action.subject() instanceof CollateralHealth asset) {
            details.put("collateral", asset.id());
        } else if (action.subject() instanceof Collateral asset) {
            details.put("collateral", asset.id());
        }
        String currency = action.subject().baseCurrency();
        if (action instanceof MarginCall call) {
            money(details, call.amount(), currency);
            details.put("basis", call.basis());
            details.put("minimumTransferAmount", call.minimumTransferAmount());
            details.put("dueBy", call.dueBy());
        } else if (action instanceof ReleaseCollateral release) {
            money(details, release.amount(), currency);
        } else if (action instanceof SubstituteCollateral substitute) {
            money(details, substitute.amount(), currency);
        } else if (action instanceof DrawInsuranceFund draw) {
            money(details, draw.amount(), currency);
        } else if (action instanceof RestrictTrading restrict) {
            details.put("restriction", restrict.restriction());
        } else if (action instanceof TopUp topUp) {
            details.put("asset", topUp.asset());
            details.put("quantity", topUp.quantity());
            details.put("source", topUp.source());
        } else if (action instanceof ReducePosition reduce) {
            details.put("quantity", reduce.quantity());
        } else if (action instanceof Hedge hedge) {
            details.put("underlying", hedge.underlying());
            details.put("quantity", hedge.quantity());
            details.put("residualDelta", hedge.residualDelta());
        } else if (action instanceof Liquidate liquidate) {
            put(details, "quantity", liquidate.quantity());
            put(details, "closeFactor", liquidate.closeFactor());
            put(details, "bankruptcyPrice", liquidate.bankruptcyPrice());
        } else if (action instanceof AutoDeleverage deleverage) {
            put(details, "rank", deleverage.rank());
            details.put("quantity", deleverage.quantity());
            put(details, "bankruptcyPrice", deleverage.bankruptcyPrice());
        } else if (action instanceof Escalate escalate) {
            details.put("recipient", escalate.recipient());
            details.put("dueBy", escalate.dueBy());
        }
        return details;
    }

    private static void money(Map<String, Object> details, BigDecimal amount, String currency) {
        details.put("amount", amount);
        details.put("currency", currency);
    }

    private static void put(Map<String, Object> details, String name, @org.jspecify.annotations.Nullable Object value) {
        if (value != null) {
            details.put(name, value);
        }
    }
}
