package org.plimsoll.ruleset;

import jakarta.inject.Singleton;
import java.util.concurrent.Semaphore;
import org.plimsoll.compare.ComparisonLimits;
import org.plimsoll.compare.RuleSetComparer;
import org.plimsoll.compare.RuleSetComparison;
import org.plimsoll.engine.RuleSetCompiler;
import org.plimsoll.engine.RuleSetFiles;
import org.plimsoll.security.Caller;

/** Compares versions, and the outcomes of their cases; one comparison at a time, since it compiles both. */
@Singleton
final class ComparisonService {
    private final RuleSetService ruleSets;
    private final RuleSetCompiler compiler = new RuleSetCompiler();
    private final RuleSetComparer comparer = new RuleSetComparer(ComparisonLimits.DEFAULT);
    private final Semaphore place = new Semaphore(1);

    ComparisonService(RuleSetService ruleSets) {
        this.ruleSets = ruleSets;
    }

    /**
     * What differs between two versions.
     *
     * @throws RuleSetNotFound when one of them is not there
     * @throws ReportsBusy while another comparison runs
     */
    RuleSetComparison compare(String ruleSet, int from, int to, Caller caller) {
        RuleSetFiles before = ruleSets.files(ruleSet, from, caller);
        RuleSetFiles after = ruleSets.files(ruleSet, to, caller);
        if (!place.tryAcquire()) {
            throw new ReportsBusy();
        }
        try {
            return comparer.compare(before, after, compiler);
        } finally {
            place.release();
        }
    }
}
