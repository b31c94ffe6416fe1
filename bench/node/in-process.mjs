// Microseconds for an evaluation of the whole policy in engines that run on Node. Answers are compared first; then all
// engines are measured in each round, and the median of the rounds is taken.
//
// Arguments: folder of the exported policy and portfolios, file to write, rounds, milliseconds for each engine and round.
import { readFile, writeFile } from 'node:fs/promises';
import { requireSame } from './answers.mjs';
import { handWritten } from './hand-written.mjs';
import { jsonRules } from './json-rules.mjs';
import { zen } from './zen.mjs';

const [folder, file, roundsText, millisText] = process.argv.slice(2);
const rounds = Number(roundsText);
const millis = Number(millisText);

const read = async (name) => JSON.parse(await readFile(`${folder}/${name}`, 'utf8'));

async function micros(form, duration) {
  const start = performance.now();
  let count = 0;
  let now = start;
  while (now - start < duration) {
    await form.evaluate();
    count++;
    now = performance.now();
  }
  return ((now - start) * 1000) / count;
}

const policy = await read('policy.json');
const runs = [];
for (const positions of [20, 1000]) {
  const portfolio = await read(`portfolio-${positions}.json`);
  for (const form of [handWritten, zen, jsonRules].map((make) => make(policy, portfolio))) {
    requireSame(form.name, portfolio.expected, form.answer(await form.evaluate()));
    console.log(`same answer: ${form.name}, ${positions} positions`);
    await micros(form, 2 * millis);
    runs.push({ form, positions, readings: [] });
  }
}
for (let round = 0; round < rounds; round++) {
  for (const run of runs) {
    run.readings.push(await micros(run.form, millis));
  }
}

const rows = new Map();
for (const { form, positions, readings } of runs) {
  const { name, arithmetic, trace } = form;
  const row = rows.get(name) ?? { name, where: 'in process, Node', arithmetic, trace, micros: {} };
  row.micros[positions] = readings.sort((a, b) => a - b)[readings.length >> 1];
  rows.set(name, row);
}
console.table([...rows.values()].map(({ name, micros: of }) => ({ name, ...of })));
await writeFile(file, JSON.stringify([...rows.values()]));
process.exit(0);
