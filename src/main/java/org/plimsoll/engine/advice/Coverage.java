package org.plimsoll.engine.advice;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Whether a hole that some rules leave is dealt with by others. */
final class Coverage {
    private static final int MOST_PIECES = 256;

    private final Knowledge knowledge;
    private final Advice advice;
    private final List<Said> said = new ArrayList<>();

    Coverage(Knowledge knowledge, Advice advice, List<AdvisedRule> rules) {
        this.knowledge = knowledge;
        this.advice = advice;
        rules.forEach(rule -> said.addAll(rule.said()));
    }

    /**
     * Whether other rules cover the hole, or speak of it. When it cannot be told, they do.
     *
     * @param hole where rules leave something open
     * @param term what the hole is in
     * @param outcome what the rules around it give
     */
    boolean covers(Box hole, Term term, Said outcome) {
        List<Box> open = new ArrayList<>(List.of(hole));
        for (Said other : said) {
            if (!isInstead(other, outcome)) {
                continue;
            }
            if (!advice.mayCompare()) {
                return true;
            }
            if (!other.rule().isPlain() || !other.certain()) {
                if (mayMeet(other, hole)) {
                    return true;
                }
                continue;
            }
            for (Alternative alternative : other.alternatives()) {
                boolean meets = alternative
                        .closed()
                        .and(hole)
                        .flatMap(knowledge::closed)
                        .isPresent();
                if (meets && alternative.written().tests(term)) {
                    return true;
                } else if (meets) {
                    open = without(open, reach(other, outcome, alternative.written()));
                }
                if (open.isEmpty() || open.size() > MOST_PIECES) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Where an outcome is taken to hold: how a group's figures relate to those of a position in it, nobody says. */
    private static Box reach(Said other, Said outcome, Box written) {
        Box reach = written;
        if (!other.fact().equals(outcome.fact())) {
            for (Term term : written.values().keySet()) {
                reach = written.of(term).isNumeric() ? reach.without(term) : reach;
            }
        }
        return reach;
    }

    private boolean mayMeet(Said other, Box hole) {
        return other.alternatives().isEmpty()
                || other.alternatives().stream()
                        .anyMatch(alternative -> alternative
                                .closed()
                                .and(hole)
                                .flatMap(knowledge::closed)
                                .isPresent());
    }

    /** Whether an outcome makes another unnecessary: the same, ineligibility for a haircut, a wider requirement. */
    private static boolean isInstead(Said other, Said outcome) {
        return switch (outcome.type()) {
            case "Haircut" ->
                other.type().equals("Ineligible")
                        || (other.type().equals("Haircut")
                                && (other.kind().isEmpty() || other.kind().equals(outcome.kind())));
            case "MarginRequirement", "GrossRequirement" -> other.requiresMargin();
            default ->
                other.type().equals(outcome.type())
                        && (other.kind().isEmpty() || other.kind().equals(outcome.kind()));
        };
    }

    /** What is left of boxes where another does not hold. */
    private static List<Box> without(List<Box> boxes, Box taken) {
        List<Box> left = new ArrayList<>();
        for (Box box : boxes) {
            if (box.and(taken).isEmpty()) {
                left.add(box);
                continue;
            }
            Box rest = box;
            for (Map.Entry<Term, Values> entry : taken.values().entrySet()) {
                Optional<Box> outside =
                        rest.with(entry.getKey(), entry.getValue().complement());
                outside.ifPresent(left::add);
                Optional<Box> inside = rest.with(entry.getKey(), entry.getValue());
                if (inside.isEmpty()) {
                    break;
                }
                rest = inside.get();
            }
        }
        return left;
    }
}
