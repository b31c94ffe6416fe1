// The policy as a programmer would write it in JavaScript, in doubles: what the language itself costs.
export function handWritten(policy, portfolio) {
  const tiers = policy.tiers.map(({ floor, rate, amount }) => ({
    floor: Number(floor),
    rate: Number(rate),
    amount: Number(amount),
  }));
  const underlyings = new Set(policy.underlyings);
  const cuts = new Map(policy.haircuts.map(({ kind, rate }) => [kind, Number(rate)]));
  const daysAbove = Number(policy.addOn.daysAbove);
  const addOnRate = Number(policy.addOn.rate);
  const positions = portfolio.positions.map((position) => ({
    underlying: position.underlying,
    notional: Number(position.notional),
    daysToLiquidate: Number(position.daysToLiquidate),
  }));
  return {
    name: 'hand-written JavaScript',
    arithmetic: 'double',
    trace: 'none',
    evaluate: async () => {
      const margins = [];
      for (const { underlying, notional, daysToLiquidate } of positions) {
        if (underlyings.has(underlying)) {
          const { rate, amount } = tiers.findLast(({ floor }) => notional >= floor);
          margins.push(notional * rate - amount);
        }
        if (daysToLiquidate > daysAbove) {
          margins.push(notional * addOnRate);
        }
      }
      return { margins, haircuts: portfolio.collateral.map(({ kind }) => cuts.get(kind)) };
    },
    answer: ({ margins, haircuts }) => ({
      maintenance: margins.reduce((sum, amount) => sum + amount, 0),
      haircuts: Object.fromEntries(haircuts.map((rate, i) => [portfolio.collateral[i].id, rate])),
    }),
  };
}
