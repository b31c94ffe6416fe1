package org.plimsoll.ruleset;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.plimsoll.lifecycle.Stage;

/**
 * Who had a hand in a version: whoever saved it, whoever saved the unapproved version that it was begun from, and whoever saved
 * the same files in a version, even one that has others now, unless these were approved. What was approved once is everybody's.
 */
@ApplicationScoped
@Transactional
class Writers {
    private final RuleSetRepository repository;
    private final ContentRepository contents;

    Writers(RuleSetRepository repository, ContentRepository contents) {
        this.repository = repository;
        this.contents = contents;
    }

    Set<String> of(RuleSetVersion version) {
        Set<String> writers = new TreeSet<>();
        RuleSetVersion each = version;
        while (each != null) {
            writers.addAll(contents.writers(each.ruleSet(), each.number()));
            // A base has a lower number than what is begun from it, so this ends.
            each = unapprovedBase(each);
        }
        repository.versionsWithHash(version.ruleSet(), version.contentHash()).stream()
                .filter(Writers::isUnapproved)
                .forEach(same -> writers.addAll(contents.writers(same.ruleSet(), same.number())));
        writers.addAll(contents.unapprovedWriters(version.ruleSet(), version.contentHash()));
        return writers;
    }

    /** What is approved under a base's number now may be other files than the draft was begun with. */
    private @Nullable RuleSetVersion unapprovedBase(RuleSetVersion begun) {
        Integer base = begun.base();
        return base == null
                ? null
                : repository
                        .version(begun.ruleSet(), base)
                        .filter(from -> isUnapproved(from)
                                || contents.isSavedAfter(begun.ruleSet(), from.number(), begun.number()))
                        .orElse(null);
    }

    /** One that is retired may never have been approved. */
    private static boolean isUnapproved(RuleSetVersion version) {
        return version.stage() != Stage.APPROVED;
    }
}
