package org.plimsoll.evaluation;

import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.common.annotation.NonBlocking;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.InputStream;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.plimsoll.decisionlog.DecisionRecord;
import org.plimsoll.security.Roles;

/** Evaluates portfolios. */
@Path("/v1/evaluations")
@Blocking
public final class EvaluationResource {
    private static final String NDJSON = "application/x-ndjson";

    private final EvaluationService evaluations;
    private final BatchService batches;
    private final SecurityIdentity identity;

    EvaluationResource(EvaluationService evaluations, BatchService batches, SecurityIdentity identity) {
        this.evaluations = evaluations;
        this.batches = batches;
        this.identity = identity;
    }

    /** Evaluates one portfolio. Called where the request came in once a short body has come; a long one is read elsewhere. */
    @POST
    @NonBlocking
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.EVALUATOR, Roles.AUTHOR, Roles.ADMIN})
    public CompletionStage<byte[]> evaluate(InputStream body) {
        return leavingLater(evaluations.evaluate(body, caller()));
    }

    /**
     * An answer that is there leaves in the thread's next turn: those that came in together are evaluated one after the other, and
     * only then is sent what they came to. Evaluating and sending by turns takes a quarter longer, since each drives the
     * other's code out of the processor.
     */
    private static CompletionStage<byte[]> leavingLater(CompletionStage<byte[]> answer) {
        Context thread = Vertx.currentContext();
        CompletableFuture<byte[]> there = answer.toCompletableFuture();
        if (thread == null || !there.isDone() || there.isCompletedExceptionally()) {
            return answer;
        }
        CompletableFuture<byte[]> later = new CompletableFuture<>();
        thread.runOnContext(none -> later.complete(there.join()));
        return later;
    }

    /** Evaluates many portfolios on the same market data: a line in, a line out. */
    @POST
    @Path("/batch")
    @Consumes({NDJSON, "application/ndjson"})
    @Produces(NDJSON)
    @RolesAllowed({Roles.EVALUATOR, Roles.AUTHOR, Roles.ADMIN})
    public StreamingOutput evaluateBatch(InputStream body) {
        return batches.open(body, caller())::writeTo;
    }

    private DecisionRecord.Caller caller() {
        return new DecisionRecord.Caller(identity.getPrincipal().getName(), List.copyOf(identity.getRoles()));
    }
}
