package org.plimsoll.security;

import java.time.Duration;
import java.util.List;
import org.plimsoll.platform.ProblemException;

/** The identity provider that would vouch for the caller cannot be reached. */
public final class IdentityProviderUnavailable extends ProblemException {
    private static final long serialVersionUID = 1L;

    IdentityProviderUnavailable(Throwable cause) {
        super(
                503,
                "IDENTITY_PROVIDER_UNAVAILABLE",
                "The identity provider cannot be reached.",
                List.of(),
                Duration.ofSeconds(5),
                cause);
    }
}
