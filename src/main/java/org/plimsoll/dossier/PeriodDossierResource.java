package org.plimsoll.dossier;

import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.StreamingOutput;
import java.time.DateTimeException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.plimsoll.platform.InvalidParameter;
import org.plimsoll.security.Roles;

/** Dossiers of periods, as archives. */
@Path("/v1/audit/dossier")
@Produces("application/zip")
@Blocking
public final class PeriodDossierResource {
    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");

    private final DossierService dossiers;

    PeriodDossierResource(DossierService dossiers) {
        this.dossiers = dossiers;
    }

    /** A period's dossier. */
    @GET
    @RolesAllowed({Roles.AUDITOR, Roles.ADMIN})
    public StreamingOutput ofPeriod(@QueryParam("from") @Nullable String from, @QueryParam("to") @Nullable String to) {
        Instant first = instant("from", from);
        Instant end = instant("to", to);
        if (!first.isBefore(end)) {
            throw new InvalidParameter("The query parameter 'to' takes a time after 'from'.");
        }
        return dossiers.ofPeriod(first, end);
    }

    private static Instant instant(String name, @Nullable String value) {
        try {
            Instant instant = value == null ? Instant.MIN : Instant.parse(value);
            if (!instant.isBefore(EARLIEST) && !instant.isAfter(LATEST)) {
                return instant;
            }
        } catch (DateTimeException e) {
            throw invalid(name);
        }
        throw invalid(name);
    }

    private static InvalidParameter invalid(String name) {
        return new InvalidParameter(
                "The query parameter '" + name + "' takes an instant such as 2026-01-31T09:30:00Z.");
    }
}
