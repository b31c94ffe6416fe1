package org.plimsoll.ruleset;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;
import org.plimsoll.platform.PlimsollConfig;

/**
 * Brings rule sets into force when the server starts: the versions that the database says are active, and folders that it
 * does not know yet. One that fails leaves all others, and its own version of before, in force.
 */
@Singleton
final class RuleSetStart {
    private static final Logger LOG = Logger.getLogger(RuleSetStart.class);
    private static final long LOOK_EVERY_MILLIS = 20;

    private final ActivationWatch watch;
    private final FolderImport folders;
    private final PreparedVersions prepared;
    private final ActiveRuleSets registry;
    private final Duration startWait;

    RuleSetStart(
            ActivationWatch watch,
            FolderImport folders,
            PreparedVersions prepared,
            ActiveRuleSets registry,
            PlimsollConfig config) {
        this.watch = watch;
        this.folders = folders;
        this.prepared = prepared;
        this.registry = registry;
        this.startWait = config.rules().startWait();
    }

    void start(@Observes StartupEvent event) throws InterruptedException {
        // What is in force comes first: new folders may take long to compile.
        watch.start();
        CompletableFuture<Void> all = CompletableFuture.allOf(
                        folders.importAll().toArray(new CompletableFuture<?>[0]))
                .thenRunAsync(this::awaitReadiness)
                .whenComplete((nothing, failure) -> {
                    if (failure != null) {
                        LOG.error("Loading rule sets failed", failure);
                    }
                    registry.finishStart();
                });
        try {
            all.get(startWait.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            LOG.warn("Rule sets are still being compiled; the server opens its port and is not ready yet");
        } catch (ExecutionException e) {
            LOG.debug("Logged above", e);
        }
    }

    /** Until what is wanted is ready, or has failed, and what was imported has come into force. */
    private void awaitReadiness() {
        Instant inForce = folders.lastInForce();
        try {
            while (!prepared.isSettled() || !watch.isPast(inForce)) {
                Thread.sleep(LOOK_EVERY_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
