package org.plimsoll.ruleset;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What there is of rule sets: names, versions, files, and which version is in force. */
@Singleton
public final class RuleSetService {
    private final RuleSetRepository repository;
    private final ActiveRuleSets registry;

    RuleSetService(RuleSetRepository repository, ActiveRuleSets registry) {
        this.repository = repository;
        this.registry = registry;
    }

    /** Rule sets by name, those among them that only a folder with errors knows. */
    public Page<RuleSetSummary> ruleSets(@Nullable String after, int limit) {
        TreeSet<String> names = new TreeSet<>(repository.names(after, limit + 1));
        for (RuleSetFailure failure : registry.failures()) {
            if (after == null || failure.ruleSet().compareTo(after) > 0) {
                names.add(failure.ruleSet());
            }
        }
        Page<String> page = Page.of(names.stream().limit(limit + 1L).toList(), limit, name -> name);
        return new Page<>(page.items().stream().map(this::summary).toList(), page.next());
    }

    /**
     * A rule set.
     *
     * @throws RuleSetNotFound when neither database nor folder knows it
     */
    public RuleSetSummary ruleSet(String name) {
        if (registry.failure(name) == null) {
            requireRuleSet(name);
        }
        return summary(name);
    }

    private RuleSetSummary summary(String name) {
        Activation active = repository.active(name).orElse(null);
        return new RuleSetSummary(
                name,
                active,
                active == null
                        ? null
                        : repository.version(name, active.version()).orElse(null),
                repository.latest(name).map(RuleSetVersion::number).orElse(0),
                registry.failure(name));
    }

    /**
     * Versions of a rule set, the latest first.
     *
     * @param below only versions with a lower number
     * @throws RuleSetNotFound when there is no such rule set
     */
    public Page<RuleSetVersion> versions(String name, int below, int limit) {
        requireRuleSet(name);
        return Page.of(
                repository.versions(name, below, limit + 1), limit, version -> Integer.toString(version.number()));
    }

    /**
     * A version.
     *
     * @throws RuleSetNotFound when there is no such version
     */
    public RuleSetVersion version(String name, int number) {
        return repository.version(name, number).orElseThrow(() -> RuleSetNotFound.version(name, number));
    }

    /** Files of a version, by path; none when there is no such version. */
    public List<RuleSetFile> files(String name, int number) {
        return repository.files(name, number);
    }

    /**
     * Content of a file.
     *
     * @throws RuleSetNotFound when the version has no such file
     */
    public byte[] file(String name, int number, String path) {
        return repository.content(name, number, path).orElseThrow(() -> RuleSetNotFound.file(name, number, path));
    }

    /**
     * The activation in force.
     *
     * @throws RuleSetNotFound when there is no such rule set, or no version of it is in force
     */
    public Activation active(String name) {
        requireRuleSet(name);
        return repository.active(name).orElseThrow(() -> RuleSetNotFound.active(name));
    }

    private void requireRuleSet(String name) {
        if (!repository.exists(name)) {
            throw RuleSetNotFound.ruleSet(name);
        }
    }
}
