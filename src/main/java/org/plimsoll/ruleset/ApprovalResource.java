package org.plimsoll.ruleset;

import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.plimsoll.platform.JsonBodies;
import org.plimsoll.security.Callers;
import org.plimsoll.security.Roles;

/** From a checked draft to an approved version, or not. */
@Path("/v1/rulesets/{name}/versions/{version: [1-9][0-9]{0,8}}")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public final class ApprovalResource {
    private final ApprovalService approvals;
    private final ActivationService activations;
    private final RuleSetService ruleSets;
    private final Callers callers;

    ApprovalResource(
            ApprovalService approvals, ActivationService activations, RuleSetService ruleSets, Callers callers) {
        this.approvals = approvals;
        this.activations = activations;
        this.ruleSets = ruleSets;
        this.callers = callers;
    }

    /** Asks for approval of a checked version. */
    @POST
    @Path("/propose")
    @RolesAllowed(Roles.AUTHOR)
    public Response propose(
            @PathParam("name") String name,
            @PathParam("version") int number,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            InputStream body) {
        return step(request(name, number, ifMatch, comment(body)), approvals::propose);
    }

    /** Takes a proposal back. */
    @POST
    @Path("/withdraw")
    @RolesAllowed(Roles.AUTHOR)
    public Response withdraw(@PathParam("name") String name, @PathParam("version") int number, InputStream body) {
        return step(request(name, number, null, reason(body)), approvals::withdraw);
    }

    /** Approves exactly the content that the caller has seen. */
    @POST
    @Path("/approve")
    @RolesAllowed(Roles.APPROVER)
    public Response approve(
            @PathParam("name") String name,
            @PathParam("version") int number,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            InputStream body) {
        return step(request(name, number, ifMatch, comment(body)), approvals::approve);
    }

    /** Refuses a version. */
    @POST
    @Path("/reject")
    @RolesAllowed(Roles.APPROVER)
    public Response reject(
            @PathParam("name") String name,
            @PathParam("version") int number,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            InputStream body) {
        return step(request(name, number, ifMatch, reason(body)), approvals::reject);
    }

    /** Puts a version out of use for good. */
    @POST
    @Path("/retire")
    @RolesAllowed({Roles.AUTHOR, Roles.ACTIVATOR})
    public Response retire(@PathParam("name") String name, @PathParam("version") int number, InputStream body) {
        LifecycleRequests.Retirement retirement = JsonBodies.read(body, LifecycleRequests.Retirement.class);
        boolean leaveNoneActive = Boolean.TRUE.equals(retirement.leaveNoneActive());
        return step(
                request(name, number, null, retirement.reason()),
                request -> activations.retire(request, leaveNoneActive));
    }

    private ApprovalService.Request request(
            String name, int number, @Nullable String ifMatch, @Nullable String reason) {
        return new ApprovalService.Request(name, number, ifMatch, reason, callers.current());
    }

    private Response step(ApprovalService.Request request, Function<ApprovalService.Request, RuleSetVersion> step) {
        RuleSetVersion after = step.apply(request);
        return DraftResource.tagged(Response.ok(), ruleSets.view(after.ruleSet(), after.number(), request.caller()));
    }

    private static @Nullable String comment(InputStream body) {
        return JsonBodies.read(body, LifecycleRequests.Comment.class).comment();
    }

    private static @Nullable String reason(InputStream body) {
        return JsonBodies.read(body, LifecycleRequests.Reason.class).reason();
    }
}
