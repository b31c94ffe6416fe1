package org.plimsoll.benchmark;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.plimsoll.policy.Fact;
import org.plimsoll.policy.Parameters;
import org.plimsoll.portfolio.Account;
import org.plimsoll.portfolio.AccountType;
import org.plimsoll.portfolio.CashBalance;
import org.plimsoll.portfolio.Instrument;
import org.plimsoll.portfolio.InstrumentType;
import org.plimsoll.portfolio.MarginMode;
import org.plimsoll.portfolio.MarketData;
import org.plimsoll.portfolio.OpenPosition;
import org.plimsoll.portfolio.PledgedAsset;
import org.plimsoll.portfolio.Portfolio;
import org.plimsoll.portfolio.Price;
import org.plimsoll.portfolio.Submission;
import org.plimsoll.risk.FactFactory;
import org.plimsoll.risk.FactTerms;
import org.plimsoll.risk.SubmissionCheck;

/** Portfolios of perpetuals spread over underlyings, tiers and market depths, with one bond for every ten positions. */
public final class BenchmarkPortfolio {
    private static final Instant NOW = Instant.parse("2026-01-02T09:00:00Z");

    private BenchmarkPortfolio() {}

    /** A portfolio on the policy's underlyings. */
    public static Submission of(int positions) {
        return of(positions, BenchmarkPolicy.UNDERLYINGS);
    }

    /** What rules see of a portfolio. */
    public static List<Fact> factsOf(Submission submission) {
        return FactFactory.factsOf(
                        SubmissionCheck.check(submission),
                        new FactTerms(Parameters.NONE, new BigDecimal("0.25"), null, true))
                .all();
    }

    /** A portfolio on other underlyings. */
    static Submission of(int positions, List<String> underlyings) {
        List<Instrument> instruments = new ArrayList<>();
        List<Price> prices = new ArrayList<>();
        for (int i = 0; i < underlyings.size(); i++) {
            String underlying = underlyings.get(i);
            instruments.add(instrument(underlying + "-PERP", InstrumentType.PERPETUAL, underlying));
            prices.add(
                    price(underlying + "-PERP", Integer.toString(100 + 37 * i), Integer.toString(2_000_000 / (i + 1))));
        }
        instruments.add(instrument("XAU", InstrumentType.COMMODITY, "XAU"));
        prices.add(price("XAU", "1", "1000000000"));
        List<OpenPosition> open = new ArrayList<>();
        List<PledgedAsset> pledged = new ArrayList<>();
        for (int i = 0; i < positions; i++) {
            String underlying = underlyings.get(i % underlyings.size());
            BigDecimal quantity =
                    BigDecimal.valueOf((i % 2 == 0 ? 1L : -1L) * (13L + 97L * i % 1_000) * (1L + i % 500));
            open.add(new OpenPosition(
                    "p" + i, underlying + "-PERP", quantity, new BigDecimal("101"), null, null, Map.of()));
            if (i % 10 == 0) {
                pledged.add(new PledgedAsset("c" + i, "XAU", new BigDecimal("1000000"), Map.of()));
            }
        }
        Account account = new Account("a", AccountType.DERIVATIVES, MarginMode.CROSS, null, Map.of());
        Portfolio portfolio = new Portfolio(
                "benchmark",
                account,
                "USD",
                open,
                pledged,
                List.of(new CashBalance("USD", new BigDecimal("5000000"))),
                List.of());
        return new Submission(portfolio, instruments, new MarketData(NOW, prices, List.of()), NOW);
    }

    private static Instrument instrument(String id, InstrumentType type, String underlying) {
        return new Instrument(
                id,
                type,
                "USD",
                underlying,
                BigDecimal.ONE,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                Map.of());
    }

    private static Price price(String instrument, String price, String volume) {
        return new Price(instrument, new BigDecimal(price), NOW, null, null, null, new BigDecimal(volume), null);
    }
}
