// One Markdown table out of the JSON files that the benchmarks wrote; arguments: those files.
import { readFile } from 'node:fs/promises';

const rows = (await Promise.all(process.argv.slice(2).map((file) => readFile(file, 'utf8')))).flatMap(JSON.parse);
const baseline = rows.find(({ name }) => name === 'hand-written Java').micros;

const figure = (value) =>
  value === undefined ? '' : value.toLocaleString('en', { maximumFractionDigits: value < 10 ? 1 : 0 });
const ratio = (micros, positions) => figure(micros[positions] && micros[positions] / baseline[positions]);

const lines = [
  [
    '',
    'runs',
    '20 positions, µs',
    '× hand-written',
    '1,000 positions, µs',
    '× hand-written',
    'requests/s',
    '× echo',
    'arithmetic',
    'trace',
  ],
  ['---', '---', '---:', '---:', '---:', '---:', '---:', '---:', '---', '---'],
  ...rows.map(({ name, where, micros, perSecond, echoes, arithmetic, trace }) => [
    name,
    where,
    figure(micros[20]),
    ratio(micros, 20),
    figure(micros[1000]),
    ratio(micros, 1000),
    figure(perSecond),
    figure(echoes),
    arithmetic,
    trace,
  ]),
];
console.log(lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n'));
