package org.plimsoll.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** replay against a server that answers as the interface says. Of a corpus, see {@link ReplayCorpusTest}. */
class ReplayCommandTest {
    private static final String SEARCH = "GET /v1/decisions?ruleSet=demo&limit=200";
    private static final String SAME =
            "{\"outcome\":\"identical\",\"differences\":[],\"differenceCount\":0,\"reasons\":[]}";
    private static final String OTHER = """
            {"outcome":"different","decisionId":"%s","differenceCount":2,"differences":[
              {"part":"result","pointer":"/pools/0/equity","recorded":"\\"1.00\\"","replayed":"\\"2.00\\""},
              {"part":"firings","pointer":"/firings/3","recorded":"{}"}],
             "reasons":["Another build decided: 1.0 then, 1.1 now."]}""";
    private static final String BUSY = "{\"status\":429,\"code\":\"TOO_MANY_REQUESTS\",\"detail\":\"Try again.\"}";

    @TempDir
    private Path folder = Path.of("");

    private final FakeServer server = newServer();

    private static FakeServer newServer() {
        try {
            return new FakeServer();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static String id(int number) {
        return "00000000-0000-7000-8000-%012d".formatted(number);
    }

    private static String post(int number) {
        return "POST /v1/decisions/" + id(number) + "/replay";
    }

    private Run run(Object... args) {
        return new Run.Setting()
                .with("PLIMSOLL_SERVER", server.url())
                .with("PLIMSOLL_USER", "auditor:auditor")
                .run(args);
    }

    private static String page(String next, int... numbers) {
        List<String> items = new java.util.ArrayList<>();
        for (int number : numbers) {
            items.add("{\"decisionId\":\"" + id(number) + "\",\"status\":\"NO_ACTION\"}");
        }
        return "{\"items\":" + items + (next.isEmpty() ? "" : ",\"next\":\"" + next + "\"") + "}";
    }

    @Test
    void search_isReadToItsEnd_andEveryDecisionReplayed() {
        server.on(SEARCH, 200, page("a/1", 1, 2))
                .on(SEARCH + "&after=a%2F1", 200, page("", 3))
                .on(post(1), 200, SAME)
                .on(post(2), 200, SAME)
                .on(post(3), 200, SAME);
        Run run = run("replay", "--rule-set", "demo");
        assertThat(run).isEqualTo(new Run(0, "3 decisions: 3 identical, 0 different, 0 could not be replayed\n", ""));
        assertThat(server.calls())
                .containsExactlyInAnyOrder(SEARCH, SEARCH + "&after=a%2F1", post(1), post(2), post(3));
        assertThat(server.asked(0).authorization()).isEqualTo("Basic YXVkaXRvcjphdWRpdG9y");
    }

    @Test
    void allCriteria_areSent() {
        String search = "GET /v1/decisions?from=2026-01-01T00%3A00%3A00Z&to=2026-02-01T00%3A00%3A00Z&ruleSet=demo"
                + "&account=a%20b&limit=200";
        server.on(search, 200, page("", 1)).on(post(1), 200, SAME);
        Run run = run(
                "replay",
                "--from",
                "2026-01-01T01:00:00+01:00",
                "--to",
                "2026-02-01T00:00:00Z",
                "--rule-set",
                "demo",
                "--account",
                "a b");
        assertThat(run.err()).isEmpty();
        assertThat(run.code()).isZero();
    }

    @Test
    void difference_isShown_withItsReasons_andExitsOne() {
        server.on(SEARCH, 200, page("", 1, 2)).on(post(1), 200, SAME).on(post(2), 200, OTHER.formatted(id(2)));
        assertThat(run("replay", "--rule-set", "demo")).isEqualTo(new Run(1, """
                        different %s
                          result /pools/0/equity: "1.00" -> "2.00"
                          firings /firings/3: {} -> nothing
                          Another build decided: 1.0 then, 1.1 now.
                        2 decisions: 1 identical, 1 different, 0 could not be replayed
                        """.formatted(id(2)), ""));
        Run json = run("replay", "--rule-set", "demo", "--format", "json");
        assertThat(json.code()).isEqualTo(1);
        assertThat(json.json().at("/passed").booleanValue()).isFalse();
        assertThat(json.json().at("/differing/0/differences/0/pointer").asText())
                .isEqualTo("/pools/0/equity");
    }

    @Test
    void ids_areReadFromAFile_orTheInput() throws IOException {
        Path ids = Files.writeString(folder.resolve("ids"), id(1) + "\n\n" + id(2) + "\n");
        server.on(post(1), 200, SAME)
                .on(post(2), 404, "{\"code\":\"DECISION_NOT_FOUND\",\"detail\":\"There is none.\"}");
        Run run = run("replay", "--ids", ids);
        assertThat(run)
                .isEqualTo(new Run(
                        2,
                        "failed " + id(2) + ": the server refused with 404 DECISION_NOT_FOUND: There is none.\n"
                                + "2 decisions: 1 identical, 0 different, 1 could not be replayed\n",
                        ""));
        Run input = new Run.Setting()
                .with("PLIMSOLL_SERVER", server.url())
                .input(id(1))
                .run("replay", "--ids", "-");
        assertThat(input.out()).isEqualTo("1 decision: 1 identical, 0 different, 0 could not be replayed\n");
        Files.writeString(ids, id(1) + "\n../status\n");
        assertThat(run("replay", "--ids", ids).err()).contains("line 2 of '").endsWith("is no id of a decision.\n");
    }

    @Test
    void busyServer_isAskedAgain() {
        server.on(SEARCH, 200, page("", 1))
                .on(post(1), 429, BUSY)
                .on(post(1), 503, BUSY)
                .on(post(1), 200, SAME);
        assertThat(run("replay", "--rule-set", "demo").code()).isZero();
        assertThat(Collections.frequency(server.calls(), post(1))).isEqualTo(3);
    }

    @Test
    void moreThanAGroup_isReplayed_eachOnce() throws IOException {
        StringBuilder ids = new StringBuilder();
        for (int number = 0; number < 450; number++) {
            ids.append(id(number)).append('\n');
            server.on(post(number), 200, SAME);
        }
        Run run = run("replay", "--at-once", "16", "--ids", Files.writeString(folder.resolve("ids"), ids));
        assertThat(run.out()).startsWith("450 decisions: 450 identical");
        assertThat(server.calls()).hasSize(450).doesNotHaveDuplicates();
    }

    @Test
    void caller_whoIsNotLetIn_isToldOnce() {
        server.on(SEARCH, 200, page("", 1, 2)).on(post(1), 403, "").on(post(2), 403, "");
        assertThat(run("replay", "--rule-set", "demo"))
                .isEqualTo(new Run(2, "", "plimsoll: the server refused with 403: the user may not do this.\n"));
    }

    @Test
    void answer_thatSaysNothing_isNoSuccess() {
        server.on(SEARCH, 200, page("", 1)).on(post(1), 200, "{\"differences\":[]}");
        Run run = run("replay", "--rule-set", "demo");
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.out()).contains("the answer is no replay").contains("1 could not be replayed");
    }

    @Test
    void list_thatDoesNotGoOn_ends() {
        server.on(SEARCH, 200, page("x", 1))
                .on(SEARCH + "&after=x", 200, page("x", 1))
                .on(post(1), 200, SAME);
        assertThat(run("replay", "--rule-set", "demo").err()).contains("does not go on");
        server.on("GET /v1/decisions?ruleSet=other&limit=200", 200, "{}");
        assertThat(run("replay", "--rule-set", "other").err()).contains("is no list of decisions");
    }

    @Test
    void nothingToReplay_isNoSuccess() {
        server.on(SEARCH, 200, page(""));
        assertThat(run("replay", "--rule-set", "demo"))
                .isEqualTo(new Run(2, "", "plimsoll: there is no decision to replay; nothing was compared.\n"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "replay",
                "replay --rule-set demo --corpus x",
                "replay --ids x --account a",
                "replay --from yesterday",
                "replay --rule-set demo --at-once 0",
                "replay --rule-set demo --at-once 17",
                "replay --rule-set demo --format junit",
                "replay --corpus no-such-folder",
                "replay --corpus docs",
                "replay --ids no-such-file"
            })
    void wrongUse_isUsage(String command) {
        Run run = run((Object[]) command.split(" ", -1));
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).startsWith("plimsoll: ").doesNotContain("error of plimsoll itself");
        assertThat(server.calls()).isEmpty();
    }

    @Test
    void corpus_thatWasChanged_isDifferent() throws IOException {
        Path corpus = Files.createDirectories(folder.resolve("corpus"));
        String entry = Files.readAllLines(Path.of("examples/replay/0.1.0/entries.ndjson"))
                .get(0);
        String hash = entry.replaceFirst(".*contentHash\\\\\":\\\\\"([0-9a-f]{64}).*", "$1");
        Files.writeString(
                corpus.resolve("entries.ndjson"), entry + "\n" + entry.replace("\"result\":\"ey", "\"result\":\"IH"));
        Run without = Run.of("replay", "--corpus", corpus);
        assertThat(without.code()).isEqualTo(1);
        assertThat(without.out()).contains("There are no rule files with the content hash " + hash + ".");
        Path rules = Files.createDirectories(corpus.resolve("rules"));
        Files.copy(Path.of("examples/replay/rules", hash + ".zip"), rules.resolve(hash + ".zip"));
        Run changed = Run.of("replay", "--corpus", corpus);
        assertThat(changed.code()).isEqualTo(1);
        assertThat(changed.out())
                .contains("The bytes of the result no longer have the digest that was recorded with them")
                .endsWith("2 decisions: 1 identical, 1 different, 0 could not be replayed\n");
        Files.writeString(corpus.resolve("entries.ndjson"), "nonsense\n");
        assertThat(Run.of("replay", "--corpus", corpus).err()).contains("line 1, cannot be read");
    }
}
