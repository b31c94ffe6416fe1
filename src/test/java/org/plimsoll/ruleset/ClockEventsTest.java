package org.plimsoll.ruleset;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.plimsoll.audit.AuditLog;
import org.plimsoll.contract.Calls;
import org.plimsoll.lifecycle.Timeline;

/** What happens by the clock is in the audit trail even when no server looked at that instant. */
@QuarkusTest
class ClockEventsTest {
    @Inject
    ActivationRepository activations;

    @Inject
    RuleSetRepository repository;

    @Inject
    AuditLog audit;

    private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    private String name = "";

    @BeforeEach
    void nameIt() {
        name = Lifecycles.newName();
        Lifecycles.approved(name, Lifecycles.files(name, "0.10", "100"));
    }

    @Test
    void expiry_justBeforeAReading_isRecorded() {
        activated(now.minusSeconds(20), now.minusSeconds(10));

        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(actions()).containsExactly("TAKE_EFFECT", "EXPIRE"));
    }

    @Test
    void expiry_whileNoServerRan_isRecordedByTheNext() {
        activated(now.minusSeconds(7_200), now.minusSeconds(3_600));

        ClockEvents restarted = new ClockEvents(audit, repository, activations);
        restarted.record(Map.of(name, Timeline.EMPTY), now);
        assertThat(actions()).containsExactly("TAKE_EFFECT", "EXPIRE");
    }

    private void activated(Instant from, Instant until) {
        QuarkusTransaction.requiringNew().run(() -> {
            activations.lock();
            activations.add(new ActivationRepository.NewActivation(
                    name, 1, Lifecycles.hash(name, 1), Activation.Kind.REGULAR, from, until, "activator", "because"));
        });
    }

    private List<String> actions() {
        return Calls.as("auditor")
                .get("/v1/audit/events?limit=200&ruleSet=" + name)
                .path("items.findAll { it.actor == 'server' }.action");
    }
}
