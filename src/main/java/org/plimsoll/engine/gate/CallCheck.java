package org.plimsoll.engine.gate;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.plimsoll.engine.Vocabulary;
import org.plimsoll.engine.Vocabulary.Argument;
import org.plimsoll.engine.Vocabulary.OutcomeType;
import org.plimsoll.engine.Vocabulary.Phase;
import org.plimsoll.engine.Vocabulary.Signature;
import org.plimsoll.engine.gate.Type.Kind;
import org.plimsoll.policy.Outcome;

/** Checks arguments against constructors, functions and lookups. */
final class CallCheck {
    private static final Set<String> DATED = Set.of("since", "priorTo");
    private static final Set<String> OF_SEVERAL = Set.of("parameterBy", "parameterByAccount");
    private static final Set<String> OF_FIGURES = Set.of("sumOf", "figure");

    /** What an argument that names a scenario set is called. */
    private static final String SCENARIO_SET = "scenarioSet";

    private final Scope scope;
    private final Findings findings;
    private final ExactForms numbers;
    private final ExpressionCheck expressions;

    CallCheck(Scope scope, Findings findings, ExactForms numbers, ExpressionCheck expressions) {
        this.scope = scope;
        this.findings = findings;
        this.numbers = numbers;
        this.expressions = expressions;
    }

    /** {@code number("name")} and the like, whose name must be written out, and lookups by number. */
    Type lookup(Node.Call call, List<Signature> lookups) {
        Type decimal = Type.of(BigDecimal.class, null);
        Node first = call.arguments().isEmpty() ? null : call.arguments().get(0);
        boolean isParameter = call.name().equals("parameter");
        if (isParameter && first instanceof Node.Binary sum && isPerCurrency(sum)) {
            String prefix = ((Node.Text) sum.left()).value();
            expressions.check(sum.right());
            if (scope.parameterNames().stream().noneMatch(name -> name.startsWith(prefix))) {
                findings.add(
                        GateCode.UNKNOWN_PARAMETER,
                        first.start(),
                        "The manifest has no parameter `" + prefix + "EUR` or of another currency.");
            }
            return decimal;
        }
        Argument named = lookups.get(0).arguments().get(0);
        boolean takesName = named.type() == String.class;
        if (takesName && first != null && !(first instanceof Node.Text)) {
            findings.add(
                    GateCode.LITERAL_NAME, first.start(), "The name given to `" + call.name() + "` is not a text.");
            return decimal;
        }
        if (isParameter && first instanceof Node.Text text) {
            Collection<String> known = scope.parameterNames();
            if (!known.contains(text.value())) {
                findings.add(
                        GateCode.UNKNOWN_PARAMETER,
                        text.start(),
                        "The manifest has no parameter `" + text.value() + "`"
                                + Vocabulary.didYouMean(text.value(), known));
            }
        }
        if (first instanceof Node.Text text) {
            known(call.name(), named, text);
        }
        return check(call.name(), call.start(), call.arguments(), lookups);
    }

    /** Refuses a day that is none, a figure that no rule says, and what the manifest does not have. */
    private void known(String lookup, Argument named, Node.Text text) {
        if (OF_SEVERAL.contains(lookup)
                && scope.parameterNames().stream().noneMatch(name -> name.startsWith(text.value() + "."))) {
            findings.add(
                    GateCode.UNKNOWN_PARAMETER,
                    text.start(),
                    "The manifest has no parameter `" + text.value() + "` for any value, such as `" + text.value()
                            + ".A`.");
        }
        if (named.name().equals(SCENARIO_SET) && !scope.scenarioSets().contains(text.value())) {
            findings.add(
                    GateCode.UNKNOWN_SCENARIO_SET,
                    text.start(),
                    "The manifest has no scenario set `" + text.value() + "`"
                            + Vocabulary.didYouMean(text.value(), scope.scenarioSets()));
        }
        if (DATED.contains(lookup) && !isDay(text.value())) {
            findings.add(GateCode.NOT_A_DATE, text.start(), "`" + text.value() + "` is no day.");
        }
        if (OF_FIGURES.contains(lookup) && !scope.figureNames().contains(text.value())) {
            findings.add(
                    GateCode.UNKNOWN_FIGURE,
                    text.start(),
                    "No rule says the figure `" + text.value() + "`"
                            + Vocabulary.didYouMean(text.value(), scope.figureNames()));
        }
    }

    private static boolean isDay(String text) {
        try {
            LocalDate.parse(text);
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }

    /** Whether it is {@code "name." + baseCurrency}: a parameter stated for each currency. */
    private static boolean isPerCurrency(Node.Binary sum) {
        return sum.operator().equals("+")
                && sum.left() instanceof Node.Text text
                && text.value().endsWith(".")
                && !(sum.right() instanceof Node.Call)
                && NameCheck.nameOf(sum.right()).equals("baseCurrency");
    }

    /** An outcome that is made within insert(...), in a rule on facts of a phase. */
    void outcome(Node.New creation, @Nullable Phase phase) {
        OutcomeType outcome = Vocabulary.STANDARD.outcomes().get(creation.type());
        if (outcome == null) {
            creation.arguments().forEach(expressions::check);
            findings.add(
                    GateCode.NEW_OBJECT,
                    creation.start(),
                    "There is no outcome `" + creation.type() + "`"
                            + Vocabulary.didYouMean(
                                    creation.type(),
                                    Vocabulary.STANDARD.outcomes().keySet()));
            return;
        }
        scope.imports().require(creation.type(), creation.start());
        mustBeInTime(outcome, creation.start(), phase);
        check(creation.type(), creation.start(), creation.arguments(), outcome.constructors());
    }

    /** Refuses what is said too late. */
    void mustBeInTime(OutcomeType outcome, int offset, @Nullable Phase phase) {
        if (phase == Phase.HEALTH && outcome.phase() == Phase.SETTLEMENT) {
            findings.add(GateCode.WRONG_PHASE, offset, "`" + outcome.name() + "` comes too late here.");
        }
    }

    /** Checks arguments and gives the type of the result. */
    Type check(String name, int offset, List<Node> arguments, List<Signature> signatures) {
        List<Type> types = arguments.stream().map(expressions::check).toList();
        List<Signature> candidates = signatures.stream()
                .filter(signature -> signature.arguments().size() == arguments.size())
                .toList();
        if (candidates.isEmpty()) {
            List<Signature> taking = types.isEmpty() ? signatures : Hints.taking(0, types.get(0), signatures);
            findings.add(
                    GateCode.ARGUMENTS,
                    offset,
                    "`" + name + "` is not given " + arguments.size() + " arguments. Its forms are: "
                            + shown(taking.isEmpty() ? signatures : taking) + ".");
            return result(signatures.get(0), List.of());
        }
        Signature nearest = candidates.stream()
                .max(Comparator.comparingInt(candidate -> fitting(candidate, arguments, types)))
                .orElseThrow();
        for (int i = 0; i < arguments.size(); i++) {
            argument(nearest, i, arguments, types.get(i), signatures);
        }
        return result(nearest, types);
    }

    private static Type result(Signature signature, List<Type> arguments) {
        Type result = Type.of(signature.type(), null);
        if (!result.is(Kind.DECIMAL)) {
            return result;
        }
        int largest = arguments.stream().mapToInt(Type::size).max().orElse(0);
        return Type.decimal(Math.max(result.size(), largest + 1));
    }

    private static String shown(List<Signature> signatures) {
        return signatures.stream().map(CallCheck::shown).collect(Collectors.joining(" or "));
    }

    static String shown(Signature signature) {
        return "`" + signature.name() + "("
                + signature.arguments().stream().map(Argument::name).collect(Collectors.joining(", ")) + ")`";
    }

    private static int fitting(Signature signature, List<Node> arguments, List<Type> types) {
        int fitting = 0;
        for (int i = 0; i < arguments.size(); i++) {
            fitting += fits(signature.arguments().get(i).type(), arguments.get(i), types.get(i)) ? 1 : 0;
        }
        return fitting;
    }

    private static boolean fits(Class<?> parameter, Node node, Type type) {
        if (type.isUnknown()) {
            return true;
        }
        if (parameter == BigDecimal.class) {
            return type.is(Kind.NUMBER) || type.is(Kind.DECIMAL);
        }
        if (parameter == int.class) {
            boolean isInt = type.javaType() == int.class || type.javaType() == Integer.class;
            return type.is(Kind.NUMBER) ? ExactForms.isWhole(node) : type.is(Kind.WHOLE) && isInt;
        }
        if (parameter == long.class) {
            return type.is(Kind.NUMBER) ? ExactForms.isWhole(node) : type.is(Kind.WHOLE);
        }
        return !type.is(Kind.NULL) && !type.is(Kind.NUMBER) && parameter.isAssignableFrom(type.javaType());
    }

    private void argument(Signature signature, int place, List<Node> arguments, Type type, List<Signature> signatures) {
        Argument parameter = signature.arguments().get(place);
        Node node = arguments.get(place);
        if (!fits(parameter.type(), node, type)) {
            String hint = type.is(Kind.FACT)
                    ? Hints.facts(place, type, signatures)
                    : Hints.functionsFor(parameter, node, arguments);
            misfit(signature, parameter, node, type, hint);
        } else if (parameter.codes() != null && node instanceof Node.Text text) {
            expressions.code(text, parameter.codes(), parameter.name());
        } else if (parameter.codes() != null && !parameter.codes().equals(type.codes()) && !type.isUnknown()) {
            findings.add(
                    GateCode.LITERAL_NAME,
                    node.start(),
                    "The " + parameter.name() + " of " + shown(signature) + " is not written out.");
        } else if (parameter.type() == int.class || parameter.type() == long.class) {
            numbers.whole(node);
        } else {
            expressions.decimal(node);
        }
    }

    private void misfit(Signature signature, Argument parameter, Node node, Type type, String hint) {
        boolean wantsWhole = parameter.type() == int.class || parameter.type() == long.class;
        String place = "The " + parameter.name() + " of " + shown(signature) + " ";
        if (type.is(Kind.NULL)) {
            findings.add(GateCode.NULL, node.start(), place + "is null.");
        } else if (wantsWhole && type.isNumeric()) {
            findings.add(GateCode.CUT_OFF, node.start(), place + "is a whole number up to 2147483647.");
        } else if (parameter.type() == BigDecimal.class && type.is(Kind.WHOLE)) {
            findings.add(GateCode.WHOLE_NUMBERS, node.start(), place + "is a decimal, and this is a whole number.");
        } else {
            findings.add(
                    GateCode.ARGUMENTS,
                    node.start(),
                    place + "is " + article(parameter.type()) + ", and this is " + type.shown() + hint);
        }
    }

    private static String article(Class<?> type) {
        Type wanted = Type.of(type, null);
        return wanted.isUnknown() || wanted.is(Kind.FACT) || wanted.is(Kind.OUTCOME)
                ? type.getSimpleName()
                : wanted.kind().shown;
    }

    /** Whether a function gives something that can be inserted. */
    static List<OutcomeType> outcomesOf(String function) {
        List<OutcomeType> outcomes = new ArrayList<>();
        for (Signature signature : Vocabulary.STANDARD.functions().getOrDefault(function, List.of())) {
            OutcomeType outcome =
                    Vocabulary.STANDARD.outcomes().get(signature.type().getSimpleName());
            if (outcome != null && Outcome.class.isAssignableFrom(signature.type())) {
                outcomes.add(outcome);
            }
        }
        return outcomes;
    }
}
