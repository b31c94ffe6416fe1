package org.plimsoll.risk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.plimsoll.portfolio.Instruments;
import org.plimsoll.portfolio.Portfolios;

/** The largest portfolios taken. */
class LargePortfolioTest {
    @Test
    @Timeout(value = 20, unit = TimeUnit.SECONDS)
    void facts_ofAHundredThousandPositions_takeSecondsAtMost() {
        Portfolios portfolio = Portfolios.in("USDT").balance("USDT", "1000000");
        for (int i = 0; i < 1000; i++) {
            portfolio
                    .instrument(Instruments.perpetual("P" + i, "U" + i % 100, "USDT"))
                    .price("P" + i, String.valueOf(100 + i));
        }
        for (int i = 0; i < 50_000; i++) {
            portfolio.position("cross-" + i, "P" + i % 1000, i % 2 == 0 ? "1" : "-1", "100");
            portfolio.isolated("isolated-" + i, "P" + i % 1000, i % 2 == 0 ? "1" : "-1", "100", "10");
        }

        PortfolioFacts facts = FactFactory.factsOf(SubmissionCheck.check(portfolio.submission()), FactTerms.DEFAULT);

        assertThat(facts.positions()).hasSize(100_000);
        assertThat(facts.pools()).hasSize(50_001);
        assertThat(facts.groups()).hasSize(50_100);
    }
}
