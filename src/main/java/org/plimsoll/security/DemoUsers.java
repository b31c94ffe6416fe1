package org.plimsoll.security;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.IdentityProvider;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.UsernamePasswordAuthenticationRequest;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.plimsoll.platform.PlimsollConfig;

/**
 * Users to try the server with, where {@code plimsoll.security.demo-users} lets them in: one for each role, named after it, and
 * one with several; each with its name as password. They are known without asking anybody, so that no thread waits for a login.
 */
@Singleton
public final class DemoUsers implements IdentityProvider<UsernamePasswordAuthenticationRequest> {
    /** Somebody whose roles would do for everything, to see that four eyes are more than a role. */
    private static final String OFFICER = "officer";

    private static final Set<String> OFFICER_ROLES = Set.of(Roles.AUTHOR, Roles.APPROVER, Roles.ACTIVATOR);

    private final Map<String, SecurityIdentity> users;

    @Inject
    DemoUsers(PlimsollConfig config) {
        this(config.security().demoUsers());
    }

    DemoUsers(boolean letIn) {
        this.users = letIn ? users() : Map.of();
    }

    private static Map<String, SecurityIdentity> users() {
        Map<String, SecurityIdentity> users = new HashMap<>();
        Roles.ALL.forEach(role -> users.put(role, user(role, Set.of(role))));
        users.put(OFFICER, user(OFFICER, OFFICER_ROLES));
        return Map.copyOf(users);
    }

    private static SecurityIdentity user(String name, Set<String> roles) {
        return QuarkusSecurityIdentity.builder()
                .setPrincipal(new QuarkusPrincipal(name))
                .addRoles(new HashSet<>(roles))
                .build();
    }

    /** Names of those who may log in, sorted. */
    List<String> names() {
        return users.keySet().stream().sorted().toList();
    }

    @Override
    public Class<UsernamePasswordAuthenticationRequest> getRequestType() {
        return UsernamePasswordAuthenticationRequest.class;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(
            UsernamePasswordAuthenticationRequest request, AuthenticationRequestContext context) {
        SecurityIdentity user = users.get(request.getUsername());
        return user != null
                        && request.getUsername()
                                .contentEquals(new String(request.getPassword().getPassword()))
                ? Uni.createFrom().item(user)
                : Uni.createFrom().failure(new AuthenticationFailedException("no such user, or another password"));
    }
}
