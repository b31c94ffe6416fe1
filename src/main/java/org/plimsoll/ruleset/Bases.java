package org.plimsoll.ruleset;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.plimsoll.engine.BaseFiles;
import org.plimsoll.engine.Diagnostic;
import org.plimsoll.engine.Manifest;
import org.plimsoll.engine.RuleSetFiles;
import org.plimsoll.lifecycle.Stage;
import org.plimsoll.security.Caller;

/**
 * Gives overlays the files of the rule sets that they extend. Only approved versions are given: whoever wrote rules that nobody
 * has approved could else have them approved as part of an overlay that somebody else saved.
 */
@ApplicationScoped
@Transactional
public class Bases {
    private final RuleSetRepository repository;
    private final ContentRepository contents;
    private final TeamRepository teams;

    Bases(RuleSetRepository repository, ContentRepository contents, TeamRepository teams) {
        this.repository = repository;
        this.contents = contents;
        this.teams = teams;
    }

    /**
     * Files with those of the base that their manifest states, where a caller leaves these to the server: they bring none, or
     * have not touched those that were there. What somebody brings is left as it is, for the check to find fault with; so
     * is what cannot be completed.
     *
     * @param before the files that were changed; none when they are new
     * @param caller who must be allowed to see the base
     */
    public RuleSetFiles completed(RuleSetFiles files, RuleSetFiles before, Caller caller) {
        return completed(files, before, base -> TeamService.admits(teams.teams(base), caller));
    }

    /**
     * Files of a folder of the rules directory, which the operator vouches for: with the base's from the folder beside it if that
     * is the very one, whichever of the two is imported first, else from an approved version.
     *
     * @throws IOException when the folder beside it cannot be read
     */
    RuleSetFiles completed(RuleSetFiles files, Path directory) throws IOException {
        Manifest.Base base = files.base().orElse(null);
        if (base != null && BaseFiles.all(files).isEmpty() && Files.isDirectory(directory.resolve(base.ruleSet()))) {
            RuleSetFiles beside = RuleSetFiles.read(directory.resolve(base.ruleSet()));
            if (beside.contentHash().equals(base.contentHash())) {
                return BaseFiles.with(files, new RuleSetFiles(base.ruleSet(), beside.files()));
            }
        }
        return completed(files, new RuleSetFiles(files.name(), new TreeMap<>()), name -> true);
    }

    private RuleSetFiles completed(RuleSetFiles files, RuleSetFiles before, Predicate<String> admitted) {
        SortedMap<String, byte[]> there = BaseFiles.all(files);
        Manifest.Base base = files.base().orElse(null);
        if (base == null || !(there.isEmpty() || same(there, BaseFiles.all(before)))) {
            return files;
        }
        if (BaseFiles.of(files, base.ruleSet()).contentHash().equals(base.contentHash())) {
            return files;
        }
        return isApproved(base) && admitted.test(base.ruleSet())
                ? BaseFiles.with(files, contents.files(base.ruleSet(), base.contentHash()))
                : BaseFiles.without(files);
    }

    /**
     * That somebody brings the very base that is stated, and nobody here has approved it: neither the cases nor the advice of the
     * overlay would look at its rules.
     */
    Optional<Diagnostic> unapproved(RuleSetFiles files) {
        return files.base()
                .filter(base ->
                        BaseFiles.of(files, base.ruleSet()).contentHash().equals(base.contentHash()))
                .filter(base -> !isApproved(base))
                .map(BaseFiles::unapproved);
    }

    private boolean isApproved(Manifest.Base base) {
        return repository.versionsWithHash(base.ruleSet(), base.contentHash()).stream()
                .anyMatch(version -> version.stage() == Stage.APPROVED);
    }

    private static boolean same(SortedMap<String, byte[]> some, SortedMap<String, byte[]> others) {
        return some.keySet().equals(others.keySet())
                && some.entrySet().stream().allMatch(file -> Arrays.equals(file.getValue(), others.get(file.getKey())));
    }
}
