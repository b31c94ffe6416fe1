package org.plimsoll.ruleset;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.plimsoll.engine.Manifest;
import org.plimsoll.engine.RuleSetFiles;
import org.plimsoll.lifecycle.Timeline;
import org.plimsoll.security.Caller;

/** What there is of rule sets: names, versions, files, and which version is in force. */
@ApplicationScoped
@Transactional
public class RuleSetService {
    private final RuleSetRepository repository;
    private final ContentRepository contents;
    private final ActivationRepository activations;
    private final ProposalRepository proposals;
    private final Writers writers;
    private final Standing standing;
    private final TeamService teams;
    private final ActiveRuleSets registry;

    RuleSetService(
            RuleSetRepository repository,
            ContentRepository contents,
            ActivationRepository activations,
            ProposalRepository proposals,
            Writers writers,
            Standing standing,
            TeamService teams,
            ActiveRuleSets registry) {
        this.repository = repository;
        this.contents = contents;
        this.activations = activations;
        this.proposals = proposals;
        this.writers = writers;
        this.standing = standing;
        this.teams = teams;
        this.registry = registry;
    }

    /** Rule sets by name that a caller may see, those among them that only a folder with errors knows. */
    public Page<RuleSetSummary> ruleSets(@Nullable String after, int limit, Caller caller) {
        TreeSet<String> names = new TreeSet<>(repository.names(after, limit + 1));
        for (RuleSetFailure failure : registry.failures()) {
            if (after == null || failure.ruleSet().compareTo(after) > 0) {
                names.add(failure.ruleSet());
            }
        }
        Page<String> page = Page.of(names.stream().limit(limit + 1L).toList(), limit, name -> name);
        return new Page<>(
                page.items().stream()
                        .filter(name -> TeamService.admits(registry.teams(name), caller))
                        .map(this::summary)
                        .toList(),
                page.next());
    }

    /**
     * A rule set.
     *
     * @throws RuleSetNotFound when neither database nor folder knows it
     */
    public RuleSetSummary ruleSet(String name, Caller caller) {
        if (registry.failure(name) == null) {
            requireRuleSet(name);
        }
        teams.mustAdmit(name, caller);
        return summary(name);
    }

    private RuleSetSummary summary(String name) {
        Activation active = activations.at(name, activations.now()).orElse(null);
        Integer number = active == null ? null : active.version();
        return new RuleSetSummary(
                name,
                number == null ? null : active,
                number == null ? null : repository.version(name, number).orElse(null),
                repository.latest(name).map(RuleSetVersion::number).orElse(0),
                registry.failure(name));
    }

    /**
     * Versions of a rule set, the latest first.
     *
     * @param below only versions with a lower number
     * @throws RuleSetNotFound when there is no such rule set
     */
    public Page<VersionView> versions(String name, int below, int limit, Caller caller) {
        requireRuleSet(name);
        teams.mustAdmit(name, caller);
        Timeline timeline = activations.timeline(name);
        Page<RuleSetVersion> page = Page.of(
                repository.versions(name, below, limit + 1), limit, version -> Integer.toString(version.number()));
        return new Page<>(
                page.items().stream()
                        .map(version -> VersionView.listed(version, standing.of(version, timeline)))
                        .toList(),
                page.next());
    }

    /**
     * A version with all there is to know of it.
     *
     * @throws RuleSetNotFound when there is no such version
     */
    public VersionView view(String name, int number, Caller caller) {
        teams.mustAdmit(name, caller);
        RuleSetVersion version = version(name, number);
        return new VersionView(
                version,
                standing.of(version),
                extended(version),
                contents.list(version.contentHash()),
                writers.of(version),
                proposals.latest(name, number).orElse(null));
    }

    private Manifest.@Nullable Base extended(RuleSetVersion version) {
        SortedMap<String, byte[]> manifest = new TreeMap<>();
        contents.file(version.contentHash(), Manifest.FILE).ifPresent(content -> manifest.put(Manifest.FILE, content));
        return new RuleSetFiles(version.ruleSet(), manifest).base().orElse(null);
    }

    /**
     * A version.
     *
     * @throws RuleSetNotFound when there is no such version
     */
    RuleSetVersion version(String name, int number) {
        return repository.version(name, number).orElseThrow(() -> RuleSetNotFound.version(name, number));
    }

    /**
     * All files of a version.
     *
     * @throws RuleSetNotFound when there is no such version
     */
    public RuleSetFiles files(String name, int number, Caller caller) {
        teams.mustAdmit(name, caller);
        return contents.files(name, version(name, number).contentHash());
    }

    /**
     * Content of a file.
     *
     * @throws RuleSetNotFound when the version has no such file
     */
    public byte[] file(String name, int number, String path, Caller caller) {
        teams.mustAdmit(name, caller);
        return contents.file(version(name, number).contentHash(), path)
                .orElseThrow(() -> RuleSetNotFound.file(name, number, path));
    }

    /**
     * The activation in force.
     *
     * @throws RuleSetNotFound when there is no such rule set, or no version of it is in force
     */
    public RuleSetSummary active(String name, Caller caller) {
        requireRuleSet(name);
        teams.mustAdmit(name, caller);
        RuleSetSummary summary = summary(name);
        if (summary.active() == null) {
            throw RuleSetNotFound.active(name);
        }
        return summary;
    }

    /** Activations of a rule set, the latest recorded first. */
    public Page<Activation> activations(String name, long below, int limit, Caller caller) {
        requireRuleSet(name);
        teams.mustAdmit(name, caller);
        return Page.of(
                activations.recorded(name, below, limit + 1),
                limit,
                activation -> Long.toString(activation.sequence()));
    }

    private void requireRuleSet(String name) {
        if (!repository.exists(name)) {
            throw RuleSetNotFound.ruleSet(name);
        }
    }
}
