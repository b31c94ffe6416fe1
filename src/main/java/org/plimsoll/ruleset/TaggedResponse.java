package org.plimsoll.ruleset;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.util.function.Supplier;

/** An answer with an entity tag, which is not sent to a caller who has it already. */
final class TaggedResponse {
    private TaggedResponse() {}

    /**
     * The entity and its tag, or 304 when {@code If-None-Match} has the tag.
     *
     * @param tag identity of the content
     * @param answer makes the answer when it is to be sent
     * @throws WebApplicationException 412 when {@code If-Match} does not have the tag
     */
    static Response of(Request request, String tag, Supplier<Response.ResponseBuilder> answer) {
        EntityTag entityTag = new EntityTag(tag);
        Response.ResponseBuilder instead = request.evaluatePreconditions(entityTag);
        if (instead == null) {
            return answer.get().tag(entityTag).build();
        }
        Response response = instead.build();
        if (response.getStatus() == Response.Status.PRECONDITION_FAILED.getStatusCode()) {
            throw new WebApplicationException(response);
        }
        return response;
    }
}
