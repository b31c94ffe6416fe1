package org.plimsoll.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.plimsoll.risk.Decimals.dec;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.plimsoll.policy.Parameters;
import org.plimsoll.policy.Position;
import org.plimsoll.policy.PositionGroup;
import org.plimsoll.policy.ScenarioSet;
import org.plimsoll.policy.ScenarioSet.Damping;
import org.plimsoll.policy.ScenarioSet.PriceMove;
import org.plimsoll.policy.ScenarioSet.Scenario;
import org.plimsoll.policy.ScenarioSet.VolatilityMove;
import org.plimsoll.portfolio.ExerciseStyle;
import org.plimsoll.portfolio.InstrumentType;
import org.plimsoll.portfolio.Instruments;
import org.plimsoll.portfolio.OptionTerms;
import org.plimsoll.portfolio.OptionType;
import org.plimsoll.portfolio.Portfolios;
import org.plimsoll.portfolio.Price;
import org.plimsoll.portfolio.Refusal;

/** Losses in scenarios, worked out by hand, option values in Python. */
class ScenarioLossTest {
    private static final Damping DAMPING = new Damping(dec("30"), dec("1"), dec("0.3"), dec("0.13"), dec("0.5"));
    private static final Map<String, ScenarioSet> SETS = Map.of(
            "moves", set(PriceMove.RELATIVE, VolatilityMove.RELATIVE, "0.2 0.25 1", "-0.2 -0.25 1", "-0.9 0 0.5"),
            "range", set(PriceMove.RANGE, VolatilityMove.RANGE, "1 1 1", "-1 -1 1", "3 0 0.33"),
            "absolute", set(PriceMove.RELATIVE, VolatilityMove.ABSOLUTE, "0 0.15 1", "0 -0.9 1"),
            "damped",
                    new ScenarioSet(
                            PriceMove.RELATIVE,
                            VolatilityMove.DAMPED,
                            DAMPING,
                            List.of(
                                    new Scenario(dec("0"), dec("0.5"), dec("1")),
                                    new Scenario(dec("0"), dec("-0.25"), dec("1")),
                                    new Scenario(dec("0"), dec("0"), dec("1")))));

    private static ScenarioSet set(PriceMove price, VolatilityMove volatility, String... moves) {
        List<Scenario> scenarios = new ArrayList<>();
        for (String move : moves) {
            String[] parts = move.split(" ");
            scenarios.add(new Scenario(dec(parts[0]), dec(parts[1]), dec(parts[2])));
        }
        return new ScenarioSet(price, volatility, null, scenarios);
    }

    private static PortfolioFacts facts(Portfolios portfolio) {
        return FactFactory.factsOf(
                SubmissionCheck.check(portfolio.submission()),
                new FactTerms(Parameters.NONE, BigDecimal.ONE, null, true, SETS));
    }

    private static Portfolios perpetuals() {
        return Portfolios.in("EUR")
                .instrument(Instruments.perpetual("PERP", "BTC", "USD"))
                .rate("USD", "EUR", "0.5")
                .price("PERP", "50000");
    }

    /** A European call and a future on one coin at 50,000, 73 days from expiry. */
    private static Portfolios options() {
        return Portfolios.in("USD")
                .instrument(option("CALL", OptionType.CALL, "2026-03-16"))
                .instrument(Instruments.future("FUT", "BTC", "USD", "2026-03-16"))
                .price("BTC", "50000")
                .price("FUT", "50000")
                .price(new Price("CALL", dec("5400"), Portfolios.NOW, null, null, dec("0.6"), null, null));
    }

    private static Instruments option(String id, OptionType type, String expiry) {
        return Instruments.of(id, InstrumentType.OPTION, "USD")
                .underlying("BTC")
                .option(new OptionTerms(type, dec("50000"), LocalDate.parse(expiry), ExerciseStyle.EUROPEAN));
    }

    @Test
    void linear_long_losesMostInTheDeepestFallOfItsWeight() {
        PortfolioFacts facts = facts(perpetuals().position("p", "PERP", "2", "40000"));
        Position position = facts.positions().get(0);

        // 2 coins at 25,000 EUR: a fall of 20 % costs 10,000, one of 90 % with weight one half 22,500.
        assertThat(position.worstLoss("moves")).isEqualByComparingTo("22500");
        assertThat(position.scenarioLoss("moves", dec("1"))).isEqualByComparingTo("-10000");
        assertThat(position.scenarioLoss("moves", dec("2"))).isEqualByComparingTo("10000");
        assertThat(facts.groups().get(0).worstLoss("moves")).isEqualByComparingTo("22500");
        assertThat(facts.pools().get(0).worstLoss("moves")).isEqualByComparingTo("22500");
    }

    @Test
    void linear_thatGainsInEveryScenario_losesNothing() {
        assertThat(facts(perpetuals().position("p", "PERP", "-1", "40000"))
                        .positions()
                        .get(0)
                        .worstLoss("absolute"))
                .isEqualByComparingTo("0");
    }

    @Test
    void range_movesBySoMuchOfTheUnderlying() {
        Position position = facts(perpetuals().position("p", "PERP", "-2", "40000"))
                .positions()
                .get(0);

        // Short 2: up 1,500 USD costs 1,500 EUR; three times as much with weight 0.33 costs 1,485.
        assertThat(position.worstLoss("range", dec("1500"), dec("0.04"))).isEqualByComparingTo("1500");
        assertThat(position.scenarioLoss("range", dec("3"), dec("1500"), dec("0.04")))
                .isEqualByComparingTo("1485");
        assertRefused("SCENARIO_RANGE_MISSING", () -> position.worstLoss("range"));
    }

    @Test
    void group_oppositePositions_offsetScenarioByScenario_andIsolatedOnesDoNot() {
        PortfolioFacts facts = facts(perpetuals()
                .position("long", "PERP", "2", "40000")
                .position("short", "PERP", "-3", "40000")
                .isolated("alone", "PERP", "1", "40000", "10"));

        assertThat(facts.groups().get(0).worstLoss("moves")).isEqualByComparingTo("5000");
        assertThat(facts.pools().get(0).worstLoss("moves")).isEqualByComparingTo("5000");
        assertThat(facts.pools().get(1).worstLoss("moves")).isEqualByComparingTo("11250");
    }

    @Test
    void pool_twoUnderlyings_moveInTheSameScenario() {
        PortfolioFacts facts = facts(perpetuals()
                .instrument(Instruments.perpetual("E", "ETH", "EUR"))
                .price("E", "1000")
                .position("a", "PERP", "1", "1")
                .position("b", "E", "-10", "1"));

        // Up: 5,000 gained, 2,000 lost. Down: the reverse. Down 90 % at one half: 11,250 lost, 4,500 gained.
        assertThat(facts.groups())
                .extracting(group -> group.worstLoss("moves").intValueExact())
                .containsExactly(11250, 2000);
        assertThat(facts.pools().get(0).worstLoss("moves")).isEqualByComparingTo("6750");
    }

    @Test
    void option_isRevaluedFromFormulaToFormula() {
        Position call = facts(options().position("c", "CALL", "-2")).positions().get(0);

        // 60,000 with 0.75: 13,368.02; 40,000 with 0.45: 604.88; as it stands 5,336.36.
        assertThat(call.worstLoss("moves")).isCloseTo(dec("16063.32298547"), within(dec("0.0000001")));
        assertThat(call.scenarioLoss("moves", dec("2"))).isCloseTo(dec("-9462.95366377"), within(dec("0.0000001")));
    }

    @Test
    void volatility_absoluteMoves_endAtZero() {
        Position call = facts(options().position("c", "CALL", "1")).positions().get(0);

        assertThat(call.shockedVolatility("absolute", dec("1"))).isEqualByComparingTo("0.75");
        assertThat(call.shockedVolatility("absolute", dec("2"))).isEqualByComparingTo("0");
        assertThat(call.scenarioLoss("absolute", dec("2"))).isCloseTo(dec("5336.35849289"), within(dec("0.0000001")));
    }

    /** Deribit's parameters, Ore documentation of advanced risk scenarios; worked out in Python. */
    @ParameterizedTest
    @CsvSource({
        "0.5, 2026-01-03, 1.1935477787, 0.1532261107",
        "0.6, 2026-01-09, 1.0642246732, 0.3678876634",
        "0.6, 2026-01-31, 0.9030667081, 0.4484666459", // 29 days: the short power
        "0.6, 2026-02-01, 0.9, 0.45",
        "0.6, 2026-04-02, 0.8600731343, 0.4699634329",
        "0.2, 2026-02-01, 0.5, 0.15", // at least 0.5 upwards
        "0.5, 2026-01-02, 1.1935477787, 0.1532261107" // on its last day as a day before
    })
    void volatility_dampedMoves_dependOnTheTimeToExpiry(
            String volatility, String expiry, BigDecimal up, BigDecimal down) {
        Position call = facts(Portfolios.in("USD")
                        .instrument(option("CALL", OptionType.CALL, expiry))
                        .price("BTC", "50000")
                        .price(new Price("CALL", dec("1"), Portfolios.NOW, null, null, dec(volatility), null, null))
                        .position("c", "CALL", "1"))
                .positions()
                .get(0);

        assertThat(call.shockedVolatility("damped", dec("1"))).isCloseTo(up, within(dec("0.0000000001")));
        assertThat(call.shockedVolatility("damped", dec("2"))).isCloseTo(down, within(dec("0.0000000001")));
        assertThat(call.shockedVolatility("damped", dec("3"))).isEqualByComparingTo(volatility);
    }

    @Test
    void riskArray_goesBeforeTheFormula_andIsOfOneUnit() {
        PositionGroup group = facts(options()
                        .instrument(Instruments.of("SWAP", InstrumentType.SWAP, "USD")
                                .underlying("BTC"))
                        .price("SWAP", "0")
                        .riskArray("CALL", "moves", "8000", "-4700", "-100")
                        .riskArray("SWAP", "moves", "1", "-10", "2")
                        .position("c", "CALL", "3")
                        .position("s", "SWAP", "-50"))
                .groups()
                .get(0);

        assertThat(group.scenarioLoss("moves", dec("1"))).isEqualByComparingTo("-23950");
        assertThat(group.worstLoss("moves")).isEqualByComparingTo("13600");
    }

    @Test
    void riskArray_ofAnotherLength_isRefused() {
        PortfolioFacts facts =
                facts(options().riskArray("CALL", "moves", "1", "2").position("c", "CALL", "1"));

        assertRefused("RISK_ARRAY_LENGTH", () -> facts.groups().get(0).worstLoss("moves"));
        assertThat(facts.groups().get(0).worstLoss("absolute")).isPositive();
    }

    @Test
    void whatIsMissing_isRefused_andOnlyWhenAskedFor() {
        PortfolioFacts noVolatility = facts(Portfolios.in("USD")
                .instrument(option("CALL", OptionType.CALL, "2026-03-16"))
                .price("BTC", "50000")
                .price("CALL", "5400")
                .position("c", "CALL", "1"));
        PortfolioFacts swap = facts(Portfolios.in("USD")
                .instrument(Instruments.of("SWAP", InstrumentType.SWAP, "USD").underlying("R"))
                .price("SWAP", "0.1")
                .position("s", "SWAP", "1"));
        Position call = noVolatility.positions().get(0);

        assertThatThrownBy(() -> call.worstLoss("moves"))
                .isInstanceOfSatisfying(
                        Refusal.class,
                        refusal -> assertThat(refusal.problems())
                                .singleElement()
                                .satisfies(problem -> {
                                    assertThat(problem.code()).isEqualTo("OPTION_VOLATILITY_MISSING");
                                    assertThat(problem.message()).contains("'CALL'");
                                    assertThat(problem.pointer()).isEqualTo("/market/prices/1/volatility");
                                }));
        assertRefused("OPTION_VOLATILITY_MISSING", call::delta);
        assertRefused("OPTION_VOLATILITY_MISSING", () -> call.shockedVolatility("moves", dec("1")));
        assertRefused("REVALUATION_UNSUPPORTED", () -> swap.groups().get(0).worstLoss("moves"));
        assertRefused("REVALUATION_UNSUPPORTED", () -> swap.positions().get(0).delta());
        assertRefused("SCENARIO_SET_MISSING", () -> call.worstLoss("other"));
        for (String number : List.of("0", "4", "1.5", "-1")) {
            assertRefused("SCENARIO_NUMBER_OUT_OF_RANGE", () -> call.scenarioLoss("moves", dec(number)));
        }
    }

    @Test
    void valuesOfOptions_areCounted() {
        Portfolios many = options();
        for (int i = 0; i < 700; i++) {
            many.position("c" + i, "CALL", "1");
        }
        PortfolioFacts facts = facts(many.returns("BTC", days(3_000)));

        assertThat(facts.pools().get(0).worstLoss("moves")).isPositive();
        assertRefused("REVALUATIONS_TOO_MANY", () -> facts.pools().get(0).historicalLoss(dec("0.99"), dec("1")));
    }

    @Test
    void profits_areCounted_theKeptOnesOnce() {
        Portfolios many = perpetuals().returns("BTC", days(5_000));
        for (int i = 0; i < 1_001; i++) {
            many.position("p" + i, "PERP", "1", "1");
        }
        PortfolioFacts facts = facts(many);

        for (int i = 0; i < 3_000; i++) {
            assertThat(facts.pools().get(0).historicalLoss(dec("0.99"), dec("1")))
                    .isZero();
        }
        assertRefused(
                "REVALUATIONS_TOO_MANY",
                () -> facts.positions().forEach(position -> position.historicalLoss(dec("0.99"), dec("1"))));
    }

    private static String[] days(int count) {
        String[] returns = new String[count];
        Arrays.fill(returns, "0.01");
        return returns;
    }

    private static void assertRefused(String code, org.assertj.core.api.ThrowableAssert.ThrowingCallable asked) {
        assertThatThrownBy(asked).isInstanceOf(Refusal.class).hasMessageStartingWith(code);
    }
}
