package org.plimsoll.ruleset;

import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.plimsoll.platform.JsonBodies;
import org.plimsoll.platform.QueryNumbers;
import org.plimsoll.security.Callers;
import org.plimsoll.security.Roles;

/** What is, was and will be in force, and for whom. */
@Path("/v1/rulesets/{name}")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public final class ActivationResource {
    private static final String NUMBER = "[1-9][0-9]{0,8}";
    private static final String SEQUENCE = "[1-9][0-9]{0,17}";

    private final ActivationService activations;
    private final RuleSetService ruleSets;
    private final TeamService teams;
    private final Callers callers;

    ActivationResource(ActivationService activations, RuleSetService ruleSets, TeamService teams, Callers callers) {
        this.activations = activations;
        this.ruleSets = ruleSets;
        this.teams = teams;
        this.callers = callers;
    }

    /** Brings a version into force, now or at a set time. */
    @POST
    @Path("/versions/{version: " + NUMBER + "}/activate")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.ACTIVATOR)
    public RuleSetResponses.ActivationView activate(
            @PathParam("name") String name,
            @PathParam("version") int number,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            InputStream body) {
        LifecycleRequests.NewActivation wanted = JsonBodies.read(body, LifecycleRequests.NewActivation.class);
        Activation.Kind kind =
                Boolean.TRUE.equals(wanted.breakGlass()) ? Activation.Kind.BREAK_GLASS : Activation.Kind.REGULAR;
        return RuleSetResponses.ActivationView.of(activations.activate(new ActivationService.Request(
                name,
                number,
                kind,
                wanted.effectiveFrom(),
                wanted.expiresAt(),
                ifMatch,
                wanted.reason(),
                callers.current())));
    }

    /** Brings the version before the one in force, or another earlier one, into force again. */
    @POST
    @Path("/rollback")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.ACTIVATOR)
    public RuleSetResponses.ActivationView rollBack(@PathParam("name") String name, InputStream body) {
        LifecycleRequests.Rollback wanted = JsonBodies.read(body, LifecycleRequests.Rollback.class);
        return RuleSetResponses.ActivationView.of(activations.activate(new ActivationService.Request(
                name,
                wanted.version(),
                Activation.Kind.ROLLBACK,
                wanted.effectiveFrom(),
                null,
                null,
                wanted.reason(),
                callers.current())));
    }

    /** Activations, the latest recorded first. */
    @GET
    @Path("/activations")
    @Authenticated
    public RuleSetResponses.ActivationList list(
            @PathParam("name") String name,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("after") @Nullable String after) {
        long below = after == null ? Long.MAX_VALUE : QueryNumbers.parseLong("after", after);
        return RuleSetResponses.ActivationList.of(
                ruleSets.activations(name, below, QueryNumbers.limit(limit), callers.current()));
    }

    /** Calls a planned activation off. */
    @POST
    @Path("/activations/{id: " + SEQUENCE + "}/cancel")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.ACTIVATOR)
    public RuleSetResponses.ActivationView cancel(
            @PathParam("name") String name, @PathParam("id") long id, InputStream body) {
        String reason = JsonBodies.read(body, LifecycleRequests.Reason.class).reason();
        return RuleSetResponses.ActivationView.of(activations.cancel(name, id, reason, callers.current()));
    }

    /** Teams that a rule set is limited to. */
    @GET
    @Path("/teams")
    @Authenticated
    public RuleSetResponses.Teams teams(@PathParam("name") String name) {
        Set<String> limited = teams.teams(name);
        teams.mustAdmit(name, callers.current());
        return new RuleSetResponses.Teams(limited);
    }

    /** Limits a rule set to teams. */
    @PUT
    @Path("/teams")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.ADMIN)
    public RuleSetResponses.Teams limit(@PathParam("name") String name, InputStream body) {
        LifecycleRequests.NewTeams wanted = JsonBodies.read(body, LifecycleRequests.NewTeams.class);
        Set<String> names = wanted.teams() == null ? Set.of() : new LinkedHashSet<>(wanted.teams());
        return new RuleSetResponses.Teams(
                teams.limit(name, names, wanted.reason() == null ? "" : wanted.reason(), callers.current()));
    }
}
