package org.plimsoll.ruleset;

import java.time.Instant;
import java.util.List;

/**
 * A proposal to approve exactly these files of a version.
 *
 * @param sequence order of proposals
 * @param contentHash identity of the files
 * @param approvalsNeeded how many people must approve
 * @param at when it was made
 * @param by who made it
 * @param comment what they said of it
 * @param votes what others said to it, in the order of time
 */
public record Proposal(
        long sequence,
        String contentHash,
        int approvalsNeeded,
        Instant at,
        String by,
        String comment,
        List<Vote> votes) {

    /**
     * What somebody said to a proposal.
     *
     * @param by who
     * @param approved whether they approved it, or rejected it
     * @param at when
     * @param comment why
     */
    public record Vote(String by, boolean approved, Instant at, String comment) {}

    List<String> voters() {
        return votes.stream().map(Vote::by).toList();
    }

    long approvals() {
        return votes.stream().filter(Vote::approved).count();
    }
}
