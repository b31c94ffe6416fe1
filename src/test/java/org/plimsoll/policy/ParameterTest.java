package org.plimsoll.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.plimsoll.portfolio.Refusal;

/** Parameters of the rule set as facts give them to rules. */
class ParameterTest {

    @Test
    void parameterInBaseCurrency_statedInTwo_isThatOfTheBaseCurrency() {
        assertThat(collateralIn("USD").parameterInBaseCurrency("largestThreshold"))
                .isEqualByComparingTo("55000000");
    }

    @Test
    void parameterInBaseCurrency_notStatedInIt_isRefusedNamingTheCurrency() {
        assertThatThrownBy(() -> collateralIn("JPY").parameterInBaseCurrency("largestThreshold"))
                .isInstanceOfSatisfying(
                        Refusal.class,
                        refusal -> assertThat(refusal.problems())
                                .singleElement()
                                .satisfies(problem -> {
                                    assertThat(problem.code()).isEqualTo("PARAMETER_MISSING");
                                    assertThat(problem.message()).contains("largestThreshold.JPY");
                                }));
    }

    @Test
    void parameterByAccount_isThatOfTheAttributesValue() {
        assertThat(pledgedBy("OTC").parameterByAccount("confidence", "class")).isEqualByComparingTo("0.995");
        assertThat(pledgedBy("OTHER").parameterByAccount("confidence", "class")).isEqualByComparingTo("0.99");
    }

    @Test
    void parameterByAccount_withoutAttributeOrValue_isRefused() {
        assertThatThrownBy(() -> pledgedBy("FX").parameterByAccount("confidence", "class"))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("PARAMETER_MISSING")
                .hasMessageContaining("confidence.FX");
        assertThatThrownBy(() -> pledgedBy("FX").parameterByAccount("confidence", "kind"))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("ATTRIBUTE_MISSING")
                .hasMessageContaining("'kind'");
    }

    @Test
    void parameterBy_isThatOfThePositionsOwnAttribute() {
        Position position = Facts.position()
                .context(Facts.context().parameter("minimum.INDEX", "0.03").build())
                .attribute("kind", "INDEX")
                .build();

        assertThat(position.parameterBy("minimum", "kind")).isEqualByComparingTo("0.03");
        assertThatThrownBy(() -> position.parameterBy("minimum", "other"))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("ATTRIBUTE_MISSING");
    }

    private static Fact pledgedBy(String accountClass) {
        FactContext context = Facts.context()
                .attribute("class", accountClass)
                .parameter("confidence.OTC", "0.995")
                .parameter("confidence.OTHER", "0.99")
                .build();
        return Facts.collateral().context(context).build();
    }

    private static Fact collateralIn(String baseCurrency) {
        FactContext context = Facts.context()
                .baseCurrency(baseCurrency)
                .parameter("largestThreshold.EUR", "50000000")
                .parameter("largestThreshold.USD", "55000000")
                .build();
        return Facts.collateral().context(context).build();
    }
}
