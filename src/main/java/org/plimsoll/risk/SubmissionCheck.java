package org.plimsoll.risk;

import java.time.Duration;
import org.plimsoll.portfolio.Portfolio;
import org.plimsoll.portfolio.Refusal;
import org.plimsoll.portfolio.Submission;

/**
 * Whether a submission makes sense. A check finds every problem, up to 100, each with a stable code of {@link
 * SubmissionCode}, a sentence that says what to send instead, and a JSON pointer into the request; what concerns the
 * portfolio comes first, then instruments, then market data.
 *
 * <p>Limits: names of 1 to 128 characters and attribute values of up to 1,000, without control characters; 100 attributes
 * for one object; numbers of at most 30 digits before and 18 after the decimal point; dates from 1900 to 9999.
 *
 * <p>A pledged asset without a price is no problem here: whether that is one is for the rule set to say, see {@link
 * FactTerms}. Neither is a stale price.
 */
public final class SubmissionCheck {
    /**
     * How much later than the evaluation market data may be dated: clocks of venues and servers differ by that much.
     * Anything later was not known at the evaluation time. The age of data from within the tolerance is zero.
     */
    public static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(5);

    private SubmissionCheck() {}

    /**
     * Checks a submission.
     *
     * @throws Refusal with every problem found, up to 100
     */
    public static CheckedSubmission check(Submission submission) {
        ReferenceDataCheck reference =
                new ReferenceDataCheck(submission.instruments(), submission.market(), submission.evaluatedAt());
        Problems referenceProblems = reference.problems();
        ReferenceData referenceData = reference.referenceData();
        Problems problems = new Problems();
        PortfolioCheck portfolioCheck = new PortfolioCheck(submission.portfolio(), referenceData, problems);
        portfolioCheck.run();
        problems.addAll(referenceProblems);
        problems.refuseIfAny();
        return new CheckedSubmission(submission.portfolio(), referenceData);
    }

    /**
     * Checks a portfolio against instruments and market data that were checked before.
     *
     * @throws Refusal with every problem found in the portfolio, up to 100
     */
    public static CheckedSubmission check(Portfolio portfolio, ReferenceData referenceData) {
        Problems problems = new Problems();
        new PortfolioCheck(portfolio, referenceData, problems).run();
        problems.refuseIfAny();
        return new CheckedSubmission(portfolio, referenceData);
    }

    static String unknownInstrument(String id) {
        return "There is no instrument " + Problems.quote(id) + " among the instruments; send its terms.";
    }
}
