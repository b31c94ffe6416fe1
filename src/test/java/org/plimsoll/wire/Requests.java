package org.plimsoll.wire;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.plimsoll.portfolio.Problem;
import org.plimsoll.portfolio.Refusal;

/** A request with every field, and what becomes of its variations. */
public final class Requests {
    static final Instant NOW = Instant.parse("2026-01-02T09:30:00Z");

    /** A request with every field. */
    public static final String COMPLETE = """
            { "requestId": "r-1", "ruleSet": "eu-collateral-haircuts", "version": 3, "explain": "full", "record": false,
              "evaluatedAt": "2026-01-02T09:00:00Z",
              "portfolio": { "id": "csa-17", "baseCurrency": "EUR",
                "account":    { "id": "bank-a", "type": "BILATERAL", "marginMode": "CROSS", "tier": "retail",
                                "attributes": { "threshold": "50000000", "minimumTransferAmount": 500000 } },
                "balances":   [ { "currency": "EUR", "amount": "-250000" } ],
                "positions":  [ { "id": "p1", "instrument": "BTC-PERP", "quantity": "-1.5", "entryPrice": 61000,
                                  "marginMode": "ISOLATED", "isolatedMargin": "9000", "attributes": {"desk": "A/1"} } ],
                "collateral": [ { "id": "c1", "instrument": "DE0001102580", "quantity": "1000000",
                                  "attributes": {"custodian": "x"} } ],
                "loans":      [ { "currency": "USD", "amount": "100000" } ] },
              "instruments":  [ { "id": "DE0001102580", "type": "BOND", "currency": "EUR", "issuer": "Bund",
                                  "issuerKind": "GOVERNMENT", "creditQualityStep": 1, "rating": "AAA",
                                  "maturity": "2028-01-02" },
                                { "id": "BTC-PERP", "type": "PERPETUAL", "underlying": "BTC", "currency": "USD",
                                  "multiplier": "1", "lotSize": "0.001", "venue": "X", "attributes": {"a": "b"} },
                                { "id": "SAP-C", "type": "OPTION", "underlying": "SAP", "currency": "EUR",
                                  "multiplier": 100, "optionType": "CALL", "strike": "120.5", "expiry": "2026-06-19",
                                  "exerciseStyle": "EUROPEAN", "indexMembership": "MAIN_INDEX" } ],
              "market": { "asOf": "2026-01-02T08:59:58Z",
                "prices":  [ { "instrument": "DE0001102580", "price": "0.9950", "at": "2026-01-02T08:59:50Z",
                               "bid": "0.9940", "ask": "0.9960", "volatility": "0.05",
                               "averageDailyVolume": "1000000", "openInterest": "12" },
                             { "instrument": "BTC-PERP", "price": 60000 } ],
                "fxRates": [ { "from": "USD", "to": "EUR", "rate": "0.92", "at": "2026-01-02T08:59:58Z" } ],
                "riskArrays": [ { "instrument": "BTC-PERP", "scenarioSet": "crash", "profits": ["-12000", "6000.5"] } ],
                "returnHistories": [
                  { "instrument": "BTC", "returns": ["-0.02", 0.015], "stressedReturns": ["-0.3"] } ] } }
            """;

    private Requests() {}

    static EvaluationRequest read(String json) {
        return read(json.getBytes(StandardCharsets.UTF_8));
    }

    static EvaluationRequest read(byte[] json) {
        return new RequestReader(RequestLimits.DEFAULT).read(json, NOW);
    }

    /** The complete request with one text replaced; the text must be there exactly once. */
    static String with(String text, String replacement) {
        int at = COMPLETE.indexOf(text);
        if (at < 0 || COMPLETE.indexOf(text, at + 1) >= 0) {
            throw new IllegalArgumentException("not exactly once in the request: " + text);
        }
        return COMPLETE.substring(0, at) + replacement + COMPLETE.substring(at + text.length());
    }

    /** What reading gives: {@code 200}, or the status and each code with its pointer, such as {@code 422 A@/b, C@/d}. */
    static String outcome(String json) {
        return outcome(json.getBytes(StandardCharsets.UTF_8), problem -> problem.code() + "@" + problem.pointer());
    }

    /** Like {@link #outcome(String)}, with the messages of the problems. */
    static String messages(String json) {
        return outcome(json.getBytes(StandardCharsets.UTF_8), Problem::message);
    }

    static String outcome(byte[] json, Function<Problem, String> form) {
        try {
            read(json);
            return "200";
        } catch (MalformedRequest e) {
            return "400 " + join(e.problems(), form);
        } catch (LimitExceeded e) {
            return "413 " + join(List.of(e.problem()), form);
        } catch (Refusal e) {
            return "422 " + join(e.problems(), form);
        }
    }

    private static String join(List<Problem> problems, Function<Problem, String> form) {
        return String.join(", ", problems.stream().map(form).toList());
    }
}
