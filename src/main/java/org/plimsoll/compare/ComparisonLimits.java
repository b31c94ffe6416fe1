package org.plimsoll.compare;

/**
 * How much a comparison takes on and shows. What is left out is said in its notes, never in silence.
 *
 * @param changes most changes of each kind of thing: files, rules, rows of a table, cases
 * @param textLength most characters shown of a rule, a cell or any other text
 * @param cases most cases that are evaluated
 * @param fields most fields shown of a case that comes out otherwise
 */
public record ComparisonLimits(int changes, int textLength, int cases, int fields) {
    /** 2,000 changes of a kind, 4,000 characters of a text, 5,000 cases, 100 fields of a case. */
    public static final ComparisonLimits DEFAULT = new ComparisonLimits(2_000, 4_000, 5_000, 100);

    public ComparisonLimits {
        if (changes < 1 || textLength < 1 || cases < 1 || fields < 1) {
            throw new IllegalArgumentException("limits must be at least one");
        }
    }
}
