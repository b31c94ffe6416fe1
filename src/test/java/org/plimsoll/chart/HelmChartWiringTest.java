package org.plimsoll.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.marcnuri.helm.Helm;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** How the chart's objects find each other and the network: selectors, scaling, disruption, traffic in and out. */
final class HelmChartWiringTest {
    private static final Path MINIMAL = Chart.sample("minimal");
    private static final Path FULL = Chart.sample("full-production");
    private static final Path RESTRICTED = Chart.sample("restricted-network");

    private static final JsonNode SELECTOR =
            Chart.yaml("{app.kubernetes.io/name: plimsoll, app.kubernetes.io/instance: margin}");

    static Stream<Path> samples() {
        return Chart.samples().stream();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void selectors_withEachSample_meetThePodsLabels(Path sample) {
        Rendering rendering = Chart.render(sample);
        SELECTOR.properties()
                .forEach(label ->
                        assertThat(rendering.podLabels().path(label.getKey())).isEqualTo(label.getValue()));
        assertThat(rendering.only("Deployment").at("/spec/selector/matchLabels"))
                .isEqualTo(SELECTOR);
        assertThat(rendering.only("Service").at("/spec/selector")).isEqualTo(SELECTOR);
        assertThat(rendering.only("NetworkPolicy").at("/spec/podSelector/matchLabels"))
                .isEqualTo(SELECTOR);
        assertThat(rendering.only("PodDisruptionBudget").at("/spec/selector/matchLabels"))
                .isEqualTo(SELECTOR);
        assertThat(Rendering.elements(rendering.pod().path("topologySpreadConstraints")))
                .extracting(constraint -> constraint.at("/labelSelector/matchLabels"))
                .containsExactly(SELECTOR, SELECTOR);
    }

    @Test
    void selectors_ofTwoReleasesInOneNamespace_differ() {
        String other = new Helm(Chart.DIRECTORY)
                .template()
                .withName("shadow")
                .withKubeVersion(Chart.OLDEST_KUBERNETES)
                .withValuesFile(MINIMAL)
                .call();
        Rendering shadow = new Rendering(other);
        assertThat(shadow.only("Service").at("/spec/selector")).isNotEqualTo(SELECTOR);
        assertThat(shadow.only("Service").at("/metadata/name").asText()).isEqualTo("shadow-plimsoll");
    }

    @ParameterizedTest
    @MethodSource("samples")
    void objects_withEachSample_areInTheReleasesNamespaceAndLabelled(Path sample) {
        assertThat(Chart.render(sample).objects()).isNotEmpty().allSatisfy(object -> {
            assertThat(object.at("/metadata/namespace").asText()).isEqualTo(Chart.NAMESPACE);
            assertThat(object.at("/metadata/name").asText()).isEqualTo("margin-plimsoll");
            assertThat(object.at("/metadata/labels/app.kubernetes.io~1version").asText())
                    .isEqualTo("0.1.0");
            assertThat(object.at("/metadata/labels/app.kubernetes.io~1managed-by")
                            .asText())
                    .isEqualTo("Helm");
        });
    }

    @ParameterizedTest
    @MethodSource("samples")
    void service_withEachSample_leadsToTheContainersHttpPort(Path sample) {
        Rendering rendering = Chart.render(sample);
        JsonNode service = rendering.only("Service");
        assertThat(service.at("/spec/type").asText()).isEqualTo("ClusterIP");
        assertThat(service.at("/spec/ports"))
                .isEqualTo(
                        Chart.yaml("[{name: http, port: 8080, targetPort: http, protocol: TCP, appProtocol: http}]"));
        Set<String> ports = Rendering.elements(rendering.container().path("ports")).stream()
                .map(port -> port.path("name").asText())
                .collect(Collectors.toSet());
        assertThat(ports).contains(service.at("/spec/ports/0/targetPort").asText());
    }

    @Test
    void autoscaler_minimalAndFull_hasBoundsAndTargetsTheDeployment() {
        Rendering minimal = Chart.render(MINIMAL);
        JsonNode scaler = minimal.only("HorizontalPodAutoscaler");
        assertThat(scaler.path("apiVersion").asText()).isEqualTo("autoscaling/v2");
        assertThat(scaler.path("spec")).isEqualTo(Chart.yaml("""
                scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: margin-plimsoll}
                minReplicas: 2
                maxReplicas: 6
                metrics:
                  - type: Resource
                    resource: {name: cpu, target: {type: Utilization, averageUtilization: 70}}
                """));
        assertThat(minimal.only("Deployment").at("/metadata/name").asText()).isEqualTo("margin-plimsoll");
        JsonNode full = Chart.render(FULL).only("HorizontalPodAutoscaler").path("spec");
        assertThat(full.path("minReplicas").asInt()).isEqualTo(3);
        assertThat(full.path("maxReplicas").asInt()).isEqualTo(12);
        assertThat(full.at("/metrics/0/resource/target/averageUtilization").asInt())
                .isEqualTo(60);
    }

    @Test
    void replicas_withAndWithoutAutoscaler_areSetByOneOfThemOnly() {
        assertThat(Chart.render(MINIMAL).only("Deployment").at("/spec/replicas").isMissingNode())
                .isTrue();
        assertThat(Chart.render(RESTRICTED)
                        .only("Deployment")
                        .at("/spec/replicas")
                        .asInt())
                .isEqualTo(3);
    }

    @Test
    void rollout_replacesPodsOnlyAfterTheNewOneIsReady() {
        assertThat(Chart.render(MINIMAL).only("Deployment").at("/spec/strategy"))
                .isEqualTo(Chart.yaml("{type: RollingUpdate, rollingUpdate: {maxUnavailable: 0, maxSurge: 1}}"));
    }

    @Test
    void disruptionBudget_numberAndPercentage_areKept() {
        JsonNode minimal = Chart.render(MINIMAL).only("PodDisruptionBudget");
        assertThat(minimal.path("apiVersion").asText()).isEqualTo("policy/v1");
        assertThat(minimal.at("/spec/maxUnavailable")).isEqualTo(Chart.yaml("1"));
        assertThat(Chart.render(FULL).only("PodDisruptionBudget").at("/spec/maxUnavailable"))
                .isEqualTo(Chart.yaml("25%"));
    }

    @Test
    void topologySpread_minimalAndFull_isOverZonesThenNodes() {
        assertThat(spread(MINIMAL))
                .isEqualTo("topology.kubernetes.io/zone ScheduleAnyway, kubernetes.io/hostname ScheduleAnyway");
        assertThat(spread(FULL))
                .isEqualTo("topology.kubernetes.io/zone DoNotSchedule, kubernetes.io/hostname ScheduleAnyway");
    }

    private static String spread(Path sample) {
        return Rendering.elements(Chart.render(sample).pod().path("topologySpreadConstraints")).stream()
                .map(constraint -> constraint.path("topologyKey").asText() + " "
                        + constraint.path("whenUnsatisfiable").asText())
                .collect(Collectors.joining(", "));
    }

    @Test
    void networkPolicy_minimal_letsTheNamespaceInAndThreeKindsOfTrafficOut() {
        assertThat(Chart.render(MINIMAL).only("NetworkPolicy").path("spec")).isEqualTo(Chart.yaml("""
                podSelector:
                  matchLabels: {app.kubernetes.io/name: plimsoll, app.kubernetes.io/instance: margin}
                policyTypes: [Ingress, Egress]
                ingress:
                  - from: [{podSelector: {}}]
                    ports: [{port: http, protocol: TCP}]
                egress:
                  - ports: [{port: 53, protocol: UDP}, {port: 53, protocol: TCP}]
                    to:
                      - namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: kube-system}}
                        podSelector: {matchLabels: {k8s-app: kube-dns}}
                  - ports: [{port: 5432, protocol: TCP}]
                  - ports: [{port: 443, protocol: TCP}]
                """));
    }

    @Test
    void networkPolicy_restricted_namesEveryPeer() {
        JsonNode spec = Chart.render(RESTRICTED).only("NetworkPolicy").path("spec");
        assertThat(spec.path("ingress")).isEqualTo(Chart.yaml("""
                - from:
                    - namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: trading}}
                      podSelector: {matchLabels: {app: order-gateway}}
                  ports: [{port: http, protocol: TCP}]
                """));
        assertThat(spec.path("egress")).isEqualTo(Chart.yaml("""
                - ports: [{port: 53, protocol: UDP}, {port: 53, protocol: TCP}]
                  to: [{ipBlock: {cidr: 169.254.20.10/32}}]
                - ports: [{port: 5432, protocol: TCP}]
                  to: [{podSelector: {matchLabels: {cnpg.io/cluster: margin-db}}}]
                - ports: [{port: 8443, protocol: TCP}]
                  to:
                    - namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: identity}}
                      podSelector: {matchLabels: {app: keycloak}}
                """));
    }

    @Test
    void ingress_full_exposesTheApiOnlyAndLeadsToTheService() {
        Rendering rendering = Chart.render(FULL);
        assertThat(rendering.only("Ingress").path("spec")).isEqualTo(Chart.yaml("""
                ingressClassName: nginx
                rules:
                  - host: margin.example.com
                    http:
                      paths:
                        - path: /v1
                          pathType: Prefix
                          backend: {service: {name: margin-plimsoll, port: {name: http}}}
                tls: [{secretName: margin-tls, hosts: [margin.example.com]}]
                """));
        assertThat(rendering.only("Service").at("/metadata/name").asText()).isEqualTo("margin-plimsoll");
    }

    @Test
    void serviceMonitor_full_scrapesTheServicesMetrics() {
        Rendering rendering = Chart.render(FULL);
        JsonNode monitor = rendering.only("ServiceMonitor");
        assertThat(monitor.path("spec")).isEqualTo(Chart.yaml("""
                selector:
                  matchLabels: {app.kubernetes.io/name: plimsoll, app.kubernetes.io/instance: margin}
                namespaceSelector: {matchNames: [risk]}
                endpoints: [{port: http, path: /q/metrics, interval: 15s}]
                """));
        assertThat(monitor.at("/metadata/labels/release").asText()).isEqualTo("prometheus");
        SELECTOR.properties()
                .forEach(label -> assertThat(
                                rendering.only("Service").at("/metadata/labels").path(label.getKey()))
                        .isEqualTo(label.getValue()));
    }
}
