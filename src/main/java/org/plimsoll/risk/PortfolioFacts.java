package org.plimsoll.risk;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.plimsoll.policy.Collateral;
import org.plimsoll.policy.Fact;
import org.plimsoll.policy.FactContext;
import org.plimsoll.policy.MarginPool;
import org.plimsoll.policy.Position;
import org.plimsoll.policy.PositionGroup;
import org.plimsoll.portfolio.PledgedAsset;
import org.plimsoll.portfolio.Problem;

/**
 * All facts of a portfolio that are there before any rule runs.
 *
 * @param context what they share
 * @param positions in the order of the submission
 * @param collateral in the order of the submission, without the unpriced
 * @param groups by pool, in the order in which the first position of each was submitted
 * @param pools the cross pool, which is always there, then one for each isolated position in the order of the submission
 * @param unpriced pledged assets without a price: they count for nothing, and rules do not see them
 * @param priceProblems a {@code COLLATERAL_PRICE_MISSING} for each unpriced asset, up to 100
 * @param staleProblems a {@code PRICE_STALE} or {@code FX_RATE_STALE} for each price and exchange rate that was used and
 *     is stale, in the order of the market data, up to 100
 * @param places place of each position in the submission, by id
 * @param collateralPlaces place of each pledged asset in the submission, by id
 */
public record PortfolioFacts(
        FactContext context,
        List<Position> positions,
        List<Collateral> collateral,
        List<PositionGroup> groups,
        List<MarginPool> pools,
        List<PledgedAsset> unpriced,
        List<Problem> priceProblems,
        List<Problem> staleProblems,
        Map<String, Integer> places,
        Map<String, Integer> collateralPlaces) {

    /** Every fact, for the rules that settle haircuts and requirements. */
    public List<Fact> all() {
        List<Fact> facts = new ArrayList<>(positions.size() + collateral.size() + groups.size() + pools.size());
        facts.addAll(collateral);
        facts.addAll(positions);
        facts.addAll(groups);
        facts.addAll(pools);
        return facts;
    }

    /**
     * JSON pointer to a position in the request.
     *
     * @throws IllegalArgumentException when there is no such position
     */
    public String positionPointer(String id) {
        return pointer(PortfolioCheck.POSITIONS, places, id);
    }

    /**
     * JSON pointer to a pledged asset in the request.
     *
     * @throws IllegalArgumentException when there is no such asset
     */
    public String collateralPointer(String id) {
        return pointer(PortfolioCheck.COLLATERAL, collateralPlaces, id);
    }

    private static String pointer(String list, Map<String, Integer> places, String id) {
        Integer place = places.get(id);
        if (place == null) {
            throw new IllegalArgumentException("no such id: " + id);
        }
        return list + "/" + place;
    }
}
