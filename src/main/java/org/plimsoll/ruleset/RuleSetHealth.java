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

    /** Ready when at least one rule set is active. */
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
            for (LoadedVersion version : registry.loaded()) {
                if (version.active()) {
                    any = true;
                    response.withData(version.ruleSet(), version.version());
                }
            }
            return response.status(any).build();
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
