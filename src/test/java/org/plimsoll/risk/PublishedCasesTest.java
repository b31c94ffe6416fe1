package org.plimsoll.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.plimsoll.policy.DeleverageRank;
import org.plimsoll.policy.MarginPool;
import org.plimsoll.policy.MarginTier;
import org.plimsoll.policy.Position;
import org.plimsoll.portfolio.Instruments;
import org.plimsoll.portfolio.Portfolios;

/** Tier tables, liquidation prices and deleveraging ranks of venues, as their sources print them. */
class PublishedCasesTest {
    /** Sources that print binary floating-point numbers, some of them from rounded inputs, agree to this. */
    private static final BigDecimal BINARY_NOISE = new BigDecimal("1E-10");

    private static final BigDecimal ZERO = BigDecimal.ZERO;

    static Stream<PublishedCase> binanceTiers() {
        return PublishedCase.of("binance-tier-table")
                .filter(published -> published.input().has("table"));
    }

    static Stream<PublishedCase> isolatedBinance() {
        return PublishedCase.of("binance-liquidation-price")
                .filter(published -> published.input().has("wallet"));
    }

    static Stream<PublishedCase> gateAndOkx() {
        return Stream.concat(PublishedCase.of("gate-liquidation-price"), PublishedCase.of("okx-liquidation-price"));
    }

    static Stream<PublishedCase> bybit() {
        return PublishedCase.of("bybit-liquidation-price");
    }

    static Stream<PublishedCase> hyperliquidTables() {
        return PublishedCase.of("hyperliquid")
                .filter(published -> published.input().has("table"));
    }

    static Stream<PublishedCase> ranks() {
        return PublishedCase.of("adl-ranking");
    }

    @Test
    void cases_areAllUsedBySomeTest() {
        Set<String> used = Stream.of(
                        binanceTiers(), isolatedBinance(), gateAndOkx(), bybit(), hyperliquidTables(), ranks())
                .flatMap(cases -> cases)
                .map(PublishedCase::id)
                .collect(Collectors.toSet());
        used.addAll(List.of("tier-cum-coinm", "hl-rate-20x", "binance-cross-liq-btc", "binance-isolated-liq-btc"));

        assertThat(PublishedCase.all())
                .hasSize(37)
                .extracting(PublishedCase::id)
                .allMatch(used::contains);
    }

    @ParameterizedTest
    @MethodSource("binanceTiers")
    void tier_ofNotional_hasPublishedRateAmountAndMargin(PublishedCase published) {
        TieredMargin table = published.ratesTable();
        MarginTier tier = table.tierOf(published.number("notional"));

        assertThat(tier.maintenanceRate()).isEqualByComparingTo(published.expected("maintenanceMarginRate"));
        assertThat(tier.maintenanceAmount()).isEqualByComparingTo(published.expected("maintenanceAmount"));
        if (published.expected().has("maintenanceMargin")) {
            assertThat(table.maintenance(published.number("notional")))
                    .isEqualByComparingTo(published.expected("maintenanceMargin"));
        }
    }

    @ParameterizedTest
    @MethodSource("binanceTiers")
    void amounts_computedFromFloorsAndRates_areThePublishedOnes(PublishedCase published) {
        assertThat(published.ratesTable().tiers().stream().map(MarginTier::maintenanceAmount))
                .usingElementComparator(BigDecimal::compareTo)
                .containsExactlyElementsOf(
                        published.rows().stream().map(row -> row.get(2)).toList());
    }

    @Test
    void nextAmount_ofCoinMarginedTier_isThePublishedOne() {
        PublishedCase published = only("tier-cum-coinm");

        assertThat(TieredMargin.nextAmount(
                        published.number("previousAmount"),
                        published.number("floor"),
                        published.number("rate"),
                        published.number("previousRate")))
                .isEqualByComparingTo(published.expected("maintenanceAmount"));
    }

    @ParameterizedTest
    @MethodSource("hyperliquidTables")
    void tier_ofLeverageTable_isThePublishedOne(PublishedCase published) {
        TieredMargin table = published.leverageTable();
        MarginTier tier = table.tierOf(published.number("notional"));
        BigDecimal printed = new BigDecimal("1E-4");

        if (published.expected().has("maxLeverage")) {
            assertThat(published.rows().get(tier.number() - 1).get(1))
                    .isEqualByComparingTo(published.expected("maxLeverage"));
            return;
        }
        assertThat(tier.maintenanceRate())
                .isCloseTo(published.expected("maintenanceMarginRate"), within(new BigDecimal("1E-10")));
        assertThat(tier.maintenanceAmount()).isCloseTo(published.expected("maintenanceDeduction"), within(printed));
        assertThat(table.maintenance(published.number("notional")))
                .isCloseTo(published.expected("maintenanceMargin"), within(printed));
    }

    @Test
    void halfOfInitialRate_atTwentyTimes_isThePublishedOne() {
        PublishedCase published = only("hl-rate-20x");

        assertThat(TieredMargin.halfOfInitialRate(published.number("maxLeverage")))
                .isEqualByComparingTo(published.expected("maintenanceMarginRate"));
    }

    @Test
    void liquidationPrice_ofCrossPosition_isThePublishedOne() {
        PublishedCase published = only("binance-cross-liq-btc");
        JsonNode other = published.input().get("otherPositions").get(0);
        PortfolioFacts facts = facts(published, "walletBalance", other);
        Position btc = facts.positions().get(0);
        Position eth = facts.positions().get(1);
        BigDecimal otherMaintenance = eth.notional()
                .multiply(other.get("maintenanceMarginRate").decimalValue())
                .subtract(other.get("maintenanceAmount").decimalValue());

        assertRoundsTo(published, terms(published, facts, btc, otherMaintenance).liquidation());
    }

    @Test
    void liquidationPrice_ofLonePosition_isThePublishedOne() {
        PublishedCase published = only("binance-isolated-liq-btc");
        PortfolioFacts facts = facts(published, "isolatedWallet", null);

        assertRoundsTo(
                published,
                terms(published, facts, facts.positions().get(0), ZERO).liquidation());
    }

    @ParameterizedTest
    @MethodSource("isolatedBinance")
    void liquidationPrice_ofIsolatedPosition_isThePublishedOne(PublishedCase published) {
        LiquidationPrice terms =
                isolated(published, published.number("maintenanceMarginRate"), published.number("maintenanceAmount"));

        assertThat(terms.liquidation()).isCloseTo(published.expected("liquidationPrice"), within(BINARY_NOISE));
    }

    @ParameterizedTest
    @MethodSource("gateAndOkx")
    void liquidationPrice_withTakerFee_isThePublishedOne(PublishedCase published) {
        BigDecimal rate = published.number("maintenanceMarginRate").add(published.number("takerFee"));

        assertThat(isolated(published, rate, ZERO).liquidation())
                .isCloseTo(published.expected("liquidationPrice"), within(BINARY_NOISE));
    }

    @ParameterizedTest
    @MethodSource("bybit")
    void liquidationPrice_withMarginFixedAtEntry_isThePublishedOne(PublishedCase published) {
        BigDecimal marginAtEntry = published
                .number("entryPrice")
                .multiply(published.number("quantity"))
                .multiply(published.number("maintenanceMarginRate"));

        // The source prints as few as six decimals, the last one cut off.
        assertThat(isolated(published, ZERO, marginAtEntry.negate()).liquidation())
                .isCloseTo(published.expected("liquidationPrice"), within(new BigDecimal("0.000001")));
    }

    @ParameterizedTest
    @MethodSource("ranks")
    void score_ofPosition_isThePublishedOne(PublishedCase published) {
        assertThat(DeleverageRank.score(
                        published.side(),
                        published.number("markValue"),
                        published.number("avgEntryValue"),
                        published.number("bankruptValue")))
                .isCloseTo(published.expected("score"), within(new BigDecimal("1E-10")));
    }

    private static PublishedCase only(String id) {
        return PublishedCase.all().stream()
                .filter(published -> published.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    /** At entry, an isolated pool holds its wallet. */
    private static LiquidationPrice isolated(PublishedCase published, BigDecimal rate, BigDecimal amount) {
        return new LiquidationPrice(
                published.signedQuantity(),
                BigDecimal.ONE,
                BigDecimal.ONE,
                published.number("entryPrice"),
                published.number("wallet"),
                ZERO,
                rate,
                amount);
    }

    private static PortfolioFacts facts(PublishedCase published, String wallet, @Nullable JsonNode other) {
        Portfolios portfolio =
                Portfolios.in("USDT").balance("USDT", published.number(wallet).toPlainString());
        add(portfolio, published.input().get("position"));
        if (other != null) {
            add(portfolio, other);
        }
        return FactFactory.factsOf(SubmissionCheck.check(portfolio.submission()), FactTerms.DEFAULT);
    }

    private static void add(Portfolios portfolio, JsonNode position) {
        String symbol = position.get("symbol").asText();
        portfolio
                .instrument(Instruments.perpetual(symbol, symbol.substring(0, 3), "USDT"))
                .price(symbol, position.get("mark").asText())
                .position(
                        symbol,
                        symbol,
                        position.get("quantity").asText(),
                        position.get("entry").asText());
    }

    private static LiquidationPrice terms(
            PublishedCase published, PortfolioFacts facts, Position position, BigDecimal otherMaintenance) {
        MarginPool pool = facts.pools().get(0);
        JsonNode terms = published.input().get("position");
        return new LiquidationPrice(
                position.quantity(),
                position.multiplier(),
                position.fxRate(),
                position.price(),
                pool.balances().add(pool.totals().countedValue()),
                otherMaintenance,
                terms.get("maintenanceMarginRate").decimalValue(),
                terms.get("maintenanceAmount").decimalValue());
    }

    private static void assertRoundsTo(PublishedCase published, @Nullable BigDecimal price) {
        Objects.requireNonNull(price, "a liquidation price");
        assertThat(price.setScale(2, RoundingMode.HALF_EVEN)).isEqualTo(published.expected("liquidationPrice"));
    }
}
