package org.plimsoll.ruleset;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Singleton;
import java.util.concurrent.Semaphore;
import org.plimsoll.compare.ComparisonLimits;
import org.plimsoll.compare.RuleSetComparer;
import org.plimsoll.engine.BaseFiles;
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
    private final ObjectMapper json;

    ComparisonService(RuleSetService ruleSets, ObjectMapper json) {
        this.ruleSets = ruleSets;
        this.json = json.copy().setDefaultPropertyInclusion(JsonInclude.Include.NON_NULL);
    }

    /**
     * What differs between two versions, as JSON; what is not there is left out.
     *
     * @throws RuleSetNotFound when one of them is not there
     * @throws ReportsBusy while another comparison runs
     */
    byte[] compare(String ruleSet, int from, int to, Caller caller) {
        return compare(ruleSets.files(ruleSet, from, caller), ruleSets.files(ruleSet, to, caller));
    }

    /**
     * What a version makes otherwise than the rule set that it extends.
     *
     * @throws RuleSetNotFound when there is no such version, or it extends none
     * @throws ReportsBusy while another comparison runs
     */
    byte[] compareWithBase(String ruleSet, int to, Caller caller) {
        RuleSetFiles after = ruleSets.files(ruleSet, to, caller);
        RuleSetFiles before = after.base()
                .map(base -> BaseFiles.of(after, base.ruleSet()))
                .filter(base -> !base.files().isEmpty())
                .orElseThrow(() -> RuleSetNotFound.base(ruleSet, to));
        return compare(before, after);
    }

    private byte[] compare(RuleSetFiles before, RuleSetFiles after) {
        if (!place.tryAcquire()) {
            throw new ReportsBusy();
        }
        try {
            return json.writeValueAsBytes(comparer.compare(before, after, compiler));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        } finally {
            place.release();
        }
    }
}
