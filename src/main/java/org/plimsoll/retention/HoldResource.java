package org.plimsoll.retention;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.plimsoll.platform.InvalidParameter;
import org.plimsoll.platform.JsonBodies;
import org.plimsoll.platform.QueryNumbers;
import org.plimsoll.security.Callers;
import org.plimsoll.security.Roles;

/** Legal holds on the decision log. */
@Path("/v1/audit/holds")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public final class HoldResource {
    private final HoldService holds;
    private final Callers callers;

    HoldResource(HoldService holds, Callers callers) {
        this.holds = holds;
        this.callers = callers;
    }

    /** Holds in the order of placing, those that were released included. */
    @GET
    @RolesAllowed({Roles.AUDITOR, Roles.ADMIN})
    public HoldList list(@QueryParam("limit") @Nullable String limit, @QueryParam("after") @Nullable String after) {
        int most = QueryNumbers.limit(limit);
        return HoldList.of(holds.list(after == null ? null : position(after), most + 1), most, holds.expiredMonths());
    }

    /** Places a hold. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.ADMIN)
    public Hold place(InputStream body) {
        NewHold wanted = JsonBodies.read(body, NewHold.class);
        LegalHold placed = holds.place(wanted.from(), wanted.to(), wanted.reason(), callers.current());
        return Hold.of(placed, holds.expiredMonths());
    }

    /** Releases a hold. */
    @POST
    @Path("/{id}/release")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.ADMIN)
    public Hold release(@PathParam("id") String id, InputStream body) {
        String reason = JsonBodies.read(body, HoldRelease.class).reason();
        return Hold.of(holds.release(parse(id), reason, callers.current()), holds.expiredMonths());
    }

    private static UUID parse(String id) {
        try {
            return UUID.fromString(id);
        } catch (IllegalArgumentException e) {
            throw new HoldNotFound(id);
        }
    }

    private static UUID position(String after) {
        try {
            return UUID.fromString(after);
        } catch (IllegalArgumentException e) {
            throw new InvalidParameter("The query parameter 'after' takes the 'next' of the page before.");
        }
    }

    /**
     * A hold to be placed.
     *
     * @param from when the period begins
     * @param to when it ends, not part of it; absent when it has no end
     * @param reason why
     */
    record NewHold(
            @Nullable Instant from,
            @Nullable Instant to,
            @Nullable String reason) {}

    /**
     * How a hold ends.
     *
     * @param reason why
     */
    record HoldRelease(@Nullable String reason) {}

    /**
     * A hold.
     *
     * @param id its name
     * @param from when its period begins, by the time decisions were made
     * @param to when it ends, not part of it; absent when it has no end
     * @param reason why
     * @param placedBy who placed it
     * @param placedAt when
     * @param releasedBy who released it; absent while it holds
     * @param releasedAt when; absent while it holds
     * @param releaseReason why; absent while it holds
     * @param expiredMonths months of the period whose decisions had expired before, or have since its release
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Hold(
            UUID id,
            Instant from,
            @Nullable Instant to,
            String reason,
            String placedBy,
            Instant placedAt,
            @Nullable String releasedBy,
            @Nullable Instant releasedAt,
            @Nullable String releaseReason,
            List<String> expiredMonths) {
        static Hold of(LegalHold hold, List<YearMonth> expired) {
            LegalHold.Release release = hold.release();
            return new Hold(
                    hold.id(),
                    hold.from(),
                    hold.to(),
                    hold.reason(),
                    hold.placedBy(),
                    hold.placedAt(),
                    release == null ? null : release.by(),
                    release == null ? null : release.at(),
                    release == null ? null : release.reason(),
                    expired.stream()
                            .filter(hold::touches)
                            .map(YearMonth::toString)
                            .toList());
        }
    }

    /**
     * A part of the holds, in the order of placing.
     *
     * @param items the part
     * @param next what to give as {@code after} for the next part; absent when there is none yet
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record HoldList(List<Hold> items, @Nullable String next) {
        static HoldList of(List<LegalHold> rows, int limit, List<YearMonth> expired) {
            List<Hold> items =
                    rows.stream().limit(limit).map(row -> Hold.of(row, expired)).toList();
            return new HoldList(
                    items, rows.size() > limit ? items.get(limit - 1).id().toString() : null);
        }
    }
}
