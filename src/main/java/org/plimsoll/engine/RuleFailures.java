package org.plimsoll.engine;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.plimsoll.decision.RuleReference;
import org.plimsoll.engine.execution.RuleFailure;
import org.plimsoll.policy.Fact;
import org.plimsoll.portfolio.Problem;
import org.plimsoll.portfolio.Refusal;

/** From what went wrong in a rule to a refusal its reader understands. */
final class RuleFailures {
    private static final Pattern RULE = Pattern.compile("[Rr]ule \"([^\"]+)\"");
    private static final int MOST_CAUSES = 20;

    private RuleFailures() {}

    /**
     * The refusal that stands for a failure.
     *
     * @param references every rule by name
     * @param nullableReads fields that a rule reads and that need not be known, by its name
     */
    static Refusal refusal(
            RuleFailure failed, Map<String, RuleReference> references, Map<String, Set<String>> nullableReads) {
        Throwable failure = failed.reason();
        Fact subject = failed.fact();
        RuleReference rule = failed.rule() == null ? named(failure, references) : failed.rule();
        Throwable root = root(failure);
        if (root instanceof Refusal refusal) {
            List<Problem> problems = refusal.problems().stream()
                    .map(problem -> new Problem(
                            problem.code(), problem.message() + " " + inRule(rule, subject), problem.pointer()))
                    .toList();
            return new Refusal(problems);
        }
        String about = subject == null ? "" : " for " + describe(subject);
        Set<String> reads = rule == null ? Set.of() : nullableReads.getOrDefault(rule.name(), Set.of());
        String why = root instanceof NullPointerException ? unknown(subject, reads) : why(root);
        return new Refusal("RULE_FAILED", where(rule) + " could not be worked out" + about + ": " + why, null);
    }

    /** Why something could not be worked out, as the end of a sentence. */
    static String reason(RuleFailure failed) {
        Throwable root = root(failed.reason());
        if (root instanceof Refusal refusal) {
            Problem first = refusal.problems().get(0);
            return first.code() + ": " + first.message();
        }
        return root instanceof NullPointerException ? "a figure that it needs is absent." : why(root);
    }

    private static String describe(Fact fact) {
        String kind = Character.toLowerCase(fact.getClass().getSimpleName().charAt(0))
                + fact.getClass()
                        .getSimpleName()
                        .substring(1)
                        .replaceAll("([A-Z])", " $1")
                        .toLowerCase(java.util.Locale.ROOT);
        return kind + " '" + fact.id() + "'";
    }

    private static String where(@Nullable RuleReference rule) {
        return rule == null
                ? "A rule"
                : "The rule '" + rule.name() + "' (" + rule.file() + ", line " + rule.line() + ")";
    }

    private static String inRule(@Nullable RuleReference rule, @Nullable Fact subject) {
        String about = subject == null ? "" : ", for " + describe(subject);
        return rule == null
                ? "(in a rule" + about + ")"
                : "(in the rule '" + rule.name() + "', " + rule.file() + ", line " + rule.line() + about + ")";
    }

    private static String unknown(@Nullable Fact subject, Set<String> reads) {
        List<String> missing = subject == null
                ? List.of()
                : reads.stream()
                        .filter(field -> isNull(subject, field))
                        .map(field -> "`" + field + "`")
                        .sorted()
                        .toList();
        return missing.isEmpty()
                ? "a figure it needs is not known. Supply it, or test that it is there in the rule's condition."
                : "its " + String.join(" and its ", missing)
                        + (missing.size() == 1 ? " is" : " are")
                        + " not known. Supply it, or test that it is not null in the rule's condition.";
    }

    private static boolean isNull(Fact subject, String field) {
        try {
            return subject.getClass().getMethod(field).invoke(subject) == null;
        } catch (ReflectiveOperationException e) {
            // Another fact's field.
            return false;
        }
    }

    private static String why(Throwable root) {
        if (root instanceof ArithmeticException) {
            String message = root.getMessage();
            // The virtual machine leaves the message out where a division by zero is frequent.
            if (message == null || message.contains("zero") || message.contains("undefined")) {
                return "it divides by zero.";
            }
            return "its arithmetic has no result (" + message + ").";
        }
        if (root instanceof StackOverflowError) {
            return "its expression is nested too deeply.";
        }
        return "it broke off (" + root.getClass().getSimpleName() + ").";
    }

    private static Throwable root(Throwable failure) {
        Throwable at = failure;
        for (int i = 0; i < MOST_CAUSES; i++) {
            Throwable cause = at.getCause();
            if (at instanceof Refusal || cause == null) {
                return at;
            }
            at = cause;
        }
        return at;
    }

    /** The rule an exception's text names: of several that share a condition, the first in file order. */
    private static @Nullable RuleReference named(Throwable failure, Map<String, RuleReference> references) {
        Throwable at = failure;
        for (int i = 0; at != null && i < MOST_CAUSES; i++) {
            Matcher matcher = RULE.matcher(String.valueOf(at.getMessage()));
            RuleReference first = null;
            while (matcher.find()) {
                RuleReference found = references.get(matcher.group(1));
                if (found != null && (first == null || found.compareTo(first) < 0)) {
                    first = found;
                }
            }
            if (first != null) {
                return first;
            }
            at = at.getCause();
        }
        return null;
    }
}
