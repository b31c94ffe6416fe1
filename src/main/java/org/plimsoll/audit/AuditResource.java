package org.plimsoll.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.plimsoll.platform.QueryNumbers;
import org.plimsoll.security.Roles;

/** The audit trail. */
@Path("/v1/audit/events")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public final class AuditResource {
    private final AuditLog log;

    AuditResource(AuditLog log) {
        this.log = log;
    }

    /** Events in the order of recording. */
    @GET
    @RolesAllowed({Roles.AUDITOR, Roles.ADMIN})
    public AuditEventList events(
            @QueryParam("ruleSet") @Nullable String ruleSet,
            @QueryParam("version") @Nullable String version,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("after") @Nullable String after) {
        int most = QueryNumbers.limit(limit);
        List<AuditEvent> events = log.events(
                ruleSet,
                version == null ? null : QueryNumbers.parse("version", version, Integer.MAX_VALUE),
                after == null ? -1 : QueryNumbers.parseLong("after", after),
                most + 1);
        return AuditEventList.of(events, most);
    }

    /**
     * A part of the audit trail, in the order of recording.
     *
     * @param items the part
     * @param next what to give as {@code after} for the next part; absent when there is none yet
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record AuditEventList(
            List<AuditEvent> items, @Nullable String next) {
        static AuditEventList of(List<AuditEvent> rows, int limit) {
            if (rows.size() <= limit) {
                return new AuditEventList(List.copyOf(rows), null);
            }
            List<AuditEvent> items = List.copyOf(rows.subList(0, limit));
            return new AuditEventList(items, Long.toString(items.get(limit - 1).sequence()));
        }
    }
}
