package org.plimsoll.status;

import io.quarkus.security.Authenticated;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** How this server is doing. */
@Path("/v1/status")
@Tag(name = "Status")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
public final class StatusResource {
    private final StatusService service;

    StatusResource(StatusService service) {
        this.service = service;
    }

    /** This server's build, rule sets and decision log. */
    @GET
    @Operation(operationId = "getStatus", summary = "Read this server's build, rule sets and decision log")
    public StatusResponse status() {
        return service.status();
    }
}
