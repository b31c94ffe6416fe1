package org.plimsoll.ruleset;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.plimsoll.engine.RuleSetFiles;
import org.plimsoll.platform.NodeName;
import org.plimsoll.platform.PlimsollConfig;

/** An error such as a lack of memory passes: what keeps the server informed and prepares its versions goes on after it. */
@QuarkusTest
class FailingThreadsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Inject
    RuleSetRepository repository;

    @Inject
    ActivationRepository activations;

    @Inject
    VersionCompiler compiler;

    @Inject
    ClockEvents events;

    @Inject
    NodeName node;

    @Inject
    PlimsollConfig config;

    @Inject
    EntityManager entities;

    @Inject
    @Any
    Instance<VersionCheck> checks;

    @Test
    void watch_goesOnAsking() {
        AtomicInteger asked = new AtomicInteger();
        DataSource failing = (DataSource) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {DataSource.class}, (self, method, arguments) -> {
                    asked.incrementAndGet();
                    throw new OutOfMemoryError("a test's");
                });
        PreparedVersions prepared = new PreparedVersions(compiler, config);
        ActiveRuleSets registry = new ActiveRuleSets(repository, activations, prepared);
        ActivationWatch watch = new ActivationWatch(failing, registry, prepared, events, node, config);
        Thread starter = new Thread(() -> {
            try {
                watch.start();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        starter.start();
        Awaitility.await().atMost(PATIENCE).until(() -> asked.get() > 1);
        watch.stop(new io.quarkus.runtime.ShutdownEvent());
        starter.interrupt();
    }

    @Test
    void version_isPreparedAnew() {
        AtomicInteger asked = new AtomicInteger();
        ContentRepository failing = new ContentRepository(entities) {
            @Override
            RuleSetFiles files(String ruleSet, String contentHash) {
                asked.incrementAndGet();
                throw new StackOverflowError("a test's");
            }
        };
        VersionCompiler fails = new VersionCompiler(failing, checks, config);
        PreparedVersions prepared = new PreparedVersions(fails, config);
        VersionContent version = new VersionContent("none", 1, "0".repeat(64));
        for (int attempt = 1; attempt <= 2; attempt++) {
            assertThat(prepared.prepare(version).handle((done, failure) -> true).join())
                    .isTrue();
            assertThat(asked).hasValue(attempt);
        }
        fails.stop(new io.quarkus.runtime.ShutdownEvent());
    }
}
