package org.plimsoll.ruleset;

import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;
import org.plimsoll.platform.QueryNumbers;
import org.plimsoll.security.Callers;

/** Two versions side by side. */
@Path("/v1/rulesets/{name}/compare")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
@Blocking
public final class ComparisonResource {
    /** In place of a number: the rule set that the version extends. */
    private static final String BASE = "base";

    private final ComparisonService comparisons;
    private final Callers callers;

    ComparisonResource(ComparisonService comparisons, Callers callers) {
        this.comparisons = comparisons;
        this.callers = callers;
    }

    /** What differs between two versions: files, rules, tables, settings, and which cases come out otherwise. */
    @GET
    public byte[] compare(
            @PathParam("name") String name,
            @QueryParam("from") @Nullable String from,
            @QueryParam("to") @Nullable String to) {
        int recent = QueryNumbers.parse("to", to == null ? "" : to, Integer.MAX_VALUE);
        if (BASE.equals(from)) {
            return comparisons.compareWithBase(name, recent, callers.current());
        }
        int old = QueryNumbers.parse("from", from == null ? "" : from, Integer.MAX_VALUE);
        return comparisons.compare(name, old, recent, callers.current());
    }
}
