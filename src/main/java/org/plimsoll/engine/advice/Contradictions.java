package org.plimsoll.engine.advice;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.plimsoll.engine.Diagnostic.Severity;
import org.plimsoll.engine.advice.Clashes.Clash;

/**
 * Actions that an evaluation refuses to require together: a release beside anything that takes, two releases or two calls on
 * one pool, two ways of closing one position, a position closed apart from a pool that is closed whole.
 */
final class Contradictions {
    private static final Set<String> TAKING =
            Set.of("TopUp", "MarginCall", "ReducePosition", "Liquidate", "AutoDeleverage", "DrawInsuranceFund");
    private static final Set<String> CLOSING = Set.of("ReducePosition", "Liquidate");
    private static final String POOL = "AccountHealth";

    private final Knowledge knowledge;
    private final Advice advice;
    private final Clashes clashes = new Clashes(AdviceCode.CONTRADICTORY_ACTIONS);

    Contradictions(Knowledge knowledge, Advice advice) {
        this.knowledge = knowledge;
        this.advice = advice;
    }

    void find(List<AdvisedRule> rules) {
        List<Said> actions = new ArrayList<>();
        for (AdvisedRule rule : rules) {
            rule.said().stream()
                    .filter(said -> said.isPlain()
                            && (TAKING.contains(said.type()) || said.type().equals("ReleaseCollateral")))
                    .forEach(actions::add);
        }
        Pairs.visit(
                actions.stream().map(Said::alternatives).toList(),
                advice,
                (first, second) -> compare(actions.get(first), actions.get(second)));
        clashes.report(
                advice,
                (own, partner) -> "This rule requires " + own.type() + ", and rule "
                        + partner.rule().named() + " requires " + partner.type()
                        + (own.fact().equals(partner.fact()) && !own.fact().equals(POOL)
                                ? " of the same position"
                                : " in the same pool"));
    }

    private void compare(Said a, Said b) {
        if (!areContradictory(a, b)) {
            return;
        }
        for (Alternative one : a.alternatives()) {
            for (Alternative other : b.alternatives()) {
                Optional<Box> both = one.closed().and(other.closed()).flatMap(knowledge::ordinary);
                if (both.isPresent()) {
                    clashes.add(new Clash(
                            a,
                            b,
                            both.get(),
                            Severity.WARNING,
                            "Both cannot be meant, and an evaluation in which both hold is refused: let the conditions"
                                    + " exclude each other."));
                    return;
                }
            }
        }
    }

    /** Whether two actions cannot both be meant. */
    static boolean areContradictory(Said a, Said b) {
        if (a.type().equals(b.type())
                && a.meaning().equals(b.meaning())
                && a.fact().equals(b.fact())) {
            return false;
        }
        boolean aReleases = a.type().equals("ReleaseCollateral");
        boolean bReleases = b.type().equals("ReleaseCollateral");
        if (aReleases || bReleases) {
            return (aReleases && bReleases) || TAKING.contains(aReleases ? b.type() : a.type());
        } else if (a.type().equals("MarginCall") && b.type().equals("MarginCall")) {
            return true;
        }
        // Two positions of a pool may be closed in two ways; the same position, or the whole pool, may not.
        return CLOSING.contains(a.type()) && CLOSING.contains(b.type());
    }
}
