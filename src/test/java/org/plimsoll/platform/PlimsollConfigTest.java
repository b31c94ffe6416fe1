package org.plimsoll.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Period;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.plimsoll.platform.PlimsollConfig.FolderImport;

class PlimsollConfigTest {
    private static final String RUNNING = "org.plimsoll.embedded-database.url";

    private @Nullable String before;

    /** As if an embedded database were running already, so that none is started here. */
    @BeforeEach
    void pretendToRun() {
        before = System.getProperty(RUNNING);
        if (before == null) {
            System.setProperty(RUNNING, "jdbc:postgresql://127.0.0.1:1/plimsoll");
        }
    }

    @AfterEach
    void stopPretending() {
        if (before == null) {
            System.clearProperty(RUNNING);
        }
    }

    @Test
    void defaults_withoutAnySetting_areTheDocumentedOnes() throws IOException {
        SmallRyeConfig settings = settings(Map.of());
        PlimsollConfig config = settings.getConfigMapping(PlimsollConfig.class);

        assertThat(config.database().embedded()).isTrue();
        assertThat(config.database().directory()).isEqualTo(Path.of("data/postgres"));
        assertThat(config.rules().directory()).isEqualTo(Path.of("rules"));
        assertThat(config.rules().importFolders()).isEqualTo(FolderImport.ON_CHANGE);
        assertThat(config.rules().startWait()).isEqualTo(Duration.ofMinutes(5));
        assertThat(config.rules().loadedVersions()).isEqualTo(32);
        assertThat(config.rules().modulesDirectory()).contains(Path.of("data/modules"));
        assertThat(config.rules().compilers()).isEqualTo(1);
        assertThat(config.rules().activationLead()).isEqualTo(Duration.ofMillis(200));
        assertThat(config.rules().pollInterval()).isEqualTo(Duration.ofMillis(500));
        assertThat(config.rules().prepareWait()).isEqualTo(Duration.ofSeconds(30));
        assertThat(config.rules().minimumApprovals()).isEqualTo(1);
        assertThat(config.rules().breakGlassTime()).isEqualTo(Duration.ofHours(4));
        assertThat(config.rules().reportWait()).isEqualTo(Duration.ofSeconds(20));
        assertThat(config.git().directory()).isEqualTo(Path.of("data/git"));
        assertThat(config.git().follow()).isEmpty();
        assertThat(config.evaluation().longestBody().asLongValue()).isEqualTo(32L * 1024 * 1024);
        assertThat(config.evaluation().portfoliosPerBatch()).isEqualTo(100_000);
        assertThat(config.evaluation().concurrentRequests()).isEqualTo(128);
        assertThat(config.evaluation().comparedShare()).isEqualTo(0.001);
        assertThat(config.decisionLog().queueCapacity()).isEqualTo(4096);
        assertThat(config.decisionLog().batchRecords()).isEqualTo(256);
        assertThat(config.decisionLog().batchBytes().asLongValue()).isEqualTo(16L * 1024 * 1024);
        assertThat(config.decisionLog().writers()).isEqualTo(1);
        assertThat(config.decisionLog().commitTimeout()).isEqualTo(Duration.ofSeconds(5));
        assertThat(config.decisionLog().retryInterval()).isEqualTo(Duration.ofMillis(500));
        assertThat(config.decisionLog().retention()).isEmpty();
        assertThat(config.security().demoUsers()).isTrue();
        assertThat(config.node().name()).isEmpty();

        String document = Files.readString(Path.of("docs/configuration.md"));
        for (String name : settings.getPropertyNames()) {
            if (name.startsWith("plimsoll.")) {
                assertThat(document).contains("`" + name + "`");
            }
        }
    }

    @Test
    void embedded_withoutAnySetting_listensOnLoopbackAndLetsDemoUsersIn() {
        SmallRyeConfig settings = settings(Map.of());
        assertThat(settings.getConfigValue("quarkus.http.host").getRawValue()).isEqualTo("127.0.0.1");
        assertThat(settings.getConfigMapping(PlimsollConfig.class).security().demoUsers())
                .isTrue();
    }

    @Test
    void embedded_listeningBeyondLoopback_letsNoDemoUserIn() {
        SmallRyeConfig settings = settings(Map.of("quarkus.http.host", "0.0.0.0"));
        assertThat(settings.getConfigMapping(PlimsollConfig.class).security().demoUsers())
                .isFalse();
    }

    @Test
    void embedded_listeningBeyondLoopbackWithDemoUsersAskedFor_letsThemIn() {
        SmallRyeConfig settings =
                settings(Map.of("quarkus.http.host", "0.0.0.0", "plimsoll.security.demo-users", "true"));
        assertThat(settings.getConfigMapping(PlimsollConfig.class).security().demoUsers())
                .isTrue();
    }

    @Test
    void external_whenAUrlIsGiven_isChosenAndClosesTheDemo() {
        String url = "jdbc:postgresql://db.example/plimsoll";
        SmallRyeConfig settings = settings(Map.of("quarkus.datasource.jdbc.url", url));
        PlimsollConfig config = settings.getConfigMapping(PlimsollConfig.class);
        assertThat(config.database().embedded()).isFalse();
        assertThat(config.rules().importFolders()).isEqualTo(FolderImport.FIRST_START);
        assertThat(config.rules().activationLead()).isEqualTo(Duration.ofSeconds(3));
        assertThat(config.security().demoUsers()).isFalse();
        assertThat(settings.getConfigValue("quarkus.datasource.jdbc.url").getRawValue())
                .isEqualTo(url);
        assertThat(settings.getConfigValue("quarkus.http.host").getRawValue()).isNull();
    }

    @Test
    void modulesDirectory_setToNothing_keepsNoModules() {
        SmallRyeConfig settings = settings(Map.of("plimsoll.rules.modules-directory", ""));
        assertThat(settings.getConfigMapping(PlimsollConfig.class).rules().modulesDirectory())
                .isEmpty();
    }

    @Test
    void retention_isAPeriod() {
        SmallRyeConfig settings = settings(Map.of("plimsoll.decision-log.retention", "P7Y6M"));
        assertThat(settings.getConfigMapping(PlimsollConfig.class).decisionLog().retention())
                .contains(Period.of(7, 6, 0));
    }

    private static SmallRyeConfig settings(Map<String, String> given) {
        Map<String, String> values = new HashMap<>(given);
        return new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withSources(new io.smallrye.config.PropertiesConfigSource(values, "given", 300))
                .withSources(new EmbeddedDatabaseConfigFactory())
                .withMapping(PlimsollConfig.class)
                .build();
    }
}
