package org.plimsoll.ruleset;

import io.quarkus.security.Authenticated;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.plimsoll.engine.RuleSetArchive;
import org.plimsoll.engine.RuleSetFiles;
import org.plimsoll.platform.QueryNumbers;
import org.plimsoll.security.Callers;

/** Rule sets, their versions and files. */
@Path("/v1/rulesets")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
public final class RuleSetResource {
    private static final String NUMBER = "{version: [1-9][0-9]{0,8}}";

    private final RuleSetService ruleSets;
    private final Callers callers;

    RuleSetResource(RuleSetService ruleSets, Callers callers) {
        this.ruleSets = ruleSets;
        this.callers = callers;
    }

    /** Rule sets by name, with the version in force and what went wrong. */
    @GET
    public RuleSetResponses.RuleSetList list(
            @QueryParam("limit") @Nullable String limit, @QueryParam("after") @Nullable String after) {
        return RuleSetResponses.RuleSetList.of(ruleSets.ruleSets(after, QueryNumbers.limit(limit), callers.current()));
    }

    /** One rule set. */
    @GET
    @Path("/{name}")
    public RuleSetResponses.RuleSet ruleSet(@PathParam("name") String name) {
        return RuleSetResponses.RuleSet.of(ruleSets.ruleSet(name, callers.current()));
    }

    /** Versions, the latest first. */
    @GET
    @Path("/{name}/versions")
    public RuleSetResponses.VersionList versions(
            @PathParam("name") String name,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("after") @Nullable String after) {
        int below = after == null ? Integer.MAX_VALUE : QueryNumbers.parse("after", after, Integer.MAX_VALUE);
        return RuleSetResponses.VersionList.of(
                ruleSets.versions(name, below, QueryNumbers.limit(limit), callers.current()));
    }

    /** One version and its files. */
    @GET
    @Path("/{name}/versions/" + NUMBER)
    public Response version(@PathParam("name") String name, @PathParam("version") int number) {
        VersionView view = ruleSets.view(name, number, callers.current());
        // The state changes while the content stays, so that nothing is ever "not modified".
        return DraftResource.tagged(Response.ok(), view);
    }

    /** All files of a version, as an archive. */
    @GET
    @Path("/{name}/versions/" + NUMBER + "/archive")
    @Produces(DraftResource.ZIP)
    public Response archive(
            @PathParam("name") String name, @PathParam("version") int number, @Context Request request) {
        RuleSetFiles files = ruleSets.files(name, number, callers.current());
        return TaggedResponse.of(
                request,
                files.contentHash(),
                () -> Response.ok(RuleSetArchive.of(files))
                        .header(
                                HttpHeaders.CONTENT_DISPOSITION,
                                "attachment; filename=\"" + name + "-" + number + ".zip\""));
    }

    /** One file, byte for byte. */
    @GET
    @Path("/{name}/versions/" + NUMBER + "/files/{path: .+}")
    @Produces(MediaType.WILDCARD)
    public Response file(
            @PathParam("name") String name,
            @PathParam("version") int number,
            @PathParam("path") String path,
            @Context Request request) {
        byte[] content = ruleSets.file(name, number, path, callers.current());
        return TaggedResponse.of(
                request, ContentRepository.sha256(content), () -> Response.ok(content, FileMediaTypes.of(path)));
    }

    /** The version in force. */
    @GET
    @Path("/{name}/active")
    public Response active(@PathParam("name") String name, @Context Request request) {
        RuleSetSummary summary = ruleSets.active(name, callers.current());
        RuleSetResponses.Active active = RuleSetResponses.Active.of(
                Objects.requireNonNull(summary.active()), Objects.requireNonNull(summary.activeVersion()));
        return TaggedResponse.of(request, active.contentHash(), () -> Response.ok(active));
    }
}
