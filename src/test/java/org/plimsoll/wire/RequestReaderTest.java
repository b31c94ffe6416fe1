package org.plimsoll.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.plimsoll.portfolio.Account;
import org.plimsoll.portfolio.AccountType;
import org.plimsoll.portfolio.CashBalance;
import org.plimsoll.portfolio.ExerciseStyle;
import org.plimsoll.portfolio.FxRate;
import org.plimsoll.portfolio.IndexMembership;
import org.plimsoll.portfolio.Instrument;
import org.plimsoll.portfolio.InstrumentType;
import org.plimsoll.portfolio.IssuerKind;
import org.plimsoll.portfolio.Loan;
import org.plimsoll.portfolio.MarginMode;
import org.plimsoll.portfolio.MarketData;
import org.plimsoll.portfolio.OpenPosition;
import org.plimsoll.portfolio.OptionTerms;
import org.plimsoll.portfolio.OptionType;
import org.plimsoll.portfolio.PledgedAsset;
import org.plimsoll.portfolio.Portfolio;
import org.plimsoll.portfolio.Price;
import org.plimsoll.portfolio.ReturnHistory;
import org.plimsoll.portfolio.RiskArray;
import org.plimsoll.portfolio.Submission;

final class RequestReaderTest {
    private static final String SMALLEST = """
            {"ruleSet": "r", "portfolio": {"id": "p", "baseCurrency": "EUR", "account": {"id": "a", "type": "CASH"}}}
            """;

    @Test
    void completeRequest_everyFieldArrives() {
        EvaluationRequest request = Requests.read(Requests.COMPLETE);

        assertThat(request.requestId()).isEqualTo("r-1");
        assertThat(request.ruleSet()).isEqualTo("eu-collateral-haircuts");
        assertThat(request.version()).isEqualTo(3);
        assertThat(request.asOf()).isNull();
        assertThat(request.explain()).isEqualTo(Explain.FULL);
        assertThat(request.record()).isFalse();
        assertThat(request.submission().evaluatedAt()).isEqualTo(Instant.parse("2026-01-02T09:00:00Z"));
    }

    @Test
    void portfolio_complete_everyFieldArrives() {
        assertThat(Requests.read(Requests.COMPLETE).submission().portfolio())
                .isEqualTo(new Portfolio(
                        "csa-17",
                        new Account(
                                "bank-a",
                                AccountType.BILATERAL,
                                MarginMode.CROSS,
                                "retail",
                                Map.of("threshold", "50000000", "minimumTransferAmount", "500000")),
                        "EUR",
                        List.of(new OpenPosition(
                                "p1",
                                "BTC-PERP",
                                new BigDecimal("-1.5"),
                                new BigDecimal("61000"),
                                MarginMode.ISOLATED,
                                new BigDecimal("9000"),
                                Map.of("desk", "A/1"))),
                        List.of(new PledgedAsset(
                                "c1", "DE0001102580", new BigDecimal("1000000"), Map.of("custodian", "x"))),
                        List.of(new CashBalance("EUR", new BigDecimal("-250000"))),
                        List.of(new Loan("USD", new BigDecimal("100000")))));
    }

    @Test
    void instruments_complete_everyFieldArrives() {
        List<Instrument> instruments =
                Requests.read(Requests.COMPLETE).submission().instruments();

        assertThat(instruments)
                .containsExactly(
                        new Instrument(
                                "DE0001102580",
                                InstrumentType.BOND,
                                "EUR",
                                null,
                                BigDecimal.ONE,
                                null,
                                null,
                                null,
                                LocalDate.of(2028, 1, 2),
                                "Bund",
                                IssuerKind.GOVERNMENT,
                                1,
                                "AAA",
                                null,
                                Map.of()),
                        new Instrument(
                                "BTC-PERP",
                                InstrumentType.PERPETUAL,
                                "USD",
                                "BTC",
                                BigDecimal.ONE,
                                new BigDecimal("0.001"),
                                "X",
                                null,
                                null,
                                null,
                                null,
                                null,
                                null,
                                null,
                                Map.of("a", "b")),
                        new Instrument(
                                "SAP-C",
                                InstrumentType.OPTION,
                                "EUR",
                                "SAP",
                                new BigDecimal("100"),
                                null,
                                null,
                                new OptionTerms(
                                        OptionType.CALL,
                                        new BigDecimal("120.5"),
                                        LocalDate.of(2026, 6, 19),
                                        ExerciseStyle.EUROPEAN),
                                null,
                                null,
                                null,
                                null,
                                null,
                                IndexMembership.MAIN_INDEX,
                                Map.of()));
    }

    @Test
    void market_complete_everyFieldArrivesAndTimeDefaultsToTheMarkets() {
        Instant asOf = Instant.parse("2026-01-02T08:59:58Z");

        assertThat(Requests.read(Requests.COMPLETE).submission().market())
                .isEqualTo(new MarketData(
                        asOf,
                        List.of(
                                new Price(
                                        "DE0001102580",
                                        new BigDecimal("0.9950"),
                                        Instant.parse("2026-01-02T08:59:50Z"),
                                        new BigDecimal("0.9940"),
                                        new BigDecimal("0.9960"),
                                        new BigDecimal("0.05"),
                                        new BigDecimal("1000000"),
                                        new BigDecimal("12")),
                                new Price("BTC-PERP", new BigDecimal("60000"), asOf, null, null, null, null, null)),
                        List.of(new FxRate("USD", "EUR", new BigDecimal("0.92"), asOf)),
                        List.of(new RiskArray(
                                "BTC-PERP", "crash", List.of(new BigDecimal("-12000"), new BigDecimal("6000.5")))),
                        List.of(new ReturnHistory(
                                "BTC",
                                List.of(new BigDecimal("-0.02"), new BigDecimal("0.015")),
                                List.of(new BigDecimal("-0.3"))))));
    }

    @Test
    void smallestRequest_defaultsApply() {
        assertThat(Requests.read(SMALLEST))
                .isEqualTo(new EvaluationRequest(
                        null,
                        "r",
                        null,
                        null,
                        Explain.RULES,
                        true,
                        new Submission(
                                new Portfolio(
                                        "p",
                                        new Account("a", AccountType.CASH, MarginMode.CROSS, null, Map.of()),
                                        "EUR",
                                        List.of(),
                                        List.of(),
                                        List.of(),
                                        List.of()),
                                List.of(),
                                new MarketData(Requests.NOW, List.of(), List.of()),
                                Requests.NOW)));
    }

    @Test
    void option_withoutExerciseStyle_isAmerican() {
        Instrument option = Requests.read(Requests.with("\"exerciseStyle\": \"EUROPEAN\",", ""))
                .submission()
                .instruments()
                .get(2);

        assertThat(option.option())
                .isEqualTo(new OptionTerms(
                        OptionType.CALL, new BigDecimal("120.5"), LocalDate.of(2026, 6, 19), ExerciseStyle.AMERICAN));
    }

    @Test
    void nullFields_countAsAbsent() {
        EvaluationRequest request = Requests.read("""
                {"ruleSet": "r", "requestId": null, "version": null, "record": null, "market": null, "instruments": null,
                 "portfolio": {"id": "p", "baseCurrency": "EUR", "account": {"id": "a", "type": "CASH", "tier": null},
                               "positions": null}}
                """);

        assertThat(request).isEqualTo(Requests.read(SMALLEST));
    }

    @Test
    void asOf_given_selectsTheVersionOfThatTime() {
        EvaluationRequest request =
                Requests.read(SMALLEST.replace("{\"ruleSet\"", "{\"asOf\": \"2026-01-01T00:00:00Z\", \"ruleSet\""));

        assertThat(request.asOf()).isEqualTo(Instant.parse("2026-01-01T00:00:00Z"));
    }

    @Test
    void fieldOrder_doesNotMatter() {
        EvaluationRequest request = Requests.read("""
                {"portfolio": {"account": {"type": "CASH", "id": "a"}, "baseCurrency": "EUR", "id": "p"}, "ruleSet": "r"}
                """);

        assertThat(request).isEqualTo(Requests.read(SMALLEST));
    }

    @Test
    void text_beyondAscii_arrivesWhole() {
        EvaluationRequest request =
                Requests.read(SMALLEST.replace("\"id\": \"p\"", "\"id\": \"Depot Zürich 東京 \\uD83D\\uDCB6\""));

        assertThat(request.submission().portfolio().id()).isEqualTo("Depot Zürich 東京 💶");
    }

    @Test
    void submission_withoutRuleSet_isRead() {
        Submission submission = new RequestReader(RequestLimits.DEFAULT)
                .readSubmission(
                        SMALLEST.replace("\"ruleSet\": \"r\", ", "").getBytes(java.nio.charset.StandardCharsets.UTF_8),
                        Requests.NOW);

        assertThat(submission).isEqualTo(Requests.read(SMALLEST).submission());
    }
}
