package org.plimsoll.decision;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.plimsoll.decision.ExplanationNode.Counts;
import org.plimsoll.decision.ExplanationNode.Kind;
import org.plimsoll.policy.AccountHealth;
import org.plimsoll.policy.Action;
import org.plimsoll.policy.CallBasis;
import org.plimsoll.policy.MarginCall;
import org.plimsoll.policy.Outcome;
import org.plimsoll.policy.ReleaseCollateral;
import org.plimsoll.portfolio.Problem;

/**
 * Explains a decision from the top: each action, what led to its amount, and how each pool stands. What a pool's equity and
 * margins consist of is spelt out once, where it is first needed.
 */
final class ExplanationTree {
    private static final Set<String> LEAVING_OUT =
            Set.of("REPEATED_ACTION", "CONTRADICTORY_ACTIONS", "ACTION_ROUNDS_TO_NOTHING");

    private final Evaluated evaluated;
    private final Decision decision;
    private final ExplanationRules rules;
    private final Rounded rounded;
    private final EquityLines equity;
    private final MarginLines margins;
    private final Set<String> speltOut = new HashSet<>();

    ExplanationTree(Evaluated evaluated, Reading.Source readings) {
        this.evaluated = evaluated;
        this.decision = evaluated.decision();
        this.rules = new ExplanationRules(decision, readings);
        this.rounded = new Rounded(evaluated.rounding());
        this.equity = new EquityLines(decision, evaluated.settled(), rules, rounded);
        this.margins = new MarginLines(evaluated.settled(), rules, rounded);
    }

    ExplanationNode root() {
        List<ExplanationNode> lines = new ArrayList<>(actions());
        evaluated.settled().pools().stream()
                .sorted(Comparator.comparing(AccountHealth::id))
                .forEach(pool -> lines.add(pool(pool)));
        lines.addAll(leftOut());
        String title = "Nothing is required of account " + decision.account();
        BigDecimal amount = null;
        if (!decision.actions().isEmpty()) {
            ExplanationNode first = lines.get(0);
            title = Explanation.words(decision.status()) + " for account " + decision.account();
            amount = first.amount();
            if (amount != null) {
                lines.set(0, counting(first));
            }
        }
        return new ExplanationNode(Kind.DECISION, Counts.ADDED, title, amount, null, List.of(), lines);
    }

    private static ExplanationNode counting(ExplanationNode line) {
        return new ExplanationNode(
                line.kind(), Counts.ADDED, line.title(), line.amount(), line.rule(), line.readings(), line.children());
    }

    /** The decision's actions, each with what was said before rounding; one that rounded to nothing is left out there. */
    private List<ExplanationNode> actions() {
        List<ExplanationNode> lines = new ArrayList<>(decision.actions().size());
        List<Stamped<Action>> exact = actionsInDecision();
        for (int i = 0; i < exact.size(); i++) {
            lines.add(action(decision.actions().get(i), exact.get(i)));
        }
        return lines;
    }

    private List<Stamped<Action>> actionsInDecision() {
        List<Stamped<Action>> found = new ArrayList<>(decision.actions().size());
        Iterator<Stamped<Action>> said = evaluated.actions().iterator();
        for (Decision.Required required : decision.actions()) {
            Stamped<Action> exact = said.next();
            while (!isOf(exact, required)) {
                exact = said.next();
            }
            found.add(exact);
        }
        return found;
    }

    /** What rules required and the decision does not: repeated, contradictory, or rounding to nothing. */
    private List<ExplanationNode> leftOut() {
        Set<Action> kept = Collections.newSetFromMap(new IdentityHashMap<>());
        actionsInDecision().forEach(each -> kept.add(each.outcome()));
        List<ExplanationNode> lines = new ArrayList<>();
        for (Firing firing : decision.firings()) {
            for (Outcome outcome : firing.outcomes()) {
                if (outcome instanceof Action action && !kept.contains(action)) {
                    lines.add(new ExplanationNode(
                            Kind.REPLACED,
                            Counts.BESIDE,
                            Explanation.words(action.type().name()) + " on " + action.pool() + ": " + action.reason()
                                    + "; does not count, since " + whyLeftOut(firing.rule()),
                            null,
                            firing.rule(),
                            rules.readings(action),
                            List.of()));
                }
            }
        }
        return lines;
    }

    private String whyLeftOut(RuleReference rule) {
        return decision.warnings().stream()
                .filter(warning -> LEAVING_OUT.contains(warning.code()))
                .map(Problem::message)
                .filter(message -> message.contains("'" + rule.name() + "'"))
                .findFirst()
                .orElse("another action says the same");
    }

    private static boolean isOf(Stamped<Action> exact, Decision.Required required) {
        return exact.rule().equals(required.rule())
                && exact.outcome().type().name().equals(required.type())
                && exact.outcome().pool().equals(required.pool())
                && exact.outcome().reason().equals(required.reason());
    }

    private ExplanationNode action(Decision.Required required, Stamped<Action> exact) {
        ExplanationSum sum = new ExplanationSum();
        if (exact.outcome() instanceof MarginCall call) {
            call(call, sum);
        } else if (exact.outcome() instanceof ReleaseCollateral release) {
            AccountHealth pool = poolOf(release);
            sum.with(equity(pool, Counts.ADDED)).with(margin(pool, true, Counts.TAKEN_OFF));
            ruleAdds(release.amount(), pool.settlement().initialExcess(), "the excess", sum);
        }
        BigDecimal amount = required.details().get("amount") instanceof BigDecimal money ? money : null;
        String title = Explanation.actionWords(required) + ": " + required.reason();
        List<Reading> readings = rules.readings(exact.outcome());
        return amount == null
                ? new ExplanationNode(Kind.ACTION, Counts.BESIDE, title, null, required.rule(), readings, List.of())
                : sum.of(Kind.ACTION, Counts.BESIDE, title, amount, required.rule(), readings);
    }

    private void call(MarginCall call, ExplanationSum sum) {
        AccountHealth pool = call.subject();
        boolean initial = onInitialMargin(call);
        sum.with(margin(pool, initial, Counts.ADDED)).with(equity(pool, Counts.TAKEN_OFF));
        BigDecimal excess =
                initial ? pool.settlement().initialExcess() : pool.settlement().maintenanceExcess();
        ruleAdds(call.amount(), excess.negate(), "what is missing", sum);
        if (call.minimumTransferAmount().signum() > 0) {
            sum.line(
                    Kind.TERM,
                    Counts.BESIDE,
                    "the minimum transfer amount that the rule applied",
                    rounded.requirement(call.minimumTransferAmount()));
        }
    }

    /** Which margin a call is to be measured against: a house's basis is the one that its amount is nearer to. */
    private static boolean onInitialMargin(MarginCall call) {
        if (!call.basis().equals(CallBasis.HOUSE.name())) {
            return call.basis().equals(CallBasis.INITIAL.name());
        }
        AccountHealth pool = call.subject();
        BigDecimal toInitial =
                call.amount().add(pool.settlement().initialExcess()).abs();
        BigDecimal toMaintenance =
                call.amount().add(pool.settlement().maintenanceExcess()).abs();
        return toInitial.compareTo(toMaintenance) < 0;
    }

    private void ruleAdds(BigDecimal said, BigDecimal derived, String what, ExplanationSum sum) {
        BigDecimal difference = said.subtract(derived);
        Counts counts = difference.signum() > 0 ? Counts.ADDED : Counts.TAKEN_OFF;
        String title =
                difference.signum() > 0 ? "what the rule asks for beyond " + what : "what the rule leaves of " + what;
        sum.lineUnlessZero(Kind.RULE, counts, title, rounded.amount(difference.abs()));
    }

    private AccountHealth poolOf(Action action) {
        return evaluated.settled().pools().stream()
                .filter(pool -> pool.id().equals(action.pool()))
                .findFirst()
                .orElseThrow();
    }

    private ExplanationNode pool(AccountHealth pool) {
        ExplanationSum lines = new ExplanationSum();
        if (!speltOut.contains("equity " + pool.id())) {
            lines.with(equity(pool, Counts.BESIDE));
        }
        for (boolean initial : new boolean[] {true, false}) {
            if (!speltOut.contains(marginKey(pool, initial))) {
                lines.with(margin(pool, initial, Counts.BESIDE));
            }
            excess(pool, initial, lines);
        }
        for (Decision.Named figure : decision.figures()) {
            if (figure.pool().equals(pool.id())) {
                lines.with(new ExplanationNode(
                        Kind.FIGURE,
                        Counts.BESIDE,
                        "the " + Explanation.words(figure.name()) + " of " + figure.subject() + " is "
                                + figure.value().toPlainString() + ": " + figure.reason(),
                        null,
                        figure.rule(),
                        rules.readings(figure),
                        List.of()));
            }
        }
        return lines.under(Kind.POOL, "how pool " + pool.id() + " stands");
    }

    private void excess(AccountHealth pool, boolean initial, ExplanationSum lines) {
        BigDecimal excess = rounded.value(
                initial ? pool.settlement().initialExcess() : pool.settlement().maintenanceExcess());
        String margin = initial ? "initial margin" : "maintenance margin";
        lines.with(new ExplanationSum()
                .line(Kind.EQUITY, Counts.ADDED, "equity", rounded.value(pool.equity()))
                .line(
                        initial ? Kind.INITIAL_MARGIN : Kind.MAINTENANCE_MARGIN,
                        Counts.TAKEN_OFF,
                        margin,
                        rounded.requirement(initial ? pool.initialMargin() : pool.maintenanceMargin()))
                .of(
                        Kind.POOL,
                        Counts.BESIDE,
                        "equity less " + margin + (excess.signum() < 0 ? ", which is not met" : ""),
                        excess));
    }

    private ExplanationNode equity(AccountHealth pool, Counts counts) {
        return speltOut.add("equity " + pool.id())
                ? equity.of(pool, counts)
                : ExplanationNode.line(
                        Kind.EQUITY,
                        counts,
                        "equity of pool " + pool.id() + ", spelt out above",
                        rounded.value(pool.equity()));
    }

    private ExplanationNode margin(AccountHealth pool, boolean initial, Counts counts) {
        return speltOut.add(marginKey(pool, initial))
                ? margins.of(pool, initial, counts)
                : ExplanationNode.line(
                        initial ? Kind.INITIAL_MARGIN : Kind.MAINTENANCE_MARGIN,
                        counts,
                        (initial ? "initial" : "maintenance") + " margin of pool " + pool.id() + ", spelt out above",
                        rounded.requirement(initial ? pool.initialMargin() : pool.maintenanceMargin()));
    }

    private static String marginKey(AccountHealth pool, boolean initial) {
        return (initial ? "initial " : "maintenance ") + pool.id();
    }
}
