package org.plimsoll.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.plimsoll.engine.RuleSetFiles;

/** push, propose and status against a server that answers as the interface says. */
class ServerCommandsTest {
    private static final String VERSIONS = "/v1/rulesets/demo/versions";
    private static final String SECRET = "s3cret-word";

    @TempDir
    private Path folder = Path.of("");

    private FakeServer server = newServer();

    private static FakeServer newServer() {
        try {
            return new FakeServer();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @BeforeEach
    void makeFolder() {
        Folders.demo(folder);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private String hash() {
        try {
            return RuleSetFiles.read(folder.resolve("demo")).contentHash();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private String version(String state) {
        return "{\"ruleSet\":\"demo\",\"version\":7,\"contentHash\":\"" + hash() + "\",\"state\":\"" + state + "\"}";
    }

    private Run run(Object... args) {
        return new Run.Setting()
                .with("PLIMSOLL_SERVER", server.url())
                .with("PLIMSOLL_USER", "author:" + SECRET)
                .run(args);
    }

    @Test
    void push_sendsTheArchive_andHasItCheckedAndTested() {
        server.on("POST " + VERSIONS + "?comment=why%20%26%20what", 201, version("DRAFT"))
                .on("POST " + VERSIONS + "/7/check", 200, "{\"state\":\"DONE\",\"passed\":true}")
                .on("POST " + VERSIONS + "/7/test", 202, "{\"state\":\"RUNNING\"}")
                .on("GET " + VERSIONS + "/7/test", 200, "{\"state\":\"RUNNING\"}")
                .on(
                        "GET " + VERSIONS + "/7/test",
                        200,
                        "{\"state\":\"DONE\",\"passed\":true,\"casesPassed\":2,\"casesFailed\":0,\"coverage\":{\"share\":0.50}}");
        Run run = run("push", folder.resolve("demo"), "--comment", "why & what");
        assertThat(run)
                .isEqualTo(new Run(
                        0,
                        "demo version 7 created, DRAFT, " + hash()
                                + "\n  check: passed\n  test: passed, cases: 2 passed, coverage 50 %\n",
                        ""));
        assertThat(server.calls())
                .containsExactly(
                        "POST " + VERSIONS + "?comment=why%20%26%20what",
                        "POST " + VERSIONS + "/7/check",
                        "POST " + VERSIONS + "/7/test",
                        "GET " + VERSIONS + "/7/test",
                        "GET " + VERSIONS + "/7/test");
        assertThat(server.asked(0).type()).isEqualTo("application/zip");
        assertThat(server.asked(0).authorization()).isEqualTo("Basic YXV0aG9yOnMzY3JldC13b3Jk");
        Run.of("pack", folder.resolve("demo"), "-o", folder.resolve("demo.zip"));
        assertThat(folder.resolve("demo.zip")).hasBinaryContent(server.asked(0).body());
    }

    @Test
    void push_ofWhatIsThereAlready_saysSo() {
        server.on("POST " + VERSIONS, 200, version("ACTIVE"));
        Run run = run("push", "--no-test", folder.resolve("demo"));
        assertThat(run.code()).isZero();
        assertThat(run.out()).isEqualTo("demo version 7 is there already, ACTIVE, " + hash() + "\n");
        assertThat(server.calls()).hasSize(1);
        assertThat(run("push", "--no-test", "--format", "json", folder.resolve("demo"))
                        .json()
                        .path("created")
                        .booleanValue())
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"state\":\"DONE\",\"passed\":false,\"findings\":[{\"code\":\"X\",\"message\":\"m\",\"file\":\"a.drl\",\"line\":3,\"column\":4}]}",
                "{\"state\":\"DONE\",\"findings\":[{\"code\":\"X\",\"severity\":\"ERROR\",\"message\":\"m\",\"file\":\"a.drl\",\"line\":3,\"column\":4}]}",
            })
    void push_whoseCheckFails_fails_andIsNotTested(String report) {
        server.on("POST " + VERSIONS, 201, version("DRAFT")).on("POST " + VERSIONS + "/7/check", 200, report);
        Run run = run("push", folder.resolve("demo"));
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out()).endsWith("  check: failed\n    a.drl:3:4: X: m\n");
        assertThat(server.calls()).hasSize(2);
    }

    @Test
    void push_whoseReportSaysNothing_fails() {
        server.on("POST " + VERSIONS, 201, version("DRAFT")).on("POST " + VERSIONS + "/7/check", 200, "{}");
        assertThat(run("push", folder.resolve("demo")).code()).isEqualTo(1);
    }

    @Test
    void push_whoseTestTakesTooLong_isToldSo() {
        server.on("POST " + VERSIONS, 201, version("DRAFT"))
                .on("POST " + VERSIONS + "/7/check", 202, "{\"state\":\"RUNNING\"}")
                .on("GET " + VERSIONS + "/7/check", 200, "{\"state\":\"RUNNING\"}");
        Run run = run("push", "--timeout", "0", folder.resolve("demo"));
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("has not finished within 0 seconds");
    }

    @Test
    void push_ofFilesThatArriveOtherwise_isNotTrusted() {
        server.on("POST " + VERSIONS, 201, version("DRAFT").replace(hash(), "0".repeat(64)));
        Run run = run("push", folder.resolve("demo"));
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("do not propose this version");
    }

    @Test
    void propose_namesTheContentItMeans() {
        server.on("GET " + VERSIONS + "/7", 200, version("DRAFT"))
                .on("POST " + VERSIONS + "/7/propose", 200, version("PROPOSED"));
        Run run = run("propose", "demo", "7", "--comment", "tier 2 as published");
        assertThat(run).isEqualTo(new Run(0, "demo version 7: PROPOSED, " + hash() + "\n", ""));
        assertThat(server.asked(1).ifMatch()).isEqualTo('"' + hash() + '"');
        assertThat(new String(server.asked(1).body(), StandardCharsets.UTF_8))
                .isEqualTo("{\"comment\":\"tier 2 as published\"}");
        run("propose", "demo", "7", "--content-hash", "a".repeat(64));
        assertThat(server.calls()).hasSize(3).last().asString().startsWith("POST");
        assertThat(server.asked(2).ifMatch()).isEqualTo('"' + "a".repeat(64) + '"');
        assertThat(run("propose", "demo", "7", "--content-hash", "x").code()).isEqualTo(2);
        assertThat(run("propose", "demo", "seven").code()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({"409,1", "412,1", "422,1", "400,2", "401,2", "403,2", "404,2", "429,2", "500,2", "503,2"})
    void problem_isASentence_withItsErrors_andAnExitCodeByKind(int status, int code) {
        server.on("GET " + VERSIONS + "/7", 200, version("DRAFT"))
                .on(
                        "POST " + VERSIONS + "/7/propose",
                        status,
                        "{\"status\":" + status + ",\"code\":\"SOME_CODE\",\"detail\":\"It may not be.\",\"errors\":["
                                + "{\"code\":\"CASE_FAILED\",\"message\":\"wrong\",\"file\":\"cases/a.yaml\",\"line\":5,\"column\":1},"
                                + "{\"code\":\"B\",\"message\":\"bad\",\"pointer\":\"/x\"}]}");
        assertThat(run("propose", "demo", "7"))
                .isEqualTo(new Run(
                        code,
                        "",
                        "plimsoll: the server refused with " + status + " SOME_CODE: It may not be.\n"
                                + "  cases/a.yaml:5:1: CASE_FAILED: wrong\n  /x: B: bad\n"));
    }

    @Test
    void refusal_withoutAProblem_stillSaysWhatToDo() {
        server.on("GET /v1/rulesets/demo", 401, "");
        assertThat(run("status", "demo").err())
                .isEqualTo("plimsoll: the server refused with 401: give a user or a token that it knows.\n");
    }

    @Test
    void status_showsServerRuleSetsOneAndItsVersion() {
        String active =
                "{\"name\":\"demo\",\"active\":{\"version\":7,\"contentHash\":\"abc\",\"activatedAt\":\"2026-01-02T09:00:00Z\",\"activatedBy\":\"ann\"},\"latestVersion\":8}";
        server.on(
                        "GET /v1/status",
                        200,
                        "{\"node\":\"n1\",\"build\":{\"version\":\"0.1.0\"},\"startedAt\":\"2026-01-01T00:00:00Z\",\"decisionLog\":{\"writable\":true},"
                                + "\"ruleSets\":[{\"name\":\"demo\",\"contentHash\":\"old\",\"execution\":\"direct\"},"
                                + "{\"name\":\"demo\",\"contentHash\":\"abc\",\"execution\":\"session\"}]}")
                .on("GET /v1/rulesets", 200, "{\"items\":[" + active + "],\"next\":\"demo\"}")
                .on("GET /v1/rulesets?after=demo", 200, "{\"items\":[{\"name\":\"other\",\"latestVersion\":1}]}")
                .on("GET /v1/rulesets/demo", 200, active)
                .on(
                        "GET " + VERSIONS + "/7",
                        200,
                        "{\"ruleSet\":\"demo\",\"version\":7,\"state\":\"ACTIVE\",\"contentHash\":\"abc\",\"createdAt\":\"2026-01-01T00:00:00Z\",\"createdBy\":\"bob\",\"files\":[{\"path\":\"a.drl\",\"size\":12}]}");
        String line = "demo: version 7 is active, abc, since 2026-01-02T09:00:00Z by ann, fired in a Drools session;"
                + " latest is version 8\n";
        assertThat(run("status").out())
                .isEqualTo("n1, Plimsoll 0.1.0, started 2026-01-01T00:00:00Z\n" + line
                        + "other: no version is active; latest is version 1\n");
        assertThat(run("status", "demo").out()).isEqualTo(line);
        assertThat(run("status", "demo", "7").out())
                .isEqualTo("demo version 7: ACTIVE, abc, made 2026-01-01T00:00:00Z by bob, fired in a Drools session\n"
                        + "  a.drl  12 bytes\n");
        server.on(
                "GET " + VERSIONS + "/6",
                200,
                "{\"ruleSet\":\"demo\",\"version\":6,\"state\":\"RETIRED\",\"contentHash\":\"xyz\"}");
        assertThat(run("status", "demo", "6").out()).endsWith(", not checked: whether called directly is not known\n");
        server.on("GET " + VERSIONS + "/7/check", 200, "{\"state\":\"DONE\",\"execution\":\"direct\"}")
                .on("GET " + VERSIONS + "/7/check", 200, "{\"state\":\"DONE\",\"passed\":false}")
                .on("GET " + VERSIONS + "/7/check", 200, "{\"state\":\"RUNNING\"}");
        assertThat(run("status", "demo", "7").out())
                .isEqualTo("demo version 7: ACTIVE, abc, made 2026-01-01T00:00:00Z by bob, called directly\n"
                        + "  a.drl  12 bytes\n");
        assertThat(run("status", "demo", "7").out()).contains("by bob, which does not compile\n");
        assertThat(run("status", "demo", "7").out()).contains("by bob, which is being checked\n");
        assertThat(run("status", "--format", "json")
                        .json()
                        .at("/ruleSets/1/name")
                        .asText())
                .isEqualTo("other");
        assertThat(run("status", "a/../b").code()).isEqualTo(2);
        assertThat(server.calls()).last().asString().isEqualTo("GET /v1/rulesets/a%2F..%2Fb");
    }

    @Test
    void credentials_areTakenFromOptionsFirst_andNeverPrinted() {
        Run token = run("status", "demo", "--token", SECRET);
        assertThat(server.asked(0).authorization()).isEqualTo("Bearer " + SECRET);
        assertThat(token.out() + token.err()).doesNotContain(SECRET);
        Run user = run("status", "demo", "--user", "ann:" + SECRET);
        assertThat(server.asked(1).authorization()).isEqualTo("Basic YW5uOnMzY3JldC13b3Jk");
        assertThat(user.out() + user.err()).doesNotContain(SECRET);
        Run both = run("status", "demo", "--user", "ann:" + SECRET, "--token", SECRET);
        assertThat(both).isEqualTo(new Run(2, "", "plimsoll: both a user and a token are given; give one of them.\n"));
        Run malformed = run("status", "demo", "--user", SECRET);
        assertThat(malformed).isEqualTo(new Run(2, "", "plimsoll: the user is given as NAME:PASSWORD.\n"));
        Run address = Run.of("status", "--server", "http://ann:" + SECRET + "@localhost:1");
        assertThat(address.code()).isEqualTo(2);
        assertThat(address.err()).doesNotContain(SECRET);
        Run blank = run("status", "--token", SECRET + "\n");
        assertThat(blank.err()).contains("no token has").doesNotContain(SECRET);
    }

    @Test
    void withoutServer_orWhereNoneIs_isUsage() {
        assertThat(Run.of("status"))
                .isEqualTo(new Run(2, "", "plimsoll: no server is given; use --server URL or set PLIMSOLL_SERVER.\n"));
        String closed = server.url();
        server.close();
        assertThat(Run.of("status", "--server", closed))
                .isEqualTo(new Run(
                        2,
                        "",
                        "plimsoll: the server at " + closed
                                + " cannot be reached; check the address and whether it runs.\n"));
        assertThat(Run.of("status", "--server", "ftp://x").code()).isEqualTo(2);
    }

    @Test
    void answer_ofSomethingElse_isNotTakenForAServers() {
        server.on("GET /v1/rulesets/demo", 200, "<html>");
        assertThat(run("status", "demo").err()).contains("does not answer like a Plimsoll server");
        server.on("GET /v1/rulesets/other", 302, "");
        assertThat(run("status", "other").code())
                .as("a redirect is not followed")
                .isEqualTo(2);
    }
}
