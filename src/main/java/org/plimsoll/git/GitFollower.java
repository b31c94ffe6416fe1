package org.plimsoll.git;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.plimsoll.platform.PlimsollConfig;
import org.plimsoll.platform.ProblemException;
import org.plimsoll.ruleset.DraftService;
import org.plimsoll.security.Caller;

/** Makes drafts of commits. What a commit is worth is for people to say: it takes the same approval as any draft. */
@Singleton
public final class GitFollower {
    private static final Logger LOG = Logger.getLogger(GitFollower.class);
    private static final Caller GIT = new Caller("git", List.of());
    private static final int LONGEST_COMMENT = 2_000;

    private final DraftService drafts;
    private final PlimsollConfig.Git settings;
    private final Map<String, FollowState> states = new ConcurrentSkipListMap<>();
    private @Nullable ScheduledExecutorService worker;

    GitFollower(DraftService drafts, PlimsollConfig config) {
        this.drafts = drafts;
        this.settings = config.git();
    }

    void start(@Observes StartupEvent event) {
        if (settings.follow().isEmpty()) {
            return;
        }
        ScheduledExecutorService threads = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "git-follower");
            thread.setDaemon(true);
            return thread;
        });
        worker = threads;
        new TreeMap<>(settings.follow()).forEach((ruleSet, followed) -> {
            states.put(ruleSet, state(ruleSet, followed, null, null, null));
            long interval = Math.max(1, followed.interval().toMillis());
            threads.scheduleWithFixedDelay(() -> follow(ruleSet, followed), 0, interval, TimeUnit.MILLISECONDS);
        });
    }

    /** How following is going, by rule set. */
    public List<FollowState> states() {
        return List.copyOf(states.values());
    }

    private void follow(String ruleSet, PlimsollConfig.Followed followed) {
        FollowState before = states.get(ruleSet);
        String taken = before == null ? null : before.commit();
        String failure = null;
        try {
            String latest = take(ruleSet, followed);
            taken = latest == null ? taken : latest;
        } catch (ProblemException | GitAPIException | IOException e) {
            failure = withoutLogin(String.valueOf(e.getMessage()));
            LOG.warnf("Rule set %s cannot be taken from Git: %s", ruleSet, failure);
        } catch (RuntimeException | Error e) {
            // Not even an error may end the asking.
            failure = "the server failed; its log says more";
            LOG.errorf(e, "Rule set %s cannot be taken from Git", ruleSet);
        }
        states.put(ruleSet, state(ruleSet, followed, Instant.now(), taken, failure));
    }

    /** Takes new commits; the latest that was taken, null when there was none. */
    private @Nullable String take(String ruleSet, PlimsollConfig.Followed followed)
            throws GitAPIException, IOException {
        String latest = null;
        Path folder = settings.directory().resolve(ruleSet + ".git");
        try (GitRepository repository = GitRepository.open(folder)) {
            repository.fetch(followed);
            AtomicReference<@Nullable Integer> base = new AtomicReference<>();
            List<RuleSetCommit> commits = repository.commits(ruleSet, path(ruleSet, followed), followed, id -> {
                base.set(drafts.numberOf(ruleSet, provenance(id)));
                return base.get() != null;
            });
            Set<String> authors = new LinkedHashSet<>();
            String failure = null;
            for (RuleSetCommit commit : commits) {
                // What was no draft is part of the next that is one, and so are those who wrote it.
                authors.addAll(commit.authors());
                try {
                    base.set(keep(ruleSet, followed, commit, base.get(), List.copyOf(authors)));
                    authors.clear();
                    failure = null;
                    latest = commit.id();
                    LOG.infof("Rule set %s: commit %s is a draft", ruleSet, commit.id());
                } catch (ProblemException | IOException e) {
                    failure = "commit " + commit.id() + " cannot be taken: " + e.getMessage();
                    LOG.warnf("Rule set %s: %s", ruleSet, failure);
                }
            }
            if (failure != null) {
                throw new IOException(failure);
            }
        }
        return latest;
    }

    /** Makes a draft of a commit, and tells its number. */
    private int keep(
            String ruleSet,
            PlimsollConfig.Followed followed,
            RuleSetCommit commit,
            @Nullable Integer base,
            List<String> authors)
            throws IOException {
        if (commit.files() == null) {
            throw new IOException(commit.failure());
        }
        DraftService.Origin origin = new DraftService.Origin(
                "git " + followed.branch() + ":" + path(ruleSet, followed),
                base,
                provenance(commit.id()),
                shortened(commit.message()),
                authors);
        return drafts.keep(commit.files(), origin, GIT).version().number();
    }

    /** Addresses as they are without what is before their {@code @}: an error of Git names them in full. */
    static String withoutLogin(String text) {
        return text.replaceAll("//[^/\\s]*@", "//");
    }

    private static String provenance(String commit) {
        return "git commit " + commit;
    }

    private static String shortened(String message) {
        return message.length() <= LONGEST_COMMENT ? message : message.substring(0, LONGEST_COMMENT);
    }

    private static String path(String ruleSet, PlimsollConfig.Followed followed) {
        return followed.path().orElse("rules/" + ruleSet);
    }

    private static FollowState state(
            String ruleSet,
            PlimsollConfig.Followed followed,
            @Nullable Instant askedAt,
            @Nullable String commit,
            @Nullable String failure) {
        return new FollowState(
                ruleSet,
                withoutLogin(followed.url()),
                followed.branch(),
                path(ruleSet, followed),
                askedAt,
                commit,
                failure);
    }

    void stop(@Observes ShutdownEvent event) {
        if (worker != null) {
            worker.shutdownNow();
        }
    }
}
