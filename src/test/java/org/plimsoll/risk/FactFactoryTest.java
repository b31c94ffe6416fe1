package org.plimsoll.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.plimsoll.risk.Decimals.dec;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.plimsoll.policy.MarginPool;
import org.plimsoll.policy.Parameters;
import org.plimsoll.policy.Position;
import org.plimsoll.policy.PositionGroup;
import org.plimsoll.portfolio.Instruments;
import org.plimsoll.portfolio.OpenPosition;
import org.plimsoll.portfolio.PledgedAsset;
import org.plimsoll.portfolio.Portfolio;
import org.plimsoll.portfolio.Portfolios;
import org.plimsoll.portfolio.Price;
import org.plimsoll.portfolio.Problem;
import org.plimsoll.portfolio.Refusal;

class FactFactoryTest {

    @Test
    void pools_ofMixedPortfolio_areCrossAndOneForEachIsolatedPosition() {
        PortfolioFacts facts = facts(mixed());

        assertThat(facts.pools())
                .extracting(MarginPool::id)
                .containsExactly("cross", "isolated:iso-1", "isolated:iso-2");
        MarginPool cross = facts.pools().get(0);
        // 1000 USDT + 500 USD at 0.9; loans 100 USD; 2 shares at 50 USD pledged
        assertThat(cross.balances()).isEqualByComparingTo("1450");
        assertThat(cross.loans()).isEqualByComparingTo("90");
        assertThat(cross.collateralMarketValue()).isEqualByComparingTo("90");
        assertThat(cross.positionCount()).isEqualTo(3);
        assertThat(cross.totals().longNotional()).isEqualByComparingTo("12000");
        assertThat(cross.totals().shortNotional()).isEqualByComparingTo("6600");
        assertThat(cross.grossNotional()).isEqualByComparingTo("18600");
        assertThat(cross.netNotional()).isEqualByComparingTo("5400");
        // +200 on 0.2 BTC from 59000 to 60000, -100 on 0.1 BTC from 59000, +50 on 0.2 ETH from 3250 to 3000
        assertThat(cross.totals().unrealizedPnl()).isEqualByComparingTo("150");
        assertThat(cross.totals().countedValue()).isEqualByComparingTo("150");
        assertThat(cross.exposure()).isZero();

        MarginPool isolated = facts.pools().get(2);
        assertThat(isolated.balances()).isEqualByComparingTo("700");
        assertThat(isolated.loans()).isZero();
        assertThat(isolated.collateralMarketValue()).isZero();
        assertThat(isolated.positionCount()).isEqualTo(1);
        assertThat(isolated.totals().countedValue()).isEqualByComparingTo("-500");
        assertThat(isolated.exposure()).isEqualByComparingTo("500");
    }

    @Test
    void groups_ofMixedPortfolio_areByPoolAndUnderlying() {
        PortfolioFacts facts = facts(mixed());

        assertThat(facts.groups())
                .extracting(PositionGroup::id, PositionGroup::positionCount)
                .containsExactly(
                        tuple("cross/BTC", 2),
                        tuple("cross/ETH", 1),
                        tuple("isolated:iso-1/BTC", 1),
                        tuple("isolated:iso-2/BTC", 1));
        assertThat(facts.groups().get(0).grossNotional()).isEqualByComparingTo("18000");
        assertThat(facts.groups().get(0).netNotional()).isEqualByComparingTo("6000");
    }

    @Test
    void position_inMixedPortfolio_knowsItsGroupAndPool() {
        PortfolioFacts facts = facts(mixed());
        Position first = facts.positions().get(0);
        Position isolated = facts.positions().get(1);

        assertThat(facts.positions())
                .extracting(Position::id)
                .containsExactly("btc-long", "iso-1", "btc-short", "eth-short", "iso-2");
        assertThat(first.pool()).isEqualTo("cross");
        assertThat(first.marginMode()).isEqualTo("CROSS");
        assertThat(first.groupGrossNotional()).isEqualByComparingTo("18000");
        assertThat(first.poolGrossNotional()).isEqualByComparingTo("18600");
        assertThat(isolated.pool()).isEqualTo("isolated:iso-1");
        assertThat(isolated.marginMode()).isEqualTo("ISOLATED");
        assertThat(isolated.groupNetNotional()).isEqualByComparingTo("60000");
        assertThat(isolated.poolGrossNotional()).isEqualByComparingTo("60000");
    }

    @Test
    void isolatedMargin_inAnotherCurrency_isConverted() {
        PortfolioFacts facts = facts(Portfolios.in("EUR")
                .instrument(Instruments.perpetual("P", "BTC", "USD"))
                .price("P", "110")
                .rate("USD", "EUR", "0.9")
                .isolated("p", "P", "-1", "100", "50"));

        assertThat(facts.pools().get(1).balances()).isEqualByComparingTo("45");
        assertThat(facts.pools().get(1).totals().countedValue()).isEqualByComparingTo("-9");
    }

    @Test
    void pools_ofEmptyPortfolio_areTheCrossPool() {
        PortfolioFacts facts = facts(Portfolios.in("EUR"));

        assertThat(facts.pools()).extracting(MarginPool::id).containsExactly("cross");
        assertThat(facts.pools().get(0).balances()).isZero();
        assertThat(facts.all()).hasSize(1);
        assertThat(facts.context().baseCurrency()).isEqualTo("EUR");
    }

    @Test
    void all_containsEveryFactOnce() {
        PortfolioFacts facts = facts(mixed());

        assertThat(facts.all()).doesNotHaveDuplicates().hasSize(5 + 1 + 4 + 3);
    }

    @Test
    void option_onUnderlyingInAnotherCurrency_seesItsPriceInItsOwn() {
        // 100 GBP = 115 EUR = 143.75 USD
        PortfolioFacts facts = facts(Portfolios.in("EUR")
                .instrument(Instruments.equity("X", "GBP"))
                .instrument(
                        Instruments.call("C", "X", "USD", "140", "2026-03-20").multiplier("10"))
                .rate("GBP", "EUR", "1.15")
                .rate("USD", "EUR", "0.8")
                .price("X", "100")
                .price("C", "5")
                .position("c", "C", "-1"));
        Position call = facts.positions().get(0);

        assertThat(call.underlyingPrice()).isEqualByComparingTo("143.75");
        assertThat(call.underlyingValue()).isEqualByComparingTo("1150");
        assertThat(call.intrinsicValue()).isEqualByComparingTo("30");
        assertThat(call.premiumValue()).isEqualByComparingTo("40");
        assertThat(call.daysToExpiry()).isEqualTo(77);
        assertThat(call.residualMaturityYears()).isEqualByComparingTo("0.2109589041095890410958904109589041");
    }

    @Test
    void option_onNamedUnderlying_takesItsPriceInTheOptionsCurrency() {
        PortfolioFacts facts = facts(Portfolios.in("EUR")
                .instrument(Instruments.put("P", "INDEX", "USD", "100", "2026-01-02"))
                .rate("USD", "EUR", "0.8")
                .price("INDEX", "90")
                .price("P", "10")
                .position("p", "P", "1"));

        assertThat(facts.positions().get(0).underlyingPrice()).isEqualByComparingTo("90");
        assertThat(facts.positions().get(0).intrinsicValue()).isEqualByComparingTo("8");
        assertThat(facts.positions().get(0).daysToExpiry()).isZero();
        assertThat(facts.positions().get(0).residualMaturityYears()).isZero();
    }

    @Test
    void future_withPriceOfItsUnderlying_needsNone() {
        PortfolioFacts facts = facts(Portfolios.in("USD")
                .instrument(Instruments.future("F", "X", "USD", "2026-01-31"))
                .price("X", "90")
                .price("F", "100")
                .position("f", "F", "1", "95"));

        assertThat(facts.positions().get(0).underlyingPrice()).isNull();
        assertThat(facts.positions().get(0).underlyingValue()).isZero();
        assertThat(facts.positions().get(0).daysToExpiry()).isEqualTo(29);
        assertThat(facts.positions().get(0).residualMaturityYears())
                .isEqualByComparingTo("0.07945205479452054794520547945205479");
    }

    @Test
    void attributes_ofPosition_overrideThoseOfItsInstrument() {
        PortfolioFacts facts = facts(Portfolios.in("USD")
                .instrument(Instruments.equity("X", "USD").attribute("a", "1").attribute("b", "2"))
                .price("X", "90")
                .position(new OpenPosition("p", "X", dec("1"), null, null, null, Map.of("b", "3", "c", "4")))
                .position("q", "X", "1")
                .pledge(new PledgedAsset("k", "X", dec("1"), Map.of("a", "9"))));

        assertThat(facts.positions().get(0).attributes()).isEqualTo(Map.of("a", "1", "b", "3", "c", "4"));
        assertThat(facts.positions().get(1).attributes()).isEqualTo(Map.of("a", "1", "b", "2"));
        assertThat(facts.collateral().get(0).attributes()).isEqualTo(Map.of("a", "9", "b", "2"));
    }

    @Test
    void daysToLiquidate_ofPosition_followsFromTheShareOfVolume() {
        Portfolios portfolio = Portfolios.in("USD")
                .instrument(Instruments.equity("X", "USD"))
                .price(new Price("X", dec("1"), Portfolios.NOW, null, null, null, dec("1000"), null))
                .position("p", "X", "-5000");

        assertThat(facts(portfolio, new FactTerms(Parameters.NONE, dec("0.25"), null, true))
                        .positions()
                        .get(0)
                        .daysToLiquidate())
                .isEqualByComparingTo("20");
    }

    @Test
    void positionPointer_ofPosition_isItsPlaceInTheRequest() {
        PortfolioFacts facts = facts(mixed());

        assertThat(facts.positionPointer("btc-short")).isEqualTo("/portfolio/positions/2");
        assertThatThrownBy(() -> facts.positionPointer("nobody")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void projectedPortfolio_withPositionClosed_isComputedOnTheSameMarket() {
        CheckedSubmission submission = SubmissionCheck.check(mixed().submission());
        Portfolio before = submission.portfolio();
        OpenPosition closed = new OpenPosition("btc-long", "BTC-PERP", dec("0"), dec("59000"), null, null, Map.of());
        Portfolio after = with(before, List.of(closed));

        PortfolioFacts facts = FactFactory.factsOf(submission.withPortfolio(after), FactTerms.DEFAULT);

        assertThat(facts.positions().get(0).notional()).isZero();
        assertThat(facts.positions().get(0).side()).isEqualTo("LONG");
        assertThat(facts.pools().get(0).grossNotional()).isZero();
        assertThat(facts.pools().get(0).balances()).isEqualByComparingTo("1450");
    }

    @Test
    void projectedPortfolio_thatNeedsWhatIsNotThere_isRefused() {
        CheckedSubmission submission = SubmissionCheck.check(mixed().submission());

        assertRefused(
                submission, new OpenPosition("x", "NONE", dec("1"), null, null, null, Map.of()), "INSTRUMENT_UNKNOWN");
        assertRefused(submission, new OpenPosition("x", "BARE", dec("1"), null, null, null, Map.of()), "PRICE_MISSING");
        assertRefused(
                submission, new OpenPosition("x", "YEN", dec("1"), null, null, null, Map.of()), "FX_RATE_MISSING");
        assertRefused(
                submission,
                new OpenPosition("x", "BTC-PERP", dec("1"), null, null, null, Map.of()),
                "ENTRY_PRICE_MISSING");
    }

    @Test
    void terms_outOfRange_areRefused() {
        for (String share : List.of("0", "-0.1", "1.01")) {
            assertThatThrownBy(() -> new FactTerms(Parameters.NONE, dec(share), null, true))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> new FactTerms(Parameters.NONE, BigDecimal.ONE, Duration.ofSeconds(-1), true))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static void assertRefused(CheckedSubmission submission, OpenPosition position, String code) {
        Portfolio projected = with(submission.portfolio(), List.of(position));
        assertThatThrownBy(() -> FactFactory.factsOf(submission.withPortfolio(projected), FactTerms.DEFAULT))
                .isInstanceOfSatisfying(
                        Refusal.class,
                        refusal -> assertThat(refusal.problems())
                                .extracting(Problem::code)
                                .containsExactly(code));
    }

    private static Portfolio with(Portfolio portfolio, List<OpenPosition> positions) {
        return new Portfolio(
                portfolio.id(),
                portfolio.account(),
                portfolio.baseCurrency(),
                positions,
                portfolio.collateral(),
                portfolio.balances(),
                portfolio.loans());
    }

    private static PortfolioFacts facts(Portfolios portfolio) {
        return facts(portfolio, FactTerms.DEFAULT);
    }

    private static PortfolioFacts facts(Portfolios portfolio, FactTerms terms) {
        return FactFactory.factsOf(SubmissionCheck.check(portfolio.submission()), terms);
    }

    private static Portfolios mixed() {
        return Portfolios.in("USDT")
                .balance("USDT", "1000")
                .balance("USD", "500")
                .loan("USD", "100")
                .rate("USD", "USDT", "0.9")
                .instrument(Instruments.perpetual("BTC-PERP", "BTC", "USDT"))
                .instrument(Instruments.perpetual("ETH-PERP", "ETH", "USDT"))
                .instrument(Instruments.equity("S", "USD"))
                .instrument(Instruments.equity("BARE", "USD"))
                .instrument(Instruments.equity("YEN", "JPY"))
                .price("BTC-PERP", "60000")
                .price("ETH-PERP", "3000")
                .price("S", "50")
                .price("YEN", "50")
                .position("btc-long", "BTC-PERP", "0.2", "59000")
                .isolated("iso-1", "BTC-PERP", "1", "61000", "9000")
                .position("btc-short", "BTC-PERP", "-0.1", "59000")
                .position("eth-short", "ETH-PERP", "-0.2", "3250")
                .isolated("iso-2", "BTC-PERP", "-0.5", "59000", "700")
                .pledge("share", "S", "2");
    }
}
