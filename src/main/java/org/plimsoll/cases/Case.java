package org.plimsoll.cases;

import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.plimsoll.portfolio.Problem;
import org.plimsoll.portfolio.Submission;

/** A worked case: what is submitted, and what must come out of it. */
public final class Case {
    private final String name;
    private final @Nullable String id;
    private final @Nullable String source;
    private final @Nullable CaseBasis basis;
    private final String file;
    private final int line;
    private final @Nullable Submission submission;
    private final List<Problem> inputProblems;
    private final Expectation expectation;

    Case(Heading heading, @Nullable Submission submission, List<Problem> inputProblems, Expectation expectation) {
        this.name = heading.name;
        this.id = heading.id;
        this.source = heading.source;
        this.basis = heading.basis;
        this.file = heading.file;
        this.line = heading.line;
        this.submission = submission;
        this.inputProblems = List.copyOf(inputProblems);
        this.expectation = expectation;
    }

    /** What a case is called and where it stands. */
    record Heading(
            String name,
            @Nullable String id,
            @Nullable String source,
            @Nullable CaseBasis basis,
            String file,
            int line) {}

    /** What it shows, in words; unique within its file. */
    public String name() {
        return name;
    }

    /** A short identifier by which others refer to it; null when there is none. */
    public @Nullable String id() {
        return id;
    }

    /** Where the expected figures come from; null when it does not say. */
    public @Nullable String source() {
        return source;
    }

    /** What its expected figures rest on; null when it does not say. */
    public @Nullable CaseBasis basis() {
        return basis;
    }

    /** Path of its file within the rule set's folder. */
    public String file() {
        return file;
    }

    /** First line of it, counted from one. */
    public int line() {
        return line;
    }

    /** What is submitted; null when reading it is already refused, as the case expects. */
    public @Nullable Submission submission() {
        return submission;
    }

    /** What it expects, as text by path, such as {@code pools.cross.initialMargin} and {@code 125000.00}. */
    public SortedMap<String, String> expects() {
        return ExpectationText.of(expectation);
    }

    /** Whether another case submits the same, wherever it stands and whatever it expects. */
    public boolean submitsTheSameAs(Case other) {
        return Objects.equals(submission, other.submission) && inputProblems.equals(other.inputProblems);
    }

    /** Why reading what is submitted is refused; empty when it is not. */
    List<Problem> inputProblems() {
        return inputProblems;
    }

    Expectation expectation() {
        return expectation;
    }

    @Override
    public String toString() {
        return file + ":" + line + " " + name;
    }
}
