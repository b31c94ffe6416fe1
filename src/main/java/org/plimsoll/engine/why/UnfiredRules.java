package org.plimsoll.engine.why;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.plimsoll.decision.Reading;
import org.plimsoll.decision.WhyNot.FactAnswer;
import org.plimsoll.decision.WhyNot.RuleAnswer;
import org.plimsoll.decision.WhyNot.Tested;
import org.plimsoll.decision.WhyNot.Truth;
import org.plimsoll.decision.WhyNot.Verdict;
import org.plimsoll.engine.WrittenRules.Written;
import org.plimsoll.engine.why.Nearest.Near;
import org.plimsoll.policy.Fact;

/** Answers for rules that did not fire: the nearest fact, and the conditions that it does not meet. */
final class UnfiredRules {
    /** Facts of one kind that are looked at; evaluations may have more. */
    private static final int MOST_FACTS = 5_000;

    private final @Nullable Nearest nearest;
    private final Candidates candidates;

    /**
     * @param nearest tests conditions; null when no rule has any
     */
    UnfiredRules(@Nullable Nearest nearest, Candidates candidates) {
        this.nearest = nearest;
        this.candidates = candidates;
    }

    Ranked answer(Written rule, @Nullable Probed probed) {
        if (probed == null) {
            return ranked(
                    rule,
                    Verdict.NOT_LOOKED_AT,
                    "was not looked at, since too many rules could say the same; ask for it by its name",
                    List.of(),
                    List.of());
        }
        List<Near> first = new ArrayList<>();
        List<FactAnswer> facts = new ArrayList<>();
        List<String> said = new ArrayList<>();
        for (Probed.Pattern pattern : probed.patterns()) {
            List<Fact> all = candidates.ofType(pattern.type());
            if (all.isEmpty()) {
                return ranked(
                        rule,
                        Verdict.NO_SUCH_FACT,
                        "is about a " + pattern.type() + ", and there is none that could be meant",
                        List.of(),
                        List.of());
            }
            List<Near> near = nearest(pattern, all);
            first.add(near.get(0));
            near.forEach(each -> facts.add(each.answer()));
            if (near.get(0).failed() > 0) {
                said.add(failed(near.get(0), all.size()));
            }
        }
        if (!said.isEmpty()) {
            return ranked(
                    rule, Verdict.CONDITIONS_FAILED, "did not fire on " + String.join("; nor on ", said), first, facts);
        }
        if (probed.patterns().size() == 1 && probed.ties().isEmpty()) {
            throw new IllegalStateException("rule " + rule.reference().name() + " did not fire on "
                    + first.get(0).fact() + " and its conditions hold");
        }
        return ranked(
                rule,
                Verdict.NOT_TOGETHER,
                "did not fire: each of its patterns has a fact that meets it, and no combination of them meets "
                        + String.join(" and ", probed.ties()),
                first,
                facts);
    }

    private List<Near> nearest(Probed.Pattern pattern, List<Fact> all) {
        if (nearest == null || pattern.parts().isEmpty()) {
            Fact any = all.get(0);
            return List.of(new Near(any, 0, BigDecimal.ZERO, new FactAnswer(any.toString(), List.of())));
        }
        return nearest.to(pattern, all.subList(0, Math.min(all.size(), MOST_FACTS)));
    }

    private static Ranked ranked(
            Written rule, Verdict verdict, String sentence, List<Near> nearest, List<FactAnswer> facts) {
        String name = rule.reference().name();
        return new Ranked(
                new RuleAnswer(name, rule.reference(), verdict, "Rule \"" + name + "\" " + sentence + ".", facts),
                nearest.stream().mapToInt(Near::failed).sum(),
                nearest.stream().map(Near::distance).reduce(BigDecimal.ZERO, BigDecimal::add));
    }

    private static String failed(Near near, int of) {
        String which = near.fact().toString() + (of == 1 ? "" : ", the nearest of " + of);
        if (of > MOST_FACTS) {
            which += ", of which the first " + MOST_FACTS + " were looked at";
        }
        return which + ": "
                + near.answer().conditions().stream()
                        .filter(tested -> tested.truth() != Truth.TRUE)
                        .map(UnfiredRules::sentence)
                        .collect(Collectors.joining("; "));
    }

    private static String sentence(Tested tested) {
        if (tested.truth() == Truth.UNKNOWN) {
            return tested.condition() + " could not be worked out: " + withoutStop(String.valueOf(tested.why()))
                    + since(tested);
        }
        return tested.condition() + " is false" + since(tested);
    }

    private static String since(Tested tested) {
        List<Reading.Value> values = tested.values();
        return values.isEmpty()
                ? ""
                : ", since "
                        + values.stream()
                                .map(value -> value.name() + " is " + value.value())
                                .collect(Collectors.joining(" and "));
    }

    private static String withoutStop(String sentence) {
        return sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
    }
}
