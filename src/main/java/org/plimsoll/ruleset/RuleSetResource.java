package org.plimsoll.ruleset;

import io.quarkus.security.Authenticated;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.plimsoll.platform.QueryNumbers;

/** Rule sets, their versions and files. */
@Path("/v1/rulesets")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
public final class RuleSetResource {
    private static final String NUMBER = "{version: [1-9][0-9]{0,8}}";

    private final RuleSetService ruleSets;

    RuleSetResource(RuleSetService ruleSets) {
        this.ruleSets = ruleSets;
    }

    /** Rule sets by name, with the version in force and what went wrong. */
    @GET
    public RuleSetResponses.RuleSetList list(
            @QueryParam("limit") @Nullable String limit, @QueryParam("after") @Nullable String after) {
        return RuleSetResponses.RuleSetList.of(ruleSets.ruleSets(after, QueryNumbers.limit(limit)));
    }

    /** One rule set. */
    @GET
    @Path("/{name}")
    public RuleSetResponses.RuleSet ruleSet(@PathParam("name") String name) {
        return RuleSetResponses.RuleSet.of(ruleSets.ruleSet(name));
    }

    /** Versions, the latest first. */
    @GET
    @Path("/{name}/versions")
    public RuleSetResponses.VersionList versions(
            @PathParam("name") String name,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("after") @Nullable String after) {
        int below = after == null ? Integer.MAX_VALUE : QueryNumbers.parse("after", after, Integer.MAX_VALUE);
        return RuleSetResponses.VersionList.of(ruleSets.versions(name, below, QueryNumbers.limit(limit)));
    }

    /** One version and its files. */
    @GET
    @Path("/{name}/versions/" + NUMBER)
    public Response version(
            @PathParam("name") String name, @PathParam("version") int number, @Context Request request) {
        RuleSetVersion version = ruleSets.version(name, number);
        return TaggedResponse.of(
                request,
                version.contentHash(),
                () -> Response.ok(RuleSetResponses.Version.of(version, ruleSets.files(name, number))));
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
        byte[] content = ruleSets.file(name, number, path);
        return TaggedResponse.of(request, sha256(content), () -> Response.ok(content, FileMediaTypes.of(path)));
    }

    /** The version in force. */
    @GET
    @Path("/{name}/active")
    public Response active(@PathParam("name") String name, @Context Request request) {
        Activation activation = ruleSets.active(name);
        RuleSetVersion version = ruleSets.version(name, activation.version());
        return TaggedResponse.of(
                request, version.contentHash(), () -> Response.ok(RuleSetResponses.Active.of(activation, version)));
    }

    private static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
