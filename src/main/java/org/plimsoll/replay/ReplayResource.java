package org.plimsoll.replay;

import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.plimsoll.decisionlog.DecisionLog;
import org.plimsoll.decisionlog.DecisionNotFound;
import org.plimsoll.decisionlog.DecisionRecord;
import org.plimsoll.decisionlog.Payload;
import org.plimsoll.platform.InvalidParameter;
import org.plimsoll.replay.core.ReplayReport;
import org.plimsoll.security.Roles;

/** Recorded decisions made again, and what they were made of. */
@Path("/v1/decisions/{id}")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public final class ReplayResource {
    private final ReplayService replays;
    private final DecisionLog log;

    ReplayResource(ReplayService replays, DecisionLog log) {
        this.replays = replays;
        this.log = log;
    }

    /** Makes the decision again and compares. */
    @POST
    @Path("/replay")
    @RolesAllowed({Roles.AUDITOR, Roles.ADMIN})
    public ReplayReport replay(@PathParam("id") String id) {
        return replays.replay(parse(id));
    }

    /** The request as it was sent, or what else was kept beside the result, byte for byte. */
    @GET
    @Path("/request")
    @RolesAllowed({Roles.AUDITOR, Roles.ADMIN})
    public byte[] request(@PathParam("id") String id, @QueryParam("part") @DefaultValue("request") String part) {
        UUID decision = parse(id);
        return switch (part) {
            case "request" -> find(decision).request().bytes();
            case "shared" -> present(find(decision).shared(), "The decision is not one of a batch.");
            case "firings" -> present(find(decision).firings(), "Which rules fired was not kept.");
            default -> throw new InvalidParameter("The query parameter 'part' takes request, shared or firings.");
        };
    }

    private DecisionRecord find(UUID id) {
        return log.find(id).decision();
    }

    private static byte[] present(@Nullable Payload payload, String otherwise) {
        if (payload == null) {
            throw new DecisionPartNotFound(otherwise);
        }
        return payload.bytes();
    }

    private static UUID parse(String id) {
        try {
            return UUID.fromString(id);
        } catch (IllegalArgumentException e) {
            throw new DecisionNotFound(id);
        }
    }
}
