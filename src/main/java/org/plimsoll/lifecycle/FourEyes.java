package org.plimsoll.lifecycle;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Nobody approves what they had a hand in. Names are compared without regard to case: no two people differ in case only. */
public final class FourEyes {
    private FourEyes() {}

    /** What somebody did to a version. */
    public enum Part {
        /** Wrote some of it. */
        WROTE,
        /** Proposed it. */
        PROPOSED,
        /** Voted on this proposal already. */
        VOTED
    }

    /**
     * Why somebody may not vote on a version; empty when they may.
     *
     * @param voter who would vote
     * @param writers who wrote any of it, those of the unapproved versions it was begun from included
     * @param proposer who proposed it
     * @param voters who has voted on this proposal
     */
    public static Optional<Part> bars(
            String voter, Collection<String> writers, String proposer, Collection<String> voters) {
        if (folded(writers).contains(fold(voter))) {
            return Optional.of(Part.WROTE);
        }
        if (fold(proposer).equals(fold(voter))) {
            return Optional.of(Part.PROPOSED);
        }
        return folded(voters).contains(fold(voter)) ? Optional.of(Part.VOTED) : Optional.empty();
    }

    private static Set<String> folded(Collection<String> names) {
        return names.stream().map(FourEyes::fold).collect(Collectors.toUnmodifiableSet());
    }

    private static String fold(String name) {
        return name.strip().toLowerCase(Locale.ROOT);
    }
}
