package org.plimsoll.engine;

import java.util.List;
import java.util.Map;

/**
 * What a generated rule is about: a type of fact and those of its fields that conditions test.
 *
 * @param type name of the fact type
 * @param codes fields with a closed set of texts, and some of the set
 * @param texts other texts
 * @param decimals decimals that are always there
 * @param optionalDecimals decimals that need not be there
 * @param wholes whole numbers, there or not
 * @param truths truth values
 * @param outcomes statements that insert an outcome; {@code $x} stands for the fact, {@code AMOUNT} for an amount
 */
record GeneratedSubject(
        String type,
        Map<String, List<String>> codes,
        Map<String, List<String>> texts,
        List<String> decimals,
        List<String> optionalDecimals,
        List<String> wholes,
        List<String> truths,
        List<String> outcomes) {

    static final GeneratedSubject POSITION = new GeneratedSubject(
            "Position",
            Map.of(
                    "instrumentType", List.of("PERPETUAL", "EQUITY", "FUTURE", "BOND", "OPTION"),
                    "optionType", List.of("CALL", "PUT"),
                    "side", List.of("LONG", "SHORT")),
            Map.of(
                    "currency", List.of("EUR", "USD", "GBP"),
                    "venue", List.of("XNYS", "XETR"),
                    "accountTier", List.of("GOLD", "1"),
                    "attributes[\"tier\"]", List.of("5", "1", "high"),
                    "accountAttributes[\"tier\"]", List.of("5", "TECH")),
            List.of("notional", "price", "marketValue", "quantity"),
            List.of("volatility", "unrealizedPnl", "strike"),
            List.of("priceAgeSeconds", "daysToExpiry"),
            List.of(),
            List.of(
                    "insert(new MarginRequirement($x, AMOUNT, \"required\"));",
                    "insert(new AddOn($x, \"OTHER\", AMOUNT, \"added\"));",
                    "insert(new MarginRequirement($x, AMOUNT, $x.notional, \"of \" + $x.notional));"));

    static final GeneratedSubject COLLATERAL = new GeneratedSubject(
            "Collateral",
            Map.of(
                    "kind", List.of("CASH", "EQUITY", "GOVERNMENT_BOND", "CORPORATE_BOND"),
                    "issuerKind", List.of("GOVERNMENT", "CORPORATE")),
            Map.of("currency", List.of("EUR", "USD", "GBP"), "attributes[\"tier\"]", List.of("5", "TECH")),
            List.of("marketValue", "price", "shareOfPool"),
            List.of("residualMaturityYears", "volatility"),
            List.of("creditQualityStep", "priceAgeSeconds"),
            List.of("currencyMismatch"),
            List.of(
                    "insert(new Haircut($x, AMOUNT, \"cut\"));",
                    "insert(new Haircut($x, \"LIQUIDITY\", 0.05B, \"worth \" + $x.marketValue));",
                    "insert(new Ineligible($x, \"not taken\"));"));

    static final GeneratedSubject HEALTH = new GeneratedSubject(
            "AccountHealth",
            Map.of("marginMode", List.of("CROSS", "ISOLATED")),
            Map.of(),
            List.of("equity", "initialMargin", "maintenanceMargin", "maintenanceShortfall"),
            List.of("marginRatio"),
            List.of(),
            List.of(),
            List.of(
                    "insert(new Notify($x, \"ratio \" + $x.marginRatio));",
                    "insert(new ReleaseCollateral($x, AMOUNT, \"released\"));"));

    static final List<GeneratedSubject> ALL = List.of(POSITION, POSITION, COLLATERAL, COLLATERAL, HEALTH);
}
