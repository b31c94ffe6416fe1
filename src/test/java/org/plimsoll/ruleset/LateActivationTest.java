package org.plimsoll.ruleset;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An activation whose transaction takes longer than it is announced ahead: nobody has read of it when it begins. */
@QuarkusTest
class LateActivationTest {
    @Inject
    ActivationRepository activations;

    @Inject
    ActivationTimes times;

    @Inject
    ActiveRuleSets registry;

    private String name = "";
    private int first;
    private int second;

    @BeforeEach
    void activate() {
        name = Lifecycles.newName();
        first = Lifecycles.approved(name, Lifecycles.files(name, "0.10", "100"));
        Lifecycles.activate(name, first, Map.of()).then().statusCode(200);
        second = Lifecycles.approved(name, Lifecycles.files(name, "0.20", "200"));
    }

    @Test
    void serverRefuses_fromTheInstantOn_untilItHasReadOfIt() {
        QuarkusTransaction.requiringNew().run(() -> {
            activations.lock();
            Instant from = times.earliest(name);
            activations.add(new ActivationRepository.NewActivation(
                    name,
                    second,
                    Lifecycles.hash(name, second),
                    Activation.Kind.REGULAR,
                    from,
                    null,
                    "activator",
                    "because"));
            sleepUntil(from.plusMillis(300));
            assertThatThrownBy(() -> registry.active(name).close()).isInstanceOf(VersionNotReady.class);
        });
        awaitVersion(second);
    }

    @Test
    void serverGoesOn_whenItIsNotRecordedAfterAll() {
        QuarkusTransaction.begin();
        activations.lock();
        activations.add(new ActivationRepository.NewActivation(
                name, null, null, Activation.Kind.NONE, times.earliest(name), null, "activator", "because"));
        QuarkusTransaction.rollback();
        sleepUntil(Instant.now().plus(times.lead()).plusMillis(300));
        awaitVersion(first);
    }

    private void awaitVersion(int version) {
        Awaitility.await().atMost(Duration.ofSeconds(10)).ignoreExceptions().until(() -> {
            try (RuleSetLease lease = registry.active(name)) {
                return lease.version() == version;
            }
        });
    }

    private static void sleepUntil(Instant instant) {
        try {
            Thread.sleep(Math.max(0, Duration.between(Instant.now(), instant).toMillis()));
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
