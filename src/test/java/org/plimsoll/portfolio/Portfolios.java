package org.plimsoll.portfolio;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Builds submissions for tests: a cross-margined derivatives account evaluated at {@link #NOW}, with prices and rates
 * observed at that very time, unless stated otherwise.
 *
 * <pre>{@code
 * Submission submission = Portfolios.in("USDT")
 *         .balance("USDT", "1000")
 *         .instrument(Instruments.perpetual("BTC-PERP", "BTC", "USDT"))
 *         .price("BTC-PERP", "60000")
 *         .position("p1", "BTC-PERP", "0.1", "59000")
 *         .submission();
 * }</pre>
 */
public final class Portfolios {
    /** Friday, 2 January 2026, 09:00 UTC. */
    public static final Instant NOW = Instant.parse("2026-01-02T09:00:00Z");

    private final String baseCurrency;
    private String id = "portfolio-1";
    private AccountType accountType = AccountType.DERIVATIVES;
    private MarginMode marginMode = MarginMode.CROSS;
    private @Nullable String tier;
    private Instant evaluatedAt = NOW;
    private @Nullable Instant marketAsOf;
    private final Map<String, String> accountAttributes = new TreeMap<>();
    private final List<OpenPosition> positions = new ArrayList<>();
    private final List<PledgedAsset> collateral = new ArrayList<>();
    private final List<CashBalance> balances = new ArrayList<>();
    private final List<Loan> loans = new ArrayList<>();
    private final List<Instrument> instruments = new ArrayList<>();
    private final List<Price> prices = new ArrayList<>();
    private final List<FxRate> fxRates = new ArrayList<>();
    private final List<RiskArray> riskArrays = new ArrayList<>();
    private final List<ReturnHistory> returnHistories = new ArrayList<>();

    private Portfolios(String baseCurrency) {
        this.baseCurrency = baseCurrency;
    }

    public static Portfolios in(String baseCurrency) {
        return new Portfolios(baseCurrency);
    }

    public Portfolios id(String name) {
        id = name;
        return this;
    }

    public Portfolios account(AccountType type) {
        accountType = type;
        return this;
    }

    public Portfolios marginMode(MarginMode mode) {
        marginMode = mode;
        return this;
    }

    public Portfolios tier(String name) {
        tier = name;
        return this;
    }

    public Portfolios accountAttribute(String name, String value) {
        accountAttributes.put(name, value);
        return this;
    }

    public Portfolios evaluatedAt(Instant time) {
        evaluatedAt = time;
        return this;
    }

    public Portfolios evaluatedAt(String time) {
        return evaluatedAt(Instant.parse(time));
    }

    /** Time of the market data as a whole; the evaluation time unless stated. */
    public Portfolios marketAsOf(String time) {
        marketAsOf = Instant.parse(time);
        return this;
    }

    public Portfolios balance(String currency, String amount) {
        balances.add(new CashBalance(currency, new BigDecimal(amount)));
        return this;
    }

    public Portfolios loan(String currency, String amount) {
        loans.add(new Loan(currency, new BigDecimal(amount)));
        return this;
    }

    public Portfolios instrument(Instruments instrument) {
        return instrument(instrument.build());
    }

    public Portfolios instrument(Instrument instrument) {
        instruments.add(instrument);
        return this;
    }

    /** A position in the account's margin mode, without entry price. */
    public Portfolios position(String name, String instrument, String quantity) {
        return position(new OpenPosition(name, instrument, new BigDecimal(quantity), null, null, null, Map.of()));
    }

    public Portfolios position(String name, String instrument, String quantity, String entryPrice) {
        return position(new OpenPosition(
                name, instrument, new BigDecimal(quantity), new BigDecimal(entryPrice), null, null, Map.of()));
    }

    public Portfolios isolated(String name, String instrument, String quantity, String entryPrice, String margin) {
        return position(new OpenPosition(
                name,
                instrument,
                new BigDecimal(quantity),
                new BigDecimal(entryPrice),
                MarginMode.ISOLATED,
                new BigDecimal(margin),
                Map.of()));
    }

    public Portfolios position(OpenPosition position) {
        positions.add(position);
        return this;
    }

    public Portfolios pledge(String name, String instrument, String quantity) {
        return pledge(new PledgedAsset(name, instrument, new BigDecimal(quantity), Map.of()));
    }

    public Portfolios pledge(PledgedAsset asset) {
        collateral.add(asset);
        return this;
    }

    /** A price observed at the evaluation time, which must be set before. */
    public Portfolios price(String instrument, String price) {
        return price(instrument, price, evaluatedAt.toString());
    }

    public Portfolios price(String instrument, String price, String at) {
        return price(new Price(instrument, new BigDecimal(price), Instant.parse(at), null, null, null, null, null));
    }

    public Portfolios price(Price price) {
        prices.add(price);
        return this;
    }

    /** A rate observed at the evaluation time, which must be set before. */
    public Portfolios rate(String from, String to, String rate) {
        return rate(from, to, rate, evaluatedAt.toString());
    }

    public Portfolios rate(String from, String to, String rate, String at) {
        fxRates.add(new FxRate(from, to, new BigDecimal(rate), Instant.parse(at)));
        return this;
    }

    public Portfolios riskArray(String instrument, String scenarioSet, String... profits) {
        riskArrays.add(new RiskArray(instrument, scenarioSet, decimals(profits)));
        return this;
    }

    public Portfolios returns(String instrument, String... returns) {
        returnHistories.add(new ReturnHistory(instrument, decimals(returns), List.of()));
        return this;
    }

    /** Returns of a stressed period beside one return of today. */
    public Portfolios stressedReturns(String instrument, String... returns) {
        returnHistories.add(new ReturnHistory(instrument, List.of(BigDecimal.ZERO), decimals(returns)));
        return this;
    }

    private static List<BigDecimal> decimals(String... texts) {
        return Arrays.stream(texts).map(BigDecimal::new).toList();
    }

    public Portfolio portfolio() {
        Account account = new Account("account-1", accountType, marginMode, tier, accountAttributes);
        return new Portfolio(id, account, baseCurrency, positions, collateral, balances, loans);
    }

    public MarketData market() {
        return new MarketData(
                marketAsOf == null ? evaluatedAt : marketAsOf, prices, fxRates, riskArrays, returnHistories);
    }

    public Submission submission() {
        return new Submission(portfolio(), instruments, market(), evaluatedAt);
    }
}
