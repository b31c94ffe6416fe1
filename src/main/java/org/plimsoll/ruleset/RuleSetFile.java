package org.plimsoll.ruleset;

/**
 * A file of a version.
 *
 * @param path path within the rule set's folder, with forward slashes
 * @param size bytes
 * @param sha256 digest of the content, in lower-case hexadecimal
 */
public record RuleSetFile(String path, long size, String sha256) {}
