package org.plimsoll.ledger;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.StreamingOutput;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.plimsoll.platform.QueryNumbers;
import org.plimsoll.security.Roles;

/** Tree heads of the log, and its verification. */
@Path("/v1/audit")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public final class LedgerResource {
    private final Ledger ledger;

    LedgerResource(Ledger ledger) {
        this.ledger = ledger;
    }

    /** Signed tree heads by size, and the keys to verify them with. */
    @GET
    @Path("/heads")
    @RolesAllowed({Roles.AUDITOR, Roles.ADMIN})
    public HeadList heads(@QueryParam("limit") @Nullable String limit, @QueryParam("after") @Nullable String after) {
        int most = QueryNumbers.limit(limit);
        long from = after == null ? 0 : QueryNumbers.parseLong("after", after);
        return HeadList.of(ledger, ledger.heads(from, most + 1), most);
    }

    /** Verifies entries, leaf hashes, heads, the witness, rule files and table definitions. */
    @POST
    @Path("/verify")
    @RolesAllowed({Roles.AUDITOR, Roles.ADMIN})
    public Verification verify() {
        return ledger.verify();
    }

    /** All entries that a head covers, with all that is needed to verify them, as an archive. */
    @GET
    @Path("/export")
    @Produces("application/zip")
    @RolesAllowed({Roles.AUDITOR, Roles.ADMIN})
    public StreamingOutput export() {
        return ledger::export;
    }

    /**
     * A part of the heads.
     *
     * @param origin what the log is called
     * @param keys keys to verify with, as C2SP verifier keys, the present one first
     * @param items the part
     * @param next what to give as {@code after} for the next part; absent when there is none yet
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record HeadList(
            String origin,
            List<String> keys,
            List<Head> items,
            @Nullable String next) {
        static HeadList of(Ledger ledger, List<TreeHead> heads, int limit) {
            List<Head> items = heads.stream().limit(limit).map(Head::of).toList();
            return new HeadList(
                    ledger.state().origin(),
                    ledger.verifierKeys(),
                    items,
                    heads.size() > limit ? Long.toString(items.get(limit - 1).treeSize()) : null);
        }
    }

    /**
     * A signed tree head.
     *
     * @param treeSize entries it covers
     * @param root root of the tree, in hexadecimal
     * @param signedAt when it was signed
     * @param note the signed checkpoint
     */
    public record Head(long treeSize, String root, Instant signedAt, String note) {
        static Head of(TreeHead head) {
            return new Head(head.size(), HexFormat.of().formatHex(head.root()), head.signedAt(), head.note());
        }
    }
}
