package org.plimsoll.security;

import io.quarkus.security.identity.SecurityIdentity;
import jakarta.inject.Singleton;
import java.util.List;

/** Tells who makes the request under way. */
@Singleton
public final class Callers {
    private final SecurityIdentity identity;

    Callers(SecurityIdentity identity) {
        this.identity = identity;
    }

    /** Who makes the request under way. */
    public Caller current() {
        return new Caller(identity.getPrincipal().getName(), List.copyOf(identity.getRoles()));
    }
}
