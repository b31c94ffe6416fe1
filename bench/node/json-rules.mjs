import { Engine } from 'json-rules-engine';

const all = (...conditions) => ({ all: conditions.map(([fact, operator, value]) => ({ fact, operator, value })) });

function marginEngine(policy) {
  const engine = new Engine();
  for (const underlying of policy.underlyings) {
    for (const tier of policy.tiers) {
      engine.addRule({
        conditions: all(
          ['underlying', 'equal', underlying],
          ['notional', 'greaterThanInclusive', Number(tier.floor)],
          ['notional', 'lessThan', Number(tier.ceiling)],
        ),
        event: { type: 'requirement', params: { rate: Number(tier.rate), amount: Number(tier.amount) } },
      });
    }
    engine.addRule({
      conditions: all(
        ['underlying', 'equal', underlying],
        ['daysToLiquidate', 'greaterThan', Number(policy.addOn.daysAbove)],
      ),
      event: { type: 'requirement', params: { rate: Number(policy.addOn.rate), amount: 0 } },
    });
  }
  return engine;
}

function haircutEngine(policy) {
  const engine = new Engine();
  for (const cut of policy.haircuts) {
    engine.addRule({
      conditions: all(['kind', 'equal', cut.kind]),
      event: { type: 'haircut', params: { rate: Number(cut.rate) } },
    });
  }
  return engine;
}

// json-rules-engine, one engine for positions and one for collateral, made once; a run for each item. Its rules select and
// do not compute: the amount is worked out here from what the event says.
export function jsonRules(policy, portfolio) {
  const margin = marginEngine(policy);
  const haircut = haircutEngine(policy);
  const positions = portfolio.positions.map(({ underlying, notional, daysToLiquidate }) => ({
    underlying,
    notional: Number(notional),
    daysToLiquidate: Number(daysToLiquidate),
  }));
  const collateral = portfolio.collateral.map(({ kind }) => ({ kind }));
  return {
    name: 'json-rules-engine',
    arithmetic: 'double',
    trace: 'results of conditions',
    evaluate: async () => {
      const margins = [];
      const haircuts = [];
      for (const position of positions) {
        const { events } = await margin.run(position);
        margins.push(events.map(({ params }) => position.notional * params.rate - params.amount));
      }
      for (const asset of collateral) {
        const { events } = await haircut.run(asset);
        haircuts.push(events[0].params.rate);
      }
      return { margins, haircuts };
    },
    answer: ({ margins, haircuts }) => ({
      maintenance: margins.flat().reduce((sum, amount) => sum + amount, 0),
      haircuts: Object.fromEntries(haircuts.map((rate, i) => [portfolio.collateral[i].id, rate])),
    }),
  };
}
