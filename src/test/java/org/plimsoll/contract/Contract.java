package org.plimsoll.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.plimsoll.security.Roles;

/** The contract of {@code openapi/openapi.yaml}. */
public final class Contract {
    static final Path FILE = Path.of("openapi/openapi.yaml");
    static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch", "head", "options");
    private static final Pattern ROLES = Pattern.compile("(?m)^Roles: (.+)\\.$");
    private static final Contract CONTRACT = new Contract();

    private final JsonNode document;
    private final Map<String, JsonSchema> schemas = new ConcurrentHashMap<>();

    private Contract() {
        try {
            document = new ObjectMapper(new YAMLFactory()).readTree(Files.readString(FILE));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static Contract get() {
        return CONTRACT;
    }

    JsonNode document() {
        return document;
    }

    /** A schema among the components. */
    public JsonNode schema(String name) {
        return document.requiredAt("/components/schemas/" + name);
    }

    /** Codes of an enumeration among the components. */
    public List<String> codes(String name) {
        return texts(schema(name).required("enum"));
    }

    List<Operation> operations() {
        List<Operation> operations = new ArrayList<>();
        document.required("paths")
                .properties()
                .forEach(path -> path.getValue().properties().stream()
                        .filter(field -> METHODS.contains(field.getKey()))
                        .map(field -> new Operation(field.getKey(), path.getKey(), field.getValue()))
                        .forEach(operations::add));
        return operations;
    }

    Operation operation(String id) {
        return operations().stream()
                .filter(operation -> operation.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    /** What a schema among the components has against a value. */
    public List<String> violations(String schema, JsonNode value) {
        return validate("#/components/schemas/" + schema, value);
    }

    /** What an operation's answer has against the contract; its status and media type included. */
    List<String> violations(Operation operation, int status, String mediaType, byte[] body) {
        JsonNode response = resolved(operation.node().at("/responses/" + status));
        if (response.isMissingNode()) {
            return List.of(operation.id() + " does not document the status " + status);
        }
        JsonNode content = response.path("content");
        if (content.isEmpty()) {
            return body.length == 0 ? List.of() : List.of("a body where none is documented");
        }
        for (Map.Entry<String, JsonNode> each : content.properties()) {
            if (plain(each.getKey()).equals(plain(mediaType))) {
                return isJson(mediaType)
                        ? validate(pointerOf(operation, status, each.getKey()), read(body))
                        : List.of();
            }
        }
        return List.of(operation.id() + " does not document " + mediaType + " for " + status);
    }

    private String pointerOf(Operation operation, int status, String mediaType) {
        JsonNode response = operation.node().at("/responses/" + status);
        String start = response.has("$ref")
                ? response.required("$ref").asText()
                : "#/paths/" + escaped(operation.path()) + "/" + operation.method() + "/responses/" + status;
        return start + "/content/" + escaped(mediaType) + "/schema";
    }

    private List<String> validate(String pointer, JsonNode value) {
        return schemas.computeIfAbsent(pointer, this::compile).validate(value).stream()
                .map(ValidationMessage::toString)
                .toList();
    }

    private JsonSchema compile(String pointer) {
        ObjectNode root = JSON.createObjectNode();
        root.put("$ref", pointer);
        root.set("components", document.required("components"));
        root.set("paths", document.required("paths"));
        SchemaValidatorsConfig strict =
                SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();
        return JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(root, strict);
    }

    JsonNode resolved(JsonNode node) {
        return node.has("$ref")
                ? document.requiredAt(node.required("$ref").asText().substring(1))
                : node;
    }

    static JsonNode read(byte[] json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String example(String file) {
        try {
            return Files.readString(Path.of("examples", file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Names of the example files that end so. */
    static List<String> examples(String ending) {
        try (Stream<Path> files = Files.list(Path.of("examples"))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(ending))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(text -> texts.add(text.asText()));
        return texts;
    }

    public static Set<String> names(JsonNode object) {
        Set<String> names = new TreeSet<>();
        Iterator<String> all = object.fieldNames();
        all.forEachRemaining(names::add);
        return names;
    }

    static boolean isJson(String mediaType) {
        return plain(mediaType).endsWith("json") && !plain(mediaType).endsWith("ndjson");
    }

    private static String plain(String mediaType) {
        return mediaType.split(";", 2)[0].trim();
    }

    private static String escaped(String token) {
        return token.replace("~", "~0").replace("/", "~1");
    }

    /** One method of one path. */
    record Operation(String method, String path, JsonNode node) {
        String id() {
            return node.required("operationId").asText();
        }

        /** The roles it names; all of them when anyone who is logged in may call it. */
        Set<String> roles() {
            Matcher matcher = ROLES.matcher(node.path("description").asText());
            if (!matcher.find()) {
                throw new AssertionError(id() + " names no roles");
            }
            String roles = matcher.group(1);
            return roles.equals("anyone who is logged in")
                    ? new TreeSet<>(Roles.ALL)
                    : new TreeSet<>(Arrays.asList(roles.split(", ")));
        }

        /** Media types of its request; none when it takes no body. */
        Set<String> requestTypes() {
            return names(node.at("/requestBody/content"));
        }

        @Override
        public String toString() {
            return method.toUpperCase(java.util.Locale.ROOT) + " " + path;
        }
    }
}
