// Markdown tables out of the JSON files that JMH wrote for GrowthBenchmark, one for each file; arguments: those files.
import { readFile } from 'node:fs/promises';

const FORMS = ['hand-written', 'direct', 'session'];
const figure = (value) => value.toLocaleString('en', { maximumFractionDigits: value < 10 ? 1 : 0 });

for (const file of process.argv.slice(2)) {
  const cases = new Map();
  for (const { params, threads, primaryMetric } of JSON.parse(await readFile(file, 'utf8'))) {
    const key = `${params.rules} | ${params.positions} | ${threads}`;
    cases.set(key, { ...cases.get(key), [params.form]: primaryMetric.score });
  }
  console.log(`\n| rules | positions | threads | ${FORMS.map((form) => `${form}, µs`).join(' | ')} | direct × | session × |`);
  console.log(`|---:|---:|---:|${'---:|'.repeat(FORMS.length + 2)}`);
  for (const [key, micros] of cases) {
    const ratios = FORMS.slice(1).map((form) => figure(micros[form] / micros[FORMS[0]]));
    console.log(`| ${key} | ${[...FORMS.map((form) => figure(micros[form])), ...ratios].join(' | ')} |`);
  }
}
