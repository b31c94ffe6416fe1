package org.plimsoll.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.plimsoll.contract.Contract;

/** The contract describes the fields that the reader knows, asks for those it asks for, and states its limits. */
final class RequestSchemaTest {
    static Stream<Map.Entry<String, Fields>> objects() {
        return Map.ofEntries(
                Map.entry("EvaluationRequest", RequestReader.REQUEST_FIELDS),
                Map.entry("BatchHeader", RequestReader.HEADER_FIELDS),
                Map.entry("BatchLine", RequestReader.LINE_FIELDS),
                Map.entry("Portfolio", PortfolioReader.FIELDS),
                Map.entry("Account", PortfolioReader.ACCOUNT_FIELDS),
                Map.entry("PositionInput", PortfolioReader.POSITION_FIELDS),
                Map.entry("CollateralInput", PortfolioReader.ASSET_FIELDS),
                Map.entry("Balance", PortfolioReader.MONEY_FIELDS),
                Map.entry("Loan", PortfolioReader.MONEY_FIELDS),
                Map.entry("Instrument", InstrumentReader.FIELDS),
                Map.entry("Market", MarketReader.FIELDS),
                Map.entry("Price", MarketReader.PRICE_FIELDS),
                Map.entry("RiskArray", MarketReader.RISK_ARRAY_FIELDS),
                Map.entry("ReturnHistory", MarketReader.RETURN_HISTORY_FIELDS),
                Map.entry("FxRate", MarketReader.RATE_FIELDS))
                .entrySet()
                .stream();
    }

    @ParameterizedTest
    @MethodSource("objects")
    void object_hasTheReadersFields(Map.Entry<String, Fields> object) {
        JsonNode schema = Contract.get().schema(object.getKey());
        Fields fields = object.getValue();

        assertThat(Contract.names(schema.required("properties"))).isEqualTo(new TreeSet<>(fields.names()));
        assertThat(schema.required("required"))
                .extracting(JsonNode::asText)
                .containsExactlyInAnyOrderElementsOf(fields.names().subList(0, fields.requiredCount()));
        assertThat(schema.required("additionalProperties").asBoolean(true)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "EvaluationRequest, instruments",
        "BatchHeader, instruments",
        "Portfolio, positions",
        "Portfolio, collateral",
        "Portfolio, balances",
        "Portfolio, loans",
        "Market, prices",
        "Market, fxRates",
        "Market, riskArrays",
        "Market, returnHistories",
        "RiskArray, profits",
        "ReturnHistory, returns"
    })
    void list_hasTheReadersLimit(String schema, String list) throws ReflectiveOperationException {
        Object limit = RequestLimits.class.getMethod(list).invoke(RequestLimits.DEFAULT);

        assertThat(Contract.get()
                        .schema(schema)
                        .at("/properties/" + list + "/maxItems")
                        .asInt())
                .isEqualTo(limit);
    }

    @Test
    void texts_haveTheReadersLimits() {
        JsonNode attributes = Contract.get().schema("Attributes");

        assertThat(Contract.get().schema("Name").required("maxLength").asInt())
                .isEqualTo(RequestLimits.DEFAULT.textLength());
        assertThat(attributes.required("maxProperties").asInt()).isEqualTo(RequestLimits.DEFAULT.attributes());
        assertThat(attributes.at("/additionalProperties/maxLength").asInt())
                .isEqualTo(RequestLimits.DEFAULT.attributeLength());
        assertThat(Contract.get().schema("DecimalInput").required("maxLength").asInt())
                .isEqualTo(DecimalText.LONGEST_TEXT);
    }
}
