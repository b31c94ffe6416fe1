package org.plimsoll.replay;

import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.plimsoll.decisionlog.DecisionNotFound;
import org.plimsoll.engine.why.ExplainedDecision.Question;
import org.plimsoll.platform.InvalidParameter;
import org.plimsoll.security.Roles;
import org.plimsoll.wire.ExplanationLetter;
import org.plimsoll.wire.ExplanationWriter;

/** Why recorded decisions are what they are, and why they are not something else. */
@Path("/v1/decisions/{id}/explanation")
@Blocking
public final class ExplanationResource {
    private static final String MARKDOWN = "text/markdown;charset=UTF-8";
    private static final int LONGEST = 500;

    private final ExplanationService explanations;

    ExplanationResource(ExplanationService explanations) {
        this.explanations = explanations;
    }

    /** As data. */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.EVALUATOR, Roles.AUDITOR, Roles.ADMIN})
    public byte[] json(
            @PathParam("id") String id,
            @QueryParam("whyNot") @Nullable String whyNot,
            @QueryParam("whyNotAction") @Nullable String whyNotAction,
            @QueryParam("subject") @Nullable String subject) {
        return explanations.explain(parse(id), question(whyNot, whyNotAction, subject), ExplanationWriter::write);
    }

    /** As a letter. */
    @GET
    @Produces(MARKDOWN)
    @RolesAllowed({Roles.EVALUATOR, Roles.AUDITOR, Roles.ADMIN})
    public byte[] letter(
            @PathParam("id") String id,
            @QueryParam("whyNot") @Nullable String whyNot,
            @QueryParam("whyNotAction") @Nullable String whyNotAction,
            @QueryParam("subject") @Nullable String subject) {
        return explanations.explain(
                parse(id),
                question(whyNot, whyNotAction, subject),
                (seal, explained, answers) ->
                        ExplanationLetter.write(seal, explained, answers).getBytes(StandardCharsets.UTF_8));
    }

    private static Question question(@Nullable String rule, @Nullable String action, @Nullable String subject) {
        mustBeShort("whyNot", rule);
        mustBeShort("whyNotAction", action);
        mustBeShort("subject", subject);
        if (subject != null && rule == null && action == null) {
            throw new InvalidParameter(
                    "The query parameter 'subject' says what 'whyNot' or 'whyNotAction' is about; give one of them.");
        }
        return new Question(rule, action, subject);
    }

    private static void mustBeShort(String name, @Nullable String value) {
        if (value != null && (value.isBlank() || value.length() > LONGEST)) {
            throw new InvalidParameter("The query parameter '" + name + "' takes 1 to " + LONGEST
                    + " characters, not all of them spaces.");
        }
    }

    private static UUID parse(String id) {
        try {
            return UUID.fromString(id);
        } catch (IllegalArgumentException e) {
            throw new DecisionNotFound(id);
        }
    }
}
