package org.plimsoll.engine;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.plimsoll.decision.RuleReference;
import org.plimsoll.engine.gate.Node;
import org.plimsoll.engine.gate.ParsedFile;
import org.plimsoll.engine.gate.ParsedFile.ParsedRule;
import org.plimsoll.engine.gate.RuleReader;

/** The rules of a compiled version as they are written, rows of decision tables as the rules they stand for. Immutable. */
public final class WrittenRules {
    private static final int LONGEST_NAME = 120;
    private static final Pattern SOURCE = Pattern.compile("@source\\s*\\(\\s*\"([^\"]*)\"");

    private final Map<String, Written> byName;

    private WrittenRules(Map<String, Written> byName) {
        this.byName = byName;
    }

    /**
     * A rule as it is written.
     *
     * @param reference where it stands
     * @param parsed what it says, by offset in the text
     * @param imports what its file imports; functions start with {@code static }
     * @param text text of its file without comments
     */
    public record Written(RuleReference reference, ParsedRule parsed, List<String> imports, String text) {
        /** Where the rule says that it comes from, by {@code @source}; empty when it does not say. */
        public Optional<String> source() {
            int conditions = parsed.conditions().get(0).start();
            Matcher source = SOURCE.matcher(text.substring(parsed.start(), conditions));
            return source.find() ? Optional.of(source.group(1)) : Optional.empty();
        }

        /** A part of the rule as it is written, on one line. */
        public String text(int start, int end) {
            return text.substring(start, end).strip().replaceAll("\\s*\\n\\s*", " ");
        }

        /** An expression as it is written, on one line. */
        public String text(Node node) {
            return text(node.start(), node.end());
        }
    }

    static WrittenRules of(RuleSetFiles files, Manifest manifest, List<RuleReference> references) {
        Map<String, RuleReference> known =
                references.stream().collect(Collectors.toMap(RuleReference::name, Function.identity()));
        Map<String, Written> byName = new LinkedHashMap<>();
        for (RuleSource source : RuleSource.of(files, manifest)) {
            ParsedFile parsed = RuleReader.read(source.file(), source.drl());
            String text = RuleReader.withoutComments(source.drl());
            for (ParsedRule rule : parsed.rules()) {
                RuleReference reference = known.get(rule.name());
                if (reference == null) {
                    throw new IllegalStateException("not compiled: " + rule.name());
                }
                byName.put(rule.name(), new Written(reference, rule, parsed.imports(), text));
            }
        }
        return new WrittenRules(Collections.unmodifiableMap(byName));
    }

    /** The rule of a name; empty when there is none. */
    public Optional<Written> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** Every rule, in the order of files. */
    public List<Written> all() {
        return new ArrayList<>(byName.values());
    }

    /** Names of the rules nearest to one that there is none of, the nearest first, at most so many. */
    public List<String> nearest(String name, int most) {
        String sought = name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) : name;
        return byName.keySet().stream()
                .map(known -> new Near(known, distance(sought, known)))
                .sorted()
                .limit(most)
                .map(Near::name)
                .toList();
    }

    private record Near(String name, int distance) implements Comparable<Near> {
        @Override
        public int compareTo(Near other) {
            int byDistance = Integer.compare(distance, other.distance);
            return byDistance != 0 ? byDistance : name.compareTo(other.name);
        }
    }

    /** A name that holds what was written is near, however much longer it is. */
    private static int distance(String sought, String known) {
        String lower = known.toLowerCase(java.util.Locale.ROOT);
        return !sought.isBlank() && lower.contains(sought.toLowerCase(java.util.Locale.ROOT))
                ? 0
                : Vocabulary.distance(sought, known);
    }
}
