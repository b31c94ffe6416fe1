package org.plimsoll.engine.advice;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** Sets of values in words. */
final class Wording {
    private static final int MOST_EXAMPLES = 3;
    private static final int MOST_TEXTS = 4;
    private static final int LONGEST = 120;

    private Wording() {}

    /** {@code a, b and c}. */
    static String list(List<String> words) {
        if (words.size() < 2) {
            return String.join("", words);
        }
        return String.join(", ", words.subList(0, words.size() - 1)) + " and " + words.get(words.size() - 1);
    }

    /** Values of a box for which it holds, such as {@code when kind is "CASH" and price is 5}. */
    static String example(Box box, Collection<Term> terms) {
        List<String> words = new ArrayList<>();
        for (Term term : terms) {
            if (words.size() < MOST_EXAMPLES && box.tests(term)) {
                String word = example(term, box.of(term));
                if (!word.isEmpty()) {
                    words.add(word);
                }
            }
        }
        return words.isEmpty() ? "" : " when " + list(words);
    }

    private static String example(Term term, Values values) {
        String difference = term.isDifference() ? difference(term, values.numbers()) : "";
        if (!difference.isEmpty()) {
            return difference;
        } else if (term.universe().equals(Values.TRUTH)) {
            boolean holds = values.texts().contains("true");
            return "`" + term.shown() + "` " + (holds ? "holds" : "does not hold");
        } else if (!values.numbers().isEmpty() && values.texts().isEmpty()) {
            return term.shown() + " is " + Numerals.shown(values.numbers().sample());
        } else if (!values.texts().excludes() && !values.texts().isEmpty()) {
            return term.shown() + " is \"" + values.texts().texts().first() + "\"";
        } else if (values.texts().isEmpty()) {
            return term.shown() + " is absent";
        }
        return "";
    }

    private static String difference(Term term, NumberSet numbers) {
        String first = term.parts().get(0).shown();
        String second = term.parts().get(1).shown();
        if (NumberSet.point(BigDecimal.ZERO).equals(numbers)) {
            return first + " equals " + second;
        } else if (NumberSet.below(BigDecimal.ZERO).containsAll(numbers)) {
            return first + " is below " + second;
        } else if (NumberSet.above(BigDecimal.ZERO).containsAll(numbers)) {
            return first + " is above " + second;
        }
        return numbers.contains(BigDecimal.ZERO) ? first + " equals " + second : "";
    }

    /** The numbers of an interval, such as {@code above 1 and up to 2}. */
    static String part(NumberSet.Part part) {
        BigDecimal lower = part.lower();
        BigDecimal upper = part.upper();
        if (part.isPoint() && lower != null) {
            return "exactly " + Numerals.shown(lower);
        }
        String from = lower == null ? "" : (part.hasLower() ? "from " : "above ") + Numerals.shown(lower);
        String to = upper == null ? "" : (part.hasUpper() ? "up to " : "below ") + Numerals.shown(upper);
        if (lower != null && upper != null && part.hasLower() && part.hasUpper()) {
            return from + " to " + Numerals.shown(upper);
        }
        return from.isEmpty() || to.isEmpty() ? from + to : from + " and " + to;
    }

    /** All values in words. */
    static String values(Values values) {
        List<String> words = new ArrayList<>();
        if (values.texts().excludes()) {
            words.add(
                    values.texts().texts().isEmpty()
                            ? "any"
                            : "any but " + quoted(values.texts().texts()));
        } else if (!values.texts().isEmpty()) {
            words.add(quoted(values.texts().texts()));
        }
        values.numbers().parts().forEach(part -> words.add(part(part)));
        if (values.absent()) {
            words.add("absent");
        }
        return String.join(" or ", words);
    }

    static String quoted(Collection<String> texts) {
        String some =
                texts.stream().limit(MOST_TEXTS).map(text -> "\"" + text + "\"").collect(Collectors.joining(", "));
        return texts.size() > MOST_TEXTS ? some + " and " + (texts.size() - MOST_TEXTS) + " more" : some;
    }

    /** A condition as a message shows it: without the brackets around it, and not too long. */
    static String condition(String written) {
        boolean isBracketed = written.startsWith("(") && written.endsWith(")");
        String bare = isBracketed ? written.substring(1, written.length() - 1) : written;
        String spaced = bare.replaceAll("(==|!=|<=|>=|&&|\\|\\||(?<![<>=!])[<>](?!=))", " $1 ");
        return spaced.length() > LONGEST ? spaced.substring(0, LONGEST) + "..." : spaced;
    }
}
