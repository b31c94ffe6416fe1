package org.plimsoll.risk;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.plimsoll.policy.Collateral;
import org.plimsoll.policy.MarginPool;
import org.plimsoll.policy.Position;
import org.plimsoll.policy.PositionGroup;
import org.plimsoll.portfolio.FxRate;
import org.plimsoll.portfolio.Instruments;
import org.plimsoll.portfolio.MarketData;
import org.plimsoll.portfolio.Portfolio;
import org.plimsoll.portfolio.Portfolios;
import org.plimsoll.portfolio.Submission;

/** Identities of whole portfolios, whatever is in them. */
class FactsPropertiesTest {

    @Property(tries = 200)
    void facts_ofShuffledSubmission_areTheSame(@ForAll Random random, @ForAll @IntRange(max = 12) int size) {
        Submission submission = portfolio(random, size);
        PortfolioFacts facts = facts(submission);
        PortfolioFacts shuffled = facts(shuffled(submission, random));

        assertThat(byId(shuffled.positions(), Position::id)).isEqualTo(byId(facts.positions(), Position::id));
        assertThat(byId(shuffled.collateral(), Collateral::id)).isEqualTo(byId(facts.collateral(), Collateral::id));
        assertThat(byId(shuffled.groups(), PositionGroup::id)).isEqualTo(byId(facts.groups(), PositionGroup::id));
        assertThat(byId(shuffled.pools(), MarginPool::id)).isEqualTo(byId(facts.pools(), MarginPool::id));
    }

    @Property(tries = 200)
    void pools_addUpToTheirPositionsAndGroups(@ForAll Random random, @ForAll @IntRange(max = 12) int size) {
        PortfolioFacts facts = facts(portfolio(random, size));

        for (MarginPool pool : facts.pools()) {
            BigDecimal ofPositions = sum(facts.positions().stream()
                    .filter(p -> p.pool().equals(pool.id()))
                    .map(Position::notional)
                    .toList());
            BigDecimal ofGroups = sum(facts.groups().stream()
                    .filter(g -> g.pool().equals(pool.id()))
                    .map(PositionGroup::grossNotional)
                    .toList());

            assertThat(pool.grossNotional()).isEqualByComparingTo(ofPositions).isEqualByComparingTo(ofGroups);
            assertThat(pool.netNotional()).isLessThanOrEqualTo(pool.grossNotional());
        }
        assertThat(facts.pools().stream().mapToInt(MarginPool::positionCount).sum())
                .isEqualTo(size);
    }

    @Property(tries = 200)
    void shares_ofCollateral_addUpToOne(@ForAll Random random, @ForAll @IntRange(min = 1, max = 12) int size) {
        PortfolioFacts facts = facts(portfolio(random, size));
        BigDecimal shares =
                sum(facts.collateral().stream().map(Collateral::shareOfPool).toList());

        assertThat(shares.round(new MathContext(30))).isEqualByComparingTo("1");
    }

    @Property(tries = 200)
    void facts_inAnotherUnitOfBaseCurrency_scaleWithIt(
            @ForAll Random random,
            @ForAll @IntRange(max = 12) int size,
            @ForAll @IntRange(min = 2, max = 500) int times) {
        BigDecimal factor = BigDecimal.valueOf(times);
        Submission submission = portfolio(random, size);
        Submission scaled = withRates(submission, rate -> rate.multiply(factor));
        MarginPool pool = facts(submission).pools().get(0);
        MarginPool scaledPool = facts(scaled).pools().get(0);

        assertThat(scaledPool.grossNotional())
                .isEqualByComparingTo(pool.grossNotional().multiply(factor));
        assertThat(scaledPool.balances()).isEqualByComparingTo(pool.balances().multiply(factor));
        assertThat(scaledPool.loans()).isEqualByComparingTo(pool.loans().multiply(factor));
        assertThat(scaledPool.collateralMarketValue())
                .isEqualByComparingTo(pool.collateralMarketValue().multiply(factor));
    }

    @Property(tries = 200)
    void positions_thatOffsetEachOther_netToNothing(
            @ForAll Random random, @ForAll @IntRange(min = 1, max = 6) int size) {
        Portfolios portfolio = market(random);
        for (int i = 0; i < size; i++) {
            String quantity = decimal(random, 1000);
            String entry = decimal(random, 100);
            portfolio.position("long-" + i, "PERP-1", quantity, entry);
            portfolio.position("short-" + i, "PERP-1", "-" + quantity, entry);
        }
        PositionGroup group = facts(portfolio.submission()).groups().get(0);

        assertThat(group.netNotional()).isZero();
        assertThat(group.marketValue()).isZero();
        assertThat(group.totals().countedValue()).isZero();
        assertThat(group.grossNotional()).isPositive();
    }

    private static Portfolios market(Random random) {
        Portfolios portfolio = Portfolios.in("BASE").rate("USD", "BASE", decimal(random, 3));
        portfolio.rate("EUR", "BASE", decimal(random, 3));
        for (int i = 0; i < 3; i++) {
            String currency = i % 2 == 0 ? "USD" : "EUR";
            portfolio
                    .instrument(Instruments.perpetual("PERP-" + i, "U" + i % 2, currency))
                    .instrument(Instruments.bond("BOND-" + i, currency, "203" + i + "-02-28"))
                    .price("PERP-" + i, decimal(random, 100))
                    .price("BOND-" + i, decimal(random, 1));
        }
        return portfolio;
    }

    private static Submission portfolio(Random random, int size) {
        Portfolios portfolio =
                market(random).balance("USD", decimal(random, 1000)).balance("EUR", "-" + decimal(random, 9));
        portfolio.loan("EUR", decimal(random, 1000));
        for (int i = 0; i < size; i++) {
            String quantity = (random.nextBoolean() ? "" : "-") + decimal(random, 1000);
            String instrument = "PERP-" + random.nextInt(3);
            if (random.nextInt(4) == 0) {
                portfolio.isolated("p" + i, instrument, quantity, decimal(random, 100), decimal(random, 10));
            } else {
                portfolio.position("p" + i, instrument, quantity, decimal(random, 100));
            }
            portfolio.pledge("c" + i, "BOND-" + random.nextInt(3), decimal(random, 1000));
        }
        return portfolio.submission();
    }

    /** A decimal above zero with up to six decimals. */
    private static String decimal(Random random, int most) {
        return BigDecimal.valueOf(1L + random.nextInt(most * 1_000_000), 6).toPlainString();
    }

    private static Submission shuffled(Submission submission, Random random) {
        Portfolio portfolio = submission.portfolio();
        Portfolio other = new Portfolio(
                portfolio.id(),
                portfolio.account(),
                portfolio.baseCurrency(),
                shuffled(portfolio.positions(), random),
                shuffled(portfolio.collateral(), random),
                shuffled(portfolio.balances(), random),
                shuffled(portfolio.loans(), random));
        MarketData market = submission.market();
        return new Submission(
                other,
                shuffled(submission.instruments(), random),
                new MarketData(market.asOf(), shuffled(market.prices(), random), shuffled(market.fxRates(), random)),
                submission.evaluatedAt());
    }

    private static Submission withRates(Submission submission, Function<BigDecimal, BigDecimal> change) {
        MarketData market = submission.market();
        List<FxRate> rates = market.fxRates().stream()
                .map(rate -> new FxRate(rate.from(), rate.to(), change.apply(rate.rate()), rate.at()))
                .toList();
        return new Submission(
                submission.portfolio(),
                submission.instruments(),
                new MarketData(market.asOf(), market.prices(), rates),
                submission.evaluatedAt());
    }

    private static <T> List<T> shuffled(List<T> list, Random random) {
        List<T> copy = new ArrayList<>(list);
        Collections.shuffle(copy, random);
        return copy;
    }

    private static PortfolioFacts facts(Submission submission) {
        return FactFactory.factsOf(SubmissionCheck.check(submission), FactTerms.DEFAULT);
    }

    private static <T> Map<String, T> byId(List<T> facts, Function<T, String> id) {
        return facts.stream().collect(Collectors.toMap(id, Function.identity()));
    }

    private static BigDecimal sum(List<BigDecimal> amounts) {
        return amounts.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
