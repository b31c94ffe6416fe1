package org.plimsoll.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.lib.PersonIdent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plimsoll.platform.TestDatabases;

/** A server that follows a branch of a Git repository: every commit to the rule set's folder is a draft. */
class GitFollowIT {
    private static final String NAME = "followed";
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @Test
    void commit_toTheFolder_isADraft_whoseAuthorsMayNotApproveIt() throws Exception {
        Path origin = folder.resolve("origin");
        try (Git git = Git.init()
                .setDirectory(origin.toFile())
                .setInitialBranch("main")
                .call()) {
            String first = commit(git, 1, "A hundredth");
            try (ServerProcess server = ServerProcess.start("git-follow", settings(origin))) {
                JsonNode version = await(server, 1);
                assertThat(version.path("provenance").asText()).isEqualTo("git commit " + first);
                assertThat(version.path("state").asText()).isEqualTo("DRAFT");
                assertThat(version.path("comment").asText()).isEqualTo("A hundredth");
                assertThat(version.path("writers").toString()).contains("\"approver\"", "\"Ann Author\"");

                Files.writeString(origin.resolve("elsewhere.txt"), "not of the rule set");
                git.add().addFilepattern(".").call();
                git.commit().setMessage("Something else").setSign(false).call();
                String second = commit(git, 2, "Two hundredths\n\nCo-authored-by: Bob <bob@example.com>");
                version = await(server, 2);
                assertThat(version.path("provenance").asText()).isEqualTo("git commit " + second);
                assertThat(version.path("writers").toString()).contains("\"Bob\"", "\"bob@example.com\"", "\"bob\"");
                assertThat(versions(server)).isEqualTo(2);

                String path = "/v1/rulesets/" + NAME + "/versions/2";
                Map<String, String> content =
                        Map.of("If-Match", "\"" + version.path("contentHash").asText() + "\"");
                server.post("author", path + "/check", null);
                server.post("author", path + "/test", null);
                assertThat(server.send("POST", path + "/propose", "author", "{\"comment\": \"as committed\"}", content)
                                .status())
                        .isEqualTo(200);
                ServerProcess.Answer own =
                        server.send("POST", path + "/approve", "approver", "{\"comment\": \"mine\"}", content);
                assertThat(own.status()).as(own.body()).isEqualTo(403);
                assertThat(JSON.readTree(own.body()).path("code").asText()).isEqualTo("FOUR_EYES");

                Path bad = origin.resolve("rules/" + NAME + "/no path!.txt");
                Files.writeString(bad, "not a file that a rule set may have");
                commit(git, 3, "Three\n\nCo-authored-by: Dan <dan@example.com>");
                Files.delete(bad);
                git.rm().addFilepattern("rules/" + NAME + "/no path!.txt").call();
                String fourth = commit(git, 4, "Four");
                version = await(server, 3);
                assertThat(version.path("provenance").asText()).isEqualTo("git commit " + fourth);
                assertThat(version.path("base").asInt()).isEqualTo(2);
                assertThat(version.path("writers").toString())
                        .as("those of the commit that is no draft, and of the unapproved draft before it")
                        .contains("\"Dan\"", "\"Bob\"");
            }
        }
    }

    private Map<String, String> settings(Path origin) {
        return Map.of(
                "plimsoll.database.directory",
                TestDatabases.newFolder().toString(),
                "plimsoll.rules.import",
                "never",
                "plimsoll.git.directory",
                folder.resolve("copies").toString(),
                "plimsoll.git.follow." + NAME + ".url",
                origin.toUri().toString(),
                "plimsoll.git.follow." + NAME + ".interval",
                "0.3S");
    }

    /** A commit by the demo user who approves, so that it can be seen that they may not. */
    private static String commit(Git git, int share, String message) throws IOException, GitAPIException {
        Path rules = git.getRepository().getWorkTree().toPath().resolve("rules/" + NAME);
        for (Map.Entry<String, JsonNode> file :
                JSON.readTree(Policies.draft(NAME, share)).path("files").properties()) {
            Path path = rules.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue().asText());
        }
        git.add().addFilepattern(".").call();
        return git.commit()
                .setMessage(message)
                .setAuthor(new PersonIdent("Ann Author", "approver@example.com"))
                .setCommitter(new PersonIdent("Ann Author", "approver@example.com"))
                .setSign(false)
                .call()
                .name();
    }

    private static JsonNode await(ServerProcess server, int version) throws IOException {
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (System.nanoTime() < end) {
            ServerProcess.Answer answer = server.get("auditor", "/v1/rulesets/" + NAME + "/versions/" + version);
            if (answer.status() == 200) {
                return JSON.readTree(answer.body());
            }
            ServerProcess.sleep(Duration.ofMillis(50));
        }
        throw new AssertionError("no version " + version + ": " + server.get("auditor", "/v1/status"));
    }

    private static int versions(ServerProcess server) throws IOException {
        return JSON.readTree(server.get("auditor", "/v1/rulesets/" + NAME + "/versions")
                        .body())
                .path("items")
                .size();
    }
}
