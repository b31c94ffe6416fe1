package org.plimsoll.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.plimsoll.engine.Vocabulary.FactType;
import org.plimsoll.engine.Vocabulary.Phase;
import org.plimsoll.engine.gate.Condition;
import org.plimsoll.engine.gate.Condition.Accumulate;
import org.plimsoll.engine.gate.Condition.Constraint;
import org.plimsoll.engine.gate.Condition.Pattern;
import org.plimsoll.engine.gate.Condition.Quantified;
import org.plimsoll.engine.gate.Node;
import org.plimsoll.engine.gate.Nodes;
import org.plimsoll.engine.gate.ParsedFile;

/**
 * What in a rule needs a Drools session, and the figures of the vocabulary that it could read instead: a fact carries
 * those of its group and pool under names that begin so, and group and pool carry the sums of their positions' under the
 * same names, or as gross and net.
 *
 * @param offset where it stands in the text
 * @param fact the fact that is matched there
 * @param why what it is and what to write instead, as the end of a sentence
 */
record SessionAdvice(int offset, String fact, String why) {
    /** Figures that are named at most; more would be a list to read. */
    private static final int MOST = 4;

    /** To have these in common with an earlier fact is to be of its pool, and of its group. */
    private static final Set<String> TIES = Set.of("pool", "underlying");

    /** The first part of a rule that needs a session; empty when its conditions do not. */
    static Optional<SessionAdvice> of(ParsedFile.ParsedRule rule) {
        Pattern first = null;
        for (Condition condition : rule.conditions()) {
            if (condition instanceof Pattern pattern && first == null) {
                first = pattern;
            } else {
                return Optional.of(of(condition, first, rule));
            }
        }
        return Optional.empty();
    }

    private static SessionAdvice of(Condition condition, @Nullable Pattern first, ParsedFile.ParsedRule rule) {
        FactType subject = first == null ? null : Vocabulary.STANDARD.facts().get(first.type());
        if (condition instanceof Accumulate accumulate) {
            String type = accumulate.source().type();
            return new SessionAdvice(
                    accumulate.start(),
                    type,
                    "it adds up " + type + " facts" + instead(subject, totals(subject, accumulate), type));
        } else if (condition instanceof Quantified quantified) {
            String type = quantified.pattern().type();
            return new SessionAdvice(
                    quantified.start(),
                    type,
                    "it asks whether there is such a " + type + instead(subject, about(subject, type), type));
        }
        Pattern second = (Pattern) condition;
        return new SessionAdvice(
                second.start(),
                second.type(),
                "it has a second pattern" + instead(subject, carried(subject, second, rule), second.type()));
    }

    private static String instead(@Nullable FactType subject, SortedSet<String> figures, String type) {
        if (subject != null && !figures.isEmpty() && figures.size() <= MOST) {
            List<String> quoted =
                    figures.stream().map(figure -> "`" + figure + "`").toList();
            return "; read " + String.join(" or ", quoted) + " of " + subject.name() + " instead, if that is what is"
                    + " meant, or write the rule on one fact";
        }
        return "; write the rule on " + type
                + (subject == null || subject.name().equals(type) ? "" : " or " + subject.name())
                + " alone, with the figures that it carries of its group and its pool";
    }

    /** What the first fact carries of the fields that a rule reads of the second one. */
    private static SortedSet<String> carried(@Nullable FactType subject, Pattern second, ParsedFile.ParsedRule rule) {
        FactType whole = Vocabulary.STANDARD.facts().get(second.type());
        SortedSet<String> carried = new TreeSet<>();
        if (subject == null || whole == null || !whole.fields().containsKey("positionCount")) {
            return carried;
        }
        String prefix = whole.phase() == Phase.HEALTH ? "pool" : lastWord(whole.name());
        for (String field : read(second, whole, rule)) {
            String figure = prefix + capitalised(field);
            if (subject.fields().containsKey(figure)) {
                carried.add(figure);
            }
        }
        return carried;
    }

    private static List<String> read(Pattern second, FactType whole, ParsedFile.ParsedRule rule) {
        List<String> read = new ArrayList<>();
        for (Constraint constraint : second.constraints()) {
            Nodes.visit(constraint.value(), node -> {
                if (node instanceof Node.Name name && whole.fields().containsKey(name.name())) {
                    read.add(name.name());
                }
            });
        }
        Nodes.visit(rule, node -> {
            if (node instanceof Node.Field field
                    && field.scope() instanceof Node.Name owner
                    && owner.name().equals(second.variable())) {
                read.add(field.name());
            }
        });
        return read;
    }

    /** What the first fact carries of what is added up; nothing when not all facts of its pool, or of its group, are. */
    private static SortedSet<String> totals(@Nullable FactType subject, Accumulate accumulate) {
        SortedSet<String> totals = new TreeSet<>();
        Pattern source = accumulate.source();
        List<String> tests = source.constraints().stream()
                .filter(constraint -> constraint.variable() == null)
                .map(constraint -> fieldTied(constraint.value()))
                .toList();
        if (subject == null || !TIES.containsAll(tests)) {
            return totals;
        }
        for (Condition.Result result : accumulate.results()) {
            if (result.function().equals("count")) {
                subject.fields().keySet().stream()
                        .filter(field -> field.equals(uncapitalised(source.type()) + "Count"))
                        .forEach(totals::add);
            } else if (result.function().equals("sum")) {
                source.constraints().stream()
                        .filter(constraint -> result.of().equals(constraint.variable()))
                        .filter(constraint -> constraint.value() instanceof Node.Name)
                        .map(constraint -> ((Node.Name) constraint.value()).name())
                        .forEach(summed -> totals.addAll(
                                sums(summed, subject, source.type(), tests.contains("underlying") ? "group" : "pool")));
            }
        }
        return totals;
    }

    /** The field that a test says is that of an earlier fact; empty when it says something else. */
    private static String fieldTied(Node test) {
        if (Node.bare(test) instanceof Node.Binary binary && binary.operator().equals("==")) {
            return Stream.of(binary.left(), binary.right())
                    .filter(Node.Name.class::isInstance)
                    .map(side -> ((Node.Name) side).name())
                    .findFirst()
                    .orElse("");
        }
        return "";
    }

    /** A group or a pool has a sum under the name of what is added up, or as gross and net; other facts have those of theirs. */
    private static List<String> sums(String summed, FactType subject, String type, String whole) {
        String word = capitalised(summed);
        Stream<String> ofTheWhole = Stream.of("gross" + word, "net" + word, uncapitalised(type) + word);
        boolean isWhole = subject.fields().containsKey("positionCount");
        boolean isGroup = subject.fields().containsKey("underlying");
        if (isWhole && isGroup != whole.equals("group")) {
            return List.of();
        }
        return (isWhole
                        ? Stream.concat(Stream.of(summed), ofTheWhole)
                        : ofTheWhole.map(figure -> whole + capitalised(figure)))
                .filter(subject.fields()::containsKey)
                .toList();
    }

    /** What the first fact carries of all facts of a type. */
    private static SortedSet<String> about(@Nullable FactType subject, String type) {
        SortedSet<String> about = new TreeSet<>();
        if (subject != null && !subject.name().equals(type)) {
            subject.fields().keySet().stream()
                    .filter(field -> field.startsWith(uncapitalised(type)))
                    .forEach(about::add);
        }
        return about;
    }

    private static String lastWord(String name) {
        return name.replaceFirst("^.*(?=[A-Z])", "").toLowerCase(Locale.ROOT);
    }

    private static String capitalised(String word) {
        return Character.toUpperCase(word.charAt(0)) + word.substring(1);
    }

    private static String uncapitalised(String word) {
        return Character.toLowerCase(word.charAt(0)) + word.substring(1);
    }
}
