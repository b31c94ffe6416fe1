package org.plimsoll.benchmark.peers;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.plimsoll.benchmark.BenchmarkPolicy;
import org.plimsoll.benchmark.BenchmarkPolicy.Tier;

/** The policy as two DMN 1.3 decision tables: 36 rows for margin, of which all that match count; four for haircuts. */
final class DmnPolicy {
    static final String NAMESPACE = "https://plimsoll.org/benchmark";
    static final String NAME = "benchmark";
    static final String MARGIN = "margin";
    static final String HAIRCUT = "haircut";

    private static final String DOCUMENT = """
            <?xml version="1.0" encoding="UTF-8"?>
            <definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="benchmark" name="benchmark"
                namespace="https://plimsoll.org/benchmark">
              %s%s%s%s
              <decision id="margin" name="margin">
                <variable name="margin" typeRef="Any"/>
                %s%s%s
                <decisionTable id="marginTable" hitPolicy="COLLECT">
                  %s%s%s
                  <output id="amount" name="amount" typeRef="number"/>
                  %s
                </decisionTable>
              </decision>
              <decision id="haircut" name="haircut">
                <variable name="haircut" typeRef="number"/>
                %s
                <decisionTable id="haircutTable" hitPolicy="UNIQUE">
                  %s
                  <output id="rate" name="rate" typeRef="number"/>
                  %s
                </decisionTable>
              </decision>
            </definitions>
            """;

    private DmnPolicy() {}

    /** The tables in FEEL throughout. */
    static InputStream document() {
        return document("%s");
    }

    /** The tables with what rows give written for another expression language. */
    static InputStream document(String output) {
        List<String> margin = new ArrayList<>();
        for (String underlying : BenchmarkPolicy.UNDERLYINGS) {
            for (Tier tier : BenchmarkPolicy.tiers()) {
                margin.add(row(
                        margin.size(),
                        List.of(quoted(underlying), "[" + tier.floor() + ".." + tier.ceiling() + "[", "-"),
                        output.formatted("notional * " + tier.rate() + " - " + tier.amount())));
            }
            margin.add(row(
                    margin.size(),
                    List.of(quoted(underlying), "-", "> " + BenchmarkPolicy.DAYS_TO_LIQUIDATE),
                    output.formatted("notional * " + BenchmarkPolicy.ADD_ON_RATE)));
        }
        String haircuts = BenchmarkPolicy.CUTS.stream()
                .map(cut ->
                        row(1_000 + BenchmarkPolicy.CUTS.indexOf(cut), List.of(quoted(cut.kind())), "" + cut.rate()))
                .collect(Collectors.joining());
        return new ByteArrayInputStream(DOCUMENT.formatted(
                        data("underlying", "string"),
                        data("notional", "number"),
                        data("daysToLiquidate", "number"),
                        data("kind", "string"),
                        requirement("underlying"),
                        requirement("notional"),
                        requirement("daysToLiquidate"),
                        input("underlying", "string"),
                        input("notional", "number"),
                        input("daysToLiquidate", "number"),
                        String.join("", margin),
                        requirement("kind"),
                        input("kind", "string"),
                        haircuts)
                .getBytes(StandardCharsets.UTF_8));
    }

    private static String data(String name, String type) {
        return "<inputData id=\"%s\" name=\"%s\"><variable name=\"%s\" typeRef=\"%s\"/></inputData>"
                .formatted(name, name, name, type);
    }

    private static String requirement(String name) {
        return "<informationRequirement id=\"needs-%s\"><requiredInput href=\"#%s\"/></informationRequirement>"
                .formatted(name, name);
    }

    private static String input(String name, String type) {
        return "<input id=\"in-%s\"><inputExpression id=\"of-%s\" typeRef=\"%s\"><text>%s</text></inputExpression></input>"
                .formatted(name, name, type, name);
    }

    private static String row(int number, List<String> conditions, String output) {
        StringBuilder row = new StringBuilder("<rule id=\"row-" + number + "\">");
        for (int i = 0; i < conditions.size(); i++) {
            row.append("<inputEntry id=\"row-%d-%d\"><text><![CDATA[%s]]></text></inputEntry>"
                    .formatted(number, i, conditions.get(i)));
        }
        return row + "<outputEntry id=\"row-%d-out\"><text>%s</text></outputEntry></rule>".formatted(number, output);
    }

    private static String quoted(String text) {
        return '"' + text + '"';
    }
}
