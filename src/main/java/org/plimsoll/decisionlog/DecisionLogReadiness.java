package org.plimsoll.decisionlog;

import jakarta.inject.Singleton;
import java.sql.SQLException;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.plimsoll.ledger.LedgerSuspended;

/** Not ready while decisions cannot be recorded: none would be answered. */
@Readiness
@Singleton
final class DecisionLogReadiness implements HealthCheck {
    private final DecisionLog log;

    DecisionLogReadiness(DecisionLog log) {
        this.log = log;
    }

    @Override
    public HealthCheckResponse call() {
        LogState state = log.state();
        boolean writable = state.writable();
        try {
            log.probe();
        } catch (SQLException | LedgerSuspended e) {
            writable = false;
        }
        return HealthCheckResponse.named("decision log")
                .status(writable)
                .withData("waiting", state.waiting())
                .build();
    }
}
