package org.plimsoll.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.plimsoll.decision.AttributeWords;
import org.plimsoll.decision.Decision;
import org.plimsoll.decision.Evaluator;
import org.plimsoll.decision.RuleSetIdentity;
import org.plimsoll.portfolio.Problem;
import org.plimsoll.wire.RequestLimits;
import org.plimsoll.wire.RequestReader;

/** Which attributes rules read, with which texts they compare them, and what is said of others. */
class AttributeUsesTest {
    private static final String RULES = """
            rule "defaulted"
            when
                $c : Collateral(attributes["defaulted"] == "true")
            then
                insert(new Haircut($c, 1, "defaulted"));
            end
            rule "otherwise"
            when
                $c : Collateral(attributes["defaulted"] == null || attributes["defaulted"] in ("false", "no"),
                                accountAttributes["regime"] != "NONE", attributes["recovery"] != null)
            then
                insert(new Haircut($c, $c.number("recovery"), "as stated"));
                insert(new Figure($c, "fee", $c.accountAmount("custodyFee", 0), "fee"));
            end
            """;

    private static AttributeWords words() {
        return AttributeUses.of(List.of(RULES));
    }

    @Test
    void attribute_thatIsOnlyComparedWithTexts_hasThese() {
        assertThat(words().values(false, "defaulted")).containsExactlyInAnyOrder("true", "false", "no");
    }

    @Test
    void attribute_thatARuleCatchesOutsideOfAList_hasTheTextsOfTheList() {
        AttributeWords words = AttributeUses.of(
                List.of(
                        "accountAttributes[\"protocol\"] == \"MAKER\" accountAttributes[\"protocol\"] not in (\"MAKER\", \"AAVE_V3\")"));

        assertThat(words.values(true, "protocol")).containsExactlyInAnyOrder("MAKER", "AAVE_V3");
    }

    @Test
    void attribute_thatRulesReadOtherwise_takesAnyValue() {
        assertThat(words().values(true, "regime")).isEmpty();
        assertThat(words().values(false, "recovery")).isEmpty();
        assertThat(words().values(true, "custodyFee")).isEmpty();
    }

    @Test
    void attribute_thatNoRuleReads_isTakenForTheOneItIsLike_withinTwoSlips() {
        assertThat(words().meant(false, "defalted")).contains("defaulted");
        assertThat(words().meant(true, "custodyFees")).contains("custodyFee");
        assertThat(words().meant(true, "defalted")).isEmpty();
        assertThat(words().meant(false, "defaulted")).isEmpty();
        assertThat(words().meant(false, "dflted")).isEmpty();
        assertThat(words().meant(false, "sector")).isEmpty();
    }

    private static Decision evaluate(String attributes) {
        try (CompiledRuleSet compiled = RuleSetSample.rules(RULES).compile().orThrow()) {
            String request = """
                    {"evaluatedAt": "2026-01-02T09:00:00Z",
                     "portfolio": {"id": "p", "baseCurrency": "EUR", "account": {"id": "a", "type": "MARGIN", "marginMode": "CROSS"},
                       "collateral": [{"id": "c", "instrument": "B", "quantity": 10, "attributes": %s}]},
                     "instruments": [{"id": "B", "type": "BOND", "currency": "EUR", "maturity": "2030-01-01"}],
                     "market": {"asOf": "2026-01-02T09:00:00Z", "prices": [{"instrument": "B", "price": 1}]}}
                    """.formatted(attributes);
            return new Evaluator(new RuleSetIdentity("demo", 1, "x"), compiled.terms(), compiled)
                    .evaluate(new RequestReader(RequestLimits.DEFAULT)
                            .readSubmission(
                                    request.getBytes(java.nio.charset.StandardCharsets.UTF_8),
                                    java.time.Instant.EPOCH));
        }
    }

    @Test
    void evaluation_withASlipOfThePen_warnsAndNamesWhatIsKnown() {
        Decision decision = evaluate("{\"recovery\": \"0.4\", \"defalted\": \"true\"}");

        assertThat(decision.warnings()).singleElement().satisfies(warning -> {
            assertThat(warning.code()).isEqualTo("ATTRIBUTE_NOT_READ");
            assertThat(warning.message()).contains("did you mean 'defaulted'?");
            assertThat(warning.pointer()).isEqualTo("/portfolio/collateral/0");
        });
        assertThat(evaluate("{\"recovery\": \"0.4\", \"sector\": \"x\"}").warnings())
                .isEmpty();
    }

    @Test
    void refusal_ofWhatNoRuleCovers_namesTheValueThatNoRuleKnows() {
        assertThat(org.assertj.core.api.Assertions.catchThrowableOfType(
                                org.plimsoll.portfolio.Refusal.class,
                                () -> evaluate("{\"recovery\": \"0.4\", \"defaulted\": \"yes\"}"))
                        .problems())
                .extracting(Problem::code)
                .containsExactly("UNCOVERED_COLLATERAL", "ATTRIBUTE_VALUE_UNKNOWN");
    }
}
