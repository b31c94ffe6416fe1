package org.plimsoll.decisionlog;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.plimsoll.security.Roles;

/** The decision log. */
@Path("/v1/decisions")
public final class DecisionResource {
    private final DecisionLog log;

    DecisionResource(DecisionLog log) {
        this.log = log;
    }

    /** One decision: what surrounds it, and its result byte for byte as it was answered. */
    @GET
    @Path("/{id}")
    @Produces(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.EVALUATOR, Roles.AUDITOR, Roles.ADMIN})
    public byte[] decision(@PathParam("id") String id) {
        return json(log.find(parse(id)));
    }

    /** Shows that the decision's entry is part of the log's tree. */
    @GET
    @Path("/{id}/proof")
    @Produces(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.EVALUATOR, Roles.AUDITOR, Roles.ADMIN})
    public DecisionProof proof(@PathParam("id") String id) {
        return log.proof(parse(id));
    }

    /** A page of the decisions that query parameters ask for. */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.EVALUATOR, Roles.AUDITOR, Roles.ADMIN})
    public DecisionPage decisions(@Context UriInfo request) {
        return log.search(DecisionQueryReader.read(request.getQueryParameters()));
    }

    private static UUID parse(String id) {
        try {
            return UUID.fromString(id);
        } catch (IllegalArgumentException e) {
            throw new DecisionNotFound(id);
        }
    }

    private static byte[] json(StoredDecision stored) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        DecisionRecord decision = stored.decision();
        try (JsonGenerator json = new JsonFactory().createGenerator(out)) {
            json.writeStartObject();
            json.writeStringField("decisionId", decision.id().toString());
            json.writeNumberField("sequence", stored.sequence());
            json.writeStringField("requestId", decision.requestId());
            json.writeStringField("status", decision.subject().status());
            json.writeStringField("account", decision.subject().account());
            json.writeStringField("portfolio", decision.subject().portfolio());
            json.writeStringField("evaluatedAt", decision.evaluatedAt().toString());
            json.writeStringField("receivedAt", decision.receivedAt().toString());
            json.writeStringField("decidedAt", decision.decidedAt().toString());
            json.writeStringField("committedAt", stored.committedAt().toString());
            json.writeObjectFieldStart("caller");
            json.writeStringField("name", decision.caller().name());
            writeTexts(json, "roles", decision.caller().roles());
            json.writeEndObject();
            json.writeObjectFieldStart("ruleSet");
            json.writeStringField("name", decision.ruleSet().name());
            json.writeNumberField("version", decision.ruleSet().version());
            json.writeStringField("contentHash", decision.ruleSet().contentHash());
            json.writeEndObject();
            json.writeObjectFieldStart("engine");
            json.writeStringField("build", decision.engine().build());
            json.writeStringField("drools", decision.engine().drools());
            json.writeStringField("java", decision.engine().java());
            json.writeEndObject();
            writeTexts(json, "limitsHit", decision.limitsHit());
            json.writeStringField("requestSha256", decision.request().sha256());
            if (decision.shared() != null) {
                json.writeStringField("sharedSha256", decision.shared().sha256());
            }
            json.writeStringField("resultSha256", decision.result().sha256());
            json.writeFieldName("result");
            json.writeRawValue(new String(decision.result().bytes(), StandardCharsets.UTF_8));
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static void writeTexts(JsonGenerator json, String field, List<String> texts) throws IOException {
        json.writeArrayFieldStart(field);
        for (String text : texts) {
            json.writeString(text);
        }
        json.writeEndArray();
    }
}
