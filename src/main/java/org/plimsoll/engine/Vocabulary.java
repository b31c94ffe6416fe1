package org.plimsoll.engine;

import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.plimsoll.policy.AccountHealth;
import org.plimsoll.policy.Action;
import org.plimsoll.policy.Code;
import org.plimsoll.policy.CollateralHealth;
import org.plimsoll.policy.Fact;
import org.plimsoll.policy.Figure;
import org.plimsoll.policy.Functions;
import org.plimsoll.policy.Outcome;
import org.plimsoll.policy.PositionHealth;

/**
 * The words a rule may use: facts and their fields, outcomes and their constructors, functions. Read from the classes of
 * {@link org.plimsoll.policy} so that there is one list only.
 */
public final class Vocabulary {
    /** Characters of the longest word that is compared with others to find the one that was meant. */
    private static final int LONGEST_WORD = 120;

    /** Package rules import it from. */
    public static final String PACKAGE = Fact.class.getPackageName();

    private static final Set<Class<?>> SIMPLE = Set.of(
            BigDecimal.class,
            String.class,
            boolean.class,
            int.class,
            Integer.class,
            long.class,
            Long.class,
            Instant.class,
            LocalDate.class,
            Map.class);
    private static final Set<Class<?>> HEALTH =
            Set.of(AccountHealth.class, PositionHealth.class, CollateralHealth.class);

    /** The vocabulary. */
    public static final Vocabulary STANDARD = new Vocabulary();

    private final SortedMap<String, FactType> facts = new TreeMap<>();
    private final SortedMap<String, OutcomeType> outcomes = new TreeMap<>();
    private final SortedMap<String, List<Signature>> functions;

    private Vocabulary() {
        for (Class<?> fact : permitted(Fact.class)) {
            facts.put(fact.getSimpleName(), factType(fact));
        }
        for (Class<?> outcome : permitted(Outcome.class)) {
            outcomes.put(outcome.getSimpleName(), outcomeType(outcome));
        }
        functions = methods(Functions.class, true);
    }

    /** Which of an evaluation's two calls a fact appears in. A rule cannot match facts of both. */
    public enum Phase {
        /** A portfolio's facts: rules say haircuts, requirements and add-ons. */
        SETTLEMENT,
        /** Facts about settled accounts: rules say actions. */
        HEALTH
    }

    /**
     * A fact.
     *
     * @param name its name in rules
     * @param type its class
     * @param phase when it appears
     * @param fields what a rule may read without an argument, by name
     * @param lookups what a rule may read with an argument, such as {@code number("name")}, by name
     */
    public record FactType(
            String name,
            Class<?> type,
            Phase phase,
            SortedMap<String, Field> fields,
            SortedMap<String, List<Signature>> lookups) {}

    /**
     * A field of a fact.
     *
     * @param name its name in rules
     * @param type decimal, text, whole number, truth value, time, date, or a map of texts
     * @param nullable whether it can be absent
     * @param codes the closed set it belongs to; null when it is not a code
     */
    public record Field(
            String name,
            Class<?> type,
            boolean nullable,
            @Nullable SortedSet<String> codes) {}

    /**
     * Something a rule may insert.
     *
     * @param name its name in rules
     * @param type its class
     * @param phase {@link Phase#HEALTH} for an action or a figure, which can also be said before
     * @param constructors ways to make it
     */
    public record OutcomeType(String name, Class<?> type, Phase phase, List<Signature> constructors) {}

    /**
     * A constructor, a function or a lookup.
     *
     * @param name name of the class or method
     * @param arguments what it takes
     * @param type what it gives
     */
    public record Signature(String name, List<Argument> arguments, Class<?> type) {
        /** As a reader would write it, such as {@code max(BigDecimal a, BigDecimal b)}. */
        @Override
        public String toString() {
            StringBuilder text = new StringBuilder(name).append('(');
            String separator = "";
            for (Argument argument : arguments) {
                text.append(separator)
                        .append(argument.type.getSimpleName())
                        .append(' ')
                        .append(argument.name);
                separator = ", ";
            }
            return text.append(')').toString();
        }
    }

    /**
     * An argument.
     *
     * @param name what it means
     * @param type its class
     * @param codes the closed set it belongs to; null when it is not a code
     */
    public record Argument(
            String name, Class<?> type, @Nullable SortedSet<String> codes) {}

    /** Facts by name. */
    public SortedMap<String, FactType> facts() {
        return Collections.unmodifiableSortedMap(facts);
    }

    /** Outcomes by name. */
    public SortedMap<String, OutcomeType> outcomes() {
        return Collections.unmodifiableSortedMap(outcomes);
    }

    /** Functions by name. */
    public SortedMap<String, List<Signature>> functions() {
        return Collections.unmodifiableSortedMap(functions);
    }

    /** How an outcome, a function or a lookup is written; its name when it is none. */
    String written(String name) {
        OutcomeType outcome = outcomes.get(name);
        List<Signature> signatures = outcome == null ? functions.get(name) : outcome.constructors();
        if (signatures == null) {
            signatures = facts.values().stream()
                    .flatMap(fact -> fact.lookups().getOrDefault(name, List.of()).stream())
                    .toList();
        }
        String ways = signatures.stream().map(Signature::toString).distinct().collect(Collectors.joining(" or "));
        return ways.isEmpty() ? name : ways;
    }

    /** The candidate a writer most likely meant; empty when none is close. */
    public static Optional<String> nearest(String word, Collection<String> candidates) {
        if (word.length() > LONGEST_WORD) {
            return Optional.empty();
        }
        int most = Math.max(2, word.length() / 3);
        return candidates.stream()
                .filter(candidate -> Math.abs(candidate.length() - word.length()) <= most)
                .filter(candidate -> distance(word, candidate) <= most)
                .min(Comparator.<String>comparingInt(candidate -> distance(word, candidate))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** {@code ; did you mean `word`?}, or a full stop when no candidate is close. */
    public static String didYouMean(String word, Collection<String> candidates) {
        return nearest(word, candidates)
                .map(found -> "; did you mean `" + found + "`?")
                .orElse(".");
    }

    private static List<Class<?>> permitted(Class<?> sealed) {
        Class<?>[] subclasses = sealed.getPermittedSubclasses();
        if (subclasses == null) {
            return List.of(sealed);
        }
        return Arrays.stream(subclasses)
                .flatMap(subclass -> permitted(subclass).stream())
                .toList();
    }

    private static FactType factType(Class<?> type) {
        SortedMap<String, Field> fields = new TreeMap<>();
        for (Method method : type.getMethods()) {
            if (method.getParameterCount() == 0
                    && !Modifier.isStatic(method.getModifiers())
                    && method.getDeclaringClass() != Object.class
                    && !method.getName().startsWith("get")
                    && !method.getName().equals("toString")
                    && !method.getName().equals("hashCode")
                    && SIMPLE.contains(method.getReturnType())) {
                boolean nullable = method.getAnnotatedReturnType().isAnnotationPresent(Nullable.class);
                fields.put(
                        method.getName(),
                        new Field(
                                method.getName(),
                                method.getReturnType(),
                                nullable,
                                codes(method.getAnnotation(Code.class))));
            }
        }
        SortedMap<String, List<Signature>> lookups = methods(type, false);
        lookups.remove("equals");
        Phase phase = HEALTH.contains(type) ? Phase.HEALTH : Phase.SETTLEMENT;
        return new FactType(
                type.getSimpleName(),
                type,
                phase,
                Collections.unmodifiableSortedMap(fields),
                Collections.unmodifiableSortedMap(lookups));
    }

    private static OutcomeType outcomeType(Class<?> type) {
        List<Signature> constructors = new ArrayList<>();
        for (Constructor<?> constructor : type.getConstructors()) {
            constructors.add(new Signature(type.getSimpleName(), arguments(constructor), type));
        }
        constructors.sort(Comparator.comparing(Signature::toString));
        Phase phase = Action.class.isAssignableFrom(type) || type == Figure.class ? Phase.HEALTH : Phase.SETTLEMENT;
        return new OutcomeType(type.getSimpleName(), type, phase, List.copyOf(constructors));
    }

    private static SortedMap<String, List<Signature>> methods(Class<?> type, boolean isStatic) {
        SortedMap<String, List<Signature>> found = new TreeMap<>();
        for (Method method : type.getMethods()) {
            if (Modifier.isStatic(method.getModifiers()) == isStatic
                    && method.getDeclaringClass() != Object.class
                    && method.getParameterCount() > 0) {
                found.computeIfAbsent(method.getName(), name -> new ArrayList<>())
                        .add(new Signature(method.getName(), arguments(method), method.getReturnType()));
            }
        }
        found.values().forEach(signatures -> signatures.sort(Comparator.comparing(Signature::toString)));
        return found;
    }

    private static List<Argument> arguments(Executable executable) {
        List<Argument> arguments = new ArrayList<>();
        for (Parameter parameter : executable.getParameters()) {
            arguments.add(
                    new Argument(parameter.getName(), parameter.getType(), codes(parameter.getAnnotation(Code.class))));
        }
        return List.copyOf(arguments);
    }

    private static @Nullable SortedSet<String> codes(@Nullable Code code) {
        if (code == null) {
            return null;
        }
        SortedSet<String> names = new TreeSet<>();
        for (Enum<?> constant : code.value().getEnumConstants()) {
            names.add(constant.name());
        }
        return Collections.unmodifiableSortedSet(names);
    }

    /** Edit distance in which a change of case costs nothing and a swap of neighbours costs one. */
    static int distance(String one, String other) {
        String a = one.toLowerCase(java.util.Locale.ROOT);
        String b = other.toLowerCase(java.util.Locale.ROOT);
        int[][] cost = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    cost[i][j] = i + j;
                    continue;
                }
                int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                int least = Math.min(cost[i - 1][j] + 1, cost[i][j - 1] + 1);
                least = Math.min(least, cost[i - 1][j - 1] + change);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    least = Math.min(least, cost[i - 2][j - 2] + 1);
                }
                cost[i][j] = least;
            }
        }
        return cost[a.length()][b.length()];
    }
}
