package org.plimsoll.engine.why;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.plimsoll.engine.Vocabulary;
import org.plimsoll.policy.AccountHealth;
import org.plimsoll.policy.Fact;
import org.plimsoll.policy.MarginPool;
import org.plimsoll.policy.Position;
import org.plimsoll.policy.PositionGroup;
import org.plimsoll.policy.PositionHealth;
import org.plimsoll.policy.Strategy;
import org.plimsoll.portfolio.Refusal;

/** Which facts a question is about: all, or those that have to do with one position, asset, group or pool. */
final class Candidates {
    private static final int MOST_NAMED = 3;

    private final List<Fact> facts;

    private Candidates(List<Fact> facts) {
        this.facts = facts;
    }

    /**
     * The facts a question is about.
     *
     * @param subject id of a position, an asset, a group or a pool; null for all
     * @throws Refusal {@code SUBJECT_UNKNOWN} when no fact has this id
     */
    static Candidates of(List<Fact> all, @Nullable String subject) {
        if (subject == null) {
            return new Candidates(all);
        }
        List<Fact> named =
                all.stream().filter(fact -> fact.id().equals(subject)).toList();
        if (named.isEmpty()) {
            throw unknown(all, subject);
        }
        List<Fact> concerned = all.stream()
                .filter(fact -> named.stream().anyMatch(each -> each == fact || concerns(each, fact)))
                .toList();
        return new Candidates(concerned);
    }

    /** Whether a fact has to do with one that was named: it is its pool or its group, or within it. */
    private static boolean concerns(Fact named, Fact fact) {
        return isPoolOf(fact, named) || isPoolOf(named, fact) || isWithin(named, fact) || isWithin(fact, named);
    }

    private static boolean isPoolOf(Fact wider, Fact fact) {
        return (wider instanceof MarginPool || wider instanceof AccountHealth)
                && wider.id().equals(fact.pool());
    }

    private static boolean isWithin(Fact named, Fact wider) {
        String underlying = named instanceof Position position
                ? position.underlying()
                : named instanceof PositionHealth health ? health.underlying() : null;
        if (underlying == null || !wider.pool().equals(named.pool())) {
            return false;
        }
        if (wider instanceof PositionGroup group) {
            return group.underlying().equals(underlying);
        }
        return wider instanceof Strategy strategy
                && strategy.legs().stream().anyMatch(leg -> leg.position().id().equals(named.id()));
    }

    private static Refusal unknown(List<Fact> all, String subject) {
        List<String> ids =
                new ArrayList<>(all.stream().map(Fact::id).distinct().sorted().toList());
        String shown = subject.length() > 60 ? subject.substring(0, 60) + "..." : subject;
        List<String> near = Stream.concat(
                        Vocabulary.nearest(subject, ids).stream(),
                        ids.stream().sorted(Comparator.comparingInt(String::length)))
                .distinct()
                .limit(MOST_NAMED)
                .toList();
        return new Refusal(
                "SUBJECT_UNKNOWN",
                "Nothing in the portfolio has the id '" + shown + "'; it is that of a position, an asset, a group or a"
                        + " pool, such as " + String.join(", ", near) + ".",
                null);
    }

    List<Fact> all() {
        return facts;
    }

    /** The facts of a kind. */
    List<Fact> ofType(String type) {
        return facts.stream()
                .filter(fact -> fact.getClass().getSimpleName().equals(type))
                .toList();
    }

    boolean has(Fact fact) {
        return facts.contains(fact);
    }
}
