package org.plimsoll.ruleset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.plimsoll.contract.Calls;
import org.plimsoll.engine.BaseFiles;
import org.plimsoll.engine.RuleSetArchive;
import org.plimsoll.engine.RuleSetFiles;

/** A rule set that extends another, on the server: it takes the base from its store, by hash, and keeps it with the version. */
@QuarkusTest
class OverlayResourceTest {
    private static final String RULES = """
            package %s;
            import org.plimsoll.policy.*;
            import static org.plimsoll.policy.Functions.*;
            dialect "mvel"

            rule "house"
            when
                $p : Position(quantity > 0)
            then
                insert(new AddOn($p, "OTHER", 0.05 * $p.notional, "a twentieth more"));
            end
            """;

    private static String manifest(String name, String base, String hash) {
        return "name: " + name + "\ntitle: House\nextends: {ruleSet: " + base + ", content: \"sha256:" + hash + "\"}\n";
    }

    /** An overlay that asks for a twentieth more. */
    private static Map<String, String> overlay(String name, String base, String hash, String expected) {
        Map<String, String> files = new TreeMap<>();
        files.put("ruleset.yaml", manifest(name, base, hash));
        files.put("house.drl", RULES.formatted(base));
        String cases = Lifecycles.files(base, "0.10", expected).get("cases/deposit.yaml");
        files.put("cases/house.yaml", String.valueOf(cases));
        return files;
    }

    private static String base(String name, String rate, String expected) {
        return Lifecycles.hash(name, Lifecycles.approved(name, Lifecycles.files(name, rate, expected)));
    }

    private static List<String> codes(String name, int version) {
        Calls.as("author")
                .post(Lifecycles.path(name, version) + "/check")
                .then()
                .statusCode(200);
        return Calls.as("author").get(Lifecycles.path(name, version) + "/check").path("findings.code");
    }

    @Test
    void draft_withoutTheBase_getsItFromTheStore_andDecidesWithBoth() {
        String base = Lifecycles.newName();
        String hash = base(base, "0.10", "100");
        String name = Lifecycles.newName();
        int version = Lifecycles.approved(name, overlay(name, base, hash, "150"));

        Calls.as("auditor")
                .get(Lifecycles.path(name, version))
                .then()
                .body("extended.ruleSet", equalTo(base))
                .body("extended.contentHash", equalTo(hash))
                .body("files.path", hasItems("house.drl", "extends/" + base + "/deposit.drl"));
        Calls.as("auditor").get("/v1/rulesets/" + name + "/versions").then().body("items[0].extended", nullValue());
        Lifecycles.activate(name, version, Map.of()).then().statusCode(200);
        Lifecycles.evaluate(name, Map.of("version", version, "explain", "rules", "record", false))
                .then()
                .statusCode(200)
                .body("pools[0].initialMargin", equalTo("150.00"))
                .body("toString()", org.hamcrest.Matchers.containsString("extends/" + base + "/deposit.drl"));
    }

    @Test
    void compare_withItsBase_showsWhatItSays_andABaseIsNeeded() {
        String base = Lifecycles.newName();
        String hash = base(base, "0.10", "100");
        String name = Lifecycles.newName();
        int version = Lifecycles.draft("author", name, overlay(name, base, hash, "150"));

        Calls.as("approver")
                .get("/v1/rulesets/" + name + "/compare?from=base&to=" + version)
                .then()
                .statusCode(200)
                .body("oldVersion.contentHash", equalTo(hash))
                .body("rules.name", equalTo(List.of("house")))
                .body("rules.kind", equalTo(List.of("ADDED")))
                .body("files.path", equalTo(List.of("cases/house.yaml", "house.drl", "ruleset.yaml")))
                .body("outcomes.passedOld", equalTo(1));
        Calls.as("approver")
                .get("/v1/rulesets/" + base + "/compare?from=base&to=1")
                .then()
                .statusCode(404)
                .body("code", equalTo("RULE_SET_BASE_NOT_FOUND"));
    }

    @Test
    void base_thatNobodyApproved_orNobodyKnows_isNotGiven() {
        String base = Lifecycles.newName();
        int draft = Lifecycles.draft("author", base, Lifecycles.files(base, "0.10", "100"));
        String name = Lifecycles.newName();
        int onDraft = Lifecycles.draft("author", name, overlay(name, base, Lifecycles.hash(base, draft), "150"));
        int onNothing = Lifecycles.draft("author", name, overlay(name, base, "0".repeat(64), "150"));

        assertThat(codes(name, onDraft)).containsExactly("EXTENDS_MISSING");
        assertThat(codes(name, onNothing)).containsExactly("EXTENDS_MISSING");
    }

    @Test
    void edit_ofTheHash_changesTheBase_andAnEditOfTheOverlayKeepsIt() {
        String base = Lifecycles.newName();
        String old = base(base, "0.10", "100");
        String recent = base(base, "0.20", "200");
        String name = Lifecycles.newName();
        int version = Lifecycles.draft("author", name, overlay(name, base, old, "150"));

        put(name, version, "README.md", "Read me.\n");
        assertThat(extended(name, version)).isEqualTo(old);
        assertThat(codes(name, version)).isEmpty();
        put(name, version, "ruleset.yaml", manifest(name, base, recent));
        assertThat(extended(name, version)).isEqualTo(recent);
        assertThat(codes(name, version)).isEmpty();
        put(name, version, "ruleset.yaml", manifest(name, base, "0".repeat(64)));
        assertThat(codes(name, version)).containsExactly("EXTENDS_MISSING");
    }

    @Test
    void edit_ofAFileOfTheBase_isNotUndoneInSilence_butFound() {
        String base = Lifecycles.newName();
        String hash = base(base, "0.10", "100");
        String name = Lifecycles.newName();
        int version = Lifecycles.draft("author", name, overlay(name, base, hash, "150"));
        String rules = String.valueOf(Lifecycles.files(base, "0.01", "10").get("deposit.drl"));

        put(name, version, "extends/" + base + "/deposit.drl", rules);

        assertThat(codes(name, version)).containsExactly("EXTENDS_DIFFERS");
    }

    @Test
    void archive_withTheWholeVersion_isKeptAsItIs_onceItsBaseIsApproved() {
        String base = Lifecycles.newName();
        RuleSetFiles files = RuleSetFiles.of(base, Lifecycles.files(base, "0.10", "100"));
        String name = Lifecycles.newName();
        RuleSetFiles whole =
                BaseFiles.with(RuleSetFiles.of(name, overlay(name, base, files.contentHash(), "150")), files);

        Calls.as("author")
                .contentType("application/zip")
                .body(RuleSetArchive.of(whole))
                .post("/v1/rulesets/" + name + "/versions")
                .then()
                .statusCode(422)
                .body("code", equalTo("FILES_REFUSED"))
                .body("errors.code", equalTo(List.of("EXTENDS_UNAPPROVED")));
        Lifecycles.approved(base, Lifecycles.files(base, "0.10", "100"));
        int version = upload(name, whole);
        assertThat(Lifecycles.hash(name, version)).isEqualTo(whole.contentHash());
        assertThat(codes(name, version)).isEmpty();
    }

    @Test
    void archive_whoseBaseWasForged_isFound() {
        String base = Lifecycles.newName();
        String hash = base(base, "0.10", "100");
        String name = Lifecycles.newName();
        RuleSetFiles whole = BaseFiles.with(
                RuleSetFiles.of(name, overlay(name, base, hash, "150")),
                RuleSetFiles.of(base, Lifecycles.files(base, "0.01", "10")));

        assertThat(codes(name, upload(name, whole))).containsExactly("EXTENDS_DIFFERS");
    }

    @Test
    void archive_inPlaceOfADraft_withoutTheBase_getsItAgain() {
        String base = Lifecycles.newName();
        String hash = base(base, "0.10", "100");
        String name = Lifecycles.newName();
        Map<String, String> files = overlay(name, base, hash, "150");
        int version = Lifecycles.draft("author", name, files);
        files.put("README.md", "Read me.\n");

        Calls.as("author")
                .contentType("application/zip")
                .header("If-Match", "\"" + Lifecycles.hash(name, version) + "\"")
                .body(RuleSetArchive.of(RuleSetFiles.of(name, files)))
                .put(Lifecycles.path(name, version))
                .then()
                .statusCode(200)
                .body("files.path", hasItems("README.md", "extends/" + base + "/deposit.drl"));
    }

    @Test
    void draft_begunFromAVersion_onAnotherBase_getsThatBase() {
        String base = Lifecycles.newName();
        String old = base(base, "0.10", "100");
        String recent = base(base, "0.20", "200");
        String name = Lifecycles.newName();
        int version = Lifecycles.draft("author", name, overlay(name, base, old, "150"));
        int next = Lifecycles.json(
                        "author",
                        Map.of(
                                "from",
                                version,
                                "files",
                                Map.of("ruleset.yaml", manifest(name, base, recent)),
                                "comment",
                                "x"))
                .post("/v1/rulesets/" + name + "/versions")
                .then()
                .statusCode(201)
                .extract()
                .path("version");

        assertThat(extended(name, next)).isEqualTo(recent);
        assertThat(codes(name, next)).isEmpty();
    }

    @Test
    void base_ofAnotherTeam_isNotGiven() {
        String base = Lifecycles.newName();
        String hash = base(base, "0.10", "100");
        Lifecycles.json("admin", Map.of("teams", Set.of("desk"), "reason", "theirs"))
                .put("/v1/rulesets/" + base + "/teams")
                .then()
                .statusCode(200);
        String name = Lifecycles.newName();
        int version = Lifecycles.draft("author", name, overlay(name, base, hash, "150"));

        assertThat(codes(name, version)).containsExactly("EXTENDS_MISSING");
    }

    @Test
    void files_thatWithTheBaseAreTooMany_areNotKept() {
        String base = Lifecycles.newName();
        Map<String, String> many = Lifecycles.files(base, "0.10", "100");
        for (int i = many.size(); i < 198; i++) {
            many.put("notes/" + i + ".md", "x");
        }
        String hash = Lifecycles.hash(base, Lifecycles.approved(base, many));
        String name = Lifecycles.newName();

        Lifecycles.json("author", Map.of("files", overlay(name, base, hash, "150"), "comment", "one too many"))
                .post("/v1/rulesets/" + name + "/versions")
                .then()
                .statusCode(422)
                .body("code", equalTo("FILES_REFUSED"))
                .body("errors.code", hasItem("TOO_MANY_FILES"));
    }

    @Test
    void sandbox_getsTheBaseToo() {
        String base = Lifecycles.newName();
        String hash = base(base, "0.10", "100");
        String name = Lifecycles.newName();

        Lifecycles.json(
                        "author",
                        Map.of(
                                "ruleSet",
                                name,
                                "files",
                                overlay(name, base, hash, "150"),
                                "submission",
                                Lifecycles.submission()))
                .post("/v1/sandbox/evaluations")
                .then()
                .statusCode(200)
                .body("pools[0].initialMargin", equalTo("150.00"));
    }

    private static String extended(String name, int version) {
        return Calls.as("auditor").get(Lifecycles.path(name, version)).path("extended.contentHash");
    }

    private static void put(String name, int version, String path, String text) {
        Calls.as("author")
                .contentType("text/plain")
                .header("If-Match", "\"" + Lifecycles.hash(name, version) + "\"")
                .body(text.getBytes(StandardCharsets.UTF_8))
                .put(Lifecycles.path(name, version) + "/files/" + path)
                .then()
                .statusCode(200);
    }

    private static int upload(String name, RuleSetFiles files) {
        return Calls.as("author")
                .contentType("application/zip")
                .body(RuleSetArchive.of(files))
                .post("/v1/rulesets/" + name + "/versions")
                .then()
                .statusCode(201)
                .extract()
                .path("version");
    }
}
