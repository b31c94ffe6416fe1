package org.plimsoll.ruleset;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;
import org.plimsoll.platform.BuildInfo;
import org.plimsoll.platform.PlimsollConfig;
import org.plimsoll.security.Caller;

/** Checks and tests versions, one after the other and off the path of requests, and keeps what came of it. */
@Singleton
public final class ReportService {
    private static final Logger LOG = Logger.getLogger(ReportService.class);
    private static final int MOST_WAITING = 32;

    private final RuleSetService ruleSets;
    private final ReportRepository repository;
    private final ReportMaker maker;
    private final CheckedStep checked;
    private final ObjectMapper json;
    private final String build;
    private final Duration wait;
    private final Map<Job.Key, Job> jobs = new ConcurrentHashMap<>();
    private final ThreadPoolExecutor worker = new ThreadPoolExecutor(
            1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(MOST_WAITING), ReportService::thread);

    ReportService(
            RuleSetService ruleSets,
            ReportRepository repository,
            ReportMaker maker,
            CheckedStep checked,
            ObjectMapper json,
            BuildInfo build,
            PlimsollConfig config) {
        this.ruleSets = ruleSets;
        this.repository = repository;
        this.maker = maker;
        this.checked = checked;
        this.json = json;
        this.build = build.version();
        this.wait = config.rules().reportWait();
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "rule-set-reports");
        thread.setDaemon(true);
        thread.setContextClassLoader(ReportService.class.getClassLoader());
        return thread;
    }

    /** A run of a check or a test. */
    private static final class Job {
        record Key(String ruleSet, String contentHash, ReportKind kind) {}

        private final Progress progress = new Progress();
        private final CompletableFuture<ReportRepository.Kept> result = new CompletableFuture<>();
    }

    /**
     * The report on the present files of a version: the one there is, or else a new one, for which this waits a while.
     *
     * @return the report, complete or running
     */
    public Answer make(String ruleSet, int number, ReportKind kind, Caller caller) {
        RuleSetVersion version = ruleSets.version(ruleSet, number);
        Optional<ReportRepository.Kept> kept = repository.find(ruleSet, version.contentHash(), kind, build);
        if (kept.isPresent()) {
            checked.consider(ruleSet, number, version.contentHash(), caller);
            return Answer.complete(kept.get().json());
        }
        Job job = start(version, kind, caller);
        try {
            byte[] report =
                    job.result.get(wait.toMillis(), TimeUnit.MILLISECONDS).json();
            // The run may have been asked for by another version with the same files.
            checked.consider(ruleSet, number, version.contentHash(), caller);
            return Answer.complete(report);
        } catch (TimeoutException e) {
            return running(version, kind, job);
        } catch (ExecutionException e) {
            throw new IllegalStateException("The report failed", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return running(version, kind, job);
        }
    }

    /**
     * The report on the present files of a version, complete or running.
     *
     * @throws RuleSetNotFound when none was asked for
     */
    public Answer find(String ruleSet, int number, ReportKind kind) {
        RuleSetVersion version = ruleSets.version(ruleSet, number);
        // First the run, then what is kept: a run that ends in between has kept its report by then.
        Job job = jobs.get(new Job.Key(ruleSet, version.contentHash(), kind));
        Optional<ReportRepository.Kept> kept = repository.find(ruleSet, version.contentHash(), kind, build);
        if (kept.isPresent()) {
            return Answer.complete(kept.get().json());
        }
        if (job == null) {
            throw RuleSetNotFound.report(ruleSet, number, kind);
        }
        return running(version, kind, job);
    }

    /**
     * A report, complete or running.
     *
     * @param isComplete whether it is complete
     * @param json what is answered
     */
    public record Answer(boolean isComplete, byte[] json) {
        static Answer complete(byte[] json) {
            return new Answer(true, json);
        }
    }

    private Answer running(RuleSetVersion version, ReportKind kind, Job job) {
        Progress progress = job.progress;
        return new Answer(
                false,
                write(new ReportResponses.Running(
                        "RUNNING", kind, version.contentHash(), progress.step(), progress.done(), progress.total())));
    }

    private Job start(RuleSetVersion version, ReportKind kind, Caller caller) {
        Job.Key key = new Job.Key(version.ruleSet(), version.contentHash(), kind);
        Job fresh = new Job();
        Job job = jobs.putIfAbsent(key, fresh);
        if (job != null) {
            return job;
        }
        try {
            worker.execute(() -> run(key, version.number(), caller, fresh));
        } catch (RejectedExecutionException e) {
            jobs.remove(key);
            throw new ReportsBusy();
        }
        return fresh;
    }

    private void run(Job.Key key, int number, Caller caller, Job job) {
        try {
            ReportRepository.Kept report = key.kind() == ReportKind.CHECK ? check(key, job) : test(key, job);
            repository.keep(key.ruleSet(), key.contentHash(), key.kind(), build, report);
            checked.consider(key.ruleSet(), number, key.contentHash(), caller);
            job.result.complete(report);
        } catch (RuntimeException e) {
            LOG.errorf(e, "Rule set %s: the %s failed", key.ruleSet(), key.kind());
            job.result.completeExceptionally(e);
        } finally {
            jobs.remove(key);
        }
    }

    private ReportRepository.Kept check(Job.Key key, Job job) {
        ReportResponses.CheckReport report = maker.check(key.ruleSet(), key.contentHash(), job.progress);
        return new ReportRepository.Kept(report.passed(), write(report));
    }

    private ReportRepository.Kept test(Job.Key key, Job job) {
        ReportResponses.TestReport report = maker.test(key.ruleSet(), key.contentHash(), job.progress);
        return new ReportRepository.Kept(report.passed(), write(report));
    }

    private byte[] write(Object report) {
        try {
            return json.writeValueAsBytes(report);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    void stop(@Observes ShutdownEvent event) {
        worker.shutdownNow();
    }
}
