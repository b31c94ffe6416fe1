package org.plimsoll.engine;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.drools.codegen.common.GeneratedFile;
import org.drools.model.codegen.execmodel.PackageSources;

/** What Drools generated from a package of rules: which class belongs to which rules. For one build. */
final class GeneratedCode {
    private static final Pattern RULE_OR_LAMBDA =
            Pattern.compile("D\\.rule\\(\"[^\"]*\",\\s*\"((?:[^\"\\\\]|\\\\.)*)\"|\\b(Lambda[A-Za-z]+[0-9A-F]{32})\\b");
    private static final Pattern CLASS_NAME = Pattern.compile("(Lambda[A-Za-z]+[0-9A-F]{32})");
    private static final String BODY = " throws java.lang.Exception {";

    private final Map<String, List<String>> rulesByClass = new HashMap<>();
    private final Map<String, Integer> bodyLineByClass = new HashMap<>();

    /** Reads the sources of a package. */
    void add(PackageSources sources) {
        List<GeneratedFile> files = new ArrayList<>();
        sources.collectGeneratedFiles(files);
        for (GeneratedFile file : files) {
            String source = new String(file.contents(), StandardCharsets.UTF_8);
            Matcher name = CLASS_NAME.matcher(file.path().toString());
            if (name.find()) {
                int body = source.indexOf(BODY);
                bodyLineByClass.put(
                        name.group(1),
                        1
                                + (int) source.substring(0, Math.max(0, body))
                                        .chars()
                                        .filter(c -> c == '\n')
                                        .count());
            } else {
                assign(source);
            }
        }
    }

    private void assign(String source) {
        Matcher matcher = RULE_OR_LAMBDA.matcher(source);
        String rule = null;
        while (matcher.find()) {
            if (matcher.group(1) != null) {
                rule = matcher.group(1);
            } else if (rule != null) {
                rulesByClass
                        .computeIfAbsent(matcher.group(2), key -> new ArrayList<>())
                        .add(rule);
            }
        }
    }

    /** Names of the rules a generated class stands for, by the class's path or name; empty when unknown. */
    Collection<String> rulesOf(String pathOrName) {
        Matcher name = CLASS_NAME.matcher(pathOrName);
        return name.find() ? rulesByClass.getOrDefault(name.group(1), List.of()) : List.of();
    }

    /** How many lines into a consequence's body a line of its class is, the first being zero; below zero when unknown. */
    int bodyLine(String pathOrName, int line) {
        Matcher name = CLASS_NAME.matcher(pathOrName);
        Integer body = name.find() ? bodyLineByClass.get(name.group(1)) : null;
        return body == null || line == 0 ? -1 : line - body - 1;
    }
}
