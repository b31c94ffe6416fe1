package org.plimsoll.security;

import io.quarkus.oidc.OIDCException;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.plimsoll.platform.ProblemMappers;

/**
 * Tells a provider that cannot be asked from a token that is not valid: the first is to be tried again, the second is an
 * {@code AuthenticationFailedException}.
 */
@Singleton
public final class IdentityProviderMapper {
    private final ProblemMappers problems;

    IdentityProviderMapper(ProblemMappers problems) {
        this.problems = problems;
    }

    @ServerExceptionMapper
    Response unavailable(OIDCException failure) {
        return problems.known(new IdentityProviderUnavailable(failure));
    }
}
