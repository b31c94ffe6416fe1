package org.plimsoll.replay;

import java.util.List;
import org.plimsoll.platform.ProblemException;
import org.plimsoll.portfolio.Problem;
import org.plimsoll.portfolio.Refusal;
import org.plimsoll.wire.ProblemDetail;

/** What is asked about is not there: no such rule, no such type of action, nothing of such an id. */
public final class QuestionRefused extends ProblemException {
    private static final long serialVersionUID = 1L;

    QuestionRefused(Refusal refusal) {
        super(422, "QUESTION_REFUSED", detail(refusal.problems()), errors(refusal.problems()), null, null);
    }

    private static String detail(List<Problem> problems) {
        return problems.get(0).message();
    }

    private static List<ProblemDetail.Error> errors(List<Problem> problems) {
        return problems.stream().map(ProblemDetail.Error::of).toList();
    }
}
