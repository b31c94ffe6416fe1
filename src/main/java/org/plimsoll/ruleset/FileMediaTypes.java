package org.plimsoll.ruleset;

import java.util.Map;

/** Media types of rule-set files, by the end of their path. Never one that a browser would run. */
final class FileMediaTypes {
    private static final String UNKNOWN = "application/octet-stream";
    private static final Map<String, String> BY_ENDING = Map.of(
            "drl", "text/plain;charset=UTF-8",
            "txt", "text/plain;charset=UTF-8",
            "md", "text/markdown;charset=UTF-8",
            "csv", "text/csv;charset=UTF-8",
            "yaml", "application/yaml",
            "yml", "application/yaml",
            "json", "application/json",
            "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");

    private FileMediaTypes() {}

    static String of(String path) {
        return BY_ENDING.getOrDefault(path.substring(path.lastIndexOf('.') + 1), UNKNOWN);
    }
}
