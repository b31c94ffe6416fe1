package org.plimsoll.audit;

import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.spi.runtime.AuthorizationFailureEvent;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.plimsoll.security.Caller;

/** Records attempts to change a rule set, or to place or release a hold, by callers who are logged in and have none of the roles it takes. */
@Singleton
final class RefusedCallers {
    private static final Logger LOG = Logger.getLogger(RefusedCallers.class);
    private static final Pattern OF_A_RULE_SET =
            Pattern.compile("/v1/rulesets/([a-z0-9-]{1,64})(?:/versions(?:/([1-9][0-9]{0,8}))?)?(?:/(.*))?");
    private static final Pattern OF_A_HOLD = Pattern.compile("/v1/audit/holds(/[^/]+/release)?");
    private static final int LONGEST_ACTION = 40;

    private final AuditLog audit;

    RefusedCallers(AuditLog audit) {
        this.audit = audit;
    }

    void refused(@ObservesAsync AuthorizationFailureEvent event) {
        Object request = event.getEventProperties().get(RoutingContext.class.getName());
        SecurityIdentity identity = event.getSecurityIdentity();
        if (request instanceof RoutingContext context && identity != null && !identity.isAnonymous()) {
            record(
                    context.request().method().name(),
                    context.normalizedPath(),
                    new Caller(identity.getPrincipal().getName(), List.copyOf(identity.getRoles())));
        }
    }

    private void record(String method, String path, Caller caller) {
        AuditEntry attempt = method.equals("GET") ? null : attempt(method, path, caller);
        if (attempt == null) {
            return;
        }
        try {
            audit.refused(
                    attempt.detail("None of the caller's roles allows " + method + " " + path + "."), "FORBIDDEN");
        } catch (RuntimeException e) {
            LOG.errorf(e, "A refused attempt of %s cannot be recorded: %s %s", caller.name(), method, path);
        }
    }

    /** What was attempted; null when it is nothing that is recorded. */
    private static @Nullable AuditEntry attempt(String method, String path, Caller caller) {
        Matcher hold = OF_A_HOLD.matcher(path);
        if (hold.matches()) {
            return AuditEntry.of(caller, hold.group(1) == null ? "PLACE_HOLD" : "RELEASE_HOLD", null);
        }
        Matcher address = OF_A_RULE_SET.matcher(path);
        if (!address.matches()) {
            return null;
        }
        String number = address.group(2);
        return AuditEntry.of(
                caller,
                action(method, address.group(3)),
                address.group(1),
                number == null ? null : Integer.valueOf(number));
    }

    /** As the step is called when it is taken. */
    private static String action(String method, @Nullable String rest) {
        if (rest == null) {
            return method.equals("POST") ? "CREATE" : "EDIT";
        }
        String last = rest.substring(rest.lastIndexOf('/') + 1).toUpperCase(Locale.ROOT);
        if (rest.startsWith("files/")) {
            return "EDIT";
        }
        return switch (last) {
            case "ROLLBACK" -> "ACTIVATE";
            case "TEAMS" -> "LIMIT_TO_TEAMS";
            default -> last.substring(0, Math.min(last.length(), LONGEST_ACTION));
        };
    }
}
