package org.plimsoll.dossier;

import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.StreamingOutput;
import java.util.UUID;
import org.plimsoll.decisionlog.DecisionNotFound;
import org.plimsoll.security.Roles;

/** Dossiers of decisions, as archives. */
@Path("/v1/decisions/{id}/dossier")
@Produces("application/zip")
@Blocking
public final class DossierResource {
    private final DossierService dossiers;

    DossierResource(DossierService dossiers) {
        this.dossiers = dossiers;
    }

    /** A decision's dossier. */
    @GET
    @RolesAllowed({Roles.AUDITOR, Roles.ADMIN})
    public StreamingOutput ofDecision(@PathParam("id") String id) {
        try {
            return dossiers.ofDecision(UUID.fromString(id));
        } catch (IllegalArgumentException e) {
            throw new DecisionNotFound(id);
        }
    }
}
