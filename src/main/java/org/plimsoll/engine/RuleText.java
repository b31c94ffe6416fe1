package org.plimsoll.engine;

import java.util.ArrayList;
import java.util.List;
import org.drools.drl.ast.descr.PackageDescr;
import org.drools.drl.ast.descr.RuleDescr;
import org.drools.drl.parser.DrlParser;
import org.drools.drl.parser.DroolsParserException;
import org.drools.drl.parser.ParserError;
import org.jspecify.annotations.Nullable;
import org.kie.internal.builder.conf.LanguageLevelOption;

/**
 * DRL on its way to the compiler.
 *
 * @param file file it comes from
 * @param drl the text, lines ending in a line feed
 * @param places from a place in the text to a place in the file
 */
record RuleText(String file, String drl, Places places) {

    /** From a place in DRL text to a place in the file its author wrote. */
    interface Places {
        /** A DRL file: the text is the file. */
        Places SAME = (line, column, word) -> new Place(line, column, "");

        /**
         * The place in the file.
         *
         * @param line line in the text, counted from one
         * @param column column in the text, counted from one
         * @param word what is wrong there; null when it is not known
         */
        Place of(int line, int column, @Nullable String word);

        /**
         * What was found at a place in the text, at its place in the file.
         *
         * @param found with line and column in the text
         * @param lineContent what that line of the text says
         */
        default Diagnostic inFile(Diagnostic found, String lineContent) {
            return found;
        }
    }

    /**
     * A place in a file.
     *
     * @param line line, or row of a sheet, counted from one
     * @param column column counted from one
     * @param cell name of the sheet's cell; empty when it is none, or not known
     */
    record Place(int line, int column, String cell) {}

    /**
     * A rule in the text.
     *
     * @param name its name
     * @param line line of its {@code rule} keyword in the text
     * @param start offset of its first character
     * @param end offset after its last character
     * @param descr as parsed
     */
    record ParsedRule(String name, int line, int start, int end, RuleDescr descr) {}

    /**
     * The text as parsed.
     *
     * @param diagnostics syntax errors
     * @param packageName package it declares; empty when none
     * @param rules its rules, in order
     */
    record Parsed(List<Diagnostic> diagnostics, String packageName, List<ParsedRule> rules) {}

    /** A diagnostic at a place in the text. */
    Diagnostic error(String code, String message, int line, int column, @Nullable String word, @Nullable String rule) {
        Place place = places.of(line, column, word);
        String located = place.cell.isEmpty() ? message : "Cell " + place.cell + ": " + message;
        return Diagnostic.error(code, located, file, place.line, place.column, rule);
    }

    /** Reads the text without running any of it. */
    Parsed parse() {
        DrlParser parser = new DrlParser(LanguageLevelOption.DRL6);
        PackageDescr descr;
        try {
            descr = parser.parse(false, drl);
        } catch (DroolsParserException | RuntimeException e) {
            return new Parsed(
                    List.of(error("SYNTAX_ERROR", "The file cannot be read.", 1, 1, null, null)), "", List.of());
        }
        List<Diagnostic> diagnostics = SyntaxErrors.of(
                this,
                parser.getErrors().stream()
                        .filter(ParserError.class::isInstance)
                        .map(ParserError.class::cast)
                        .toList());
        if (descr == null) {
            return new Parsed(diagnostics, "", List.of());
        }
        List<ParsedRule> rules = new ArrayList<>();
        for (RuleDescr rule : descr.getRules()) {
            int end = Math.min(drl.length(), rule.getEndCharacter() + 1);
            rules.add(new ParsedRule(rule.getName(), rule.getLine(), rule.getStartCharacter(), end, rule));
        }
        return new Parsed(diagnostics, descr.getName() == null ? "" : descr.getName(), List.copyOf(rules));
    }

    /** The same text with some rules blanked, every line where it was. */
    RuleText without(List<ParsedRule> dropped) {
        StringBuilder text = new StringBuilder(drl);
        for (ParsedRule rule : dropped) {
            for (int i = rule.start(); i < rule.end(); i++) {
                if (text.charAt(i) != '\n') {
                    text.setCharAt(i, ' ');
                }
            }
        }
        return new RuleText(file, text.toString(), places);
    }

    /** A line of the text, counted from one; empty beyond the end. */
    String line(int number) {
        int start = 0;
        for (int i = 1; i < number; i++) {
            start = drl.indexOf('\n', start) + 1;
            if (start == 0) {
                return "";
            }
        }
        int end = drl.indexOf('\n', start);
        return end < 0 ? drl.substring(start) : drl.substring(start, end);
    }
}
