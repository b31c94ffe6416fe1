package org.plimsoll.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that somebody did, or was not allowed to.
 *
 * @param sequence order of recording
 * @param at when it happened
 * @param actor who did it; {@code server} for what happens by the clock
 * @param actorRoles roles and other groups the actor had
 * @param action what it was, such as {@code APPROVE}
 * @param outcome {@code DONE}, or {@code REFUSED}
 * @param code why it was refused; absent when it was done
 * @param ruleSet name of the rule set
 * @param version number of the version; absent when it is not about one
 * @param contentHash identity of the version's files at that time; absent when it is not about a version
 * @param stateBefore state of the version before; absent when it was not there
 * @param stateAfter state of the version after; absent when nothing was done
 * @param reason what the actor gave as reason or comment; absent when nothing
 * @param detail more of it, in a sentence; absent when there is no more
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AuditEvent(
        long sequence,
        Instant at,
        String actor,
        List<String> actorRoles,
        String action,
        String outcome,
        @Nullable String code,
        @Nullable String ruleSet,
        @Nullable Integer version,
        @Nullable String contentHash,
        @Nullable String stateBefore,
        @Nullable String stateAfter,
        @Nullable String reason,
        @Nullable String detail) {
    public AuditEvent {
        actorRoles = List.copyOf(actorRoles);
    }
}
