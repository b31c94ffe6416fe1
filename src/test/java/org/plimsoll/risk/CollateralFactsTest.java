package org.plimsoll.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.plimsoll.risk.Decimals.dec;

import java.math.BigDecimal;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.plimsoll.policy.Collateral;
import org.plimsoll.policy.Parameters;
import org.plimsoll.portfolio.Instruments;
import org.plimsoll.portfolio.PledgedAsset;
import org.plimsoll.portfolio.Portfolios;
import org.plimsoll.portfolio.Price;
import org.plimsoll.portfolio.Problem;
import org.plimsoll.portfolio.Refusal;

/** Facts about pledged assets, and about data that is missing or stale. */
class CollateralFactsTest {

    @Test
    void collateral_ofPool_hasShares() {
        PortfolioFacts facts = facts(Portfolios.in("EUR")
                .instrument(Instruments.bond("B", "EUR", "2028-01-02"))
                .instrument(Instruments.equity("S", "USD"))
                .instrument(Instruments.cash("CASH-USD", "USD"))
                .rate("EUR", "USD", "1.25")
                .price("B", "0.9950", "2026-01-02T08:59:50Z")
                .price(new Price("S", dec("100"), Portfolios.NOW, null, null, dec("0.3"), dec("50"), null))
                .pledge("bond", "B", "1000")
                .pledge("share", "S", "10")
                .pledge("cash", "CASH-USD", "256.25"));
        Collateral bond = facts.collateral().get(0);
        Collateral share = facts.collateral().get(1);
        Collateral cash = facts.collateral().get(2);

        assertThat(bond.marketValue()).isEqualByComparingTo("995");
        assertThat(bond.shareOfPool()).isEqualByComparingTo("0.4975");
        assertThat(bond.residualMaturityYears()).isEqualByComparingTo("2");
        assertThat(bond.priceAgeSeconds()).isEqualTo(10);
        assertThat(bond.currencyMismatch()).isFalse();
        assertThat(bond.daysToLiquidate()).isNull();
        assertThat(share.marketValue()).isEqualByComparingTo("800");
        assertThat(share.shareOfPool()).isEqualByComparingTo("0.4");
        assertThat(share.residualMaturityYears()).isNull();
        assertThat(share.volatility()).isEqualByComparingTo("0.3");
        assertThat(share.daysToLiquidate()).isEqualByComparingTo("0.2");
        assertThat(share.currencyMismatch()).isTrue();
        assertThat(cash.marketValue()).isEqualByComparingTo("205");
        assertThat(cash.price()).isEqualByComparingTo("1");
        assertThat(cash.priceAgeSeconds()).isZero();
        assertThat(facts.pools().get(0).collateralMarketValue()).isEqualByComparingTo("2000");
    }

    @Test
    void shareOfPool_whenNothingIsWorthAnything_isZero() {
        PortfolioFacts facts = facts(Portfolios.in("EUR")
                .instrument(Instruments.equity("S", "EUR"))
                .price("S", "0")
                .pledge("c", "S", "10"));

        assertThat(facts.collateral().get(0).shareOfPool()).isZero();
    }

    @Test
    void unpricedCollateral_whenAPriceIsRequired_isRefused() {
        Portfolios portfolio = unpriced();

        assertThatThrownBy(() -> facts(portfolio))
                .isInstanceOfSatisfying(
                        Refusal.class,
                        refusal -> assertThat(refusal.problems())
                                .extracting(Problem::code, Problem::pointer)
                                .containsExactly(
                                        tuple("COLLATERAL_PRICE_MISSING", "/portfolio/collateral/0/instrument"),
                                        tuple("COLLATERAL_PRICE_MISSING", "/portfolio/collateral/2/instrument")));
    }

    @Test
    void unpricedCollateral_whenNoneIsRequired_isLeftOutAndListed() {
        PortfolioFacts facts = facts(unpriced(), new FactTerms(Parameters.NONE, BigDecimal.ONE, null, false));

        assertThat(facts.collateral()).extracting(Collateral::id).containsExactly("c1");
        assertThat(facts.collateral().get(0).shareOfPool()).isEqualByComparingTo("1");
        assertThat(facts.unpriced()).extracting(PledgedAsset::id).containsExactly("c0", "c2");
        assertThat(facts.priceProblems())
                .extracting(Problem::pointer)
                .containsExactly("/portfolio/collateral/0/instrument", "/portfolio/collateral/2/instrument");
        assertThat(facts.collateralPointer("c2")).isEqualTo("/portfolio/collateral/2");
    }

    @Test
    void staleProblems_nameUsedPricesAndRatesOlderThanTheLimit() {
        Portfolios portfolio = Portfolios.in("EUR")
                .instrument(Instruments.equity("OLD", "USD"))
                .instrument(Instruments.equity("LIMIT", "GBP"))
                .instrument(Instruments.cash("CASH", "EUR"))
                .instrument(Instruments.call("C", "UNDER", "EUR", "100", "2026-06-19"))
                .price("UNUSED", "1", "2025-01-01T00:00:00Z")
                .price("OLD", "1", "2026-01-02T08:58:59.999Z")
                .price("LIMIT", "1", "2026-01-02T08:59:00Z")
                .price("C", "1")
                .price("UNDER", "1", "2026-01-02T08:00:00Z")
                .price("CASH", "1", "2025-01-01T00:00:00Z")
                .rate("JPY", "EUR", "0.006", "2025-01-01T00:00:00Z")
                .rate("EUR", "USD", "1.1", "2026-01-02T08:58:00Z")
                .rate("GBP", "EUR", "1.1", "2026-01-02T08:59:00Z")
                .position("p1", "OLD", "1")
                .position("p2", "OLD", "2")
                .position("p3", "C", "1")
                .pledge("c1", "LIMIT", "1")
                .pledge("c2", "CASH", "1");
        FactTerms minute = new FactTerms(Parameters.NONE, BigDecimal.ONE, Duration.ofMinutes(1), true);

        assertThat(facts(portfolio, minute).staleProblems())
                .extracting(Problem::code, Problem::pointer)
                .containsExactly(
                        tuple("PRICE_STALE", "/market/prices/1/at"),
                        tuple("PRICE_STALE", "/market/prices/4/at"),
                        tuple("FX_RATE_STALE", "/market/fxRates/1/at"));
        assertThat(facts(portfolio).staleProblems()).isEmpty();
        assertThat(facts(portfolio, minute).staleProblems().get(0).message())
                .isEqualTo("The price of 'OLD' is 61 seconds old; the rule set takes prices of up to 60 seconds.");
        assertThat(facts(portfolio).positions().get(0).priceAgeSeconds()).isEqualTo(61);
    }

    private static PortfolioFacts facts(Portfolios portfolio) {
        return facts(portfolio, FactTerms.DEFAULT);
    }

    private static PortfolioFacts facts(Portfolios portfolio, FactTerms terms) {
        return FactFactory.factsOf(SubmissionCheck.check(portfolio.submission()), terms);
    }

    private static Portfolios unpriced() {
        return Portfolios.in("EUR")
                .instrument(Instruments.equity("X", "EUR"))
                .instrument(Instruments.equity("Y", "EUR"))
                .price("X", "1")
                .pledge("c0", "Y", "1")
                .pledge("c1", "X", "1")
                .pledge("c2", "Y", "1");
    }
}
