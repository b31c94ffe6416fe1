package org.plimsoll.ruleset;

import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.plimsoll.security.Callers;
import org.plimsoll.security.Roles;

/** Checks and tests of versions. */
@Path("/v1/rulesets/{name}/versions/{version: [1-9][0-9]{0,8}}")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public final class ReportResource {
    private final ReportService reports;
    private final TeamService teams;
    private final Callers callers;

    ReportResource(ReportService reports, TeamService teams, Callers callers) {
        this.reports = reports;
        this.teams = teams;
        this.callers = callers;
    }

    /** Checks the files of a version. */
    @POST
    @Path("/check")
    @RolesAllowed({Roles.AUTHOR, Roles.APPROVER, Roles.ACTIVATOR})
    public Response check(@PathParam("name") String name, @PathParam("version") int number) {
        return make(name, number, ReportKind.CHECK, "check");
    }

    /** What checking came to. */
    @GET
    @Path("/check")
    @Authenticated
    public Response checkReport(@PathParam("name") String name, @PathParam("version") int number) {
        return find(name, number, ReportKind.CHECK);
    }

    /** Runs the cases of a version. */
    @POST
    @Path("/test")
    @RolesAllowed({Roles.AUTHOR, Roles.APPROVER, Roles.ACTIVATOR})
    public Response test(@PathParam("name") String name, @PathParam("version") int number) {
        return make(name, number, ReportKind.TEST, "test");
    }

    /** What the cases came to. */
    @GET
    @Path("/test")
    @Authenticated
    public Response testReport(@PathParam("name") String name, @PathParam("version") int number) {
        return find(name, number, ReportKind.TEST);
    }

    private Response make(String name, int number, ReportKind kind, String path) {
        teams.mustAdmit(name, callers.current());
        ReportService.Answer answer = reports.make(name, number, kind, callers.current());
        URI place = URI.create("/v1/rulesets/" + name + "/versions/" + number + "/" + path);
        return answer.isComplete()
                ? Response.ok(answer.json()).build()
                : Response.accepted(answer.json()).location(place).build();
    }

    private Response find(String name, int number, ReportKind kind) {
        teams.mustAdmit(name, callers.current());
        return Response.ok(reports.find(name, number, kind).json()).build();
    }
}
