package org.plimsoll.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.plimsoll.contract.Contract;

/** The contract describes every field that the writer writes of a decision. */
final class DecisionSchemaTest {
    @Test
    void result_hasTheFieldsOfItsSchema() throws IOException {
        assertThat(Contract.names(written(Explain.FULL)))
                .isEqualTo(
                        Contract.names(Contract.get().schema("DecisionFields").required("properties")));
    }

    @ParameterizedTest
    @CsvSource({
        "pools, Pool",
        "collateral, CollateralLine",
        "positions, PositionLine",
        "groups, GroupLine",
        "addOns, AddOnLine",
        "warnings, Warning"
    })
    void line_hasTheFieldsOfItsSchema(String list, String schema) throws IOException {
        Set<String> written = new TreeSet<>();
        written(Explain.FULL).required(list).forEach(line -> written.addAll(Contract.names(line)));

        assertThat(written)
                .isEqualTo(Contract.names(Contract.get().schema(schema).required("properties")));
    }

    @ParameterizedTest
    @CsvSource({
        "pools, Pool",
        "collateral, CollateralLine",
        "positions, PositionLine",
        "groups, GroupLine",
        "addOns, AddOnLine",
        "warnings, Warning"
    })
    void lineWithoutReasoning_hasAtLeastWhatItsSchemaRequires(String list, String schema) throws IOException {
        for (JsonNode line : written(Explain.NONE).required(list)) {
            assertThat(Contract.get().schema(schema).required("required"))
                    .extracting(JsonNode::asText)
                    .isSubsetOf(Contract.names(line));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/collateral/0/haircuts/0, HaircutLine",
        "/positions/0/requirements/0, Requirement",
        "/positions/0/requirements/0/rule, Rule"
    })
    void part_hasTheFieldsOfItsSchema(String pointer, String schema) throws IOException {
        assertThat(Contract.names(written(Explain.RULES).requiredAt(pointer)))
                .isEqualTo(Contract.names(Contract.get().schema(schema).required("properties")));
    }

    private static JsonNode written(Explain explain) throws IOException {
        return new ObjectMapper().readTree(DecisionWriter.result(DecisionWriterTest.decision(), explain));
    }
}
