package org.plimsoll.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;
import static org.plimsoll.risk.Decimals.dec;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.plimsoll.portfolio.Instruments;
import org.plimsoll.portfolio.MarginMode;
import org.plimsoll.portfolio.OpenPosition;
import org.plimsoll.portfolio.Portfolios;
import org.plimsoll.portfolio.Problem;
import org.plimsoll.portfolio.Refusal;
import org.plimsoll.portfolio.Submission;

/** Each thing that can be wrong is found, located and named, and its neighbour on the right side of the line is not. */
class SubmissionCheckTest {

    @ParameterizedTest(name = "{0} at {1}")
    @MethodSource("org.plimsoll.risk.SubmissionFlaws#flaws")
    void flaw_alone_isFoundWithCodeAndPointer(String code, String pointer, UnaryOperator<Portfolios> flaw) {
        List<Problem> problems = problems(flaw.apply(SubmissionFlaws.sound()).submission());

        assertThat(problems).extracting(Problem::code, Problem::pointer).containsExactly(tuple(code, pointer));
        assertThat(problems.get(0).message()).matches("(?s)[A-Z].{20,}\\.");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("org.plimsoll.risk.SubmissionFlaws#harmless")
    void submission_onTheRightSideOfALine_isAccepted(String name, UnaryOperator<Portfolios> change) {
        assertThat(problems(change.apply(SubmissionFlaws.sound()).submission()))
                .as(name)
                .isEmpty();
    }

    @Test
    void codes_ofThisCheck_areAllExercised() {
        Set<String> exercised = new HashSet<>();
        SubmissionFlaws.flaws()
                .forEach(arguments -> exercised.add((String) arguments.get()[0]));
        Set<String> elsewhere = Set.of(
                "TEXT_TOO_LONG",
                "TEXT_CHARACTERS",
                "TOO_MANY_ATTRIBUTES",
                "NUMBER_TOO_LARGE",
                "NUMBER_TOO_PRECISE",
                "DATE_OUT_OF_RANGE",
                "COLLATERAL_PRICE_MISSING",
                "PRICE_STALE",
                "FX_RATE_STALE",
                "RISK_ARRAY_LENGTH",
                "RETURN_HISTORY_MISSING",
                "RETURN_HISTORY_SHORT",
                "RETURN_HISTORY_LENGTH",
                "OPTION_VOLATILITY_MISSING",
                "REVALUATION_UNSUPPORTED",
                "REVALUATIONS_TOO_MANY",
                "SCENARIO_SET_MISSING",
                "SCENARIO_NUMBER_OUT_OF_RANGE",
                "SCENARIO_RANGE_MISSING",
                "HORIZON_OUT_OF_RANGE");

        assertThat(Stream.of(SubmissionCode.values()).map(Enum::name).filter(code -> !elsewhere.contains(code)))
                .allMatch(exercised::contains);
    }

    @Test
    void flaws_ofEveryPart_areAllReportedInTheOrderOfTheRequest() {
        Submission submission = SubmissionFlaws.sound()
                .position("p", "Y", "0")
                .pledge("c", "X", "-1")
                .loan("EUR", "-1")
                .instrument(Instruments.equity("Z", "EUR").multiplier("-2"))
                .price("X", "5")
                .rate("GBP", "EUR", "0")
                .submission();

        assertThat(problems(submission))
                .extracting(Problem::code)
                .containsExactly(
                        "POSITION_QUANTITY_ZERO",
                        "INSTRUMENT_UNKNOWN",
                        "COLLATERAL_QUANTITY_NEGATIVE",
                        "LOAN_NEGATIVE",
                        "MULTIPLIER_NOT_POSITIVE",
                        "PRICE_DUPLICATE",
                        "FX_RATE_NOT_POSITIVE");
    }

    @Test
    void marginMode_ofTheAccount_holdsForPositionsThatStateNone() {
        Portfolios isolatedAccount = Portfolios.in("USD")
                .marginMode(MarginMode.ISOLATED)
                .instrument(Instruments.equity("X", "USD"))
                .price("X", "1")
                .position(new OpenPosition("own", "X", dec("1"), null, null, dec("5"), Map.of()))
                .position(new OpenPosition("cross", "X", dec("1"), null, MarginMode.CROSS, null, Map.of()));

        assertThat(problems(isolatedAccount.submission())).isEmpty();
        assertThat(problems(isolatedAccount.position("bare", "X", "1").submission()))
                .extracting(Problem::code)
                .containsExactly("ISOLATED_MARGIN_MISSING");
    }

    @Test
    void missingRate_neededInManyPlaces_isReportedOnce() {
        Submission submission = Portfolios.in("EUR")
                .balance("USD", "1")
                .loan("USD", "1")
                .instrument(Instruments.equity("X", "USD"))
                .price("X", "1")
                .position("p", "X", "1")
                .pledge("c", "X", "1")
                .submission();

        assertThat(problems(submission)).extracting(Problem::pointer).containsExactly("/instruments/0/currency");
    }

    @Test
    void problems_beyondAHundred_areNotCollected() {
        Portfolios portfolio = Portfolios.in("EUR");
        for (int i = 0; i < 150; i++) {
            portfolio.position("p" + i, "unknown", "1");
        }

        assertThat(problems(portfolio.submission()))
                .hasSize(100)
                .last()
                .satisfies(problem -> assertThat(problem.pointer()).isEqualTo("/portfolio/positions/99/instrument"));
    }

    @Test
    void portfolio_againstCheckedReferenceData_isCheckedAlone() {
        Submission submission = SubmissionFlaws.sound().position("p", "Y", "1").submission();
        ReferenceData referenceData =
                ReferenceData.of(submission.instruments(), submission.market(), submission.evaluatedAt());

        Refusal refusal =
                catchThrowableOfType(Refusal.class, () -> SubmissionCheck.check(submission.portfolio(), referenceData));

        assertThat(refusal.problems()).extracting(Problem::code).containsExactly("INSTRUMENT_UNKNOWN");
        assertThat(SubmissionCheck.check(SubmissionFlaws.sound().portfolio(), referenceData)
                        .portfolio())
                .isEqualTo(SubmissionFlaws.sound().portfolio());
    }

    @Test
    void referenceData_withAProblem_isRefused() {
        Submission submission = SubmissionFlaws.sound().price("X", "100").submission();

        Refusal refusal = catchThrowableOfType(
                Refusal.class,
                () -> ReferenceData.of(submission.instruments(), submission.market(), submission.evaluatedAt()));

        assertThat(refusal.problems()).extracting(Problem::code).containsExactly("PRICE_DUPLICATE");
    }

    private static List<Problem> problems(Submission submission) {
        @Nullable Refusal refusal = null;
        try {
            assertThat(SubmissionCheck.check(submission).portfolio()).isEqualTo(submission.portfolio());
        } catch (Refusal refused) {
            refusal = refused;
        }
        return refusal == null ? List.of() : refusal.problems();
    }
}
