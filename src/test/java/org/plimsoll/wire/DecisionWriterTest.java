package org.plimsoll.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.plimsoll.decision.Decision;
import org.plimsoll.decision.RuleReference;
import org.plimsoll.decision.RuleSetIdentity;
import org.plimsoll.portfolio.Problem;

final class DecisionWriterTest {
    private static final RuleReference RULE = new RuleReference("a.drl", 7, "rule one");
    private static final String RULE_JSON = "{\"file\":\"a.drl\",\"line\":7,\"name\":\"rule one\"}";

    @Test
    void result_withRules_hasEveryFieldInOrder() {
        assertThat(text(DecisionWriter.result(decision(), Explain.RULES)))
                .isEqualTo(("{'status':'MARGIN_CALL','evaluatedAt':'2026-01-02T09:00:00Z',"
                                + "'ruleSet':{'name':'pack','version':3,'contentHash':'ab12'},"
                                + "'portfolio':'csa-17','account':'bank-a','baseCurrency':'EUR',"
                                + "'pools':[{'id':'cross','equity':'-5.00','collateralValue':'98.00',"
                                + "'initialMargin':'10.00','maintenanceMargin':'8.00','initialExcess':'-15.00',"
                                + "'maintenanceExcess':'-13.00','marginRatio':'-0.625000','leverage':null,"
                                + "'requirements':[]}],"
                                + "'collateral':[{'id':'c1','marketValue':'100.00','haircut':'0.02',"
                                + "'haircuts':[{'kind':'BASE','rate':'0.02','reason':'bond','rule':RULE}],"
                                + "'value':'98.00'},"
                                + "{'id':'c2','marketValue':'50.00','haircut':'1','haircuts':[],'value':'0.00',"
                                + "'ineligible':{'reason':'own issue','rule':RULE}}],"
                                + "'positions':[{'id':'p1','pool':'cross','marketValue':'1.00','notional':'2.00',"
                                + "'unrealizedPnl':null,'initialMargin':'10.00','maintenanceMargin':'8.00',"
                                + "'liquidationPrice':'26316.89000000',"
                                + "'requirements':[{'initial':'10.00','maintenance':'8.00','reason':'tier 1',"
                                + "'rule':RULE}]}],"
                                + "'groups':[{'id':'cross/BTC','pool':'cross','grossNotional':'3.00',"
                                + "'netNotional':'1.00','initialMargin':'4.00','maintenanceMargin':'5.00',"
                                + "'requirements':[]}],"
                                + "'addOns':[{'scope':'pool cross','pool':'cross','kind':'LIQUIDITY',"
                                + "'initial':'1.00','maintenance':'2.00','reason':'thin','rule':RULE}],"
                                + "'figures':[{'subject':'pool cross','pool':'cross','name':'healthFactor',"
                                + "'value':'0.97','reason':'worth over debt','rule':RULE}],"
                                + "'actions':[{'type':'MARGIN_CALL','pool':'cross','amount':'15.00',"
                                + "'currency':'EUR','dueBy':'2026-01-03T09:00:00Z','rank':2,'reason':'short',"
                                + "'rule':RULE}],"
                                + "'warnings':[{'code':'PRICE_STALE','message':'old','pointer':'/market/prices/0'},"
                                + "{'code':'OTHER','message':'x'}]}")
                        .replace('\'', '"')
                        .replace("RULE", RULE_JSON));
    }

    @Test
    void result_withoutExplanation_namesNoRule() {
        String text = text(DecisionWriter.result(decision(), Explain.NONE));

        assertThat(text)
                .doesNotContain("\"rule\":", "haircuts", "requirements", "firings")
                .contains("\"haircut\":\"0.02\",\"value\":\"98.00\"")
                .contains("\"ineligible\":{\"reason\":\"own issue\"}");
    }

    @Test
    void result_fully_endsWithExplanationAndFirings() throws IOException {
        String rules = text(DecisionWriter.result(decision(), Explain.RULES));
        String full = text(DecisionWriter.result(decision(), Explain.FULL));

        assertThat(full).startsWith(rules.substring(0, rules.length() - 1) + ",\"explanation\":[");
        JsonNode json = new ObjectMapper().readTree(full);
        assertThat(json.get("explanation").isEmpty()).isFalse();
        assertThat(json.get("firings").isArray()).isTrue();
    }

    @Test
    void result_ofEqualDecisions_isTheSameBytes() {
        assertThat(DecisionWriter.result(decision(), Explain.FULL))
                .isEqualTo(DecisionWriter.result(decision(), Explain.FULL));
    }

    @Test
    void answer_isTheHeadFollowedByTheResultVerbatim() throws IOException {
        byte[] result = DecisionWriter.result(decision(), Explain.RULES);
        AnswerHead head =
                new AnswerHead("d-1", "r-\"1\"", Instant.parse("2026-01-02T09:00:01.5Z"), "plimsoll", "0.1.0");

        String answer = text(DecisionWriter.answer(head, result));

        assertThat(answer)
                .isEqualTo("{\"decisionId\":\"d-1\",\"requestId\":\"r-\\\"1\\\"\","
                        + "\"decidedAt\":\"2026-01-02T09:00:01.500Z\","
                        + "\"engine\":{\"name\":\"plimsoll\",\"version\":\"0.1.0\"},"
                        + text(result).substring(1));
        assertThat(new ObjectMapper().readTree(answer).get("status").textValue())
                .isEqualTo("MARGIN_CALL");
    }

    @Test
    void answer_withoutIds_leavesThemOut() {
        AnswerHead head = new AnswerHead(null, null, Instant.parse("2026-01-02T09:00:01Z"), "e", "1");

        assertThat(text(DecisionWriter.answer(head, "{\"status\":\"X\"}".getBytes(StandardCharsets.UTF_8))))
                .isEqualTo("{\"decidedAt\":\"2026-01-02T09:00:01Z\",\"engine\":{\"name\":\"e\",\"version\":\"1\"},"
                        + "\"status\":\"X\"}");
    }

    static Decision decision() {
        Map<String, Object> call = new LinkedHashMap<>();
        call.put("amount", number("15.00"));
        call.put("currency", "EUR");
        call.put("dueBy", Instant.parse("2026-01-03T09:00:00Z"));
        call.put("rank", 2);
        return new Decision(
                "MARGIN_CALL",
                Instant.parse("2026-01-02T09:00:00Z"),
                new RuleSetIdentity("pack", 3, "ab12"),
                "csa-17",
                "bank-a",
                "EUR",
                List.of(new Decision.Pool(
                        "cross",
                        number("-5.00"),
                        number("98.00"),
                        number("10.00"),
                        number("8.00"),
                        number("-15.00"),
                        number("-13.00"),
                        number("-0.625000"),
                        null,
                        List.of())),
                collateral(),
                List.of(new Decision.Holding(
                        "p1",
                        "cross",
                        number("1.00"),
                        number("2.00"),
                        null,
                        number("10.00"),
                        number("8.00"),
                        number("26316.89000000"),
                        List.of(new Decision.Requirement(number("10.00"), number("8.00"), "tier 1", RULE)))),
                List.of(new Decision.Group(
                        "cross/BTC",
                        "cross",
                        number("3.00"),
                        number("1.00"),
                        number("4.00"),
                        number("5.00"),
                        List.of())),
                List.of(new Decision.Extra(
                        "pool cross", "cross", "LIQUIDITY", number("1.00"), number("2.00"), "thin", RULE)),
                List.of(new Decision.Named(
                        "pool cross", "cross", "healthFactor", number("0.97"), "worth over debt", RULE)),
                List.of(new Decision.Required("MARGIN_CALL", "cross", call, "short", RULE)),
                List.of(new Problem("PRICE_STALE", "old", "/market/prices/0"), new Problem("OTHER", "x", null)),
                List.of());
    }

    private static List<Decision.Asset> collateral() {
        return List.of(
                new Decision.Asset(
                        "c1",
                        number("100.00"),
                        number("0.02"),
                        List.of(new Decision.Cut("BASE", number("0.02"), "bond", RULE)),
                        number("98.00"),
                        null),
                new Decision.Asset(
                        "c2",
                        number("50.00"),
                        number("1"),
                        List.of(),
                        number("0.00"),
                        new Decision.Judgement("own issue", RULE)));
    }

    private static BigDecimal number(String text) {
        return new BigDecimal(text);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
