package org.plimsoll.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.quarkus.security.Authenticated;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.BinaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.plimsoll.security.Roles;

/** The resource classes have the operations of the contract, each for the roles it names. */
class OperationsTest {
    private static final Set<Integer> STATUSES_OF_ANY = Set.of(401, 503);

    static Stream<Contract.Operation> operations() {
        return Contract.get().operations().stream();
    }

    @Test
    void routesOfTheServer_areThoseOfTheContract() {
        assertThat(routes().keySet())
                .isEqualTo(operations().map(Contract.Operation::toString).collect(java.util.stream.Collectors.toSet()));
    }

    @Test
    void rolesOfTheServer_areThoseOfTheContract() {
        Map<String, Set<String>> documented = new TreeMap<>();
        operations().forEach(operation -> documented.put(operation.toString(), operation.roles()));

        assertThat(routes()).isEqualTo(documented);
    }

    @ParameterizedTest
    @MethodSource("operations")
    void operation_namesItsParameters_itsAnswersAndWhatCanGoWrong(Contract.Operation operation) {
        JsonNode node = operation.node();
        assertThat(node.required("summary").asText()).isNotBlank();
        assertThat(node.required("tags")).hasSize(1);
        assertThat(Contract.names(node.required("responses")))
                .contains(STATUSES_OF_ANY.stream().map(String::valueOf).toArray(String[]::new));
        assertThat(forbidden(operation).contains("FORBIDDEN"))
                .as("documents that a role is missing")
                .isEqualTo(operation.roles().size() < Roles.ALL.size());
        assertThat(forbidden(operation).contains("NOT_IN_TEAM"))
                .as("documents that a team is missing")
                .isEqualTo(isOfOneRuleSet(operation) && !operation.roles().equals(Set.of(Roles.ADMIN)));
        node.required("responses").forEach(response -> {
            JsonNode problem = Contract.get().resolved(response).path("content").path("application/problem+json");
            if (!problem.isMissingNode()) {
                assertThat(problem.at("/schema/allOf/0/$ref").asText()).isEqualTo("#/components/schemas/Problem");
                assertThat(problem.at("/schema/allOf/1/properties/code").isObject())
                        .isTrue();
            }
        });
    }

    /** Codes of an operation's 403. */
    private static Set<String> forbidden(Contract.Operation operation) {
        JsonNode code = Contract.get()
                .resolved(operation.node().required("responses").path("403"))
                .path("content")
                .path("application/problem+json")
                .at("/schema/allOf/1/properties/code");
        Set<String> codes = new TreeSet<>(Contract.texts(code.path("enum")));
        if (code.has("const")) {
            codes.add(code.required("const").asText());
        }
        return codes;
    }

    private static boolean isOfOneRuleSet(Contract.Operation operation) {
        return operation.path().contains("{name}")
                || operation.path().startsWith("/v1/evaluations")
                || operation.path().startsWith("/v1/sandbox");
    }

    @Test
    void operationIds_areUnique() {
        assertThat(operations().map(Contract.Operation::id)).doesNotHaveDuplicates();
    }

    @Test
    void everyField_isDescribed() {
        Set<String> undescribed = new TreeSet<>();
        Contract.get()
                .document()
                .at("/components/schemas")
                .properties()
                .forEach(schema -> schema.getValue()
                        .path("properties")
                        .properties()
                        .forEach(field -> {
                            JsonNode value = field.getValue();
                            boolean described = value.has("description")
                                    || value.has("const")
                                    || Contract.get().resolved(value).has("description");
                            if (!described) {
                                undescribed.add(schema.getKey() + "." + field.getKey());
                            }
                        }));
        assertThat(undescribed).isEmpty();
    }

    @Test
    void mediaTypesTheServerTakes_areThoseOfTheContract() {
        Map<String, Set<String>> documented = new TreeMap<>();
        operations().forEach(operation -> documented.put(operation.toString(), operation.requestTypes()));

        assertThat(routes(OperationsTest::consumed, OperationsTest::both)).isEqualTo(documented);
    }

    /** Roles by route. Where two methods share one, for two media types, they are open to the same. */
    private static Map<String, Set<String>> routes() {
        return routes(OperationsTest::roles, (roles, ofAnother) -> {
            assertThat(ofAnother).isEqualTo(roles);
            return roles;
        });
    }

    private static Set<String> both(Set<String> some, Set<String> others) {
        Set<String> all = new TreeSet<>(some);
        all.addAll(others);
        return all;
    }

    /** What holds of each route. */
    private static Map<String, Set<String>> routes(
            BiFunction<Class<?>, Method, Set<String>> what, BinaryOperator<Set<String>> together) {
        Map<String, Set<String>> routes = new TreeMap<>();
        for (JavaClass found : new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("org.plimsoll")) {
            if (found.isAnnotatedWith(Path.class)) {
                Class<?> resource = found.reflect();
                for (Method method : resource.getDeclaredMethods()) {
                    for (Annotation annotation : method.getAnnotations()) {
                        HttpMethod verb = annotation.annotationType().getAnnotation(HttpMethod.class);
                        if (verb != null) {
                            routes.merge(
                                    verb.value() + " " + path(resource, method),
                                    what.apply(resource, method),
                                    together);
                        }
                    }
                }
            }
        }
        return routes;
    }

    /** The contract writes a parameter's pattern into its schema, not into the path. */
    private static String path(Class<?> resource, Method method) {
        Path own = method.getAnnotation(Path.class);
        String path = resource.getAnnotation(Path.class).value() + (own == null ? "" : own.value());
        return path.replaceAll("\\{(\\w+):(?:[^{}]|\\{[^{}]*\\})*\\}", "{$1}");
    }

    private static Set<String> consumed(Class<?> resource, Method method) {
        Consumes consumes = method.getAnnotation(Consumes.class);
        boolean hasBody = Arrays.asList(method.getParameterTypes()).contains(InputStream.class);
        if (consumes == null && hasBody) {
            consumes = resource.getAnnotation(Consumes.class);
        }
        return consumes == null ? Set.of() : new TreeSet<>(Arrays.asList(consumes.value()));
    }

    private static Set<String> roles(Class<?> resource, Method method) {
        RolesAllowed roles = method.getAnnotation(RolesAllowed.class);
        if (roles == null) {
            roles = resource.getAnnotation(RolesAllowed.class);
        }
        if (roles != null) {
            return new TreeSet<>(Arrays.asList(roles.value()));
        }
        boolean login =
                method.isAnnotationPresent(Authenticated.class) || resource.isAnnotationPresent(Authenticated.class);
        return login ? new TreeSet<>(Roles.ALL) : Set.of();
    }
}
