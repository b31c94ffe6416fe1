package org.plimsoll.evaluation;

import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import org.plimsoll.security.Callers;
import org.plimsoll.security.Roles;

/** Evaluates with rule files that nobody has saved. Nothing of it is recorded as a decision. */
@Path("/v1/sandbox/evaluations")
@Blocking
public final class SandboxResource {
    private final SandboxService sandbox;
    private final Callers callers;

    SandboxResource(SandboxService sandbox, Callers callers) {
        this.sandbox = sandbox;
        this.callers = callers;
    }

    /** Evaluates a portfolio with files as they are sent. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.AUTHOR)
    public byte[] evaluate(InputStream body) {
        return sandbox.evaluate(body, callers.current());
    }
}
