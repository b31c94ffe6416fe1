package org.plimsoll.benchmark;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.drools.model.codegen.ExecutableModelProject;
import org.kie.api.KieServices;
import org.kie.api.builder.KieBuilder;
import org.kie.api.builder.KieFileSystem;
import org.kie.api.builder.Message;
import org.kie.api.runtime.KieContainer;
import org.kie.api.runtime.KieSession;
import org.plimsoll.engine.sandbox.RuleCompilerServices;
import org.plimsoll.policy.Collateral;
import org.plimsoll.policy.Fact;
import org.plimsoll.policy.Position;

/**
 * The policy as Drools is usually taught: positions, instruments and prices as facts of their own, joined by rules; totals
 * by accumulate; a new session for every portfolio. No trace.
 */
public final class Tutorial {
    private static final String TIER = """
            rule "%s tier %d" when
                $p : Holding($i : instrument, $size : size)
                Contract(id == $i, underlying == "%s")
                $q : Quote(instrument == $i, price * $size >= %sB, price * $size < %sB)
            then
                insert(new Required($p.id, $q.price * $p.size * %sB - %sB, "%s tier %d"));
            end
            """;
    private static final String THIN_MARKET = """
            rule "%s thin market" when
                $p : Holding($i : instrument, daysToLiquidate > %sB)
                Contract(id == $i, underlying == "%s")
                $q : Quote(instrument == $i)
            then
                insert(new Required($p.id, $q.price * $p.size * %sB, "thin market"));
            end
            """;
    private static final String HAIRCUT = """
            rule "%s" when
                $c : Pledge(kind == "%s")
            then
                insert(new Discount($c.id, %sB, "%s"));
            end
            """;
    private static final String TOTAL = """
            rule "total" salience -10 when
                accumulate(Required($amount : amount); $total : sum($amount))
            then
                insert(new Total($total));
            end
            """;

    private final KieContainer container;

    /** Compiles it. */
    public Tutorial() {
        KieServices services = RuleCompilerServices.get();
        KieFileSystem files = services.newKieFileSystem();
        files.generateAndWritePomXML(services.newReleaseId("org.plimsoll.benchmark", "tutorial", "1"));
        files.write("src/main/resources/tutorial/rules.drl", drl());
        KieBuilder builder = services.newKieBuilder(files, Tutorial.class.getClassLoader());
        builder.buildAll(ExecutableModelProject.class);
        if (builder.getResults().hasMessages(Message.Level.ERROR)) {
            throw new IllegalStateException(builder.getResults().toString());
        }
        container = services.newKieContainer(builder.getKieModule().getReleaseId(), Tutorial.class.getClassLoader());
        container.getKieBase();
    }

    /** What a session is given: facts as a tutorial models them. */
    public static List<Object> factsOf(List<? extends Fact> facts) {
        List<Object> objects = new ArrayList<>();
        for (Fact fact : facts) {
            if (fact instanceof Position position) {
                objects.add(
                        new Holding(position.id(), "i-" + position.id(), position.size(), position.daysToLiquidate()));
                objects.add(new Contract("i-" + position.id(), position.underlying()));
                objects.add(new Quote("i-" + position.id(), position.price()));
            } else if (fact instanceof Collateral collateral) {
                objects.add(new Pledge(collateral.id(), collateral.kind(), collateral.marketValue()));
            }
        }
        return objects;
    }

    /** Everything the rules inserted, a total among it. */
    public List<Object> evaluate(List<Object> facts) {
        KieSession session = container.newKieSession();
        try {
            facts.forEach(session::insert);
            session.fireAllRules();
            return new ArrayList<>(session.getObjects(object -> object instanceof Result));
        } finally {
            session.dispose();
        }
    }

    private static String drl() {
        StringBuilder rules = new StringBuilder("package tutorial;\n");
        for (Class<?> type : List.of(
                Holding.class,
                Contract.class,
                Quote.class,
                Pledge.class,
                Required.class,
                Discount.class,
                Total.class)) {
            rules.append("import ").append(type.getCanonicalName()).append(";\n");
        }
        rules.append("dialect \"mvel\"\n");
        for (String underlying : BenchmarkPolicy.UNDERLYINGS) {
            for (BenchmarkPolicy.Tier tier : BenchmarkPolicy.tiers()) {
                rules.append(TIER.formatted(
                        underlying,
                        tier.number(),
                        underlying,
                        tier.floor(),
                        tier.ceiling(),
                        tier.rate(),
                        tier.amount(),
                        underlying,
                        tier.number()));
            }
            rules.append(THIN_MARKET.formatted(
                    underlying, BenchmarkPolicy.DAYS_TO_LIQUIDATE, underlying, BenchmarkPolicy.ADD_ON_RATE));
        }
        for (BenchmarkPolicy.Cut cut : BenchmarkPolicy.CUTS) {
            rules.append(HAIRCUT.formatted(cut.kind(), cut.kind(), cut.rate(), cut.kind()));
        }
        return rules.append(TOTAL).toString();
    }

    /** A position. */
    public record Holding(
            String id,
            String instrument,
            BigDecimal size,
            @org.jspecify.annotations.Nullable BigDecimal daysToLiquidate) {}

    /** What is held. */
    public record Contract(String id, String underlying) {}

    /** A price. */
    public record Quote(String instrument, BigDecimal price) {}

    /** Collateral. */
    public record Pledge(String id, String kind, BigDecimal marketValue) {}

    /** Something the rules said. */
    public sealed interface Result permits Required, Discount, Total {}

    /** Margin. */
    public record Required(String position, BigDecimal amount, String reason) implements Result {}

    /** A haircut. */
    public record Discount(String collateral, BigDecimal rate, String reason) implements Result {}

    /** Sum of margin. */
    public record Total(BigDecimal amount) implements Result {}
}
