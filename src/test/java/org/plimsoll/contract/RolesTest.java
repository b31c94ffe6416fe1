package org.plimsoll.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.plimsoll.security.Roles;

/** The table of {@code docs/roles.md} against the running server: every endpoint for every caller. */
@QuarkusTest
class RolesTest {
    private static final Path TABLE = Path.of("docs/roles.md");
    private static final String ANONYMOUS = "anonymous";
    private static final String YES = "yes";
    private static final String DRY_RUN = "dry run";
    private static final String EXAMPLE = Contract.example("margin-call.json");
    private static final Set<String> WITH_BODY = Set.of("POST", "PUT");
    private static final String OWN = "roles-" + UUID.randomUUID().toString().substring(24);
    private static final String BATCH = Contract.example("batch.ndjson");

    private static boolean begun;

    static List<Cell> cells() throws IOException {
        List<String> header = List.of();
        List<Cell> cells = new ArrayList<>();
        for (String line : Files.readAllLines(TABLE)) {
            List<String> row =
                    Arrays.stream(line.split("\\|")).map(String::trim).toList();
            if (line.startsWith("| method |")) {
                header = row;
            } else if (line.startsWith("| `")) {
                String method = row.get(1).replace("`", "");
                String path = row.get(2).replace("`", "");
                for (int column = 3; column < header.size(); column++) {
                    cells.add(new Cell(method, path, header.get(column), row.get(column)));
                }
            }
        }
        return cells;
    }

    static Stream<Cell> dryRuns() throws IOException {
        return cells().stream().filter(cell -> cell.allowed().equals(DRY_RUN));
    }

    @Test
    void table_hasEveryOperation_andTheRolesTheContractNames() throws IOException {
        Map<String, Set<String>> table = new TreeMap<>();
        for (Cell cell : cells()) {
            if (cell.path().startsWith("/v1/")) {
                Set<String> roles = table.computeIfAbsent(cell.method() + " " + cell.path(), key -> new TreeSet<>());
                if (!cell.allowed().equals("no")) {
                    roles.add(cell.user());
                }
            }
        }
        Map<String, Set<String>> contract = new TreeMap<>();
        Contract.get().operations().forEach(operation -> contract.put(operation.toString(), operation.roles()));

        assertThat(table).isEqualTo(contract);
    }

    @Test
    void table_hasEveryCaller() throws IOException {
        assertThat(cells().stream().map(Cell::user).distinct())
                .containsExactlyElementsOf(
                        Stream.concat(Stream.of(ANONYMOUS), Roles.ALL.stream()).toList());
    }

    @ParameterizedTest
    @MethodSource("cells")
    void caller_isLetInOrNot_asTheTableSays(Cell cell) {
        boolean dryRun = cell.allowed().equals(DRY_RUN);
        boolean admitted = dryRun || cell.allowed().equals(YES);
        int expected = admitted ? cell.admitted() : cell.user().equals(ANONYMOUS) ? 401 : 403;

        assertThat(call(cell, dryRun)).isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("dryRuns")
    void caller_whoMayRunDryOnly_isRefusedARecord(Cell cell) {
        assertThat(call(cell, false)).isEqualTo(403);
    }

    /** A rule set of this test alone: what is called here must not change one that decides. */
    @BeforeEach
    void beginDraft() {
        if (begun) {
            return;
        }
        begun = true;
        Calls.as("author")
                .contentType("application/json")
                .body("{\"files\": {\"README.md\": \"nothing yet\"}}")
                .post("/v1/rulesets/" + OWN + "/versions")
                .then()
                .statusCode(201);
        for (String report : List.of("/check", "/test")) {
            Calls.as("author")
                    .post("/v1/rulesets/" + OWN + "/versions/1" + report)
                    .then()
                    .statusCode(200);
        }
    }

    private static int call(Cell cell, boolean dryRun) {
        RequestSpecification request = cell.user().equals(ANONYMOUS) ? Calls.anonymous() : Calls.as(cell.user());
        if (cell.path().startsWith("/v1/evaluations")) {
            boolean batch = cell.path().endsWith("/batch");
            String body = batch ? BATCH : EXAMPLE;
            String sent = dryRun ? body.replaceFirst("\\{", "{\"record\":false,") : body;
            request.contentType(batch ? "application/x-ndjson" : "application/json")
                    .body(sent.getBytes(StandardCharsets.UTF_8));
        } else if (WITH_BODY.contains(cell.method())) {
            request.contentType(
                            cell.method().equals("PUT") && cell.path().endsWith("{version}")
                                    ? "application/zip"
                                    : "application/json")
                    .body("{}".getBytes(StandardCharsets.UTF_8));
        }
        String path = cell.path()
                .replace("{name}", cell.path().endsWith("/active") ? "eu-collateral-haircuts" : OWN)
                .replace("{version}", "1")
                .replace("{path}", "README.md")
                .replace("activations/{id}", "activations/1")
                .replace("/compare", "/compare?from=1&to=1")
                .replace("/audit/dossier", "/audit/dossier?from=2001-01-01T00:00:00Z&to=2001-01-02T00:00:00Z");
        return request.request(cell.method(), path.contains("{id}") ? path.replace("{id}", recorded()) : path)
                .statusCode();
    }

    private static String recorded() {
        return Calls.evaluate(EXAMPLE).then().statusCode(200).extract().path("decisionId");
    }

    /** What the table says of one caller of one endpoint. */
    record Cell(String method, String path, String user, String allowed) {
        Cell {
            if (!Set.of(YES, "no", DRY_RUN).contains(allowed)) {
                throw new IllegalArgumentException("neither yes nor no: " + allowed);
            }
        }

        /**
         * What a caller who is let in is answered: 200 where all is as it must be. Else what is wrong with the call itself, since
         * the draft that it is about is neither checked nor activated, and nothing more is said than what the path says.
         */
        int admitted() {
            String step = path.substring(path.lastIndexOf('/') + 1);
            return switch (method + " " + step) {
                case "PUT {version}", "PUT teams", "POST retire", "POST holds" -> 422;
                case "PUT {path}", "DELETE {path}" -> 428;
                case "POST propose", "POST withdraw", "POST approve", "POST reject", "POST activate", "POST rollback" ->
                    409;
                case "POST cancel", "POST release" -> 404;
                case "GET dossier" -> path.startsWith("/v1/audit") ? 404 : 200;
                case "POST evaluations" -> path.startsWith("/v1/sandbox") ? 400 : 200;
                case "POST versions" -> 201;
                default -> 200;
            };
        }
    }
}
