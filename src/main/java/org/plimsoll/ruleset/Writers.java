package org.plimsoll.ruleset;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Set;
import java.util.TreeSet;
import org.plimsoll.lifecycle.Stage;

/**
 * Who had a hand in a version: whoever saved it, whoever saved an unapproved version that it was begun from, and whoever saved
 * an unapproved version with the same files. What was approved once is everybody's.
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
            Integer base = each.base();
            each = base == null
                    ? null
                    : repository
                            .version(version.ruleSet(), base)
                            .filter(Writers::isUnapproved)
                            .orElse(null);
        }
        repository.versionsWithHash(version.ruleSet(), version.contentHash()).stream()
                .filter(Writers::isUnapproved)
                .forEach(same -> writers.addAll(contents.writers(same.ruleSet(), same.number())));
        return writers;
    }

    /** One that is retired may never have been approved. */
    private static boolean isUnapproved(RuleSetVersion version) {
        return version.stage() != Stage.APPROVED;
    }
}
