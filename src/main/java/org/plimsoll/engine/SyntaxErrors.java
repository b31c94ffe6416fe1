package org.plimsoll.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.drools.drl.parser.ParserError;

/** Says what the DRL parser found in words an author can act on. */
final class SyntaxErrors {
    private static final Pattern AT_INPUT = Pattern.compile("input '([^']*)'");
    private static final Pattern IN_RULE = Pattern.compile(" in rule \"?([^\"\\[]*?)\"? ?\\[");
    private static final List<String> WORDS = List.of("package", "import", "rule", "when", "then", "end", "dialect");

    private SyntaxErrors() {}

    /** One diagnostic a place: the parser often repeats itself. */
    static List<Diagnostic> of(RuleText text, List<ParserError> errors) {
        List<Diagnostic> diagnostics = new ArrayList<>();
        int lastLine = -1;
        for (ParserError error : errors) {
            int line = Math.max(1, error.getRow());
            if (line != lastLine) {
                diagnostics.add(of(text, error, line));
            }
            lastLine = line;
        }
        return diagnostics;
    }

    private static Diagnostic of(RuleText text, ParserError error, int line) {
        Matcher input = AT_INPUT.matcher(error.getMessage());
        String found = input.find() ? input.group(1) : "";
        Matcher inRule = IN_RULE.matcher(error.getMessage());
        String rule = inRule.find() && !inRule.group(1).isBlank() ? inRule.group(1) : null;
        String message;
        if (found.isEmpty() || found.equals("<eof>")) {
            message = "The file ends, or a quote is left open, before the rule is complete; close it with `end`.";
        } else if (found.equals("then")) {
            message = "`then` comes before the condition is complete; close the bracket of the pattern above it.";
        } else {
            String nearest = Vocabulary.nearest(found, WORDS)
                    .filter(word -> !word.equals(found))
                    .orElse(null);
            message = "`" + found + "` is not expected here"
                    + (nearest == null ? "." : "; did you mean `" + nearest + "`?");
        }
        return text.error("SYNTAX_ERROR", message, line, Math.max(0, error.getCol()) + 1, found, rule);
    }
}
