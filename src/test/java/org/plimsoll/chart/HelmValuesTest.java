package org.plimsoll.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Which values the chart refuses and which it takes. Each case changes the minimal sample, which is accepted. */
final class HelmValuesTest {
    private static final Path MINIMAL = Chart.sample("minimal");

    private final Path directory;

    HelmValuesTest(@TempDir Path directory) {
        this.directory = directory;
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                Arguments.of("replicas: 3", "additional properties 'replicas' not allowed"),
                Arguments.of("database: {embedded: true}", "additional properties 'embedded' not allowed"),
                Arguments.of("database: {password: x}", "additional properties 'password' not allowed"),
                Arguments.of("oidc: {clientSecret: x}", "additional properties 'clientSecret' not allowed"),
                Arguments.of("replicaCount: three", "at '/replicaCount': got string, want integer"),
                Arguments.of("replicaCount: '3'", "at '/replicaCount': got string, want integer"),
                Arguments.of("replicaCount: 0", "at '/replicaCount': minimum: got 0, want 1"),
                Arguments.of("autoscaling: {maxReplicas: many}", "at '/autoscaling/maxReplicas': got string"),
                Arguments.of("database: {url: ''}", "at '/database/url'"),
                Arguments.of("database: {url: null}", "missing property 'url'"),
                Arguments.of("database: {url: 'jdbc:mysql://db/plimsoll'}", "at '/database/url'"),
                Arguments.of("database: {url: 'jdbc:postgresql://db/p?user=a&password=b'}", "at '/database/url'"),
                Arguments.of("database: {url: 'jdbc:postgresql://a:b@db/p'}", "at '/database/url'"),
                Arguments.of("database: {existingSecret: {urlKey: url}}", "at '/database/url'"),
                Arguments.of("database: {existingSecret: {name: ''}}", "at '/database/existingSecret/name'"),
                Arguments.of("database: {maxPoolSize: 1001}", "at '/database/maxPoolSize'"),
                Arguments.of("ledger: {existingSecret: {name: ''}}", "at '/ledger/existingSecret/name'"),
                Arguments.of("ledger: {signingKey: x}", "additional properties 'signingKey' not allowed"),
                Arguments.of("ledger: {verificationKeys: [plimsoll]}", "at '/ledger/verificationKeys/0'"),
                Arguments.of("ledger: {witness: {sizeLimit: lots}}", "at '/ledger/witness/sizeLimit'"),
                Arguments.of("extraEnv: [{name: PLIMSOLL_LEDGER_SIGNING_KEY, value: x}]", "/extraEnv/0/name"),
                Arguments.of("extraVolumes: [{name: witness, emptyDir: {}}]", "at '/extraVolumes/0/name'"),
                Arguments.of("oidc: {authServerUrl: ''}", "at '/oidc/authServerUrl'"),
                Arguments.of("oidc: {authServerUrl: null}", "missing property 'authServerUrl'"),
                Arguments.of("oidc: {authServerUrl: 'http://id.example.com'}", "at '/oidc/authServerUrl'"),
                Arguments.of("extraEnv: [{name: MY_PASSWORD, value: x}]", "at '/extraEnv/0"),
                Arguments.of("extraEnv: [{name: API_TOKEN, value: x}]", "at '/extraEnv/0"),
                Arguments.of("extraEnv: [{name: PLIMSOLL_DATABASE_EMBEDDED, value: 'true'}]", "/extraEnv/0/name"),
                Arguments.of("java: {options: -Djavax.net.ssl.trustStorePassword=x}", "at '/java/options'"),
                Arguments.of("securityContext: {runAsUser: 0}", "at '/securityContext/runAsUser'"),
                Arguments.of("securityContext: {privileged: true}", "additional properties 'privileged'"),
                Arguments.of("extraVolumes: [{name: a, hostPath: {path: /}}]", "additional properties 'hostPath'"),
                Arguments.of("extraVolumeMounts: [{name: a, mountPath: /tmp}]", "/extraVolumeMounts/0/mountPath"),
                Arguments.of("networkPolicy: {ingress: {from: []}}", "at '/networkPolicy/ingress/from'"),
                Arguments.of("networkPolicy: {ingress: {from: [{}]}}", "at '/networkPolicy/ingress/from/0'"),
                Arguments.of("networkPolicy: {egress: {extra: [{}]}}", "at '/networkPolicy/egress/extra/0'"),
                Arguments.of("networkPolicy: {egress: {oidc: {ports: [70000]}}}", "/networkPolicy/egress/oidc/ports/0"),
                Arguments.of(
                        "podLabels: {app.kubernetes.io/name: other}", "invalid propertyName 'app.kubernetes.io/name'"),
                Arguments.of("podAnnotations: {number: 7}", "at '/podAnnotations/number': got number, want string"),
                Arguments.of("podDisruptionBudget: {maxUnavailable: 0}", "at '/podDisruptionBudget/maxUnavailable'"),
                Arguments.of("resources: {limits: {memory: null}}", "missing property 'memory'"),
                Arguments.of("resources: {limits: {memory: lots}}", "at '/resources/limits/memory'"),
                Arguments.of("service: {type: ExternalName}", "at '/service/type'"),
                Arguments.of("image: {digest: latest}", "at '/image/digest'"),
                Arguments.of("ingress: {enabled: true}", "at '/ingress/hosts'"),
                Arguments.of(
                        "autoscaling: {minReplicas: 7}",
                        "autoscaling.minReplicas (7) is more than autoscaling.maxReplicas (6)"),
                Arguments.of(
                        "shutdown: {gracePeriodSeconds: 30}",
                        "shutdown.gracePeriodSeconds (30) must be more than shutdown.drainSeconds and"
                                + " shutdown.timeoutSeconds together (30)"));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void values_wrong_areRefusedWithTheirPlace(String overlay, String message) throws IOException {
        Path file = overlay(overlay);
        assertThatThrownBy(() -> Chart.render(MINIMAL, file))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(message);
    }

    @Test
    void oidc_switchedOff_needsNoAddressAndOpensNoPort() throws IOException {
        Path file = overlay("oidc: {enabled: false, authServerUrl: ''}");
        Rendering rendering = Chart.render(MINIMAL, file);
        assertThat(rendering.environment())
                .contains(entry("QUARKUS_OIDC_TENANT_ENABLED", "false"))
                .doesNotContainKeys("QUARKUS_OIDC_AUTH_SERVER_URL", "QUARKUS_OIDC_CLIENT_ID");
        assertThat(Rendering.elements(rendering.only("NetworkPolicy").at("/spec/egress")))
                .hasSize(2)
                .noneMatch(rule -> rule.toString().contains("443"));
        assertThat(Chart.notes(MINIMAL, file)).contains("WARNING: oidc.enabled is false, so no caller can log in.");
    }

    @Test
    void databaseUrl_fromTheSecret_replacesTheValue() throws IOException {
        Path file = overlay("database: {url: '', existingSecret: {urlKey: jdbc}}");
        assertThat(Chart.render(MINIMAL, file).environment())
                .contains(entry("QUARKUS_DATASOURCE_JDBC_URL", "secret:plimsoll-database/jdbc"));
    }

    @Test
    void switches_allOff_leaveDeploymentAndService() throws IOException {
        Path file = overlay("""
                autoscaling: {enabled: false}
                podDisruptionBudget: {enabled: false}
                networkPolicy: {enabled: false}
                serviceAccount: {create: false}
                shutdown: {drainSeconds: 0}
                """);
        Rendering rendering = Chart.render(MINIMAL, file);
        assertThat(rendering.kinds()).containsExactlyInAnyOrder("Deployment", "Service");
        assertThat(rendering.pod().path("serviceAccountName").asText()).isEqualTo("default");
        assertThat(rendering.container().has("lifecycle")).isFalse();
        assertThat(Chart.notes(MINIMAL, file)).contains("WARNING: networkPolicy.enabled is false");
    }

    @Test
    void userId_ofTenDigits_isNotWrittenAsAFloatingPointNumber() throws IOException {
        Path file = overlay("securityContext: {runAsUser: 1000660000}");
        assertThat(Chart.render(MINIMAL, file).text()).contains("runAsUser: 1000660000\n");
    }

    @Test
    void labels_setForAllAndForPods_areMergedAndThePodsWin() throws IOException {
        Path file = overlay("""
                commonLabels: {team: risk, tier: back}
                podLabels: {tier: decision}
                """);
        Rendering rendering = Chart.render(MINIMAL, file);
        assertThat(rendering.podLabels().path("team").asText()).isEqualTo("risk");
        assertThat(rendering.podLabels().path("tier").asText()).isEqualTo("decision");
        assertThat(rendering.only("Service").at("/metadata/labels/tier").asText())
                .isEqualTo("back");
    }

    @Test
    void global_addedByAParentChart_isAccepted() throws IOException {
        assertThat(Chart.render(MINIMAL, overlay("global: {region: eu}")).kinds())
                .contains("Deployment");
    }

    @Test
    void egress_furtherRule_isAppended() throws IOException {
        Path file = overlay("""
                networkPolicy:
                  egress:
                    extra:
                      - to: [{ipBlock: {cidr: 10.0.0.5/32}}]
                        ports: [{port: 4317, protocol: TCP}]
                """);
        JsonNode egress = Chart.render(MINIMAL, file).only("NetworkPolicy").at("/spec/egress");
        assertThat(egress).hasSize(4);
        assertThat(egress.get(3))
                .isEqualTo(Chart.yaml("{to: [{ipBlock: {cidr: 10.0.0.5/32}}], ports: [{port: 4317, protocol: TCP}]}"));
    }

    @Test
    void schema_everyObject_saysWhatItAllows() {
        JsonNode schema = Chart.yaml(Chart.DIRECTORY.resolve("values.schema.json"));
        assertThat(schema.path("additionalProperties").asText()).isEqualTo("false");
        assertOpenNowhere(schema, "");
    }

    /** An object with named properties must refuse others. */
    private static void assertOpenNowhere(JsonNode schema, String path) {
        if (schema.path("type").asText().equals("object") && schema.has("properties")) {
            assertThat(schema.path("additionalProperties").asText())
                    .as("additionalProperties of %s", path)
                    .isEqualTo("false");
        }
        schema.properties().forEach(child -> assertOpenNowhere(child.getValue(), path + "/" + child.getKey()));
    }

    private Path overlay(String yaml) throws IOException {
        return Files.writeString(directory.resolve("overlay.yaml"), yaml);
    }
}
