package org.plimsoll.decision;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.plimsoll.policy.Figure;
import org.plimsoll.policy.SaidFigures;
import org.plimsoll.portfolio.Refusal;

/** The figures that rules state: each once, however often it is said, and never two values of one. */
final class Figures {
    /** By subject and name; of equals, by rule. */
    static final Comparator<Stamped<Figure>> CANONICAL = Comparator.comparing((Stamped<Figure> figure) ->
                    SaidFigures.subject(figure.outcome().subject()))
            .thenComparing(figure -> figure.outcome().name())
            .thenComparing(Stamped::rule)
            .thenComparing(figure -> figure.outcome().value());

    private final SaidFigures said = new SaidFigures();
    private final List<Stamped<Figure>> kept = new ArrayList<>();

    /**
     * Takes in what rules said in one round.
     *
     * @throws Refusal {@code FIGURE_CONTRADICTION} when a figure has two values
     */
    void say(List<Stamped<Figure>> figures) {
        for (Stamped<Figure> figure : figures) {
            Figure outcome = figure.outcome();
            BigDecimal before = said.say(outcome);
            if (before == null) {
                kept.add(figure);
            } else if (before.compareTo(outcome.value()) != 0) {
                throw new Refusal(
                        "FIGURE_CONTRADICTION",
                        "Rule '" + figure.rule().name() + "' gives the figure '" + outcome.name() + "' of "
                                + SaidFigures.subject(outcome.subject()) + " another value than a rule before it.",
                        null);
            }
        }
    }

    /** What later rules may read. */
    SaidFigures said() {
        return said;
    }

    /** All that were said, in canonical order. */
    List<Stamped<Figure>> all() {
        List<Stamped<Figure>> sorted = new ArrayList<>(kept);
        sorted.sort(CANONICAL);
        return sorted;
    }
}
