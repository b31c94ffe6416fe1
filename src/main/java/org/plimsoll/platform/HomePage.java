package org.plimsoll.platform;

import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Leads whoever opens the bare address in a browser to the description of the interface. */
@Singleton
final class HomePage {
    private static final String DESCRIPTION = "/q/swagger-ui/";

    void register(@Observes Router router) {
        router.route("/")
                .method(HttpMethod.GET)
                .method(HttpMethod.HEAD)
                .handler(context -> context.redirect(DESCRIPTION));
    }
}
