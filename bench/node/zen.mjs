import { ZenDecisionContent, ZenEngine } from '@gorules/zen-engine';

// Two decision tables in loop mode, so that one call evaluates a whole portfolio: crossing from JavaScript to the native
// engine and back is then paid once.
function model(policy) {
  const margin = {
    hitPolicy: 'collect',
    inputs: ['underlying', 'notional', 'daysToLiquidate'].map((field) => ({ id: field, name: field, field })),
    outputs: [{ id: 'amount', name: 'amount', field: 'amount' }],
    rules: policy.underlyings.flatMap((underlying) => [
      ...policy.tiers.map((tier, i) => ({
        _id: `${underlying}-${i}`,
        underlying: `"${underlying}"`,
        notional: `[${tier.floor}..${tier.ceiling})`,
        daysToLiquidate: '',
        amount: `notional * ${tier.rate} - ${tier.amount}`,
      })),
      {
        _id: `${underlying}-thin`,
        underlying: `"${underlying}"`,
        notional: '',
        daysToLiquidate: `> ${policy.addOn.daysAbove}`,
        amount: `notional * ${policy.addOn.rate}`,
      },
    ]),
    passThrough: false,
    executionMode: 'loop',
    inputField: 'positions',
    outputPath: 'margins',
  };
  const haircut = {
    hitPolicy: 'first',
    inputs: [{ id: 'kind', name: 'kind', field: 'kind' }],
    outputs: [{ id: 'rate', name: 'rate', field: 'rate' }],
    rules: policy.haircuts.map((cut) => ({ _id: cut.kind, kind: `"${cut.kind}"`, rate: cut.rate })),
    passThrough: false,
    executionMode: 'loop',
    inputField: 'collateral',
    outputPath: 'haircuts',
  };
  const node = (id, type, content) => ({ id, type, name: id, position: { x: 0, y: 0 }, content });
  const edge = (sourceId, targetId) => ({ id: `${sourceId}-${targetId}`, type: 'edge', sourceId, targetId });
  return {
    nodes: [
      node('request', 'inputNode', {}),
      node('margin', 'decisionTableNode', margin),
      node('haircut', 'decisionTableNode', haircut),
      node('response', 'outputNode', {}),
    ],
    edges: [
      edge('request', 'margin'),
      edge('request', 'haircut'),
      edge('margin', 'response'),
      edge('haircut', 'response'),
    ],
  };
}

// GoRules Zen, compiled once. It computes in decimals; JavaScript hands them over and gets them back as doubles.
export function zen(policy, portfolio) {
  const engine = new ZenEngine();
  const decision = engine.createDecision(new ZenDecisionContent(model(policy)));
  const context = {
    positions: portfolio.positions.map(({ underlying, notional, daysToLiquidate }) => ({
      underlying,
      notional: Number(notional),
      daysToLiquidate: Number(daysToLiquidate),
    })),
    collateral: portfolio.collateral.map(({ kind }) => ({ kind })),
  };
  return {
    name: 'GoRules Zen',
    arithmetic: 'decimal, answers in double',
    trace: 'none',
    evaluate: async () => (await decision.evaluate(context)).result,
    answer: ({ margins, haircuts }) => ({
      maintenance: margins.flat().reduce((sum, { amount }) => sum + amount, 0),
      haircuts: Object.fromEntries(haircuts.map(({ rate }, i) => [portfolio.collateral[i].id, rate])),
    }),
  };
}
