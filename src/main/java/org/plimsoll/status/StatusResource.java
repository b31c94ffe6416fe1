package org.plimsoll.status;

import io.quarkus.security.Authenticated;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** How this server is doing. */
@Path("/v1/status")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
public final class StatusResource {
    private final StatusService service;

    StatusResource(StatusService service) {
        this.service = service;
    }

    /** This server's build, rule sets and decision log. */
    @GET
    public StatusResponse status() {
        return service.status();
    }
}
