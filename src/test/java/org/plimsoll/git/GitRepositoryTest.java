package org.plimsoll.git;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.MergeCommand;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.revwalk.RevCommit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plimsoll.platform.PlimsollConfig;

class GitRepositoryTest {
    private static final String PATH = "rules/r";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @SuppressWarnings("NullAway.Init")
    private Git git;

    @BeforeEach
    void makeOrigin() throws Exception {
        git = Git.init()
                .setDirectory(folder.resolve("origin").toFile())
                .setInitialBranch("main")
                .call();
    }

    @AfterEach
    void close() {
        git.close();
    }

    /** Whoever merges has written none of it. */
    @Test
    void merge_isWrittenByThoseWhoseCommitsItBringsIn() throws Exception {
        RevCommit first = commit("Ann", PATH + "/a.txt");
        git.checkout().setCreateBranch(true).setName("side").call();
        commit("Ben", PATH + "/b.txt");
        RevCommit elsewhere = commit("Cid", "elsewhere.txt");
        git.checkout().setName("main").call();
        git.merge()
                .include(elsewhere)
                .setFastForward(MergeCommand.FastForwardMode.NO_FF)
                .setCommit(false)
                .call();
        commit("Dan", PATH + "/c.txt");

        List<RuleSetCommit> commits = commits(first.name());

        assertThat(commits).hasSize(1);
        assertThat(commits.get(0).authors()).contains("Ben", "Dan").doesNotContain("Ann", "Cid");
    }

    @Test
    void commitWithALink_isNotInTheWayOfTheNext() throws Exception {
        RevCommit first = commit("Ann", PATH + "/a.txt");
        Path link = folder.resolve("origin/" + PATH + "/link.txt");
        Files.createSymbolicLink(link, Path.of("/etc/hostname"));
        commit("Ben", PATH + "/b.txt");
        Files.delete(link);
        git.rm().addFilepattern(PATH + "/link.txt").call();
        commit("Cid", PATH + "/c.txt");

        List<RuleSetCommit> commits = commits(first.name());

        assertThat(commits).hasSize(2);
        assertThat(commits.get(0).files()).isNull();
        assertThat(commits.get(0).failure()).contains("link.txt");
        assertThat(commits.get(1).files()).isNotNull();
        assertThat(commits.get(1).failure()).isNull();
    }

    @Test
    void login_isNotTold() {
        assertThat(GitFollower.withoutLogin("https://ann:p@ss:w@git.example.com/r@1.git: not found"))
                .isEqualTo("https://git.example.com/r@1.git: not found");
        assertThat(GitFollower.withoutLogin("https://git.example.com/r@1.git"))
                .isEqualTo("https://git.example.com/r@1.git");
    }

    private RevCommit commit(String author, String path) throws Exception {
        Path file = folder.resolve("origin").resolve(path);
        Path parent = file.getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        Files.writeString(file, author);
        git.add().addFilepattern(".").call();
        PersonIdent person = new PersonIdent(author, author + "@example.com");
        return git.commit()
                .setMessage(author)
                .setAuthor(person)
                .setCommitter(person)
                .setSign(false)
                .call();
    }

    private List<RuleSetCommit> commits(String known) throws Exception {
        try (GitRepository repository = GitRepository.open(folder.resolve("copy"))) {
            Followed followed = new Followed(folder.resolve("origin").toUri().toString());
            repository.fetch(followed);
            return repository.commits("r", PATH, followed, known::equals);
        }
    }

    private record Followed(String url) implements PlimsollConfig.Followed {
        @Override
        public String branch() {
            return "main";
        }

        @Override
        public Optional<String> path() {
            return Optional.of(PATH);
        }

        @Override
        public Duration interval() {
            return Duration.ofMinutes(1);
        }

        @Override
        public Optional<String> username() {
            return Optional.empty();
        }

        @Override
        public Optional<String> password() {
            return Optional.empty();
        }
    }
}
