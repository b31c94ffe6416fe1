package org.plimsoll.security;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Who calls.
 *
 * @param name as the login says
 * @param roles roles and other groups the login has, sorted
 */
public record Caller(String name, List<String> roles) {
    /** What a group's name begins with when it is a team's. */
    public static final String TEAM_PREFIX = "team:";

    /** The server itself, for what happens by the clock or at its start. */
    public static final Caller SERVER = new Caller("server", List.of());

    public Caller {
        roles = roles.stream().sorted().toList();
    }

    /** Whether the caller has a role. */
    public boolean has(String role) {
        return roles.contains(role);
    }

    /** Names of the teams the caller belongs to: groups called {@code team:<name>}. */
    public Set<String> teams() {
        return roles.stream()
                .filter(role -> role.startsWith(TEAM_PREFIX))
                .map(role -> role.substring(TEAM_PREFIX.length()))
                .collect(Collectors.toUnmodifiableSet());
    }
}
