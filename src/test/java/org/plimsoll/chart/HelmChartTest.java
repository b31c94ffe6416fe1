package org.plimsoll.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.entry;

import com.fasterxml.jackson.databind.JsonNode;
import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The objects that the chart renders with each of its sample value files. */
final class HelmChartTest {
    private static final Pattern SECRET_NAME =
            Pattern.compile("PASSWORD|SECRET|CREDENTIAL|USERNAME", Pattern.CASE_INSENSITIVE);
    private static final Path MINIMAL = Chart.sample("minimal");
    private static final Path FULL = Chart.sample("full-production");
    private static final Path RESTRICTED = Chart.sample("restricted-network");

    static Stream<Path> samples() {
        return Chart.samples().stream();
    }

    @Test
    void samples_shipped_includeTheThreeNamedOnes() {
        assertThat(Chart.samples()).contains(MINIMAL, FULL, RESTRICTED);
    }

    @ParameterizedTest
    @MethodSource("samples")
    void lint_strictWithEachSample_findsNothing(Path sample, @TempDir Path directory) throws IOException {
        LintResult result = Chart.lint(sample, directory);
        assertThat(result.isFailed()).as("%s", result.getMessages()).isFalse();
        assertThat(result.getMessages()).allMatch(message -> message.startsWith("[INFO]"));
    }

    @Test
    void lint_defaultsAlone_failsForWhatHasNoDefault() {
        LintResult result = new Helm(Chart.DIRECTORY).lint().strict().call();
        assertThat(result.isFailed()).isTrue();
        assertThat(String.join("\n", result.getMessages()))
                .contains(
                        "/database/url",
                        "/database/existingSecret/name",
                        "/ledger/existingSecret/name",
                        "/oidc/authServerUrl");
    }

    @ParameterizedTest
    @CsvSource({"1.25.0, true", "1.33.4, true", "1.35.0, true", "1.24.9, false"})
    void kubernetesVersion_atTheChartsBound_decidesWhetherItRenders(String version, boolean renders) {
        var command =
                new Helm(Chart.DIRECTORY).template().withKubeVersion(version).withValuesFile(MINIMAL);
        if (renders) {
            assertThat(command.call()).contains("kind: Deployment");
        } else {
            assertThat(catchThrowable(command::call)).hasMessageContaining("incompatible with Kubernetes");
        }
    }

    @Test
    void kinds_perSample_areTheOnesSwitchedOn() {
        String[] always = {"Deployment", "Service", "ServiceAccount", "NetworkPolicy", "PodDisruptionBudget"};
        assertThat(Chart.render(RESTRICTED).kinds()).containsExactlyInAnyOrder(always);
        assertThat(Chart.render(MINIMAL).kinds()).contains(always).hasSize(6).contains("HorizontalPodAutoscaler");
        assertThat(Chart.render(FULL).kinds())
                .contains(always)
                .hasSize(8)
                .contains("HorizontalPodAutoscaler", "Ingress", "ServiceMonitor");
    }

    @ParameterizedTest
    @MethodSource("samples")
    void probes_withEachSample_askTheServersHealthPaths(Path sample) {
        JsonNode container = Chart.render(sample).container();
        assertThat(container.path("ports")).isEqualTo(Chart.yaml("[{name: http, containerPort: 8080, protocol: TCP}]"));
        Map.of("startupProbe", "started", "livenessProbe", "live", "readinessProbe", "ready")
                .forEach((probe, path) -> {
                    JsonNode rendered = container.path(probe);
                    assertThat(rendered.path("httpGet"))
                            .as(probe)
                            .isEqualTo(Chart.yaml("{path: /q/health/" + path + ", port: http}"));
                    assertThat(rendered.path("periodSeconds").asInt()).isPositive();
                    assertThat(rendered.path("timeoutSeconds").asInt()).isPositive();
                    assertThat(rendered.path("failureThreshold").asInt()).isPositive();
                });
        // A cold start compiles rule packs; five minutes before the kubelet gives up.
        JsonNode startup = container.path("startupProbe");
        assertThat(startup.path("periodSeconds").asInt()
                        * startup.path("failureThreshold").asInt())
                .isEqualTo(300);
    }

    @ParameterizedTest
    @MethodSource("samples")
    void pod_withEachSample_keepsTheRestrictedPodSecurityStandard(Path sample) {
        Rendering rendering = Chart.render(sample);
        JsonNode pod = rendering.pod();
        assertThat(pod.at("/securityContext/runAsNonRoot").asBoolean()).isTrue();
        assertThat(pod.at("/securityContext/seccompProfile/type").asText()).isEqualTo("RuntimeDefault");
        assertThat(rendering.container().path("securityContext")).isEqualTo(Chart.yaml("""
                allowPrivilegeEscalation: false
                privileged: false
                readOnlyRootFilesystem: true
                runAsNonRoot: true
                capabilities: {drop: [ALL]}
                seccompProfile: {type: RuntimeDefault}
                """));
        assertThat(pod.has("initContainers")).isFalse();
        assertThat(List.of("hostNetwork", "hostPID", "hostIPC")).noneMatch(pod::has);
        assertThat(Rendering.elements(pod.path("volumes"))).noneMatch(volume -> volume.has("hostPath"));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void pod_withEachSample_writesOnlyToTemporaryStorageAndTheWitness(Path sample) {
        Rendering rendering = Chart.render(sample);
        assertThat(Rendering.elements(rendering.pod().path("volumes")))
                .contains(Chart.yaml("{name: tmp, emptyDir: {sizeLimit: 256Mi}}"));
        List<JsonNode> writable = Rendering.elements(rendering.container().path("volumeMounts")).stream()
                .filter(mount -> !mount.path("readOnly").asBoolean())
                .toList();
        assertThat(writable)
                .containsExactly(
                        Chart.yaml("{name: tmp, mountPath: /tmp}"),
                        Chart.yaml("{name: witness, mountPath: /var/lib/plimsoll/witness}"));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void ledger_withEachSample_hasItsKeyFromASecret_andAWitnessFileForEachPod(Path sample) {
        Rendering rendering = Chart.render(sample);
        Map<String, String> environment = rendering.environment();
        assertThat(environment)
                .contains(
                        entry("PLIMSOLL_NODE_NAME", "field:metadata.name"),
                        entry("PLIMSOLL_LEDGER_DIRECTORY", "/var/lib/plimsoll/witness"),
                        entry("PLIMSOLL_LEDGER_WITNESS_FILE", "/var/lib/plimsoll/witness/$(PLIMSOLL_NODE_NAME).ndjson"),
                        entry("PLIMSOLL_LEDGER_SIGNING_KEY", "/etc/plimsoll/ledger/key.pem"));
        // Kubernetes replaces a name only by what stands before it.
        assertThat(List.copyOf(environment.keySet()))
                .containsSubsequence("PLIMSOLL_NODE_NAME", "PLIMSOLL_LEDGER_WITNESS_FILE");
        assertThat(Rendering.elements(rendering.container().path("volumeMounts")))
                .contains(Chart.yaml("{name: ledger-key, mountPath: /etc/plimsoll/ledger, readOnly: true}"));
    }

    @Test
    void ledger_secretClaimAndEarlierKeys_areThoseOfTheValues() {
        assertThat(Rendering.elements(Chart.render(MINIMAL).pod().path("volumes")))
                .contains(
                        Chart.yaml("{name: ledger-key, secret: {secretName: plimsoll-ledger,"
                                + " items: [{key: key.pem, path: key.pem}]}}"),
                        Chart.yaml("{name: witness, emptyDir: {sizeLimit: 4Gi}}"));
        assertThat(Rendering.elements(Chart.render(FULL).pod().path("volumes")))
                .contains(
                        Chart.yaml("{name: ledger-key, secret: {secretName: margin-ledger,"
                                + " items: [{key: ledger-2026.pem, path: key.pem}]}}"),
                        Chart.yaml("{name: witness, persistentVolumeClaim: {claimName: margin-witness}}"));
        assertThat(Chart.render(FULL).environment().get("PLIMSOLL_LEDGER_VERIFICATION_KEYS"))
                .isEqualTo(Chart.yaml(FULL).at("/ledger/verificationKeys/0").asText())
                .contains("+927f475c+");
        assertThat(Chart.render(MINIMAL).environment()).doesNotContainKey("PLIMSOLL_LEDGER_VERIFICATION_KEYS");
    }

    @ParameterizedTest
    @MethodSource("samples")
    void pod_withEachSample_getsNoKubernetesTokenAndNoServiceLinks(Path sample) {
        Rendering rendering = Chart.render(sample);
        assertThat(rendering.pod().path("automountServiceAccountToken").asText())
                .isEqualTo("false");
        assertThat(rendering.pod().path("enableServiceLinks").asText()).isEqualTo("false");
        JsonNode account = rendering.only("ServiceAccount");
        assertThat(account.path("automountServiceAccountToken").asText()).isEqualTo("false");
        assertThat(rendering.pod().path("serviceAccountName")).isEqualTo(account.at("/metadata/name"));
    }

    @Test
    void userIds_defaultAndLeftToThePlatform_areRenderedAsGiven() {
        assertThat(Chart.render(MINIMAL).pod().path("securityContext")).isEqualTo(Chart.yaml("""
                {runAsNonRoot: true, runAsUser: 10001, runAsGroup: 10001, fsGroup: 10001,
                 seccompProfile: {type: RuntimeDefault}}
                """));
        assertThat(Chart.render(RESTRICTED).pod().path("securityContext"))
                .isEqualTo(Chart.yaml("{runAsNonRoot: true, seccompProfile: {type: RuntimeDefault}}"));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void secrets_withEachSample_areReferencesOnly(Path sample) {
        Rendering rendering = Chart.render(sample);
        assertThat(rendering.kinds()).doesNotContain("Secret", "ConfigMap");
        List<JsonNode> entries = Rendering.elements(rendering.container().path("env"));
        assertThat(entries)
                .filteredOn(entry ->
                        SECRET_NAME.matcher(entry.path("name").asText()).find())
                .hasSizeGreaterThanOrEqualTo(2)
                .allSatisfy(entry -> {
                    assertThat(entry.has("value")).as("%s", entry).isFalse();
                    assertThat(entry.at("/valueFrom/secretKeyRef/name").asText())
                            .isNotEmpty();
                    assertThat(entry.at("/valueFrom/secretKeyRef/key").asText()).isNotEmpty();
                });
        assertThat(rendering.text()).doesNotContainPattern("(?i)(password|secret|token)\\s*=");
    }

    @ParameterizedTest
    @MethodSource("samples")
    void environment_withEachSample_hasTheEmbeddedDatabaseOff(Path sample) {
        assertThat(Chart.render(sample).environment())
                .contains(
                        entry("PLIMSOLL_DATABASE_EMBEDDED", "false"),
                        entry("QUARKUS_OIDC_TENANT_ENABLED", "true"),
                        entry("QUARKUS_HTTP_HOST", "0.0.0.0"),
                        entry("PLIMSOLL_RULES_DIRECTORY", "/opt/plimsoll/rules"));
    }

    @Test
    void environment_minimal_isExactlyThis() {
        assertThat(Chart.render(MINIMAL).environment())
                .containsExactlyInAnyOrderEntriesOf(Map.ofEntries(
                        entry("PLIMSOLL_DATABASE_EMBEDDED", "false"),
                        entry("PLIMSOLL_NODE_NAME", "field:metadata.name"),
                        entry("PLIMSOLL_LEDGER_DIRECTORY", "/var/lib/plimsoll/witness"),
                        entry("PLIMSOLL_LEDGER_WITNESS_FILE", "/var/lib/plimsoll/witness/$(PLIMSOLL_NODE_NAME).ndjson"),
                        entry("PLIMSOLL_LEDGER_SIGNING_KEY", "/etc/plimsoll/ledger/key.pem"),
                        entry("PLIMSOLL_RULES_DIRECTORY", "/opt/plimsoll/rules"),
                        entry("QUARKUS_HTTP_HOST", "0.0.0.0"),
                        entry("QUARKUS_HTTP_PORT", "8080"),
                        entry("QUARKUS_SHUTDOWN_TIMEOUT", "20s"),
                        entry(
                                "JDK_JAVA_OPTIONS",
                                "-XX:MaxRAMPercentage=65.0 -XX:+ExitOnOutOfMemoryError -XX:+UseParallelGC -XX:+UseTransparentHugePages"),
                        entry("QUARKUS_DATASOURCE_JDBC_URL", "jdbc:postgresql://postgresql:5432/plimsoll"),
                        entry("QUARKUS_DATASOURCE_USERNAME", "secret:plimsoll-database/username"),
                        entry("QUARKUS_DATASOURCE_PASSWORD", "secret:plimsoll-database/password"),
                        entry("QUARKUS_DATASOURCE_JDBC_MAX_SIZE", "12"),
                        entry("QUARKUS_OIDC_TENANT_ENABLED", "true"),
                        entry("QUARKUS_OIDC_AUTH_SERVER_URL", "https://id.example.com/realms/risk"),
                        entry("QUARKUS_OIDC_CLIENT_ID", "plimsoll")));
    }

    @Test
    void environment_otherSamples_takeSecretsAndAudienceFromTheirValues() {
        assertThat(Chart.render(FULL).environment())
                .contains(
                        entry("QUARKUS_DATASOURCE_USERNAME", "secret:margin-database/user"),
                        entry("QUARKUS_DATASOURCE_PASSWORD", "secret:margin-database/pass"),
                        entry("QUARKUS_OIDC_CREDENTIALS_SECRET", "secret:margin-oidc/secret"),
                        entry("QUARKUS_OIDC_PROXY_PASSWORD", "secret:margin-proxy/password"),
                        entry("QUARKUS_OIDC_TOKEN_AUDIENCE", "margin-policy"),
                        entry("QUARKUS_LOG_LEVEL", "INFO"));
        assertThat(Chart.render(RESTRICTED).environment())
                .contains(
                        entry("QUARKUS_DATASOURCE_JDBC_URL", "secret:margin-db-app/jdbc-url"),
                        entry("QUARKUS_DATASOURCE_PASSWORD", "secret:margin-db-app/password"))
                .doesNotContainKey("QUARKUS_OIDC_CREDENTIALS_SECRET");
    }

    @ParameterizedTest
    @MethodSource("samples")
    void shutdown_withEachSample_fitsTheGracePeriod(Path sample) {
        Rendering rendering = Chart.render(sample);
        assertThat(rendering.container().at("/lifecycle/preStop/exec/command")).isEqualTo(Chart.yaml("[sleep, '10']"));
        assertThat(rendering.pod().path("terminationGracePeriodSeconds").asInt())
                .isEqualTo(45);
    }

    @Test
    void resources_perSample_areRequestedAndMemoryIsLimited() {
        assertThat(Chart.render(MINIMAL).container().path("resources"))
                .isEqualTo(Chart.yaml("{requests: {cpu: '1', memory: 2Gi}, limits: {memory: 2Gi}}"));
        assertThat(Chart.render(FULL).container().path("resources"))
                .isEqualTo(Chart.yaml("{requests: {cpu: '2', memory: 4Gi}, limits: {cpu: '4', memory: 4Gi}}"));
    }

    @Test
    void image_byDigestTagOrNeither_isRendered() {
        assertThat(Chart.render(MINIMAL).container().path("image").asText()).isEqualTo("plimsoll:0.1.0");
        assertThat(Chart.render(RESTRICTED).container().path("image").asText())
                .isEqualTo("images.internal.example.com/risk/plimsoll:0.1.0");
        assertThat(Chart.render(FULL).container().path("image").asText())
                .matches("images\\.example\\.com/risk/plimsoll@sha256:[0-9a-f]{64}");
    }
}
