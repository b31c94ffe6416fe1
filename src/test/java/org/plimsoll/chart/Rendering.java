package org.plimsoll.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/** What one rendering of the chart gives. */
final class Rendering {
    private final String text;
    private final List<JsonNode> objects;

    Rendering(String text) {
        this.text = text;
        this.objects = Chart.documents(text);
    }

    String text() {
        return text;
    }

    List<JsonNode> objects() {
        return objects;
    }

    List<String> kinds() {
        return objects.stream().map(object -> object.path("kind").asText()).toList();
    }

    /** The one object of this kind. */
    JsonNode only(String kind) {
        List<JsonNode> found = objects.stream()
                .filter(object -> object.path("kind").asText().equals(kind))
                .toList();
        assertThat(found).as("objects of kind %s", kind).hasSize(1);
        return found.get(0);
    }

    JsonNode pod() {
        return only("Deployment").at("/spec/template/spec");
    }

    JsonNode podLabels() {
        return only("Deployment").at("/spec/template/metadata/labels");
    }

    JsonNode container() {
        JsonNode containers = pod().path("containers");
        assertThat(containers).hasSize(1);
        return containers.get(0);
    }

    /** The container's environment in short: a value as it is, a reference as {@code secret:name/key} or {@code field:path}. */
    Map<String, String> environment() {
        Map<String, String> environment = new LinkedHashMap<>();
        for (JsonNode entry : container().path("env")) {
            assertThat(environment.put(entry.path("name").asText(), inShort(entry)))
                    .as("a second entry named %s", entry.path("name"))
                    .isNull();
        }
        return environment;
    }

    private static String inShort(JsonNode entry) {
        JsonNode secret = entry.at("/valueFrom/secretKeyRef");
        if (!secret.isMissingNode()) {
            return "secret:" + secret.path("name").asText() + "/"
                    + secret.path("key").asText();
        }
        JsonNode field = entry.at("/valueFrom/fieldRef/fieldPath");
        return field.isMissingNode() ? entry.path("value").asText() : "field:" + field.asText();
    }

    /** The elements of an array. */
    static List<JsonNode> elements(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).toList();
    }
}
