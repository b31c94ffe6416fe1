package org.plimsoll.ruleset;

/**
 * A version with exactly these files: what is compiled and kept in memory. A draft is another one after every edit.
 *
 * @param ruleSet name of the rule set
 * @param number number of the version
 * @param contentHash identity of its files
 */
record VersionContent(String ruleSet, int number, String contentHash) {
    static VersionContent of(RuleSetVersion version) {
        return new VersionContent(version.ruleSet(), version.number(), version.contentHash());
    }
}
