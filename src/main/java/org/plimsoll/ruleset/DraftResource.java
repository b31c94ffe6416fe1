package org.plimsoll.ruleset;

import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.plimsoll.engine.EngineLimits;
import org.plimsoll.engine.RuleSetFiles;
import org.plimsoll.platform.JsonBodies;
import org.plimsoll.security.Caller;
import org.plimsoll.security.Callers;
import org.plimsoll.security.Roles;

/** Drafts: begun from a version, from files or from an archive, and edited. */
@Path("/v1/rulesets/{name}/versions")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.AUTHOR)
@Blocking
public final class DraftResource {
    static final String ZIP = "application/zip";

    private static final String NUMBER = "{version: [1-9][0-9]{0,8}}";
    private static final int LONGEST_DRAFT = 32 << 20;

    private final DraftService drafts;
    private final RuleSetService ruleSets;
    private final Callers callers;

    DraftResource(DraftService drafts, RuleSetService ruleSets, Callers callers) {
        this.drafts = drafts;
        this.ruleSets = ruleSets;
        this.callers = callers;
    }

    /** Begins a draft from a version, from files, or from both. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response begin(@PathParam("name") String name, InputStream body) {
        LifecycleRequests.NewDraft draft = JsonBodies.read(body, LifecycleRequests.NewDraft.class, LONGEST_DRAFT);
        String comment = Reasons.optional(draft.comment());
        Integer from = draft.from();
        Caller caller = callers.current();
        DraftService.Begun begun = from == null
                ? drafts.begin(
                        changed(draft).apply(new RuleSetFiles(name, new TreeMap<>())),
                        new DraftService.Origin("files", null, null, comment, List.of()),
                        caller)
                : drafts.beginFrom(name, from, changed(draft), comment, caller);
        return answer(begun, caller);
    }

    /** Begins a draft with the files of an archive. */
    @POST
    @Consumes(ZIP)
    public Response beginFromArchive(
            @PathParam("name") String name, @QueryParam("comment") @Nullable String comment, InputStream body) {
        Caller caller = callers.current();
        RuleSetFiles files = Archives.read(name, body);
        return answer(
                drafts.begin(
                        files,
                        new DraftService.Origin("archive", null, null, Reasons.optional(comment), List.of()),
                        caller),
                caller);
    }

    /** Gives a draft the files of an archive in place of its own. */
    @PUT
    @Path("/" + NUMBER)
    @Consumes(ZIP)
    public Response replace(
            @PathParam("name") String name,
            @PathParam("version") int number,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            @QueryParam("comment") @Nullable String comment,
            InputStream body) {
        RuleSetFiles files = Archives.read(name, body);
        return edit(name, number, ifMatch, comment, before -> files);
    }

    /** Adds or replaces a file of a draft. */
    @PUT
    @Path("/" + NUMBER + "/files/{path: .+}")
    @Consumes(MediaType.WILDCARD)
    public Response putFile(
            @PathParam("name") String name,
            @PathParam("version") int number,
            @PathParam("path") String path,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            @QueryParam("comment") @Nullable String comment,
            InputStream body) {
        byte[] content = JsonBodies.bytes(body, EngineLimits.DEFAULT.fileBytes());
        return edit(name, number, ifMatch, comment, files -> files.with(path, content));
    }

    /** Takes a file out of a draft. */
    @DELETE
    @Path("/" + NUMBER + "/files/{path: .+}")
    public Response removeFile(
            @PathParam("name") String name,
            @PathParam("version") int number,
            @PathParam("path") String path,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            @QueryParam("comment") @Nullable String comment) {
        return edit(name, number, ifMatch, comment, files -> without(files, number, path));
    }

    private static RuleSetFiles without(RuleSetFiles files, int number, String path) {
        if (!files.files().containsKey(path)) {
            throw RuleSetNotFound.file(files.name(), number, path);
        }
        return files.without(path);
    }

    private static UnaryOperator<RuleSetFiles> changed(LifecycleRequests.NewDraft draft) {
        return before -> {
            RuleSetFiles files = before;
            Map<String, @Nullable String> changes = draft.files() == null ? Map.of() : draft.files();
            for (Map.Entry<String, @Nullable String> change : changes.entrySet()) {
                String text = change.getValue();
                files = text == null
                        ? files.without(change.getKey())
                        : files.with(change.getKey(), text.getBytes(StandardCharsets.UTF_8));
            }
            return files;
        };
    }

    private Response edit(
            String name,
            int number,
            @Nullable String ifMatch,
            @Nullable String comment,
            UnaryOperator<RuleSetFiles> change) {
        Caller caller = callers.current();
        drafts.edit(name, number, ifMatch, change, Reasons.optional(comment), caller);
        return tagged(Response.ok(), ruleSets.view(name, number, caller));
    }

    private Response answer(DraftService.Begun begun, Caller caller) {
        RuleSetVersion version = begun.version();
        Response.ResponseBuilder answer = begun.isNew()
                ? Response.created(URI.create("/v1/rulesets/" + version.ruleSet() + "/versions/" + version.number()))
                : Response.ok();
        return tagged(answer, ruleSets.view(version.ruleSet(), version.number(), caller));
    }

    static Response tagged(Response.ResponseBuilder answer, VersionView view) {
        return answer.entity(RuleSetResponses.Version.of(view))
                .tag(new EntityTag(view.version().contentHash()))
                .build();
    }
}
