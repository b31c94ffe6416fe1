package org.plimsoll.benchmark;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.plimsoll.policy.Collateral;
import org.plimsoll.policy.Fact;
import org.plimsoll.policy.Position;

/**
 * Writes the policy, portfolios as rules see them, and the hand-written form's answers as JSON, so that what runs outside
 * of Java gets the same inputs. Decimals are strings. Arguments: the folder, numbers of positions.
 */
public final class PolicyExport {
    private static final ObjectMapper JSON = new ObjectMapper();

    private PolicyExport() {}

    /** Writes the files. */
    public static void main(String[] arguments) throws IOException {
        Path folder = Files.createDirectories(Path.of(arguments[0]));
        JSON.writeValue(folder.resolve("policy.json").toFile(), policy());
        for (int i = 1; i < arguments.length; i++) {
            JSON.writeValue(
                    folder.resolve("portfolio-" + arguments[i] + ".json").toFile(),
                    portfolio(Integer.parseInt(arguments[i])));
        }
    }

    /** Tiers by underlying, add-ons and haircuts. */
    static ObjectNode policy() {
        ObjectNode policy = JSON.createObjectNode();
        ArrayNode underlyings = policy.putArray("underlyings");
        BenchmarkPolicy.UNDERLYINGS.forEach(underlyings::add);
        ArrayNode tiers = policy.putArray("tiers");
        for (BenchmarkPolicy.Tier tier : BenchmarkPolicy.tiers()) {
            tiers.addObject()
                    .put("floor", text(tier.floor()))
                    .put("ceiling", text(tier.ceiling()))
                    .put("rate", text(tier.rate()))
                    .put("amount", text(tier.amount()));
        }
        policy.putObject("addOn")
                .put("daysAbove", text(BenchmarkPolicy.DAYS_TO_LIQUIDATE))
                .put("rate", text(BenchmarkPolicy.ADD_ON_RATE));
        ArrayNode haircuts = policy.putArray("haircuts");
        for (BenchmarkPolicy.Cut cut : BenchmarkPolicy.CUTS) {
            haircuts.addObject().put("kind", cut.kind()).put("rate", text(cut.rate()));
        }
        return policy;
    }

    /** Positions, collateral and the expected answer. */
    static ObjectNode portfolio(int size) {
        List<Fact> facts = BenchmarkPortfolio.factsOf(BenchmarkPortfolio.of(size));
        ObjectNode portfolio = JSON.createObjectNode();
        ArrayNode positions = portfolio.putArray("positions");
        ArrayNode collateral = portfolio.putArray("collateral");
        for (Fact fact : facts) {
            if (fact instanceof Position position) {
                positions
                        .addObject()
                        .put("id", position.id())
                        .put("underlying", position.underlying())
                        .put("notional", text(position.notional()))
                        .put("daysToLiquidate", text(position.daysToLiquidate()));
            } else if (fact instanceof Collateral asset) {
                collateral.addObject().put("id", asset.id()).put("kind", asset.kind());
            }
        }
        Answer answer = Answer.of(new HandWritten().evaluate(facts));
        ObjectNode expected = portfolio.putObject("expected").put("maintenance", text(answer.maintenance()));
        ObjectNode haircuts = expected.putObject("haircuts");
        answer.haircuts().forEach((id, rate) -> haircuts.put(id, text(rate)));
        return portfolio;
    }

    private static @Nullable String text(@Nullable BigDecimal figure) {
        return figure == null ? null : figure.toPlainString();
    }
}
