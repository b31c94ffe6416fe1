package org.plimsoll.ruleset;

import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;
import org.eclipse.microprofile.health.Startup;

/** Whether there is anything to evaluate with. */
final class RuleSetHealth {
    private RuleSetHealth() {}

    /** Ready when at least one rule set is active, every version in force is prepared, and the database is heard of. */
    @Readiness
    @Singleton
    static final class Ready implements HealthCheck {
        private final ActiveRuleSets registry;

        Ready(ActiveRuleSets registry) {
            this.registry = registry;
        }

        @Override
        public HealthCheckResponse call() {
            HealthCheckResponseBuilder response = HealthCheckResponse.named("active rule sets");
            boolean any = false;
            boolean ready = registry.isInTouch();
            for (LoadedVersion version : registry.loaded()) {
                if (version.active()) {
                    any = true;
                    response.withData(version.ruleSet(), version.version());
                }
            }
            for (ActiveRuleSets.UnpreparedVersion missing : registry.unprepared()) {
                response.withData(missing.ruleSet(), missing.version() + " is not prepared");
                ready = false;
            }
            return response.status(any && ready).build();
        }
    }

    /** Started when every rule set has been loaded, or has failed to. */
    @Startup
    @Singleton
    static final class Started implements HealthCheck {
        private final ActiveRuleSets registry;

        Started(ActiveRuleSets registry) {
            this.registry = registry;
        }

        @Override
        public HealthCheckResponse call() {
            return HealthCheckResponse.named("rule sets loaded")
                    .status(registry.started())
                    .build();
        }
    }
}
