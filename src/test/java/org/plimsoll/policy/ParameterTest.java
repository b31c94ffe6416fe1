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

    private static Fact collateralIn(String baseCurrency) {
        FactContext context = Facts.context()
                .baseCurrency(baseCurrency)
                .parameter("largestThreshold.EUR", "50000000")
                .parameter("largestThreshold.USD", "55000000")
                .build();
        return Facts.collateral().context(context).build();
    }
}
