package org.plimsoll.engine.gate;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.plimsoll.engine.Vocabulary;
import org.plimsoll.engine.Vocabulary.Argument;
import org.plimsoll.engine.Vocabulary.FactType;
import org.plimsoll.engine.Vocabulary.Signature;
import org.plimsoll.policy.Fact;

/** What an author may have meant, from the vocabulary: the end of a finding's sentence. */
final class Hints {
    /** Words that are proposed at most; more would be a list to read. */
    private static final int MOST = 4;

    private Hints() {}

    /** The fields whose name ends in a word, else the one that is written nearly so. */
    static String field(String word, FactType fact) {
        String ending = capitalised(word);
        List<String> longer = fact.fields().keySet().stream()
                .filter(field -> field.endsWith(ending))
                .toList();
        return longer.isEmpty() || longer.size() > MOST
                ? Vocabulary.didYouMean(word, fact.fields().keySet())
                : "; did you mean " + listed(longer.stream().map(Hints::quoted).toList()) + "?";
    }

    /** The field that a method such as {@code getNotional} would read. */
    static Optional<String> fieldOfGetter(String method, FactType fact) {
        return fact.fields().keySet().stream()
                .filter(field -> method.equals("get" + capitalised(field)) || method.equals("is" + capitalised(field)))
                .findFirst();
    }

    /** The fields of a fact that can have a text. */
    static String fieldsThatCanBe(Node text, @Nullable FactType fact) {
        if (fact == null || !(text instanceof Node.Text code)) {
            return ".";
        }
        List<String> fields = fact.fields().values().stream()
                .filter(field -> field.codes() != null && field.codes().contains(code.value()))
                .map(field -> "`" + field.name() + " == \"" + code.value() + "\"`")
                .limit(MOST)
                .toList();
        return fields.isEmpty() ? "." : "; do you mean " + listed(fields) + "?";
    }

    /** How a number is written that is made with Java's class for decimals. */
    static String decimal(List<Node> arguments) {
        Node only = arguments.size() == 1 ? arguments.get(0) : null;
        String number = only instanceof Node.Numeral numeral
                ? numeral.text()
                : only instanceof Node.Text text && text.value().matches("-?[0-9]{1,30}(\\.[0-9]{1,30})?")
                        ? text.value()
                        : null;
        return "Every number is an exact decimal: write "
                + (number == null ? "it as it is, such as `0.1`," : "`" + number + "`")
                + " instead of making one with `BigDecimal`.";
    }

    /** The functions that give what an argument takes, with what was given instead; a full stop when there is none. */
    static String functionsFor(Argument parameter, Node given, List<Node> arguments) {
        List<String> calls = Vocabulary.STANDARD.functions().values().stream()
                .flatMap(List::stream)
                .filter(function -> function.type() == parameter.type() && parameter.type() != BigDecimal.class)
                .map(function -> quoted(call(function, given, arguments)))
                .limit(MOST)
                .toList();
        return calls.isEmpty() ? "." : "; write " + listed(calls) + ".";
    }

    private static String call(Signature function, Node given, List<Node> arguments) {
        return function.name()
                + function.arguments().stream()
                        .map(argument -> {
                            boolean isFact = argument.type() == Fact.class;
                            return isFact && arguments.get(0) instanceof Node.Name fact
                                    ? fact.name()
                                    : !isFact && given instanceof Node.Numeral number ? number.text() : argument.name();
                        })
                        .collect(Collectors.joining(", ", "(", ")"));
    }

    /** What a call takes in the place of a fact that it does not take there. */
    static String facts(int place, Type given, List<Signature> signatures) {
        List<Signature> taking = taking(place, given, signatures);
        if (!taking.isEmpty()) {
            return "; with " + given.shown() + " its forms are "
                    + listed(taking.stream().map(CallCheck::shown).toList()) + ".";
        }
        List<String> facts = Vocabulary.STANDARD.facts().values().stream()
                .map(FactType::type)
                .filter(fact -> !taking(place, Type.of(fact, null), signatures).isEmpty())
                .map(Class::getSimpleName)
                .toList();
        return facts.isEmpty()
                ? "."
                : "; it takes " + listed(facts) + ": write the rule on " + (facts.size() == 1 ? "it" : "one of them")
                        + ".";
    }

    /** The forms of a call that take a fact in a place by its own type; those for facts of any type are no advice. */
    static List<Signature> taking(int place, Type fact, List<Signature> signatures) {
        return signatures.stream()
                .filter(form -> form.arguments().size() > place
                        && form.arguments().get(place).type() == fact.javaType())
                .toList();
    }

    /** {@code a, b or c}. */
    static String listed(List<String> words) {
        int last = words.size() - 1;
        return last < 1 ? words.get(0) : String.join(", ", words.subList(0, last)) + " or " + words.get(last);
    }

    private static String quoted(String word) {
        return "`" + word + "`";
    }

    private static String capitalised(String word) {
        return word.isEmpty() ? word : Character.toUpperCase(word.charAt(0)) + word.substring(1);
    }
}
