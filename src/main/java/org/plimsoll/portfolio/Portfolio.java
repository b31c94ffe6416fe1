package org.plimsoll.portfolio;

import java.util.List;

/**
 * A portfolio as submitted: what an account holds, has pledged and owes.
 *
 * @param id name of the portfolio at its owner
 * @param account account it is held in
 * @param baseCurrency currency of every figure derived from it
 * @param positions open positions
 * @param collateral assets pledged
 * @param balances cash
 * @param loans money owed
 */
public record Portfolio(
        String id,
        Account account,
        String baseCurrency,
        List<OpenPosition> positions,
        List<PledgedAsset> collateral,
        List<CashBalance> balances,
        List<Loan> loans) {
    public Portfolio {
        positions = List.copyOf(positions);
        collateral = List.copyOf(collateral);
        balances = List.copyOf(balances);
        loans = List.copyOf(loans);
    }
}
