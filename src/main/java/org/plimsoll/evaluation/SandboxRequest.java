package org.plimsoll.evaluation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Files to try, and what to evaluate with them.
 *
 * @param ruleSet name of the rule set, as its manifest has it
 * @param from version whose files to begin with; absent: none
 * @param files files to add or replace, text by path; null leaves one out
 * @param submission portfolio, instruments and market, as in an evaluation
 * @param explain how much of the reasoning to answer with, as in an evaluation
 */
record SandboxRequest(
        @Nullable String ruleSet,
        @Nullable Integer from,
        @Nullable Map<String, @Nullable String> files,
        @Nullable JsonNode submission,
        @Nullable String explain) {}
