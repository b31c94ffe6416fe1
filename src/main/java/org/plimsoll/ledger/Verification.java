package org.plimsoll.ledger;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What verifying a log came to.
 *
 * @param outcome {@code verified}, or {@code damaged}
 * @param origin what the log is called in its heads
 * @param startedAt when it was begun; what came later was not looked at
 * @param finishedAt when it was done
 * @param entries entries that are there
 * @param expired entries that retention took, as other entries say
 * @param treeSize entries that there were in all
 * @param root root of the tree, in hexadecimal
 * @param heads heads in the database
 * @param witnessed entries that the witness has seen
 * @param unwitnessed entries that no head covers yet
 * @param firstBad the finding with the lowest place; absent when nothing was found
 * @param findings what was found, by place; at most 1,000
 * @param findingsOmitted how many more there are
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Verification(
        String outcome,
        String origin,
        Instant startedAt,
        Instant finishedAt,
        long entries,
        long expired,
        long treeSize,
        String root,
        int heads,
        long witnessed,
        long unwitnessed,
        @Nullable Finding firstBad,
        List<Finding> findings,
        long findingsOmitted) {}
