package org.plimsoll.dossier;

import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.StreamingOutput;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.plimsoll.decisionlog.DecisionNotFound;
import org.plimsoll.platform.InvalidParameter;
import org.plimsoll.security.Roles;

/** Dossiers, as archives. */
@Path("/v1")
@Produces("application/zip")
@Blocking
public final class DossierResource {
    private final DossierService dossiers;

    DossierResource(DossierService dossiers) {
        this.dossiers = dossiers;
    }

    /** A decision's dossier. */
    @GET
    @Path("/decisions/{id}/dossier")
    @RolesAllowed({Roles.AUDITOR, Roles.ADMIN})
    public StreamingOutput ofDecision(@PathParam("id") String id) {
        try {
            return dossiers.ofDecision(UUID.fromString(id));
        } catch (IllegalArgumentException e) {
            throw new DecisionNotFound(id);
        }
    }

    /** A period's dossier. */
    @GET
    @Path("/audit/dossier")
    @RolesAllowed({Roles.AUDITOR, Roles.ADMIN})
    public StreamingOutput ofPeriod(
            @QueryParam("from") @Nullable String from, @QueryParam("to") @Nullable String to) {
        return dossiers.ofPeriod(instant("from", from), instant("to", to));
    }

    private static Instant instant(String name, @Nullable String value) {
        try {
            if (value != null) {
                return Instant.parse(value);
            }
        } catch (DateTimeException e) {
            throw invalid(name);
        }
        throw invalid(name);
    }

    private static InvalidParameter invalid(String name) {
        return new InvalidParameter("The query parameter '" + name + "' takes an instant such as 2026-01-31T09:30:00Z.");
    }
}
