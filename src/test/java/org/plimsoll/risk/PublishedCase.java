package org.plimsoll.risk;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.plimsoll.policy.Side;
import org.plimsoll.risk.TieredMargin.Step;

/** A worked case as its source prints it. */
record PublishedCase(String id, String methodology, JsonNode input, JsonNode expected, JsonNode tables) {
    private static final String RESOURCE = "crypto-tiers-liquidation.json";

    static List<PublishedCase> all() {
        ObjectMapper mapper = new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
        try (InputStream stream = Objects.requireNonNull(PublishedCase.class.getResourceAsStream(RESOURCE), RESOURCE)) {
            JsonNode root = mapper.readTree(stream);
            List<PublishedCase> cases = new ArrayList<>();
            for (JsonNode node : root.get("cases")) {
                cases.add(new PublishedCase(
                        node.get("id").asText(),
                        node.get("methodology").asText(),
                        node.get("input"),
                        node.get("expected"),
                        root.get("tables")));
            }
            return cases;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Stream<PublishedCase> of(String methodology) {
        return all().stream().filter(published -> published.methodology.equals(methodology));
    }

    BigDecimal number(String name) {
        return input.get(name).decimalValue();
    }

    BigDecimal expected(String name) {
        return expected.get(name).decimalValue();
    }

    Side side() {
        return Side.valueOf(input.get("side").asText().toUpperCase(java.util.Locale.ROOT));
    }

    /** The quantity with the sign of the side. */
    BigDecimal signedQuantity() {
        BigDecimal quantity = number("quantity");
        return side() == Side.LONG ? quantity : quantity.negate();
    }

    /** Rows of the table named by the case: floor, rate, amount; or floor, maximum leverage. */
    List<List<BigDecimal>> rows() {
        List<List<BigDecimal>> rows = new ArrayList<>();
        for (JsonNode row : tables.get(input.get("table").asText())) {
            List<BigDecimal> columns = new ArrayList<>();
            row.forEach(column -> columns.add(column.decimalValue()));
            rows.add(columns);
        }
        return rows;
    }

    /** The tier table, its amounts computed from floors and rates. */
    TieredMargin ratesTable() {
        return TieredMargin.of(
                rows().stream().map(row -> new Step(row.get(0), row.get(1))).toList());
    }

    /** The tier table of a venue that states maximum leverage only. */
    TieredMargin leverageTable() {
        return TieredMargin.of(rows().stream()
                .map(row -> new Step(row.get(0), TieredMargin.halfOfInitialRate(row.get(1))))
                .toList());
    }

    @Override
    public String toString() {
        return id;
    }
}
