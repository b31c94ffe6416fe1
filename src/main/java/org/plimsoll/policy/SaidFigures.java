package org.plimsoll.policy;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.plimsoll.portfolio.Refusal;

/** The figures that rules said of a portfolio before its accounts were settled. */
public final class SaidFigures {
    /** No figures. */
    public static final SaidFigures NONE = new SaidFigures();

    private final Map<String, Map<String, BigDecimal>> bySubject = new HashMap<>();
    private final Map<String, Map<String, BigDecimal>> sumsByPool = new HashMap<>();

    /**
     * Takes a figure in.
     *
     * @return what was said of the same subject under the same name before; null when nothing was
     */
    public @Nullable BigDecimal say(Figure figure) {
        BigDecimal before = bySubject
                .computeIfAbsent(subject(figure.subject()), subject -> new HashMap<>())
                .putIfAbsent(figure.name(), figure.value());
        if (before == null) {
            sumsByPool
                    .computeIfAbsent(figure.subject().pool(), pool -> new HashMap<>())
                    .merge(figure.name(), figure.value(), BigDecimal::add);
        }
        return before;
    }

    /** Sum over the facts of a pool; zero when nothing was said of any. */
    BigDecimal sum(String pool, String name) {
        return sumsByPool.getOrDefault(pool, Map.of()).getOrDefault(name, BigDecimal.ZERO);
    }

    /**
     * What was said of a fact.
     *
     * @throws Refusal {@code FIGURE_MISSING} when nothing was
     */
    BigDecimal require(Fact fact, String name) {
        BigDecimal said = bySubject.getOrDefault(subject(fact), Map.of()).get(name);
        if (said == null) {
            throw new Refusal(
                    "FIGURE_MISSING",
                    "A rule needs the figure '" + name + "' of " + subject(fact) + ", which no rule stated.",
                    null);
        }
        return said;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SaidFigures figures && bySubject.equals(figures.bySubject);
    }

    @Override
    public int hashCode() {
        return bySubject.hashCode();
    }

    /** What a figure is about, such as {@code position p-1} or {@code pool cross}; a fact and its health are the same. */
    public static String subject(Fact fact) {
        String kind;
        if (fact instanceof Position || fact instanceof PositionHealth) {
            kind = "position";
        } else if (fact instanceof Collateral || fact instanceof CollateralHealth) {
            kind = "collateral";
        } else if (fact instanceof PositionGroup) {
            kind = "group";
        } else {
            kind = "pool";
        }
        return kind + " " + fact.id();
    }
}
